"""How days and lists read inside a sentence of a review."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from counterpoint.domain.timeline import local
from counterpoint.domain.words import gettext as _

NOON, FULL_CLOCK = 12, 24


def weekday(day: date) -> str:
    names = (
        _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
    )  # fmt: skip
    return names[day.weekday()]


def together(words: Sequence[str]) -> str:
    """“A”, “A and B”, “A, B and C”."""
    if len(words) <= 1:
        return "".join(words)
    return _("%(some)s and %(last)s") % {"some": ", ".join(words[:-1]), "last": words[-1]}


def days(moments: Iterable[datetime], zone: str) -> str:
    """The weekdays of some moments, each once, in order of time."""
    dates = sorted({local(moment, zone).date() for moment in moments})
    return together(list(dict.fromkeys(weekday(day) for day in dates)))


def dated(day: date) -> str:
    """A weekday with its date, such as “Tuesday, 24 Nov”, for evidence that may be some weeks old."""
    months = (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
        _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
    )  # fmt: skip
    return _("%(weekday)s, %(day)d %(month)s") % {
        "weekday": weekday(day), "day": day.day, "month": months[day.month - 1],
    }  # fmt: skip


def clock(here: datetime, hours: int) -> str:
    """A local time on a clock of 12 or 24 hours."""
    if hours == FULL_CLOCK:
        return here.strftime("%H:%M")
    half = _("am") if here.hour < NOON else _("pm")
    return f"{here.hour % NOON or NOON}:{here.minute:02d} {half}"
