"""The ten steps on one page, the doors to where each is done, and a way back from there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from counterpoint.desk.beginning import ten_steps as desk
from counterpoint.desk.beginning.ten_steps import TEN
from counterpoint.desk.ports import ChangedMeanwhile
from counterpoint.domain.errors import CounterpointError
from counterpoint.doors.web import say
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.first_run.anchors import anchors_shown, protect_what_was_chosen
from counterpoint.doors.web.forms.pages import UNPROCESSABLE
from counterpoint.doors.web.ten_steps.words import step_words
from counterpoint.doors.web.way_on import is_page_of_ours

ON_THE_WAY = "on_ten_steps"
"""In the session while somebody came to a page from here, so that every page can lead them back."""
LONGEST_HOURS, LONGEST_WORDS = 60, 2000

DOORS = {
    "values": "find-values",
    "week": "ten-steps-week",
    "protected": "ten-steps-protected",
    "others": "how-i-work",
    "rituals": "matters",
    "boundaries": "boundaries",
    "flex": "flex",
    "companion": "companions",
    "check-ins": "check-in",
    "refinement": "review-month",
}
PLACES = {"rituals": "#between-title"}


@require_safe
def ten_steps(request: PersonRequest) -> HttpResponse:
    """What each step is, why, and what it has in it by now."""
    there, words = desk.what_is_there(request.diary), step_words()
    lines = [{"id": step, "words": words[step], "held": there[step]} for step in TEN]
    return render(request, "ten_steps/ten_steps.html", {"lines": lines})


@require_safe
def go(request: PersonRequest, step: str) -> HttpResponse:
    """Through the door of a step; from now on pages show the way back."""
    if step not in DOORS:
        raise Http404
    request.session[ON_THE_WAY] = True
    return redirect(reverse(DOORS[step]) + PLACES.get(step, ""))


@require_POST
def leave(request: PersonRequest) -> HttpResponse:
    """Leaves the steps where they are; whoever stands on another page stays there."""
    request.session.pop(ON_THE_WAY, None)
    here = request.POST.get("here", "")
    if is_page_of_ours(here) and here != reverse("ten-steps"):
        return redirect(here)
    messages.info(request, _("All right. The ten steps wait under Settings, with all that you have said."))
    return redirect("today")


@require_http_methods(["GET", "HEAD", "POST"])
def protected(request: PersonRequest) -> HttpResponse:
    """The non-negotiables: all that is protected, what could be, and a form for one of one's own."""
    if request.method == "POST":
        protect_what_was_chosen(request)
        return redirect("ten-steps-protected")
    return render(request, "ten_steps/protected.html", anchors_shown(request.diary))


class LastWeekForm(forms.Form):
    """How much of last week went where, as one would say it."""

    version = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    words = forms.CharField(
        required=False, max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Any = None, *, domains: list[tuple[str, str]]) -> None:
        super().__init__(data, label_suffix="")
        self.names = {f"hours-{own}": name for own, name in domains}
        for field, name in self.names.items():
            self.fields[field] = forms.CharField(
                label=name,
                required=False,
                max_length=LONGEST_HOURS,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )
        self.fields["words"].label = _("And what stays in mind of it")

    @property
    def hours(self) -> list[forms.BoundField]:
        return [self[field] for field in self.names]

    def said(self) -> dict[str, str]:
        return {name: self.cleaned_data[field] for field, name in self.names.items()}

    def clean(self) -> dict[str, Any]:
        if not any(said for name, said in self.cleaned_data.items() if name != "version"):
            self.add_error(None, _("Say one thing of it, however roughly."))
        return self.cleaned_data


@require_http_methods(["GET", "HEAD", "POST"])
def last_week(request: PersonRequest) -> HttpResponse:
    """Last week from memory, kept as words for oneself; or from calendars, on their own pages."""
    now = timezone.now()
    domains = [(kept.thing.id, kept.thing.name) for kept in request.diary.domains.all()]
    changed = False
    form = LastWeekForm(request.POST if request.method == "POST" else None, domains=domains)
    if request.method == "POST" and form.is_valid():
        try:
            read = form.cleaned_data
            desk.recall_week(request.diary, form.said(), read["words"], now=now, version=read["version"])
        except ChangedMeanwhile:
            changed = True
        except CounterpointError as wrong:
            form.add_error(None, f"{wrong.message} {wrong.advice}".strip())
        else:
            messages.success(request, _("Kept, for you alone."), extra_tags="calm")
            return redirect("ten-steps-week")
    kept = desk.recalled(request.diary, now)
    week, today = desk.week_before(request.diary, now), say.today_of(request.diary.settings().thing, now)
    context = {
        "form": form,
        "week": week.name,
        "days": _("%(first)s to %(last)s")
        % {"first": say.day(week.days[0], today), "last": say.day(week.days[-1], today)},
        "recalled": kept.thing.text if kept else "",
        "version": kept.version if kept else "",
        "changed": changed,
        "calendars": [kept.thing.name for kept in request.diary.calendars.all()],
    }
    status = 409 if changed else UNPROCESSABLE if form.is_bound and not form.is_valid() else 200
    return render(request, "ten_steps/last_week.html", context, status=status)
