"""How much room each block of a plan has left: the other free times to which it could still go. Pure.

Counted with all else where it is, and by what can only shrink as a week fills up: the thing's own times, its
deadline and what waits for it, the days of its other pieces, the empty time that days keep for a wish, and
all that is free of events, firm time and other blocks. One more event never gives more room. What a rule
makes of two neighbours (a break, a way, a ritual, the rest between two days) is left to the planner.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Literal

from counterpoint.domain.planning.plan import Block
from counterpoint.domain.planning.problem import Day, Item, Problem
from counterpoint.domain.planning.sequence import REST_MINUTES, chosen
from counterpoint.domain.timeline import Span, common, without

Freedom = Literal["none", "few", "many"]
FEW = 3
"""With so many other times it is running out of them.

A meeting no longer than a block takes two of its times at once, if it lies badly. With four others two such
meetings in a row still leave it one; with three it may be gone before anybody here has looked again.
"""


def freedom(places: int) -> Freedom:
    """Whether so many other times are none, few or many."""
    if not places:
        return "none"
    return "few" if places <= FEW else "many"


def room_left(problem: Problem, blocks: Iterable[Block]) -> Mapping[str, int]:
    """By id, how many other times each block has that the planner may still move; none overlaps another.

    `problem` is what is left of the week from now on: what it gives (firm time, pinned blocks, what has
    begun) stays put, and is not counted. `blocks` are those of the plan, rituals among them.
    """
    blocks = [each for each in blocks if each.state != "skipped"]
    moving = [each for each in chosen(problem, blocks) if each.item_id in problem.item_by_id]
    return _Laid(problem, blocks).counted(moving)


class _Laid:
    """The free time of a week, and what lies where."""

    def __init__(self, problem: Problem, blocks: Iterable[Block]) -> None:
        self.problem = problem
        blocks = tuple(blocks)
        taken = [each.span.on_grid() for each in problem.facts if each.blocking]
        taken += [each.span for each in problem.firm]
        taken += [each.span for each in (*problem.pinned, *blocks)]
        if problem.open_from is not None and problem.open_from > problem.horizon.start:
            taken.append(Span(problem.horizon.start, problem.open_from))
        self.free = without((each.waking for each in problem.days), taken)
        self.pieces: dict[str, list[Span]] = defaultdict(list)
        for each in {each.id: each for each in (*problem.pinned, *blocks)}.values():
            self.pieces[each.item_id].append(each.span)
        self.followers: dict[str, list[str]] = defaultdict(list)
        for item in problem.items:
            for name in item.after:
                self.followers[name].append(item.id)

    def counted(self, moving: Iterable[Block]) -> Mapping[str, int]:
        empty = {day.on: self._minutes(day.waking) for day in self.problem.days}
        found = {}
        for block in moving:
            item = self.problem.item_by_id[block.item_id]
            days = [day for day in self.problem.days if self._leaves_slack(item, block, day, empty[day.on])]
            found[block.id] = self._times(item, block, self._days_apart(item, block, days))
        return found

    def _minutes(self, span: Span) -> int:
        return sum(each.minutes for each in common([span], self.free))

    def _leaves_slack(self, item: Item, block: Block, day: Day, empty: int) -> bool:
        """Whether a wish would leave a day its empty time; where it is already, it takes no more."""
        if item.id not in self.problem.leaves_slack or block.span.start in day.waking:
            return True
        return empty - block.span.minutes >= day.slack_minutes

    def _days_apart(self, item: Item, block: Block, days: list[Day]) -> list[Day]:
        """Those on which no other piece lies, or too near."""
        if not item.one_a_day:
            return days
        others = [
            day.on
            for day in self.problem.days
            for each in self._others(item, block)
            if each.start in day.waking
        ]
        apart = max(1, item.spacing_days)
        return [day for day in days if all(abs((day.on - other).days) >= apart for other in others)]

    def _others(self, item: Item, block: Block) -> Iterator[Span]:
        return (each for each in self.pieces[item.id] if each != block.span)

    def _times(self, item: Item, block: Block, days: list[Day]) -> int:
        rest = timedelta(minutes=REST_MINUTES)
        within = common(item.windows, (day.waking for day in days))
        within = common(within, self._in_order(item))
        within = without(within, (each.grown(rest, rest) for each in self._others(item, block)))
        length = block.span.minutes
        return sum(each.minutes // length for each in common(within, self.free))

    def _in_order(self, item: Item) -> list[Span]:
        """The time after what it waits for, and before its deadline and what waits for it."""
        horizon = self.problem.horizon
        opens = max((each.end for name in item.after for each in self.pieces[name]), default=horizon.start)
        ends = [each.start for name in self.followers[item.id] for each in self.pieces[name]]
        closes = min([horizon.end, *ends, *([item.deadline_at] if item.deadline_at else [])])
        return [Span(opens, closes)] if opens < closes else []
