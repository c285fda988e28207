"""Local times and instants: reading one as the other, and zones that are given by rules of their own (VTIMEZONE)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from counterpoint.engines.recurrence.expansion import Budget, Course, starts
from counterpoint.engines.recurrence.rules import Rule

Moment = date | datetime
"""A day, a floating local time (naive) or a time in a zone (aware), as a calendar states it."""

NO_TIME = timedelta(0)
EARLIEST = datetime.min.replace(tzinfo=UTC)
LATEST = datetime.max.replace(tzinfo=UTC)
FEW_ONSETS = 2_000
"""How many clock changes of one observance are looked at for one year."""
YEAR = timedelta(days=366)
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a local time


def to_utc(local: datetime, zone: tzinfo) -> datetime:
    """The instant of a local time (naive). In a gap the offset before it holds; of two, the first (RFC 5545 §3.3.5).

    An instant outside the years 1 to 9999 becomes the nearest one inside.
    """
    try:
        return local.replace(tzinfo=zone).astimezone(UTC)
    except OverflowError:
        return EARLIEST if local.year == 1 else LATEST


def to_local(instant: datetime, zone: tzinfo) -> datetime:
    """What the clock in a zone shows at an instant, as a naive time; held within the years 1 to 9999."""
    try:
        return instant.astimezone(zone).replace(tzinfo=None)
    except OverflowError:
        return instant.replace(tzinfo=None)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(0))


def later(moment: datetime, by: timedelta) -> datetime:
    """`moment` moved by a length of time, held within the years 1 to 9999."""
    try:
        return moment + by
    except OverflowError:
        edge = datetime.min if by < NO_TIME else datetime.max  # noqa: DTZ901 - the zone is put back
        return edge.replace(tzinfo=moment.tzinfo)


@dataclass(frozen=True, slots=True)
class Observance:
    """A STANDARD or DAYLIGHT part: from each onset on (a local time by the `before` offset), `after` holds (§3.6.5)."""

    before: timedelta
    after: timedelta
    first: datetime
    rules: tuple[Rule, ...] = ()
    more: tuple[datetime, ...] = ()
    name: str = ""

    def onsets(self, low: datetime, high: datetime) -> Iterator[datetime]:
        """The onsets within a stretch of local time, in no particular order; a rule's UNTIL is an instant (§3.6.5)."""
        yield from (moment for moment in (self.first, *self.more) if low <= moment <= high)
        for rule in self.rules:
            course = Course(rule, self.first, until=self._until(rule))
            yield from starts(course, low, high, Budget(FEW_ONSETS))

    def _until(self, rule: Rule) -> datetime | None:
        if isinstance(rule.until, datetime):
            naive = rule.until.replace(tzinfo=None)
            return naive if rule.until.tzinfo is None else later(naive, self.before)
        return None if rule.until is None else midnight(rule.until) + timedelta(days=1)

    def last_before(self, moment: datetime) -> datetime | None:
        """The latest onset at or before a local time, without looking through all of time for it."""
        found = [each for each in (self.first, *self.more) if each <= moment]
        for rule in self.rules:
            until = self._until(rule)
            end = moment if until is None else min(moment, until)
            if end >= self.first:
                found += starts(Course(rule, self.first, until=until), self._back(end, rule), end, Budget(FEW_ONSETS))
        return max(found, default=None)

    @staticmethod
    def _back(end: datetime, rule: Rule) -> datetime:
        """Far enough before `end` to meet one onset of the rule at least."""
        years = rule.interval * 4 + 4 if rule.freq == "YEARLY" else 4
        return later(end, -YEAR * min(years, 10_000))


@dataclass(frozen=True, slots=True)
class _Year:
    """The clock changes that matter for one year: instants (seconds, UTC), and the offsets around them."""

    instants: list[float]
    gap_ends: list[float]
    fold_ends: list[float]
    offsets: list[timedelta]


@dataclass(eq=False)
class RuledZone(tzinfo):
    """A zone as a calendar file describes it, for names that nothing else knows. Years are worked out when asked for."""

    key: str
    observances: tuple[Observance, ...]
    _years: dict[int, _Year] = field(default_factory=dict, repr=False)

    def utcoffset(self, moment: datetime | None) -> timedelta:
        if moment is None:
            return self.observances[0].after
        year = self._year(moment.year)
        ends = year.fold_ends if moment.fold else year.gap_ends
        return year.offsets[bisect_right(ends, _seconds(moment))]

    def fromutc(self, moment: datetime) -> datetime:
        year, instant = self._year(moment.year), _seconds(moment)
        place = bisect_right(year.instants, instant)
        local = moment + year.offsets[place]
        repeated = place > 0 and instant - year.instants[place - 1] < (
            year.offsets[place - 1] - year.offsets[place]
        ).total_seconds()
        return local.replace(fold=1) if repeated else local

    def dst(self, moment: datetime | None) -> timedelta:  # noqa: ARG002 - nothing here asks for it
        return NO_TIME

    def tzname(self, moment: datetime | None) -> str:  # noqa: ARG002
        return self.key

    def _year(self, year: int) -> _Year:
        if year not in self._years:
            self._years[year] = _year_of(self.observances, year)
        return self._years[year]


def _seconds(moment: datetime) -> float:
    return (moment.replace(tzinfo=None, fold=0) - _EPOCH).total_seconds()


def _year_of(observances: Iterable[Observance], year: int) -> _Year:
    """All clock changes from just before a year to just after it, with the offset that held at the beginning."""
    low = later(datetime(year, 1, 1), timedelta(days=-2))  # noqa: DTZ001 - local times
    high = later(datetime(year, 12, 31), timedelta(days=3))  # noqa: DTZ001
    parts = tuple(observances)
    changes = sorted(
        {(_seconds(at) - part.before.total_seconds(), part.after) for part in parts for at in part.onsets(low, high)}
    )
    offsets = [_offset_at(parts, low), *(after for _, after in changes)]
    instants = [instant for instant, _ in changes]
    gaps = [t + max(a, b).total_seconds() for t, a, b in zip(instants, offsets, offsets[1:], strict=False)]
    folds = [t + min(a, b).total_seconds() for t, a, b in zip(instants, offsets, offsets[1:], strict=False)]
    return _Year(instants, gaps, folds, offsets)


def _offset_at(parts: tuple[Observance, ...], moment: datetime) -> timedelta:
    """The offset in force just before a local time: of the latest onset, or what held before the very first."""
    latest = ((part.last_before(later(moment, timedelta(seconds=-1))), part) for part in parts)
    known = [(at, part.after) for at, part in latest if at is not None]
    if known:
        return max(known)[1]
    return min(parts, key=lambda part: part.first).before
