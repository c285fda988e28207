"""The form with which a person lets their plan go into a calendar on a server."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoint.domain.agenda import Showing
from counterpoint.doors.web.calendars.forms import CalendarForm

TITLES = _("The titles, and to which part of your life each belongs")
BUSY = _("Only “Busy”, and when")
GRADED = _("A block is free while it has at least four other times that week, else busy")
ALL_BUSY = _("All of it as busy")
ALL_FREE = _("All of it as free")
KINDS = [
    ("task", _("Tasks")),
    ("routine", _("Routines")),
    ("protected", _("Protected time that bends")),
    ("meal", _("Meals")),
    ("flex", _("Flex blocks")),
    ("give_back", _("Time given back")),
]


class ShowsAsForm(CalendarForm):
    """Whether blocks take time where others look for it."""

    shows_as = forms.ChoiceField(
        label=_("What others see who look for a time with you"),
        choices=[("graded", GRADED), ("busy", ALL_BUSY), ("free", ALL_FREE)],
        initial="graded",
        widget=forms.RadioSelect,
    )
    stays_busy = forms.MultipleChoiceField(
        label=_("Kinds of blocks that stay busy in the first way too"),
        choices=KINDS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    @property
    def showing(self) -> Showing:
        said = self.cleaned_data
        return Showing(said["shows_as"] or "busy", tuple(said["stays_busy"]))


def showing_form(showing: Showing) -> ShowsAsForm:
    """The form with what is chosen now."""
    return ShowsAsForm(initial={"shows_as": showing.by, "stays_busy": list(showing.stays_busy)})


class PutPlanForm(ShowsAsForm):
    shows = forms.ChoiceField(
        label=_("What others can read there"),
        choices=[("titles", TITLES), ("busy", BUSY)],
        initial="titles",
        widget=forms.RadioSelect,
    )
    url = forms.ChoiceField(label=_("An empty calendar of yours"), required=False)

    def __init__(self, *args: Any, calendars: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shows_as"].required = False
        there = list(calendars)
        self.chooses = bool(there)
        if there:
            self.fields["url"].choices = there  # type: ignore[attr-defined]
        else:
            del self.fields["url"]
