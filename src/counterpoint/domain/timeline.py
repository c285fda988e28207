"""Spans, weeks, zones, and the one rule for local times that a clock change makes unclear.

Instants are aware UTC datetimes; wall-clock rules are a local time plus a zone (see `zones`).
Spans are half-open: ``start <= t < end``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from operator import attrgetter

from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.words import gettext as _
from counterpoint.domain.zones import APART, TravelClock, home_of, iana_zone, legs_of, zone_at, zone_of

SLOT_MINUTES = 5
SLOT = timedelta(minutes=SLOT_MINUTES)
DAY = timedelta(days=1)
YEARS = range(1970, 2200)
"""In which something can be planned; what calendars say may lie outside."""


class NotASpan(CounterpointError):
    """An end before its start, or a time without a zone."""


class NotADay(CounterpointError):
    """A number that stands for no day of the week."""


class NotAWeek(CounterpointError):
    """A text that names no ISO week."""


def instant(on: date, at: time, zone: str, *, near: datetime | None = None) -> datetime:
    """The UTC instant of a wall-clock time on a date in a zone.

    A time that a clock change skips is read with the offset in force before the gap, so 02:30 in a
    gap of one hour becomes 03:30; a time that happens twice is the first of the two (RFC 5545 §3.3.5). A
    time that a journey skips is the moment at which the clock is set. What a journey repeats is, with `near`,
    the one that is nearest to that.
    """
    naive, clock = datetime.combine(on, at.replace(tzinfo=None, fold=0)), zone_of(zone)
    if isinstance(clock, TravelClock):
        found = clock.instants(naive)
        return found[0] if near is None else min(found, key=lambda each: abs(each - near))
    return naive.replace(tzinfo=clock).astimezone(UTC)


def local(moment: datetime, zone: str) -> datetime:
    """An instant as the clock on the wall in `zone` shows it (aware, in the IANA zone that holds then)."""
    return moment.astimezone(iana_zone(zone_at(zone, moment)))


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of time between two instants, both aware UTC; never of negative length."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise NotASpan(_("A span needs instants with a zone."))
        if self.end < self.start:
            raise NotASpan(
                _("The end %(end)s is before the start %(start)s.") % {"end": self.end, "start": self.start}
            )

    @property
    def minutes(self) -> int:
        return int((self.end - self.start).total_seconds() // 60)

    def __contains__(self, moment: datetime) -> bool:
        return self.start <= moment < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def meet(self, other: Span) -> Span | None:
        """The time both have in common, or None when there is none."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def grown(self, before: timedelta, after: timedelta) -> Span:
        return Span(self.start - before, self.end + after)

    def on_grid(self) -> Span:
        """The smallest span on the five-minute grid that covers this one."""
        start, end = floor_to_slot(self.start), ceil_to_slot(self.end)
        return self if start is self.start and end is self.end else Span(start, end)


def floor_to_slot(moment: datetime) -> datetime:
    past = moment.minute % SLOT_MINUTES
    if not (past or moment.second or moment.microsecond):
        return moment
    return moment - timedelta(minutes=past, seconds=moment.second, microseconds=moment.microsecond)


def ceil_to_slot(moment: datetime) -> datetime:
    floor = floor_to_slot(moment)
    return floor if floor == moment else floor + SLOT


_START = attrgetter("start")


