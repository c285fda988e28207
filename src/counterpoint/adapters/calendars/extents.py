"""When an event begins and how long it lasts: DTSTART with DTEND or DURATION (RFC 5545 §3.8.2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from counterpoint.adapters.calendars.parts import Properties
from counterpoint.adapters.calendars.times import Times, through_the_night
from counterpoint.adapters.calendars.values import Unreadable, duration_of
from counterpoint.domain.words import gettext as _
from counterpoint.engines.recurrence.clocks import Moment
from counterpoint.engines.recurrence.events import Length


def start_of(own: Properties, times: Times) -> Moment:
    """The first DTSTART that can be read. Raises Unreadable."""
    wrong = Unreadable(_("It has no DTSTART"))
    for stated in own.get("DTSTART", [])[:3]:
        try:
            return times.moment(stated)
        except Unreadable as unreadable:
            wrong = Unreadable(_("Its DTSTART cannot be read: %(unreadable)s") % {"unreadable": unreadable})
    raise wrong


def extent_of(
    own: Properties, start: Moment, times: Times, doubt: Callable[[str], None]
) -> tuple[Moment | None, Length | None]:
    """DTEND or, without it, DURATION; neither when what is stated cannot be read."""
    try:
        if own.get("DTEND"):
            return _end(start, times.moment(own["DTEND"][0]), times, doubt), None
        if own.get("DURATION"):
            return None, _length(start, duration_of(own["DURATION"][0].value), doubt)
    except Unreadable as wrong:
        doubt(_("Its end cannot be read (%(wrong)s); it was read as having none.") % {"wrong": wrong})
    return None, None


def _end(start: Moment, end: Moment, times: Times, doubt: Callable[[str], None]) -> Moment:
    """The end, of the start's kind ("MUST", §3.8.2.2): where it is not, what was assumed is told."""
    if not isinstance(start, datetime):
        return _last_day(start, end, times, doubt)
    if not isinstance(end, datetime):
        doubt(_("It begins at a time but its end has none; it was read as ending at midnight."))
        return through_the_night(end, start)
    if (end.tzinfo is None) != (start.tzinfo is None):
        end = end.replace(tzinfo=start.tzinfo) if end.tzinfo is None else end.replace(tzinfo=None)
        doubt(_("Only one of its start and end has a zone; both were read in the same."))
    if end < start:
        doubt(_("It ends before it begins; start and end were swapped."))
    return end


def _last_day(start: date, end: Moment, times: Times, doubt: Callable[[str], None]) -> date:
    last = times.day(end)
    if isinstance(end, datetime):
        doubt(_("It begins on a day but its end has a time; it was read as all-day."))
        if (end.hour, end.minute) != (0, 0) and last == end.date() and last < date.max:
            last += timedelta(days=1)
    if last < start:
        doubt(_("It ends before it begins; start and end were swapped."))
    elif last == start:
        doubt(_("It ends on the day it begins, which leaves it no time; it was read as lasting that day."))
    return last


def _length(start: Moment, length: Length, doubt: Callable[[str], None]) -> Length:
    if length.days < 0 or length.exact < timedelta(0):
        doubt(_("Its DURATION is below zero; start and end were swapped."))
    if not isinstance(start, datetime) and length.exact:
        doubt(_("It begins on a day but lasts for hours; it was read as all-day."))
    return length
