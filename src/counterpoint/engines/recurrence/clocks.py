"""Local times and instants: reading one as the other, and zones that are given by rules of their own
(VTIMEZONE).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from operator import itemgetter

from counterpoint.engines.recurrence.budget import Budget
from counterpoint.engines.recurrence.expansion import starts
from counterpoint.engines.recurrence.periods import Course
from counterpoint.engines.recurrence.rules import Rule

Moment = date | datetime
"""A day, a floating local time (naive) or a time in a zone (aware), as a calendar states it."""

NO_TIME = timedelta(0)
MARGIN = timedelta(days=2)
"""More than any two zones are apart."""
EARLIEST = datetime.min.replace(tzinfo=UTC)
LATEST = datetime.max.replace(tzinfo=UTC)
FEW_ONSETS = 2_000
"""Steps for all clock changes of a rule with an end; four hundred years of them fit."""
FEW_A_YEAR = 300
"""Steps for those of an endless rule around one year: real ones change the clock twice in it."""
MOST_ENDLESS = 4
"""Rules without an end in one zone; real ones have two."""
FIRST_RULED, LAST_RULED = 1800, 2200
MOST_STEPS = 1_000_000
STEPS_A_YEAR = 50
YEAR = timedelta(days=366)
_LAST_DAY = datetime(9999, 12, 31)  # noqa: DTZ001 - a local time
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_BEGINNING_LOCAL = datetime(1970, 1, 1)  # noqa: DTZ001 - a local time
_EPOCH = date(1970, 1, 1).toordinal()


def to_utc(local: datetime, zone: tzinfo) -> datetime:
    """The instant of a local time (naive). In a gap the offset before it holds; of two, the first (RFC
    5545 §3.3.5).

    An instant outside the years 1 to 9999 becomes the nearest one inside.
    """
    offset = zone.utcoffset(local)  # a zone reads the clock alone, so the time need not say that it is in it
    try:
        return _BEGINNING + (local - _BEGINNING_LOCAL - (offset or NO_TIME))
    except OverflowError:
        return EARLIEST if local.year == 1 else LATEST


def all_to_utc(times: list[datetime], zone: tzinfo) -> list[datetime]:
    """`to_utc` of very many local times."""
    offset = zone.utcoffset
    try:
        return [_BEGINNING + (local - _BEGINNING_LOCAL - (offset(local) or NO_TIME)) for local in times]
    except OverflowError:
        return [to_utc(local, zone) for local in times]


def to_local(instant: datetime, zone: tzinfo) -> datetime:
    """What the clock in a zone shows at an instant, as a naive time; held within the years 1 to 9999."""
    try:
        return instant.astimezone(zone).replace(tzinfo=None)
    except OverflowError:
        return instant.replace(tzinfo=None)


def read_in(local: datetime, zone: tzinfo | None) -> datetime:
    """The reading of a clock, said to be of this zone; several times as quick as `replace`."""
    return datetime.combine(local, local.time(), zone)


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
    """A STANDARD or DAYLIGHT part: from each onset on (a local time by the `before` offset), `after` holds
    (§3.6.5).
    """

    before: timedelta
    after: timedelta
    first: datetime
    rules: tuple[Rule, ...] = ()
    more: tuple[datetime, ...] = ()

    def onset(self, local: datetime) -> Onset:
        return _seconds(local) - self.before.total_seconds(), self.after


Onset = tuple[float, timedelta]
"""An instant (in seconds since 1970, UTC) and the offset from then on."""


@dataclass(frozen=True, slots=True)
class _Year:
    """The clock changes that matter for one year: instants, where gaps and folds end, and the offsets
    around them.
    """

    instants: list[float]
    gap_ends: list[float]
    fold_ends: list[float]
    offsets: list[timedelta]


class RuledZone(tzinfo):
    """A zone as a calendar file describes it, for names that nothing else knows.

    Years are worked out when they are asked for; those before FIRST_RULED or after LAST_RULED keep the
    offsets that
    these two begin with. A `budget` may be shared by many zones; without any left, a year keeps the offset
    of the
    first observance.
    """

    def __init__(self, key: str, observances: tuple[Observance, ...], budget: Budget | None = None) -> None:
        self.key = key
        self._budget = budget or Budget(MOST_STEPS)
        self._years: dict[int, _Year] = {}
        self._earliest = min(observances, key=lambda part: part.first)
        self._endless = [
            (Course(rule, part.first), part)
            for part in observances
            for rule in part.rules
            if rule.until is None
        ][:MOST_ENDLESS]
        self._known = sorted(onset for part in observances for onset in self._onsets(part))

    def _onsets(self, part: Observance) -> Iterator[Onset]:
        """Every onset of a part apart from those of rules without an end; UNTIL is an instant (§3.6.5)."""
        yield from (part.onset(local) for local in (part.first, *part.more))
        for rule in part.rules:
            if rule.until is not None:
                course = Course(rule, part.first, until=_until(rule.until, part.before))
                share = self._budget.share(FEW_ONSETS)
                yield from map(part.onset, starts(course, part.first, _LAST_DAY, share))

    def utcoffset(self, moment: datetime | None) -> timedelta:
        if moment is None:
            return self._earliest.after
        year = self._year(moment.year)
        ends = year.fold_ends if moment.fold else year.gap_ends
        return year.offsets[bisect_right(ends, _seconds(moment))]

    def fromutc(self, moment: datetime) -> datetime:
        year, instant = self._year(moment.year), _seconds(moment)
        place = bisect_right(year.instants, instant)
        local = moment + year.offsets[place]
        if not place:
            return local
        lost = (year.offsets[place - 1] - year.offsets[place]).total_seconds()
        return local.replace(fold=1) if instant - year.instants[place - 1] < lost else local

    def dst(self, moment: datetime | None) -> timedelta:  # noqa: ARG002 - nothing here asks for it
        return NO_TIME

    def tzname(self, moment: datetime | None) -> str:  # noqa: ARG002
        return self.key

    def __deepcopy__(self, memo: object) -> RuledZone:
        return self

    def _year(self, year: int) -> _Year:
        year = min(max(year, FIRST_RULED - 1), LAST_RULED + 1)
        if year not in self._years:
            self._years[year] = self._work_out(year)
        return self._years[year]

    def _work_out(self, year: int) -> _Year:
        """All clock changes from just before a year to just after it, with the offset that held at the
        beginning.
        """
        if not self._budget.take(STEPS_A_YEAR * (1 + len(self._endless))):
            return _Year([], [], [], [self._earliest.after])
        low = datetime(year, 1, 1) - timedelta(days=2)  # noqa: DTZ001 - local times
        high = datetime(year, 12, 31) + timedelta(days=3)  # noqa: DTZ001
        if not FIRST_RULED <= year <= LAST_RULED:
            high = low
        place = bisect_right(self._known, _seconds(low), key=itemgetter(0))
        until = bisect_right(self._known, _seconds(high), key=itemgetter(0))
        changes = set(self._known[place:until])
        before = self._known[max(0, place - 1) : place]
        for course, part in self._endless:
            before += [part.onset(local) for local in _last(course, low, self._share())]
            changes |= {part.onset(local) for local in starts(course, low, high, self._share())}
        return _year_of(max(before)[1] if before else self._earliest.before, sorted(changes))

    def _share(self) -> Budget:
        return self._budget.share(FEW_A_YEAR)


def _year_of(initial: timedelta, changes: list[Onset]) -> _Year:
    instants = [instant for instant, _ in changes]
    offsets = [initial, *(after for _, after in changes)]
    around = list(zip(instants, offsets, offsets[1:], strict=False))
    gaps = [instant + max(a, b).total_seconds() for instant, a, b in around]
    folds = [instant + min(a, b).total_seconds() for instant, a, b in around]
    return _Year(instants, gaps, folds, offsets)


def _last(course: Course, low: datetime, budget: Budget) -> list[datetime]:
    """The latest start of an endless rule before a local time, as a list of one or none."""
    years = course.rule.interval * 4 + 4 if course.rule.freq == "YEARLY" else 4
    back = later(low, -YEAR * min(years, 10_000))
    return list(starts(course, back, later(low, -timedelta.resolution), budget))[-1:]


def _until(until: Moment, before: timedelta) -> datetime:
    if not isinstance(until, datetime):
        return midnight(until) + timedelta(days=1)
    naive = until.replace(tzinfo=None)
    return naive if until.tzinfo is None else later(naive, before)


def _seconds(moment: datetime) -> float:
    """Since 1970, by the reading of the clock."""
    days = moment.toordinal() - _EPOCH
    return days * 86_400 + moment.hour * 3_600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6
