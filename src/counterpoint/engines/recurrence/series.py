"""From a series to its instances in a window, within bounds of work and number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from counterpoint.domain.words import gettext as _
from counterpoint.engines.recurrence.budget import Budget
from counterpoint.engines.recurrence.changes import Changes
from counterpoint.engines.recurrence.clocks import (
    Moment,
)
from counterpoint.engines.recurrence.events import Change, Event, Series, basic
from counterpoint.engines.recurrence.keys import Keys
from counterpoint.engines.recurrence.telling import About, Run, Telling, View

MOST_INSTANCES = 10_000
"""Of one series in one window."""
MOST_STEPS = 100_000
"""Of work on one series for one window; see `Budget`."""
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
    keys = Keys(series, series.master, view.floating)
    changes = Changes(series, about, keys, view, budget)
    yield from (_changed(about, change, view) for change in changes.standing())
    yield from _regular(keys, changes, view, budget)


def _changed(about: About, change: Change, view: View) -> list[Run]:
    return _alone(Telling(about, change.event, view), change.event, change.original)


def _regular(keys: Keys, changes: Changes, view: View, budget: Budget) -> Iterator[list[Run]]:
    """Every unchanged instance whose key is near enough to the window to reach into it."""
    low, high = changes.stretched(view.window)
    seen: datetime | None = None
    for some in keys.between(low, high, budget):
        for form, those in changes.forms_of(some):
            found, seen = form.placed(those, keys, seen)
            yield found
