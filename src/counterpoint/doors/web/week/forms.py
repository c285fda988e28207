"""What can be typed about a block: when, how long, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoint.domain.timeline import Span, instant, local
from counterpoint.doors.web.forms.fields import AtTime, Length


class AskForm(forms.Form):
    """A day of the week and a time."""

    day = forms.ChoiceField(label=gettext_lazy("Day"))
    at = AtTime(
        label=gettext_lazy("Starts"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "step": 300}),
    )

    def __init__(
        self, *args: Any, days: Sequence[date], zone: str, near: datetime | None = None, **more: Any
    ) -> None:
        more = {"auto_id": "when_%s", "label_suffix": "", **more}
        super().__init__(*args, **more)
        self.zone, self.near = zone, near
        choices = [(each.isoformat(), date_format(each, "l j F")) for each in days]
        self.fields["day"] = forms.ChoiceField(label=_("Day"), choices=choices)

    def start(self) -> datetime:
        """The instant that was asked for; where a time comes twice, the one nearer to where the block is."""
        on, at = date.fromisoformat(self.cleaned_data["day"]), self.cleaned_data["at"]
        return instant(on, at, self.zone, near=self.near)


class WhenForm(AskForm):
    """The same, and a length."""

    minutes = Length(label=gettext_lazy("Length"), help_text=gettext_lazy("such as 45 or 1h 30m"))


def when_of(span: Span, zone: str) -> dict[str, Any]:
    """A span as the form shows it."""
    here = local(span.start, zone)
    return {"day": here.date().isoformat(), "at": here.time().replace(second=0), "minutes": span.minutes}


class PartlyForm(forms.Form):
    """How much of a block was done."""

    done = Length(label=gettext_lazy("How much of it is done?"), least=0)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"auto_id": "partly_%s", "label_suffix": "", **more})
