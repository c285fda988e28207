"""Where else a piece could be with all the rest where it is, and which of those places costs least."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from counterpoint.domain.planning.checker import Fault, judge_blocks
from counterpoint.domain.planning.cost import misfit
from counterpoint.domain.planning.plan import Block, Plan
from counterpoint.domain.planning.problem import Problem
from counterpoint.domain.planning.sequence import given_of
from counterpoint.domain.planning.weighing import order_of, price
from counterpoint.domain.timeline import Span, local, without

LOOKED_AT = 16
A_DAY = 3
QUARTER = timedelta(minutes=15)


def faults_of(problem: Problem, blocks: Iterable[Block]) -> set[Fault]:
    """The faults of where blocks lie."""
    plan = Plan(week=problem.first_week, zone=problem.zone, blocks=tuple(blocks))
    return set(judge_blocks(problem, plan))


def free_places(problem: Problem, blocks: Sequence[Block], block: Block) -> Iterator[Span]:
    """Each quarter hour at which it could be, and the first and last moment of each free stretch."""
    item = problem.item_by_id.get(block.item_id)
    taken = [each.span for each in blocks if each.id != block.id]
    taken += [each.span for day in given_of(problem) for each in day]
    length = timedelta(minutes=block.span.minutes)
    for stretch in without(item.windows, taken) if item else ():
        if stretch.minutes >= block.span.minutes:
            last = stretch.end - length
            for start in sorted({stretch.start, *_quarters(stretch.start, last), last}):
                yield Span(start, start + length)


def _quarters(first: datetime, last: datetime) -> Iterator[datetime]:
    moment = first + timedelta(minutes=-first.minute % 15)
    while moment <= last:
        yield moment
        moment += QUARTER


def likely_places(problem: Problem, blocks: Sequence[Block], block: Block, near: datetime) -> list[Span]:
    """Of the free places those worth weighing: the hours that suit it best, near first, a few a day."""
    ranked = sorted(
        free_places(problem, blocks, block),
        key=lambda span: (misfit(problem, replace(block, span=span)), abs(span.start - near), span),
    )
    of_day: Counter[date] = Counter()
    chosen = []
    for span in ranked:
        day = local(span.start, problem.zone).date()
        of_day[day] += 1
        if of_day[day] <= A_DAY:
            chosen.append(span)
    return chosen[:LOOKED_AT]


def best_elsewhere(
    problem: Problem,
    blocks: Sequence[Block],
    block: Block,
    *,
    near: datetime,
    allowed: set[Fault],
    but: Span | None = None,
) -> Block | None:
    """The cheapest of the likely places for a block beside `blocks`, none of them on `but`.

    It brings no fault beyond those that are `allowed`. Among `blocks` the block itself is passed over. None
    where no such place was found.
    """
    others = tuple(each for each in blocks if each.id != block.id)
    places = likely_places(problem, others, block, near)
    moved = [replace(block, span=span) for span in places if but is None or not span.overlaps(but)]
    for each in sorted(moved, key=lambda one: (order_of(price(problem, (*others, one))), one.span)):
        if faults_of(problem, (*others, each)) <= allowed:
            return each
    return None
