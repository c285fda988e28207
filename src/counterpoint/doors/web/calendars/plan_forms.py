"""The form with which a person lets their plan go into a calendar on a server."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoint.doors.web.calendars.forms import CalendarForm

TITLES = _("The titles, and to which part of your life each belongs")
BUSY = _("Only “Busy”, and when")


class PutPlanForm(CalendarForm):
    shows = forms.ChoiceField(
        label=_("What others can read there"),
        choices=[("titles", TITLES), ("busy", BUSY)],
        initial="titles",
        widget=forms.RadioSelect,
    )
    url = forms.ChoiceField(label=_("An empty calendar of yours"), required=False)

    def __init__(self, *args: Any, calendars: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = list(calendars)
        self.chooses = bool(there)
        if there:
            self.fields["url"].choices = there  # type: ignore[attr-defined]
        else:
            del self.fields["url"]
