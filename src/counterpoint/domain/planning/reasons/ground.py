"""What the reasons of all blocks of a week stand on, found out once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from counterpoint.domain.energy import Demand
from counterpoint.domain.planning.cost import missing_minutes, points_per_slot
from counterpoint.domain.planning.laid import Laid, Lifted, Spot
from counterpoint.domain.planning.laid.parts import KEPT
from counterpoint.domain.planning.plan import Block, Reason
from counterpoint.domain.planning.problem import Item, Problem
from counterpoint.domain.planning.sequence import Entry
from counterpoint.domain.planning.ways import Leg, ways_of
from counterpoint.domain.timeline import SLOT_MINUTES, Span, without

HALF_HOUR_SLOTS = 6
CHEAPEST, NEAREST = 2, 1
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cause:
    """A reason that claims to decide, and its proof.

    At `instead`, with all else as it is and nothing to be kept from an earlier plan, the block would cost no
    more than where it is, were it not for what the reason names. `but_for` is the block that would have to be
    gone for that.
    """

    reason: Reason
    instead: Spot
    but_for: Block | None = None


class Ground:
    """A problem with its blocks laid out, and its hours."""

    def __init__(self, problem: Problem, placed: Sequence[Block]) -> None:
        self.problem = problem
        self.laid = Laid(problem, placed)
        self.hours = self.laid.hours
        self._beside_given: dict[str, list[Stretch]] = {}
        self._offered: dict[str, list[int]] = {}
        self._awake: dict[Demand, list[int]] = {}
        self._without: dict[str, Laid] = {}

    def without(self, block: Block) -> Laid:
        """The week in which one block of it is gone."""
        if block.id not in self._without:
            self._without[block.id] = self.laid.without(block)
        return self._without[block.id]

    @cached_property
    def ways(self) -> list[Leg]:
        """The ways of these days from place to place."""
        return [*ways_of(self.problem, self.laid.placed)]

    @cached_property
    def free(self) -> list[Stretch]:
        """What nothing takes."""
        return self.hours.stretches(self.laid.free)

    @cached_property
    def not_given(self) -> list[Stretch]:
        """What no event, firm time or pinned block takes."""
        entries = (each for day in self.laid.days for each in day.entries)
        given = (each.span for each in entries if not each.placed)
        return self.hours.stretches(without([self.problem.horizon], given))

    @cached_property
    def others(self) -> list[tuple[int, int, Block]]:
        """The blocks of the planner's from when to when they take time, in order."""
        laid = self.laid.placed
        found = [(self.hours.slot(each.span.start), self.hours.slot(each.span.end), each) for each in laid]
        return sorted(found, key=lambda each: each[:2])

    @cached_property
    def waking(self) -> list[Span]:
        """The time awake that is still to come, within the horizon."""
        opens = max(self.problem.open_from or self.problem.horizon.start, self.problem.horizon.start)
        ahead = Span(opens, max(opens, self.problem.horizon.end))
        return [met for day in self.problem.days if (met := day.waking.meet(ahead))]

    @cached_property
    def ends(self) -> dict[str, datetime]:
        """For each item that is placed whole the end of its last piece, pinned ones among them."""
        missing = missing_minutes(self.problem, self.laid.placed)
        ends: dict[str, datetime] = {}
        for each in (*self.laid.placed, *self.problem.pinned):
            if not missing.get(each.item_id, 1):
                ends[each.item_id] = max(each.span.end, ends.get(each.item_id, each.span.end))
        return ends

    def beside_given(self, item: Item) -> list[Stretch]:
        """What is left of the times of an item beside events, firm time and pinned blocks."""
        if item.id not in self._beside_given:
            windows = self.hours.stretches(item.windows)
            self._beside_given[item.id] = list(_common(windows, self.not_given))
        return self._beside_given[item.id]

    def offered(self, item: Item) -> list[int]:
        """What the half hours lose among which there is a choice: beside what is given, long enough."""
        if item.id not in self._offered:
            least = item.piece_least // SLOT_MINUTES
            long_enough = [each for each in self.beside_given(item) if each[1] - each[0] >= least]
            self._offered[item.id] = self._lost(item, long_enough)
        return self._offered[item.id]

    def awake(self, item: Item) -> list[int]:
        """What half hours lose, for all of these days in which the person is awake, past ones among them."""
        if item.demand not in self._awake:
            spans = [met for day in self.problem.days if (met := day.waking.meet(self.problem.horizon))]
            self._awake[item.demand] = self._lost(item, self.hours.stretches(spans))
        return self._awake[item.demand]

    def _lost(self, item: Item, stretches: Sequence[Stretch]) -> list[int]:
        starts = (start for opens, closes in stretches for start in range(opens, closes, HALF_HOUR_SLOTS))
        return [self.hours.lost(item, start, 1) for start in starts]


