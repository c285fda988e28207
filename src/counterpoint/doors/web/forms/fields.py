"""Form fields for names, lengths of time, dates with an optional hour, and choices among one’s own things."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.notation import read_duration, say_duration, up_to_grid
from counterpoint.domain.timeline import YEARS, instant, local
from counterpoint.doors.web import say

LONGEST_NAME = 120


class Length(forms.CharField):
    """A length of time, typed as “2h 30m”, “90 min” or “45”; minutes, rounded up to five."""

    def __init__(self, *, least: int = 5, most: int = 24 * 60, **more: Any) -> None:
        self.least, self.most = least, most
        more.setdefault(
            "widget", forms.TextInput(attrs={"autocomplete": "off", "size": 8, "class": "length"})
        )
        super().__init__(**more)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            minutes = up_to_grid(read_duration(text))
        except CounterpointError as wrong:
            raise forms.ValidationError(
                _("“%(text)s” is not a length of time. Write it like “2h 30m”, “90 min” or “45”.")
                % {"text": text}
            ) from wrong
        if not self.least <= minutes <= self.most:
            raise forms.ValidationError(
                _("This can be from %(least)s to %(most)s.")
                % {"least": say.length(self.least), "most": say.length(self.most)}
            )
        return minutes

    def prepare_value(self, value: Any) -> Any:
        return say_duration(value) if isinstance(value, int) else value


class OnDay(forms.DateField):
    """A date, chosen with the browser's own calendar."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        more.setdefault("error_messages", {"invalid": gettext_lazy("Write a date like 2026-11-27.")})
        super().__init__(**more)

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day is not None and day.year not in YEARS:
            raise forms.ValidationError(
                _("This can be a day from %(first)d to %(last)d.") % {"first": YEARS[0], "last": YEARS[-1]}
            )
        return day


class AtTime(forms.TimeField):
    """A time of day, chosen with the browser's own clock."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("widget", forms.TimeInput(format="%H:%M", attrs={"type": "time"}))
        more.setdefault(
            "input_formats", ["%H:%M", "%H:%M:%S", "%H.%M", "%I:%M %p", "%I %p", "%I:%M%p", "%I%p"]
        )
        more.setdefault("error_messages", {"invalid": gettext_lazy("Write a time like 17:30.")})
        super().__init__(**more)


def last_moment(on: date, at: time | None, zone: str) -> datetime:
    """A deadline: at the time, or at the midnight that ends the day."""
    return instant(on, at, zone) if at else instant(on + timedelta(days=1), time(0), zone)


def as_deadline(moment: datetime | None, zone: str) -> tuple[date | None, time | None]:
    """The date and time that give a deadline back through `last_moment`."""
    if moment is None:
        return None, None
    here = local(moment, zone)
    if here.time() == time(0):
        return here.date() - timedelta(days=1), None
    return here.date(), here.time().replace(second=0, microsecond=0)


def choice_of(things: Iterable[Any], none: str) -> list[tuple[str, str]]:
    """Choices among values or life domains, with a word for none of them."""
    return [("", none), *((each.id, each.name) for each in things)]


def name_field(label: Any, placeholder: Any = "", **more: Any) -> forms.CharField:
    """A short text that names a thing."""
    attrs = {"autocomplete": "off", "placeholder": placeholder}
    wanting = {"required": gettext_lazy("Give it a name, as you would say it yourself.")}
    return forms.CharField(
        label=label,
        max_length=LONGEST_NAME,
        error_messages=wanting,
        widget=forms.TextInput(attrs=attrs),
        **more,
    )


def place_field() -> forms.ChoiceField:
    """Where something is done; its choices are the person's own places."""
    return forms.ChoiceField(
        label=gettext_lazy("Where"),
        required=False,
        help_text=gettext_lazy("The plan leaves time for the way there, as long as you said it takes."),
    )
