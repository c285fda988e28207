"""By whose clock the days of a week are lived."""

from __future__ import annotations

from datetime import date, datetime, time

from counterpoint.desk.week.look import WeekView
from counterpoint.domain.energy.prompts import waking_day
from counterpoint.domain.timeline import DAY, Span, instant
from counterpoint.domain.zones import clocks_in, legs_of


def clocks_of(view: WeekView, day: date) -> tuple[str, ...]:
    """The zones by whose clock a day is lived, in order; none where all of it is by that of home."""
    zone = view.life.zone
    awake = waking_day(day, view.life.availability.waking, zone)
    whole = Span(*(instant(on, time(0), zone) for on in (day, day + DAY)))
    here = awake or whole
    return clocks_in(zone, here.start, here.end)


def clock_set(view: WeekView) -> tuple[tuple[datetime, str], ...]:
    """When in the week the clock is set on the way, each time with the zone that holds from then on."""
    span = view.week.span(view.life.zone)
    legs = legs_of(view.life.zone, span.start, span.end)
    return tuple((each.start, each.zone) for each in legs if span.start < each.start)