class Sought:
    """One block, and where else it could be with all else where it is."""

    def __init__(self, ground: Ground, block: Block, item: Item, lifted: Lifted) -> None:
        self.ground, self.problem, self.hours = ground, ground.problem, ground.hours
        self.block, self.item, self.lifted = block, item, lifted
        self.start, self.end = self.hours.slot(block.span.start), self.hours.slot(block.span.end)
        self.slots = self.end - self.start

    @property
    def worth(self) -> int:
        """What it is worth at the best energy, in points."""
        return points_per_slot(self.item) * self.slots

    @cached_property
    def places(self) -> list[Spot]:
        """The places that are worth weighing, free of all else: its cheapest hours, and the next ones."""
        free = self.free_in(self.hours.stretches(self.item.windows))
        return list(self.weighed([*self.likely(free), *self.nearest(free)]))

    @cached_property
    def open_places(self) -> list[Spot]:
        """Those of them at which it would break no rule, the cheapest first."""
        return sorted((each for each in self.places if not each.rules), key=lambda each: each.afresh)

    def free_in(self, windows: Sequence[Stretch]) -> list[Stretch]:
        """The parts of some windows that nothing takes, its own place among what is taken, long enough."""
        return [each for each in _common(windows, self.ground.free) if each[1] - each[0] >= self.slots]

    @cached_property
    def beside_given(self) -> list[Stretch]:
        """What of its times events, firm time and pinned blocks leave, long enough."""
        return [each for each in self.ground.beside_given(self.item) if each[1] - each[0] >= self.slots]

    def apart(self, stretches: Sequence[Stretch]) -> list[Stretch]:
        """The parts of stretches before and after its own place, long enough."""
        parts = [
            part
            for first, last in stretches
            for part in ((first, min(last, self.start)), (max(first, self.end), last))
        ]
        return [each for each in parts if each[1] - each[0] >= self.slots]

    def likely(self, stretches: Sequence[Stretch], most: int = CHEAPEST) -> list[int]:
        """Of each stretch the start that is cheapest by its hours, and of these the cheapest."""
        best = sorted(self.hours.cheapest(self.item, each, self.slots, self.start) for each in stretches)
        return sorted((start for _lost, _apart, start in best[: 2 * most]), key=self._dearness)[:most]

    def _dearness(self, start: int) -> tuple[int, int]:
        return self.hours.dearness(self.item, start, self.slots), abs(start - self.start)

    def nearest(self, stretches: Sequence[Stretch]) -> Iterator[int]:
        """The nearest starts before and after it."""
        before = [closes - self.slots for opens, closes in stretches if closes <= self.start]
        after = [opens for opens, _closes in stretches if opens >= self.end]
        yield from before[-NEAREST:]
        yield from after[:NEAREST]

    def weighed(self, starts: Iterable[int]) -> Iterator[Spot]:
        spans = (self.hours.span(start, self.slots) for start in dict.fromkeys(starts))
        return (place for each in spans if (place := self.lifted.at(each)))

    def is_apart(self, place: Spot, apart: timedelta) -> bool:
        """Whether a place begins so much sooner or later than its own."""
        return abs(place.span.start - self.block.span.start) >= apart

    def against(self, name: str, *, apart: timedelta = timedelta()) -> Spot | None:
        """The cheapest open place, `apart` from its own, that would cost no more than where it is, were it
        not for one term.

        That it costs to leave the plan in force would hide all the rest: it is weighed where it is asked for.
        """
        places = (each for each in self.open_places if self.is_apart(each, apart))
        named = (each for each in places if each.without(name) <= 0)
        return next((each for each in named if (each.total if name == KEPT else each.afresh) > 0), None)

    def forbidden(self, starts: Iterable[int], *rules: str) -> Spot | None:
        """The first place that would cost no more than where it is, and that only these rules forbid."""
        return self.first_forbidden(self.weighed(starts), *rules)

    def first_forbidden(self, places: Iterable[Spot], *rules: str) -> Spot | None:
        found = (each for each in places if each.rules and each.rules <= {*rules} and each.afresh <= 0)
        return next(found, None)

    @cached_property
    def neighbours(self) -> tuple[Entry | None, Entry | None]:
        """What comes before it and after it on its day."""
        entries = self.ground.laid.days[self.lifted.nth].entries
        nth = next(nth for nth, each in enumerate(entries) if each is self.lifted.entry)
        return entries[nth - 1] if nth else None, entries[nth + 1] if nth + 1 < len(entries) else None


def _common(windows: Sequence[Stretch], stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """What lies in a window and in one of the stretches, which are in order and apart from each other."""
    for opens, closes in windows:
        nth = max(0, bisect_right(stretches, (opens, opens)) - 1)
        while nth < len(stretches) and stretches[nth][0] < closes:
            first, last = max(opens, stretches[nth][0]), min(closes, stretches[nth][1])
            if first < last:
                yield first, last
            nth += 1
