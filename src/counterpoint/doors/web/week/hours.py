"""Which hours of the day the grid shows."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from counterpoint.desk.week.look import WeekView
from counterpoint.doors.web.week.clock import wall
from counterpoint.doors.web.week.entry import Entry


def hours_shown(view: WeekView, entries: list[Entry]) -> tuple[int, int]:
    """The first and last hour of the grid, from midnight of a column's day; a night shift ends past 24."""
    waking = view.life.availability.waking
    starts = [window.start.hour for window in waking]
    ends = [_last_hour(window.start.hour, window.end.hour, bool(window.end.minute)) for window in waking]
    for entry in entries:
        if not entry.all_day and entry.span.minutes < 24 * 60:
            begin = _hours_into(entry.on, wall(entry.span.start, view))
            starts.append(int(begin))
            ends.append(-int(-(begin + entry.span.minutes / 60) // 1))
    first = max(0, min(starts, default=7))
    return first, min(max([*ends, first + 8]), first + 24)


def _last_hour(start: int, end: int, broken: bool) -> int:
    last = end + (1 if broken else 0)
    return last if last > start else last + 24


def _hours_into(on: date, moment: datetime) -> float:
    apart = moment - datetime.combine(on, datetime.min.time())
    return apart / timedelta(hours=1)
