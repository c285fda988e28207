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

from counterpoint.domain.timeline import Span
from counterpoint.domain.words import gettext as _
from counterpoint.engines.recurrence.budget import Budget
from counterpoint.engines.recurrence.clocks import NO_TIME, Moment, later, midnight, to_local, to_utc
from counterpoint.engines.recurrence.events import Change, Event, Instance, Length, Series, placed
from counterpoint.engines.recurrence.expansion import starts
from counterpoint.engines.recurrence.periods import Course
from counterpoint.engines.recurrence.rules import Rule

MOST_INSTANCES = 10_000
"""Of one series in one window."""
MOST_STEPS = 100_000
"""Of work on one series for one window; see `Budget`."""
STEPS_AN_INSTANCE = 2
"""What it costs to hand one on, beside finding it."""
_MARGIN = timedelta(days=2)
"""More than any two zones are apart."""


@dataclass(slots=True)
class Found:
    """The instances of a series in a window; `incomplete` says why there may be more, in plain words."""

    instances: list[Instance] = field(default_factory=list)
    incomplete: str = ""


def instances(series: Series, window: Span, floating: tzinfo, budget: Budget, *, reserve: int = 0) -> Found:
    """All instances that overlap `window`, or lie in it when they take no time; in no particular order.

    At most MOST_INSTANCES. Floating times and days are read in the zone `floating`.
    """
    if series.master is not None and not series.repeats and not series.changes and not series.left_out:
        return _single(series.master, window, floating)
    share = budget.share(MOST_STEPS, reserve=reserve)
    found = Found()
    for instance in _all(series, window, floating, share):
        if not _meets(instance.span, window):
            continue
        if len(found.instances) >= MOST_INSTANCES:
            found.incomplete = _(
                "it has more than %(most_instances)s instances in this time; the rest was left out"
            ) % {"most_instances": f"{MOST_INSTANCES:,}"}
            return found
        found.instances.append(instance)
        if not share.take(STEPS_AN_INSTANCE):
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


def _single(event: Event, window: Span, floating: tzinfo) -> Found:
    instance = placed(event, event.local_start, event.lasts(floating), None, floating)
    return Found([instance] if _meets(instance.span, window) else [])


def _meets(span: Span, window: Span) -> bool:
    """Whether they overlap; what takes no time belongs where it begins, and a window may be a single
    instant.
    """
    if span.start == span.end or window.start == window.end:
        return span.start <= window.start < max(span.end, span.start + timedelta.resolution) or (
            window.start <= span.start < window.end
        )
    return span.start < window.end and window.start < span.end


def _all(series: Series, window: Span, floating: tzinfo, budget: Budget) -> Iterator[Instance]:
    if series.master is None:
        yield from (_changed(change, floating) for change in series.changes)
        return
    keys = _Keys(series, series.master, floating)
    changes = _Changes(series, series.master, keys, budget)
    yield from (_changed(change, floating) for change in changes.standing())
    yield from _regular(keys, changes, window, budget)


def _changed(change: Change, floating: tzinfo) -> Instance:
    event = change.event
    return placed(event, event.local_start, event.lasts(floating), change.original, floating)


def _regular(keys: _Keys, changes: _Changes, window: Span, budget: Budget) -> Iterator[Instance]:
    """Every unchanged instance whose key is near enough to the window to reach into it."""
    low, high = changes.stretched(window)
    seen: datetime | None = None
    for key in keys.between(low, high, budget):
        if changes.replaces(key):
            continue
        instance = changes.form_of(key).at(key, keys)
        if instance.span.start != seen or instance.days:
            yield instance
        seen = instance.span.start


