"""The starts of a series in a window (RFC 5545 §3.8.5).

Every instance is named by its *key*: its original start as the clock in the zone of the series shows it
(naive; midnight for all-day series). Rules, added and excluded dates and changes all meet in these keys.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, tzinfo
from heapq import merge
from itertools import groupby, islice

from counterpoint.engines.recurrence.budget import Budget
from counterpoint.engines.recurrence.clocks import (
    NO_TIME,
    Moment,
    later,
    midnight,
    to_local,
)
from counterpoint.engines.recurrence.events import Event, Length, Series
from counterpoint.engines.recurrence.expansion import runs, starts
from counterpoint.engines.recurrence.periods import Course
from counterpoint.engines.recurrence.rules import Rule

AT_ONCE = 64
"""Keys of several rules that are looked at together."""


class Keys:
    """The keys of one series with a master, read in one zone."""

    def __init__(self, series: Series, master: Event, floating: tzinfo) -> None:
        self.floating = floating
        self.zone = master.zone(floating)
        self.all_day = master.all_day
        self.repeats = series.repeats
        self.first = master.local_start
        self._rules = [self._course(rule) for rule in series.rules]
        self._except = [self._course(rule) for rule in series.except_rules]
        self.lengths: dict[datetime, Length] = {}
        self._added = sorted(self._adds(series))
        self._without_days, self._without, self._without_maybe = self._excluded(series.left_out)

    def of(self, moment: Moment) -> tuple[datetime, ...]:
        """The key of a start as a calendar states it: the same instant first, then the same reading of the
        clock.
        """
        if not isinstance(moment, datetime):
            at = NO_TIME if self.all_day else self.first - midnight(self.first.date())
            return (midnight(moment) + at,)
        naive = moment.replace(tzinfo=None)
        if self.all_day:
            return (midnight(naive.date()),)
        if moment.tzinfo is None or moment.tzinfo is self.zone:
            return (naive,)
        local = to_local(moment, self.zone)
        return (local,) if local == naive else (local, naive)

    def between(self, low: datetime, high: datetime, budget: Budget) -> Iterator[list[datetime]]:
        """The keys from `low` to `high`, in order, each once, many at a time."""
        without = {key for course in self._except for key in starts(course, low, high, budget)}
        for some in self._given(low, high, budget):
            yield self._kept(some, without, budget)

    def _given(self, low: datetime, high: datetime, budget: Budget) -> Iterator[list[datetime]]:
        """What the rules and added dates give, in order, each once."""
        added = self._added[bisect_left(self._added, low) : bisect_right(self._added, high)]
        if len(self._rules) == 1:
            yield from _woven(runs(self._rules[0], low, high, budget), added)
            return
        streams = [starts(course, low, high, budget) for course in self._rules]
        each = (key for key, _same in groupby(merge(*streams, added)))
        while some := list(islice(each, AT_ONCE)):
            yield some

    def _kept(self, some: list[datetime], without: set[datetime], budget: Budget) -> list[datetime]:
        """Those that nothing excludes."""
        if without or self._without:
            some = [key for key in some if key not in without and key not in self._without]
        if self._without_days:
            some = [key for key in some if key.date() not in self._without_days]
        if self._without_maybe:
            some = [key for key in some if not self._is_meant(key, budget)]
        return some

    def holds(self, key: datetime, budget: Budget) -> bool:
        return any(self.between(key, key, budget))

    def _generates(self, key: datetime, budget: Budget) -> bool:
        """Whether the rules and added dates alone give this key."""
        place = bisect_left(self._added, key)
        if self._added[place : place + 1] == [key]:
            return True
        return any(True for course in self._rules for _start in starts(course, key, key, budget))

    def _is_meant(self, key: datetime, budget: Budget) -> bool:
        """Whether an EXDATE that could be read as another instant must mean this key."""
        meant = self._without_maybe.get(key)
        return meant is not None and not self._generates(meant, budget)

    def leaves_out(self, key: datetime) -> bool:
        """Whether an EXDATE names this very key."""
        return key in self._without or key.date() in self._without_days

    def _course(self, rule: Rule) -> Course:
        return Course(rule, self.first, self._until(rule), self.all_day)

    def _until(self, rule: Rule) -> datetime | None:
        """UNTIL on the clock of the series; a date means all of that day (§3.3.10: it "bounds … in an
        inclusive manner").
        """
        until = rule.until
        if until is None:
            return None
        if not isinstance(until, datetime):
            return later(midnight(until), timedelta(days=1, microseconds=-1))
        if self.all_day:
            return midnight(until.date())
        return until if until.tzinfo is None else to_local(until, self.zone)

    def _adds(self, series: Series) -> set[datetime]:
        """RDATEs and DTSTART; the latter is no instance when every rule ended before it."""
        added: set[datetime] = set()
        for moment, length in series.added:
            key = self.of(moment)[0]
            added.add(key)
            if length is not None:
                self.lengths[key] = length
        ends = [course.until for course in self._rules]
        if not ends or any(end is None or end >= self.first for end in ends):
            added.add(self.first)
        return added

    def _excluded(
        self, left_out: Iterable[Moment]
    ) -> tuple[set[date], set[datetime], dict[datetime, datetime]]:
        """EXDATEs: whole days, exact keys, and readings of the clock that hold only where the instant
        itself is no key.
        """
        days: set[date] = set()
        exact: set[datetime] = set()
        maybe: dict[datetime, datetime] = {}
        for moment in left_out:
            if not isinstance(moment, datetime):
                days.add(moment)
                continue
            first, *others = self.of(moment)
            exact.add(first)
            maybe.update((other, first) for other in others)
        return days, exact, maybe


def _woven(batches: Iterable[list[datetime]], added: list[datetime]) -> Iterator[list[datetime]]:
    """Batches in order with some more keys put where they belong, each once."""
    place = 0
    for some in batches:
        until = bisect_right(added, some[-1], place)
        yield sorted({*some, *added[place:until]}) if until > place else some
        place = until
    if place < len(added):
        yield added[place:]


class Starts:
    """The starts that the rules, added and excluded dates of a series give, to be asked for one by one."""

    def __init__(self, series: Series, master: Event, floating: tzinfo, budget: Budget) -> None:
        self._keys, self._budget = Keys(series, master, floating), budget

    def holds(self, moment: Moment) -> bool:
        """Whether this is one of them; also when the budget does not suffice to tell."""
        found = any(self._keys.holds(key, self._budget) for key in self._keys.of(moment))
        return found or self._budget.ran_out
