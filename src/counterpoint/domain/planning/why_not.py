"""Why a piece is not at some other time: the rule that forbids it, or what it would cost. Pure.

A place is taken as a person means it: what the planner put there makes way and goes to the cheapest other
place that is found for it, everything else stays where it is. The checker says what is forbidden, the
evaluator what it costs; nothing is said that neither of them found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from counterpoint.domain.planning.checker import Fault
from counterpoint.domain.planning.elsewhere import best_elsewhere, faults_of
from counterpoint.domain.planning.hindrances import Hindrance, hindrances
from counterpoint.domain.planning.life import Life
from counterpoint.domain.planning.plan import Block
from counterpoint.domain.planning.problem import Problem
from counterpoint.domain.planning.sequence import chosen
from counterpoint.domain.planning.weighing import (
    TIERS,
    Weighed,
    Wording,
    cheaper,
    dearer,
    difference,
    order_of,
)
from counterpoint.domain.timeline import Span


@dataclass(frozen=True, slots=True)
class WhyNot:
    """What speaks against a place, and for it.

    `block` is the piece as it would lie. `hindrances` are the rules that it would break there; when there is
    none, `dearer` are the terms of the cost that decide against it and `cheaper` what speaks for it, and
    `costs_more` says which side weighs more. `makes_way` is what the planner has there now and `goes_to`
    where that would go; what has found no place is in the first and not in the second.
    """

    block: Block
    hindrances: tuple[Hindrance, ...] = ()
    makes_way: tuple[Block, ...] = ()
    goes_to: tuple[Block, ...] = ()
    dearer: tuple[Weighed, ...] = ()
    cheaper: tuple[Weighed, ...] = ()
    costs_more: bool = False

    def place_of(self, id: str) -> Block | None:
        """Where something that makes way would go; None when it has found no place."""
        return next((each for each in self.goes_to if each.id == id), None)


def why_not(problem: Problem, life: Life, blocks: Sequence[Block], block: Block) -> WhyNot:
    """What speaks against `block` where it is now, beside the plan's `blocks`.

    The block itself among those is where it lies in the plan; one that is not among them is left out there.
    `problem` has no plan in force, so nothing is paid for moving: the person asks.
    """
    before = tuple(chosen(problem, blocks))
    block = replace(block, pinned=False)
    makes_way = tuple(each for each in before if each.id != block.id and each.span.overlaps(block.span))
    kept = tuple(each for each in before if each.id != block.id and each not in makes_way)
    allowed = faults_of(problem, before)
    for_their_absence = faults_of(problem, [each for each in before if each not in makes_way])
    known = {each for each in allowed | for_their_absence if each.block_id != block.id}
    own = faults_of(problem, (*kept, block)) - known
    left = next((each.span for each in before if each.id == block.id), None)
    placed = _make_room(problem, (*kept, block), makes_way, left, allowed | own)
    follow = faults_of(problem, placed) - allowed - own
    gone = {each.id for each in makes_way}
    answer = WhyNot(
        block,
        hindrances(problem, life, (*kept, *makes_way), block, _in_order(own))
        + tuple(Hindrance(each.rule, each.words) for each in _in_order(follow)),
        makes_way,
        tuple(each for each in placed if each.id in gone),
    )
    return answer if own or follow else _weighed(problem, before, placed, answer)


def _in_order(faults: set[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda each: (each.rule, each.words, each.block_id))


def _make_room(
    problem: Problem,
    placed: tuple[Block, ...],
    makes_way: Sequence[Block],
    left: Span | None,
    allowed: set[Fault],
) -> tuple[Block, ...]:
    """`placed` with everything that makes way where it costs least, what weighs most first."""
    for each in sorted(makes_way, key=lambda one: _weight(problem, one)):
        found = _in_its_stead(problem, placed, each, left, allowed) or best_elsewhere(
            problem, placed, each, near=each.span.start, allowed=allowed
        )
        placed = (*placed, found) if found else placed
    return placed


def _weight(problem: Problem, block: Block) -> tuple[int, float, str]:
    item = problem.item_by_id.get(block.item_id)
    return (item.tier, -item.weight, block.id) if item else (9, 0.0, block.id)


def _in_its_stead(
    problem: Problem, placed: tuple[Block, ...], block: Block, left: Span | None, allowed: set[Fault]
) -> Block | None:
    """The block at the beginning of the place that was left, where it fits: two things change places."""
    if left is None or left.minutes < block.span.minutes:
        return None
    length = block.span.end - block.span.start
    moved = replace(block, span=Span(left.start, left.start + length))
    return moved if faults_of(problem, (*placed, moved)) <= allowed else None


def _weighed(problem: Problem, before: Sequence[Block], after: Sequence[Block], answer: WhyNot) -> WhyNot:
    found = difference(problem, before, after)
    said = Wording(problem, before, after, answer.block.id)
    total = order_of(dict.fromkeys(TIERS, 0) | found)
    return replace(
        answer,
        dearer=_said(said, found, dearer(found)),
        cheaper=_said(said, found, cheaper(found)),
        costs_more=total > (0,) * len(total),
    )


def _said(wording: Wording, found: dict[str, int], names: Sequence[str]) -> tuple[Weighed, ...]:
    every = (wording.weighed(name, found[name]) for name in names)
    return tuple(each for each in every if each.words)


def next_best(problem: Problem, life: Life, blocks: Sequence[Block], block: Block) -> WhyNot | None:
    """The cheapest other place that is found for a piece of the plan, and what decides between the two.

    None when no other place was found; nothing else makes way for it.
    """
    before = tuple(chosen(problem, blocks))
    allowed = faults_of(problem, before)
    elsewhere = best_elsewhere(problem, before, block, near=block.span.start, allowed=allowed, but=block.span)
    return why_not(problem, life, before, elsewhere) if elsewhere else None
