"""The simple rule that everything is held against: by tier, then where energy fits, the first best place.

Items go in by tier, and within one as they are listed. A piece is as long as it may be. Of all starts on the
quarter hour in what is free of its windows it takes the one whose hours suit its demand best, of equal ones
the first, that the checker has no fault in; after 40 that it has, the item is left as it is. What is placed
is never moved again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from counterpoint.domain.planning import Block, Item, Plan, Problem
from counterpoint.domain.planning.checker import judge_blocks
from counterpoint.domain.planning.cost import misfit
from counterpoint.domain.planning.sequence import given_of
from counterpoint.domain.timeline import SLOT, Span, without

MOST_TRIED = 40


def greedy(problem: Problem, *, weighty_first: bool = False) -> tuple[Block, ...]:
    """The blocks that the rule places.

    With `weighty_first` a harder rule: within a tier, what weighs most goes first.
    """
    placed: list[Block] = []
    for item in sorted(problem.items, key=lambda each: (each.tier, -each.weight if weighty_first else 0)):
        left = item.minutes
        while left >= item.piece_least:
            block = _best(problem, item, placed, left)
            if block is None:
                break
            placed.append(block)
            left -= block.span.minutes
    return tuple(placed)


def _best(problem: Problem, item: Item, placed: list[Block], left: int) -> Block | None:
    given = [entry.span for day in given_of(problem) for entry in day]
    free = without(item.windows, [*given, *(each.span for each in placed)])
    lengths = _places(item, free, min(left, item.piece_most))
    blocks = sorted(
        (_block(item, span, len(placed)) for span in lengths),
        key=lambda each: (misfit(problem, each), each.span),
    )
    for block in blocks[:MOST_TRIED]:
        plan = Plan(problem.first_week, problem.zone, (*placed, block))
        if not judge_blocks(problem, plan):
            return block
    return None


def _places(item: Item, free: list[Span], minutes: int) -> Iterator[Span]:
    for span in free:
        length = min(minutes, span.minutes // 5 * 5)
        start = span.start
        while length >= item.piece_least and start + timedelta(minutes=length) <= span.end:
            yield Span(start, start + timedelta(minutes=length))
            start += SLOT
            while start.minute % 15:
                start += SLOT


def _block(item: Item, span: Span, nth: int) -> Block:
    return Block(f"{item.id}#{nth}", item.kind, item.id, item.subject_id, item.title, span, item.domain_id)
