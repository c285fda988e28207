"""What the hours of a week are worth for each demand, added up once so that any stretch is read off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property
from itertools import accumulate, chain, repeat

from counterpoint.domain.energy import Demand
from counterpoint.domain.planning.cost import LATE_FROM, late_slot, misfit_at, points_per_slot
from counterpoint.domain.planning.problem import Item, Problem
from counterpoint.domain.planning.sequence import SUBJECTS
from counterpoint.domain.timeline import SLOT, Span, local
from counterpoint.domain.zones import legs_of

QUARTER_MINUTES, QUARTER_SLOTS = 15, 3


class Hours:
    """The hours of a problem. Moments are counted in slots of five minutes from the start of its horizon."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.origin = problem.horizon.start
        self._sums: dict[Demand, list[int]] = {}

    def slot(self, moment: datetime) -> int:
        return (moment - self.origin) // SLOT

    def span(self, start: int, slots: int) -> Span:
        begins = self.origin + start * SLOT
        return Span(begins, begins + slots * SLOT)

    def stretches(self, spans: Sequence[Span]) -> list[tuple[int, int]]:
        return [(self.slot(each.start), self.slot(each.end)) for each in spans]

    def misfit(self, item: Item, start: int, slots: int) -> int:
        """What a task or routine loses by the energy of these hours, in points, as the evaluator says it."""
        if item.kind not in SUBJECTS:
            return 0
        return points_per_slot(item) * self.lost(item, start, slots) // 1000

    def lost(self, item: Item, start: int, slots: int) -> int:
        """Thousandths of its worth, added up over these slots, that an item of its demand loses."""
        sums = self.sums(item)
        return sums[start + slots] - sums[start]

    def sums(self, item: Item) -> list[int]:
        """What is lost from the start of the horizon up to each slot."""
        return self._sums.get(item.demand) or self._add_up(item)

    def dearness(self, item: Item, start: int, slots: int) -> int:
        """What it loses by these hours and by how near to its deadline they are, in points."""
        late = 0
        if item.deadline_at is not None:
            used = LATE_FROM - (item.deadline_at - self.span(start, slots).end)
            late = late_slot(item) * max(0, used // SLOT)
        return self.misfit(item, start, slots) + late

    def cheapest(self, item: Item, stretch: tuple[int, int], slots: int, near: int) -> tuple[int, int, int]:
        """Within a stretch the start at which least is lost, of several the one nearest to `near`.

        After what is lost there and how far it is from `near`.
        """
        starts = self.starts(*stretch, slots)
        if item.kind not in SUBJECTS:
            return min((0, abs(each - near), each) for each in starts)
        sums = self.sums(item)
        return min((sums[each + slots] - sums[each], abs(each - near), each) for each in starts)

    def _add_up(self, item: Item) -> list[int]:
        lost: dict[tuple[int, int], int] = {}
        for at in self._clock:
            half = (at.hour, at.minute // 30)
            if half not in lost:
                lost[half] = misfit_at(self.problem.curve, item, at)
        by_slot = chain.from_iterable(
            repeat(lost[at.hour, at.minute // 30], self._step) for at in self._clock
        )
        self._sums[item.demand] = [*accumulate(by_slot, initial=0)]
        return self._sums[item.demand]

    @cached_property
    def _step(self) -> int:
        """After so many slots the clock is looked at again. Zones differ by whole quarters, but whoever
        travels changes from one to the other at any time.
        """
        legs = legs_of(self.problem.zone, self.origin, self.problem.horizon.end)
        return 1 if len(legs) > 1 or self.origin.minute % QUARTER_MINUTES else QUARTER_SLOTS

    @cached_property
    def _clock(self) -> list[datetime]:
        """What the clock on the wall shows at each step."""
        step = self._step * SLOT
        steps = -(-(self.problem.horizon.end - self.origin) // step) + 1
        return [local(self.origin + n * step, self.problem.zone) for n in range(steps)]

    def starts(self, opens: int, closes: int, slots: int) -> Iterator[int]:
        """Where something so long can start within a stretch: first, on a quarter hour, or last."""
        last = closes - slots
        if opens <= last:
            yield opens
            yield from range(opens + QUARTER_SLOTS - opens % QUARTER_SLOTS, last, QUARTER_SLOTS)
            if last > opens:
                yield last
