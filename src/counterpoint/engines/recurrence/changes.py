"""Changed instances of a series, and what goes on from one of them (RFC 5545 §3.8.4.4)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime

from counterpoint.domain.timeline import Span
from counterpoint.engines.recurrence.budget import Budget
from counterpoint.engines.recurrence.clocks import (
    MARGIN,
    NO_TIME,
    later,
    to_local,
)
from counterpoint.engines.recurrence.events import Change, Event, Series
from counterpoint.engines.recurrence.forms import Form
from counterpoint.engines.recurrence.keys import Keys
from counterpoint.engines.recurrence.telling import About, Telling, View


class Changes:
    """The changed instances of one series by the keys that they replace."""

    def __init__(self, series: Series, about: About, keys: Keys, view: View, budget: Budget) -> None:
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
        same = Form(telling, master, NO_TIME, master.lasts(keys.floating), keys.zone, keys.zone)
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

    def forms_of(self, some: list[datetime]) -> Iterator[tuple[Form, list[datetime]]]:
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

    def _form(self, telling: Telling, key: datetime, event: Event) -> Form:
        zone = event.zone(self._keys.floating)
        if zone is UTC and not self._keys.all_day:
            zone = self._keys.zone  # stated in UTC, meant on the clock of the series
        start = event.local_start
        if isinstance(event.start, datetime) and event.start.tzinfo is not None:
            start = to_local(event.start, zone)
        return Form(telling, event, start - key, event.lasts(self._keys.floating), zone, self._keys.zone)

    def stretched(self, window: Span) -> tuple[datetime, datetime]:
        """The keys that can have an instance in the window: it may be long, or moved from far away."""
        longest = max((length.reach for length in self._keys.lengths.values()), default=NO_TIME)
        reaches = [(max(form.length.reach, longest) + MARGIN, form.shift) for form in self._forms]
        before = max(reach + shift for reach, shift in reaches)
        after = max(reach - shift for reach, shift in reaches)
        low, high = later(window.start, -before), later(window.end, after)
        return to_local(low, self._keys.zone), to_local(high, self._keys.zone)