@dataclass(frozen=True, slots=True)
class _Form:
    """What an unchanged instance looks like from a key on: the master, or a change that goes on (RANGE)."""

    event: Event
    shift: timedelta
    length: Length
    zone: tzinfo
    key_zone: tzinfo

    def at(self, key: datetime, keys: _Keys) -> Instance:
        length = keys.lengths.get(key, self.length)
        if self.is_plain and keys.repeats and length.days >= 0 and length.exact >= NO_TIME:
            start, end = length.after(key, self.zone)
            return Instance(self.event, start, Span(start, end))
        local = later(key, self.shift) if self.shift else key
        own = self.event.zone(keys.floating)
        if not self.event.all_day and self.zone is not own:
            local = to_local(to_utc(local, self.zone), own)
        return placed(self.event, local, length, keys.original(key), keys.floating)

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

    def original(self, key: datetime) -> Moment | None:
        """The key as a calendar would state it: None when the event does not repeat."""
        if not self.repeats:
            return None
        return key.date() if self.all_day else key.replace(tzinfo=self.zone)

    def between(self, low: datetime, high: datetime, budget: Budget) -> Iterator[datetime]:
        """The keys from `low` to `high`, in order, each once."""
        streams: list[Iterable[datetime]] = [starts(course, low, high, budget) for course in self._rules]
        streams.append(self._added[bisect_left(self._added, low) : bisect_right(self._added, high)])
        without = {key for course in self._except for key in starts(course, low, high, budget)}
        last: datetime | None = None
        for key in merge(*streams):
            if key != last and key not in without and not self._is_left_out(key, budget):
                yield key
            last = key

    def holds(self, key: datetime, budget: Budget) -> bool:
        return any(True for _start in self.between(key, key, budget))

    def _generates(self, key: datetime, budget: Budget) -> bool:
        """Whether the rules and added dates alone give this key."""
        place = bisect_left(self._added, key)
        if self._added[place : place + 1] == [key]:
            return True
        return any(True for course in self._rules for _start in starts(course, key, key, budget))

    def _is_left_out(self, key: datetime, budget: Budget) -> bool:
        if key in self._without or key.date() in self._without_days:
            return True
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


class _Changes:
    """The changed instances of one series by the keys that they replace."""

    def __init__(self, series: Series, master: Event, keys: _Keys, budget: Budget) -> None:
        self._keys, self._budget = keys, budget
        self._changes = series.changes
        self._exact: dict[datetime, Change] = {}
        self._days: dict[date, Change] = {}
        self._maybe: dict[datetime, datetime] = {}
        for change in self._changes:
            self._index(change)
        going_on = (
            (keys.of(each.original)[0], each) for each in self._changes if each.and_future and each.original
        )
        self._later = sorted(going_on, key=lambda pair: pair[0])
        same = _Form(master, NO_TIME, master.lasts(keys.floating), keys.zone, keys.zone)
        self._forms = [same, *(self._form(key, change.event) for key, change in self._later)]

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

    def form_of(self, key: datetime) -> _Form:
        """What is in force at a key: the last change that goes on and begins before it, or the master."""
        return self._forms[bisect_left(self._later, key, key=lambda pair: pair[0])]

    def _form(self, key: datetime, event: Event) -> _Form:
        zone = event.zone(self._keys.floating)
        if zone is UTC and not self._keys.all_day:
            zone = self._keys.zone  # stated in UTC, meant on the clock of the series
        start = event.local_start
        if isinstance(event.start, datetime) and event.start.tzinfo is not None:
            start = to_local(event.start, zone)
        return _Form(event, start - key, event.lasts(self._keys.floating), zone, self._keys.zone)

    def stretched(self, window: Span) -> tuple[datetime, datetime]:
        """The keys that can have an instance in the window: it may be long, or moved from far away."""
        longest = max((length.reach for length in self._keys.lengths.values()), default=NO_TIME)
        reaches = [(max(form.length.reach, longest) + _MARGIN, form.shift) for form in self._forms]
        before = max(reach + shift for reach, shift in reaches)
        after = max(reach - shift for reach, shift in reaches)
        low, high = later(window.start, -before), later(window.end, after)
        return to_local(low, self._keys.zone), to_local(high, self._keys.zone)
