"""How days and lists read inside a sentence of a review."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from counterpoint.domain.boundaries.story import listed
from counterpoint.domain.timeline import local
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import month_name, weekday_name

NOON, FULL_CLOCK = 12, 24


def days(moments: Iterable[datetime], zone: str) -> str:
    """The weekdays of some moments, each once, in order of time."""
    dates = sorted({local(moment, zone).date() for moment in moments})
    return listed(list(dict.fromkeys(weekday_name(day) for day in dates)))


def dated(day: date) -> str:
    """A weekday with its date, such as “Tuesday 24 November”, for evidence that may be some weeks old."""
    return _("%(weekday)s %(day)d %(month)s") % {
        "weekday": weekday_name(day), "day": day.day, "month": month_name(day),
    }  # fmt: skip


def clock(here: datetime, hours: int) -> str:
    """A local time on a clock of 12 or 24 hours."""
    if hours == FULL_CLOCK:
        return here.strftime("%H:%M")
    half = _("am") if here.hour < NOON else _("pm")
    return f"{here.hour % NOON or NOON}:{here.minute:02d} {half}"