def union(spans: Iterable[Span]) -> list[Span]:
    """The same time as `spans`, sorted, with what touches or overlaps joined."""
    joined: list[Span] = []
    for span in sorted(spans, key=_START):
        if span.start == span.end:
            continue
        if joined and span.start <= joined[-1].end:
            if span.end > joined[-1].end:
                joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def without(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """What is left of `spans` when all of `taken` is cut out."""
    left = []
    for span, cuts in _side_by_side(spans, taken):
        start = span.start
        for cut in cuts:
            if start < cut.start:
                left.append(Span(start, cut.start))
            start = max(start, cut.end)
        if start < span.end:
            left.append(Span(start, span.end))
    return left


def common(some: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    """The time that is both in `some` and in `others`."""
    return [
        Span(max(span.start, other.start), min(span.end, other.end))
        for span, theirs in _side_by_side(some, others)
        for other in theirs
    ]


def _side_by_side(some: Iterable[Span], others: Iterable[Span]) -> Iterator[tuple[Span, list[Span]]]:
    """Each of the joined `some` with those of the joined `others` that overlap it, in one pass over both."""
    theirs, first = union(others), 0
    for span in union(some):
        while first < len(theirs) and theirs[first].end <= span.start:
            first += 1
        last = first
        while last < len(theirs) and theirs[last].start < span.end:
            last += 1
        yield span, theirs[first:last]


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """Seven local days that begin on `first`; named after its ISO week when it begins on a Monday."""

    first: date

    @classmethod
    def named(cls, text: str) -> Week:
        """The week that an ISO name such as ``2026-W48`` means (ISO 8601), Monday to Sunday."""
        found = re.fullmatch(r"(\d{4})-?W(\d{1,2})", text.strip())
        try:
            monday = date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else None
        except ValueError:
            monday = None
        if monday and int(text.strip()[:4]) in YEARS:
            return cls(monday)
        if monday:
            raise NotAWeek(
                _("“%(text)s” is too far away.") % {"text": text},
                advice=_("Choose a week nearer to now."),
                field="week",
            )
        raise NotAWeek(
            _("“%(text)s” names no week.") % {"text": text},
            advice=_("Write the year and the ISO week, such as 2026-W48."),
            field="week",
        )

    @classmethod
    def holding(cls, day: date, *, week_start: int = 0) -> Week:
        """The week that `day` is in; `week_start` 0 is Monday, 6 is Sunday."""
        return cls(day - timedelta(days=(day.weekday() - week_start) % 7))

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.first + timedelta(days=n) for n in range(7))

    @property
    def name(self) -> str:
        """The ISO name of the week that most of these days are in."""
        year, week, _day = (self.first + timedelta(days=3)).isocalendar()
        return f"{year}-W{week:02d}"

    def span(self, zone: str) -> Span:
        """From midnight of the first day to midnight after the last: 167, 168 or 169 hours."""
        return Span(
            instant(self.first, time(0), zone), instant(self.first + timedelta(days=7), time(0), zone)
        )

    def next(self, weeks: int = 1) -> Week:
        return Week(self.first + timedelta(weeks=weeks))


@dataclass(frozen=True, slots=True)
class WeeklyWindow:
    """A stretch of wall-clock time that recurs on some weekdays.

    `days` holds 0 (Monday) to 6 (Sunday). An `end` at or before `start` is on the next day, so
    22:00–06:00 belongs to the day on which it begins; 00:00–00:00 is the whole day.
    """

    days: frozenset[int]
    start: time
    end: time

    def __post_init__(self) -> None:
        if not self.days <= EVERY_DAY:
            raise NotADay(_("A day of the week is 0 (Monday) to 6 (Sunday)."))

    def span_on(self, day: date, zone: str) -> Span:
        """This window as it falls on `day`, whatever weekday that is.

        On the day of a journey it is the longest stretch in which the clock shows its times, and no time at
        all where it shows none of them. Of stretches of one length it is the one elsewhere: what comes twice
        comes before one arrives there, or after one has left, and so on the way, as well.
        """
        stretches = self.stretches_on(day, zone)
        if len(stretches) == 1:
            return stretches[0]
        begin, home = instant(day, self.start, zone), home_of(zone)
        return max(
            stretches,
            key=lambda each: (each.end - each.start, zone_at(zone, each.start) != home, each.start),
            default=Span(begin, begin),
        )

    def stretches_on(self, day: date, zone: str) -> list[Span]:
        """All the time of `day` in which the clock shows this window; more than one only on a journey."""
        around = datetime.combine(day, time(0), UTC)
        legs = legs_of(zone, around - APART, around + 3 * DAY) if " " in zone else ()
        if not legs:
            return [self._read(day, zone)]
        read = [self._read(day, leg.zone).meet(Span(leg.start, leg.end)) for leg in legs]
        return union(each for each in read if each)

    def _read(self, day: date, zone: str) -> Span:
        ends_on = day if self.end > self.start else day + DAY
        begin, finish = instant(day, self.start, zone), instant(ends_on, self.end, zone)
        return Span(begin, max(begin, finish))

    def spans(self, days: Iterable[date], zone: str) -> list[Span]:
        return [self.span_on(day, zone) for day in days if day.weekday() in self.days]


def hours_on(windows: Iterable[WeeklyWindow], day: date, zone: str) -> list[Span]:
    """All the time of `day` in which the clock is within one of the windows, joined.

    So waking begins by the clock of where one sets out and ends by that of where one arrives.
    """
    here = [each for each in windows if day.weekday() in each.days]
    return union(span for each in here for span in each.stretches_on(day, zone))


EVERY_DAY = frozenset(range(7))
WEEKDAYS = frozenset(range(5))
WEEKEND = frozenset({5, 6})
