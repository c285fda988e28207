"""From blocks to a whole plan.

Rituals, what stays out, crossings, cost and reasons all follow from where the blocks are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from counterpoint.domain.planning.checker import Fault, judge_blocks
from counterpoint.domain.planning.cost import cost
from counterpoint.domain.planning.crossings import crossings_of
from counterpoint.domain.planning.leftout import left_out_of
from counterpoint.domain.planning.moments import day_words, length_words
from counterpoint.domain.planning.plan import Block, Plan, Reason
from counterpoint.domain.planning.problem import FirmTime, Problem
from counterpoint.domain.planning.reasons import renews, serves, with_reasons
from counterpoint.domain.planning.resting import short_nights
from counterpoint.domain.planning.rituals import changes_of, missed_words, ritual_blocks
from counterpoint.domain.planning.sequence import chosen
from counterpoint.domain.planning.ways import ways_of
from counterpoint.domain.words import gettext as _


def settle(problem: Problem, blocks: Iterable[Block]) -> Plan:
    """The plan that these blocks make, each with the reasons why it is where it is.

    Rituals and firm time among them are put anew; pinned blocks are those of the problem.
    """
    return explained(problem, unexplained(problem, blocks))


def explained(problem: Problem, plan: Plan) -> Plan:
    """The same plan with the reasons of what the planner placed: they take longer than all the rest of it."""
    told = {each.id: each for each in with_reasons(problem, chosen(problem, plan.blocks))}
    return replace(plan, blocks=tuple(told.get(each.id, each) for each in plan.blocks))


def unexplained(problem: Problem, blocks: Iterable[Block]) -> Plan:
    """The plan that these blocks make, without the reasons of what the planner placed."""
    placed = sorted(chosen(problem, blocks), key=lambda each: (each.span, each.id))
    shown = [
        *(replace(each, reasons=()) for each in placed),
        *(_with_pinned_reason(each) for each in problem.pinned),
        *(_firm_block(problem, each) for each in problem.firm if not each.carried),
        *ritual_blocks(problem, placed),
    ]
    return Plan(
        week=problem.first_week,
        zone=problem.zone,
        blocks=tuple(sorted(shown, key=lambda each: (each.span, each.id))),
        left_out=left_out_of(problem, placed),
        crossings=crossings_of(problem),
        cost=cost(problem, placed),
        notes=(
            *problem.notes,
            *_missed(problem, placed),
            *_short_nights(problem, placed),
            *_short_ways(problem, placed),
        ),
    )


def judge_move(problem: Problem, blocks: Iterable[Block], block: Block) -> tuple[Fault, ...]:
    """The faults that `block`, where it is now, would bring to the other `blocks` and that they have not
    without it.

    It is taken as the planner's own, pinned or not, so its windows, its lengths and its neighbours all speak;
    a caller who lets the person overrule that pins it instead.
    """
    others = tuple(each for each in blocks if each.id != block.id and each.kind != "ritual")
    free = replace(problem, pinned=tuple(each for each in problem.pinned if each.id != block.id))
    plan = Plan(week=free.first_week, zone=free.zone, blocks=others)
    before = set(judge_blocks(_less(free, block), plan))
    moved = replace(plan, blocks=(*others, replace(block, pinned=False)))
    return tuple(each for each in judge_blocks(free, moved) if each not in before)


def _less(problem: Problem, block: Block) -> Problem:
    """The same week with no more wanted of a block's item than there is without it.

    What waits for the item then waits for the rest of it alone: that it is not whole without the block is no
    fault of what waits, and would hide that the block has been laid behind it.
    """
    items = (
        replace(each, minutes=max(0, each.minutes - block.span.minutes)) if each.id == block.item_id else each
        for each in problem.items
    )
    return replace(problem, items=tuple(items))


def _with_pinned_reason(block: Block) -> Block:
    word = {"done": _("You did it."), "partly": _("You did a part of it.")}.get(
        block.state, _("You put it here.")
    )
    return replace(block, reasons=(Reason("pinned", word),))


def _firm_block(problem: Problem, firm: FirmTime) -> Block:
    return Block(
        id=firm.id,
        kind="protected",
        item_id=firm.id,
        subject_id=firm.subject_id,
        title=firm.title,
        span=firm.span,
        domain_id=firm.domain_id,
        value_id=firm.value_id,
        reasons=(
            Reason("firm", _("Firm: nothing is planned over it.")),
            *renews(problem, "protected", firm.subject_id),
            *serves(problem, firm.value_id),
        ),
    )


def _short_nights(problem: Problem, placed: list[Block]) -> Iterable[str]:
    """Where what is given leaves less than the rest floor between the work of two days."""
    given = [each for each in short_nights(problem, placed) if not each.chosen]
    shortest = {each.span.end: each for each in sorted(given, key=lambda each: -each.span.minutes)}
    for _ends, night in sorted(shortest.items()):
        if night.before and night.after:
            told = {
                "first": night.before.title,
                "second": night.after.title,
                "day": day_words(problem, night.after.span.start),
                "hours": length_words(night.span.minutes),
                "rest": length_words(problem.rest_minutes),
            }
            yield (
                _("%(hours)s lie between “%(first)s” and “%(second)s” on %(day)s; you want %(rest)s of rest.")
                % told
            )


def _short_ways(problem: Problem, placed: list[Block]) -> Iterable[str]:
    """Where two given things that are still to come leave each other too little for the way."""
    for leg in ways_of(problem, placed):
        ahead = problem.open_from is None or leg.between.start >= problem.open_from
        if ahead and not leg.chosen and not leg.fits and leg.before and leg.after:
            told = {
                "first": leg.before.title,
                "second": leg.after.title,
                "day": day_words(problem, leg.between.start),
                "free": length_words(leg.minutes_free),
                "way": length_words(leg.minutes),
            }
            yield (
                _("%(free)s lie between “%(first)s” and “%(second)s” on %(day)s; the way takes %(way)s.")
                % told
            )


def _missed(problem: Problem, placed: list[Block]) -> Iterable[str]:
    for day in changes_of(problem, placed):
        for change in day:
            if change.outcome == "missed" and change.ritual and change.span:
                yield missed_words(problem, change)
