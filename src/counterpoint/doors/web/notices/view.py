"""Notices in words, with where each leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoint.domain.living.notices import Due, NoticeKind

NAMES: dict[NoticeKind, Any] = {
    "prompt": gettext_lazy("Check-in prompts"),
    "ritual": gettext_lazy("Transition rituals"),
    "review": gettext_lazy("Looking back"),
    "season": gettext_lazy("The end of a season"),
    "give_back": gettext_lazy("Time to be given back"),
    "commitment": gettext_lazy("Commitments to look at again"),
    "plan": gettext_lazy("Planning the next week"),
}
WHEN: dict[NoticeKind, Any] = {
    "prompt": gettext_lazy("At the moments that you asked for; over without a word after 45 minutes."),
    "ritual": gettext_lazy("When a ritual of your plan is near."),
    "review": gettext_lazy("When a week or a month can be looked back at."),
    "season": gettext_lazy("From three days before a season’s last day."),
    "give_back": gettext_lazy("In the last two days in which it can still be given back."),
    "commitment": gettext_lazy("On the day that you chose to look at one again."),
    "plan": gettext_lazy("In the last two days of a week, while the next has no plan."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A notice as a page shows it. `url` and `does` are its way on, “” where it is answered in place."""

    kind: str
    subject: str
    words: str
    url: str = ""
    does: str = ""


def line(due: Due) -> Line:
    words, url, does = _said(due)
    return Line(due.kind, due.subject, words, url, does)


def _said(due: Due) -> tuple[str, str, str]:
    named = {"title": due.title}
    match due.kind:
        case "prompt":
            return _("How is it, right now?"), "", ""
        case "ritual":
            url = reverse("ritual-go", args=[due.thing_id])
            return _("It is about time for “%(title)s”.") % named, url, _("Begin")
        case "review" if due.thing_id == "month":
            return _("The month can be looked back at."), reverse("review-month"), _("Look back")
        case "review":
            words = _("The week can be looked back at. It takes about ten minutes.")
            return words, reverse("review-week"), _("Look back")
        case "season":
            url = reverse("season-look-back", args=[due.thing_id])
            return _("The season “%(title)s” is ending.") % named, url, _("Look back at it")
        case "give_back":
            return _("“%(title)s” made room. Its time can still be given back.") % named, "", ""
        case "commitment":
            url = reverse("commitment", args=[due.thing_id])
            return _("You wanted to look at “%(title)s” again.") % named, url, _("Look at it")
        case _:
            url = reverse("week_page", args=[due.thing_id])
            return _("The next week has no plan yet."), url, _("Open the week")
