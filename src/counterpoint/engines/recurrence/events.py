"""What one component of a calendar says of one event, and how long it lasts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from counterpoint.domain.agenda import Status, basic_name
from counterpoint.engines.recurrence.clocks import NO_TIME, Moment, later, midnight, read_in, to_utc
from counterpoint.engines.recurrence.rules import Rule

ONE_DAY = timedelta(days=1)


Extent = tuple[datetime, datetime, tuple[date, date] | None]
"""Start and end as instants, and the days of what is all-day."""


@dataclass(frozen=True, slots=True)
class Length:
    """A duration: first whole days on the calendar, then exact time (RFC 5545 §3.3.6).

    Below zero when a calendar swapped start and end; the event then lies before its stated start.
    """

    days: int = 0
    exact: timedelta = NO_TIME

    def after(self, local: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
        """(start, end) as instants of an event that begins at a local time."""
        start = to_utc(local, zone)
        end = to_utc(later(local, timedelta(days=self.days)), zone) if self.days else start
        end = later(end, self.exact)
        return (start, end) if start <= end else (end, start)

    @property
    def reach(self) -> timedelta:
        """Its size, whichever way it goes."""
        return abs(timedelta(days=self.days) + self.exact)


@dataclass(slots=True)
class Said:
    """What a component says beside its times; never changed. `blocking` is False for what is transparent,
    cancelled or declined.
    """

    title: str = ""
    status: Status = "confirmed"
    blocking: bool = True
    organiser: str = ""
    location: str = ""
    sequence: int = 0


@dataclass(slots=True)
class Event:
    """A component as it was read; it is never changed. `end` has the kind of `start` (day or time), `length`
    is given instead of it, or neither.

    `said` opens the component for the rest: most windows meet few of a calendar's events.
    """

    start: Moment
    end: Moment | None = None
    length: Length | None = None
    said: Callable[[], Said] = Said

    @property
    def all_day(self) -> bool:
        return not isinstance(self.start, datetime)

    @property
    def local_start(self) -> datetime:
        """The start as the clock in its own zone shows it; midnight of an all-day event."""
        return read_in(self.start, None) if isinstance(self.start, datetime) else midnight(self.start)

    def zone(self, floating: tzinfo) -> tzinfo:
        """Its own zone, or the one in which floating times are read."""
        own = self.start.tzinfo if isinstance(self.start, datetime) else None
        return own or floating

    def lasts(self, floating: tzinfo) -> Length:
        """How long each instance lasts: the exact time between DTSTART and DTEND, or the nominal DURATION
        (§3.8.5.3).

        Without either: one day for a day, no time for a time (§3.6.1).
        """
        if self.length is not None:
            return self.length
        if self.end is None:
            return Length(days=1) if self.all_day else Length()
        if not isinstance(self.start, datetime) or not isinstance(self.end, datetime):
            return Length(days=(_day(self.end) - _day(self.start)).days or 1)
        return Length(exact=_instant(self.end, floating) - _instant(self.start, floating))

    def extent(self, floating: tzinfo) -> Extent:
        """Where it lies by its own words."""
        start, end = self.start, self.end
        if self.length is None and isinstance(start, datetime) and isinstance(end, datetime):
            first, last = _instant(start, floating), _instant(end, floating)
            return (first, last, None) if first <= last else (last, first, None)
        return self.placed(self.local_start, self.lasts(floating), floating)

    def placed(self, local: datetime, length: Length, floating: tzinfo) -> Extent:
        """Where an instance lies that begins at `local` in its zone."""
        if self.all_day:
            return _whole_days(local.date(), length, floating)
        return (*length.after(local, self.zone(floating)), None)


def _whole_days(first: date, length: Length, floating: tzinfo) -> Extent:
    """(start, end, days) of an all-day instance, as instants in the zone in which days are read."""
    days = length.days + -(-length.exact // ONE_DAY)
    begin, until = sorted((midnight(first), later(midnight(first), timedelta(days=days or 1))))
    return to_utc(begin, floating), to_utc(until, floating), (begin.date(), until.date())


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _instant(moment: datetime, floating: tzinfo) -> datetime:
    if moment.tzinfo is None:
        return to_utc(moment, floating)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return to_utc(read_in(moment, None), moment.tzinfo)


@dataclass(frozen=True, slots=True)
class Change:
    """An instance that differs from its series: `original` is the start it would have had (RECURRENCE-ID,
    §3.8.4.4).

    None where that start could not be read: the event then stands beside its series. With `and_future`
    (RANGE) every
    later instance moves by the same difference and takes over the rest.
    """

    original: Moment | None
    event: Event
    and_future: bool = False


@dataclass(slots=True)
class Series:
    """All components of one UID: what repeats, what is added, left out or changed. Without `master`,
    changes alone.

    `added` holds RDATEs, with a length of their own when they were periods.
    """

    uid: str
    master: Event | None = None
    rules: tuple[Rule, ...] = ()
    except_rules: tuple[Rule, ...] = ()
    added: tuple[tuple[Moment, Length | None], ...] = ()
    left_out: tuple[Moment, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def repeats(self) -> bool:
        return bool(self.rules or self.added)

    @property
    def alone(self) -> Event | None:
        """The event that it is, where it is no more than that."""
        return None if self.rules or self.added or self.changes or self.left_out else self.master

    @property
    def sequence(self) -> int:
        """The highest revision that any component of this series has."""
        known = [change.event.said().sequence for change in self.changes]
        return max([*known, self.master.said().sequence if self.master else 0])

    @property
    def floats(self) -> bool:
        """Whether some time of it is at no place: read in the zone of whoever asks."""
        events = [change.event for change in self.changes] + ([self.master] if self.master else [])
        return any(isinstance(event.start, datetime) and event.start.tzinfo is None for event in events)


def basic(moment: Moment, floating: tzinfo) -> str:
    """A start as RECURRENCE-ID names it: the date, or the instant in basic UTC form."""
    if not isinstance(moment, datetime):
        return f"{moment.year:04}{moment.month:02}{moment.day:02}"
    return basic_name(moment if moment.tzinfo is UTC else _instant(moment, floating))
