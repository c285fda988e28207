"""The last day of a pause, and a note: both may stay empty."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from counterpoint.desk.ports import Kept
from counterpoint.domain.living import Pause
from counterpoint.domain.timeline import local
from counterpoint.doors.web.forms.fields import OnDay, last_moment


class PauseForm(forms.Form):
    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    last_day = OnDay(
        label=gettext_lazy("Until the end of"),
        required=False,
        help_text=gettext_lazy("Leave it empty if you do not know. You end it with one tap."),
    )
    note = forms.CharField(
        label=gettext_lazy("A note for yourself"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("It never leaves."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, zone: str, kept: Kept[Pause] | None = None) -> None:
        pause = kept.thing if kept else None
        self.zone, self.pause = zone, pause
        initial = {"last_day": self._last_day(), "note": pause.note if pause else ""}
        initial["version"] = kept.version if kept else None
        super().__init__(data, initial=initial, label_suffix="", use_required_attribute=False)

    def _last_day(self) -> Any:
        until = self.pause.until if self.pause else None
        return local(until - timedelta(microseconds=1), self.zone).date() if until else None

    def until(self) -> datetime | None:
        """The midnight that ends the day; an end on the same day that was kept already stays as it is."""
        day = self.cleaned_data["last_day"]
        if self.pause and self.pause.until and day == self._last_day():
            return self.pause.until
        return last_moment(day, None, self.zone) if day else None
