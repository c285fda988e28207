"""Of which day something is, as its person’s days have it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from counterpoint.desk.week.look import WeekView
from counterpoint.domain.boundaries import Availability
from counterpoint.domain.energy.prompts import waking_day
from counterpoint.domain.timeline import DAY, Span, instant, local


def day_of(moment: datetime, view: WeekView) -> date:
    """The date of a moment as this person's days have it: a late night belongs to the day before."""
    return date_for(moment, view.life.zone, view.life.availability)


def date_for(moment: datetime, zone: str, availability: Availability) -> date:
    """The same, from a zone and waking hours alone."""
    here = local(moment, zone)
    earliest = min((window.start for window in availability.waking), default=None)
    ends_late = any(window.end <= window.start for window in availability.waking)
    if ends_late and earliest is not None and here.time() < earliest:
        return here.date() - DAY
    return here.date()


def is_of_day(span: Span, day: date, view: WeekView, *, all_day: bool = False) -> bool:
    """Whether something is of a day: it begins on it, or still goes on when that day begins."""
    zone = view.life.zone
    first, last = local(span.start, zone).date(), local(span.end - timedelta.resolution, zone).date()
    if all_day:
        return first <= day <= last
    begun = day_of(span.start, view)
    if begun >= day or last < day:
        return begun == day
    awake = waking_day(day, view.life.availability.waking, zone)
    return (awake.start if awake else instant(day, time(0), zone)) < span.end
