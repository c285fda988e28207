"""From a series to its instances in a window (RFC 5545 §3.8.4.4, §3.8.5).

Every instance is named by its *key*: its original start as the clock in the zone of the series shows it
(naive; midnight
for all-day series). Rules, added and excluded dates and changes all meet in these keys.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from heapq import merge
from itertools import groupby, islice
from operator import lt

from counterpoint.domain.agenda import basic_name
from counterpoint.domain.timeline import Span
from counterpoint.domain.words import gettext as _
from counterpoint.engines.recurrence.budget import Budget
from counterpoint.engines.recurrence.clocks import (
    EARLIEST,
    LATEST,
    MARGIN,
    NO_TIME,
    Moment,
    all_to_utc,
    later,
    midnight,
    to_local,
    to_utc,
)
from counterpoint.engines.recurrence.events import Change, Event, Extent, Length, Series, basic
from counterpoint.engines.recurrence.expansion import runs, starts
from counterpoint.engines.recurrence.periods import Course
from counterpoint.engines.recurrence.rules import Rule
from counterpoint.engines.recurrence.telling import About, Run, Telling, View

MOST_INSTANCES = 10_000
"""Of one series in one window."""
MOST_STEPS = 100_000
"""Of work on one series for one window; see `Budget`."""
FAR = timedelta(days=366 * 100)
"""Longer than what people plan; what comes nearer to the end of time than this is looked at one by one."""
AT_ONCE = 64
"""Keys of several rules that are looked at together."""
STEPS_AN_INSTANCE = 2
"""What it costs to hand one on, beside finding it."""


@dataclass(slots=True)
class Found:
    """The occurrences of a series in a window; `incomplete` says why there may be more, in plain words."""

    runs: list[Run] = field(default_factory=list)
    count: int = 0
    incomplete: str = ""

    def add(self, some: list[Run], room: int) -> None:
        """As many as there is room for."""
        for run in some:
            if room <= 0:
                return
            kept = run if len(run) <= room else run[:room]
            self.runs.append(kept)
            self.count += len(kept)
            room -= len(kept)


def instances(series: Series, view: View, budget: Budget, *, reserve: int = 0) -> Found:
    """All that overlap the window, or lie in it when they take no time; in no particular order.

    At most MOST_INSTANCES.
    """
    alone, found = series.alone, Found()
    if alone is not None:
        found.add(_alone(Telling(About(series), alone, view), alone, None), 1)
        return found
    share = budget.share(MOST_STEPS, reserve=reserve)
    for some in _all(series, view, share):
        many, room = sum(map(len, some)), MOST_INSTANCES - found.count
        paid = share.pay(min(many, room), STEPS_AN_INSTANCE)
        found.add(some, paid)
        if many > room:
            found.incomplete = _(
                "it has more than %(most_instances)s instances in this time; the rest was left out"
            ) % {"most_instances": f"{MOST_INSTANCES:,}"}
            return found
        if paid < many:
            break
    if share.ran_out:
        found.incomplete = _("its rules take too long to work out; instances may be missing")
    return found


class Starts:
    """The starts that the rules, added and excluded dates of a series give, to be asked for one by one."""

    def __init__(self, series: Series, master: Event, floating: tzinfo, budget: Budget) -> None:
        self._keys, self._budget = _Keys(series, master, floating), budget

    def holds(self, moment: Moment) -> bool:
        """Whether this is one of them; also when the budget does not suffice to tell."""
        found = any(self._keys.holds(key, self._budget) for key in self._keys.of(moment))
        return found or self._budget.ran_out


def is_far(series: Series, view: View) -> bool:
    """Whether it is a single event that lies outside the window, whatever its zone; most of them do."""
    event = series.alone
    if event is None:
        return False
    first = event.start.toordinal()
    last = first if event.end is None else event.end.toordinal()
    reach = 0 if event.length is None else event.length.reach.days + 1
    return min(first, last) - reach > view.last_day or max(first, last) + reach < view.first_day


def _alone(telling: Telling, event: Event, original: Moment | None) -> list[Run]:
    """An event where it says itself, if that meets the window."""
    view = telling.view
    start, end, days = event.extent(view.floating)
    if not view.meets(start, end):
        return []
    return [[telling.one(None if original is None else basic(original, view.floating), start, end, days)]]


def _all(series: Series, view: View, budget: Budget) -> Iterator[list[Run]]:
    about = About(series)
    if series.master is None:
        yield from (_changed(about, change, view) for change in series.changes)
        return
    keys = _Keys(series, series.master, view.floating)
    changes = _Changes(series, about, keys, view, budget)
    yield from (_changed(about, change, view) for change in changes.standing())
    yield from _regular(keys, changes, view, budget)


def _changed(about: About, change: Change, view: View) -> list[Run]:
    return _alone(Telling(about, change.event, view), change.event, change.original)


def _regular(keys: _Keys, changes: _Changes, view: View, budget: Budget) -> Iterator[list[Run]]:
    """Every unchanged instance whose key is near enough to the window to reach into it."""
    low, high = changes.stretched(view.window)
    seen: datetime | None = None
    for some in keys.between(low, high, budget):
        for form, those in changes.forms_of(some):
            found, seen = form.placed(those, keys, seen)
            yield found


@dataclass(frozen=True, slots=True)
class _Form:
    """What an unchanged instance looks like from a key on: the master, or a change that goes on (RANGE)."""

    telling: Telling
    event: Event
    shift: timedelta
    length: Length
    zone: tzinfo
    key_zone: tzinfo

    def placed(
        self, those: list[datetime], keys: _Keys, seen: datetime | None
    ) -> tuple[list[Run], datetime | None]:
        """(the occurrences of some keys that meet the window, the start of the last key).

        Two keys of one instant are one occurrence; `seen` is the start of the key before.
        """
        exact = not self.length.days and NO_TIME <= self.length.exact < FAR and not keys.lengths
        window = self.telling.view.window
        exact = exact and window.start > EARLIEST + FAR and window.end < LATEST - FAR
        if exact and self.is_plain and keys.repeats:
            return self._timed(those, seen)
        found: list[Run] = []
        view = self.telling.view
        for key in those:
            start, end, days = self._at(key, keys)
            if start == seen and days is None:
                continue
            seen = start
            if view.meets(start, end):
                found.append([self.telling.one(self._name(key, keys), start, end, days)])
        return found, seen

    def _timed(self, those: list[datetime], seen: datetime | None) -> tuple[list[Run], datetime | None]:
        """The usual case: an instance begins at its key, which names it, and lasts for an exact time."""
        view, exact = self.telling.view, self.length.exact
        starts = all_to_utc(those, self.zone)
        if exact > NO_TIME and starts[0] != seen and all(map(lt, starts, starts[1:])):
            first = bisect_right(starts, view.window.start - exact)
            meeting = starts[first : bisect_left(starts, view.window.end)]
            if meeting and view.window.start < view.window.end:
                return [self.telling.many(meeting, exact)], starts[-1]
        found: list[Run] = []
        for start in starts:
            if start != seen and view.meets(start, start + exact):
                found.append(self.telling.many([start], exact))
            seen = start
        return found, seen

    def _at(self, key: datetime, keys: _Keys) -> Extent:
        length = keys.lengths.get(key, self.length)
        local = later(key, self.shift) if self.shift else key
        own = self.event.zone(keys.floating)
        if not self.event.all_day and self.zone is not own:
            local = to_local(to_utc(local, self.zone), own)
        return self.event.placed(local, length, keys.floating)

    def _name(self, key: datetime, keys: _Keys) -> str | None:
        """The key as a calendar would state it: None when the event does not repeat."""
        if not keys.repeats:
            return None
        if keys.all_day:
            return basic(key.date(), keys.floating)
        return basic_name(to_utc(key, keys.zone))

    @property
    def is_plain(self) -> bool:
        """Whether an instance begins at its key, so that its start names it as well."""
        return not self.shift and not self.event.all_day and self.key_zone is self.zone


class _Keys:
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


class _Changes:
    """The changed instances of one series by the keys that they replace."""

    def __init__(self, series: Series, about: About, keys: _Keys, view: View, budget: Budget) -> None:
        self._keys, self._budget = keys, budget
        self._changes, master = series.changes, series.master
        assert master is not None
        self._exact: dict[datetime, Change] = {}
        self._days: dict[date, Change] = {}
        self._maybe: dict[datetime, datetime] = {}
        for change in self._changes:
            self._index(change)
        going_on = (
            (keys.of(each.original)[0], each) for each in self._changes if each.and_future and each.original
        )
        self._later = sorted(going_on, key=lambda pair: pair[0])
        telling = Telling(about, master, view)
        same = _Form(telling, master, NO_TIME, master.lasts(keys.floating), keys.zone, keys.zone)
        self._forms = [same]
        for key, change in self._later:
            self._forms.append(self._form(Telling(about, change.event, view), key, change.event))

    def _index(self, change: Change) -> None:
        if change.original is None:
            return
        if not isinstance(change.original, datetime) and not self._keys.all_day:
            self._days[change.original] = change
            return
        first, *others = self._keys.of(change.original)
        self._exact[first] = change
        self._maybe.update((other, first) for other in others)

    def standing(self) -> Iterator[Change]:
        """The changes that count: not those whose instance was left out as well (EXDATE)."""
        for change in self._changes:
            if change.original is None or not self._keys.leaves_out(self._keys.of(change.original)[0]):
                yield change

    def replaces(self, key: datetime) -> bool:
        if key in self._exact or key.date() in self._days:
            return True
        meant = self._maybe.get(key)
        return meant is not None and not self._keys.holds(meant, self._budget)

    def forms_of(self, some: list[datetime]) -> Iterator[tuple[_Form, list[datetime]]]:
        """Keys that no change replaces, with what is in force there: the last change that goes on and begins
        before them, or the master.
        """
        if self._changes:
            some = [key for key in some if not self.replaces(key)]
        for number, form in enumerate(self._forms):
            upto = self._later[number][0] if number < len(self._later) else None
            place = len(some) if upto is None else bisect_right(some, upto)
            if place:
                yield form, some[:place]
                some = some[place:]

    def _form(self, telling: Telling, key: datetime, event: Event) -> _Form:
        zone = event.zone(self._keys.floating)
        if zone is UTC and not self._keys.all_day:
            zone = self._keys.zone  # stated in UTC, meant on the clock of the series
        start = event.local_start
        if isinstance(event.start, datetime) and event.start.tzinfo is not None:
            start = to_local(event.start, zone)
        return _Form(telling, event, start - key, event.lasts(self._keys.floating), zone, self._keys.zone)

    def stretched(self, window: Span) -> tuple[datetime, datetime]:
        """The keys that can have an instance in the window: it may be long, or moved from far away."""
        longest = max((length.reach for length in self._keys.lengths.values()), default=NO_TIME)
        reaches = [(max(form.length.reach, longest) + MARGIN, form.shift) for form in self._forms]
        before = max(reach + shift for reach, shift in reaches)
        after = max(reach - shift for reach, shift in reaches)
        low, high = later(window.start, -before), later(window.end, after)
        return to_local(low, self._keys.zone), to_local(high, self._keys.zone)
