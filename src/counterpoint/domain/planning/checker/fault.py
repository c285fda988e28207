"""What a rule finds, and the blocks that rules look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from counterpoint.domain.planning.plan import Block, Plan
from counterpoint.domain.planning.problem import Item, Problem
from counterpoint.domain.planning.sequence import chosen


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that a plan breaks.

    `rule` is stable for programs, `words` are for people; `block_id` is where, if one.
    """

    rule: str
    words: str
    block_id: str = ""


Rule = Callable[[Problem, Plan], Iterable[Fault]]


def blocks_with_items(problem: Problem, plan: Plan) -> Iterator[tuple[Block, Item]]:
    """Each chosen block with the item that it is a piece of; blocks of nothing known are left out."""
    for block in chosen(problem, plan.blocks):
        item = problem.item_by_id.get(block.item_id)
        if item:
            yield block, item
