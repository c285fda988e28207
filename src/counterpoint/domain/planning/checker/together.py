"""What blocks break or keep by lying beside others, and beside what is given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from counterpoint.domain.planning.checker.fault import Fault, blocks_with_items
from counterpoint.domain.planning.cost import missing_minutes
from counterpoint.domain.planning.plan import Block, Plan
from counterpoint.domain.planning.problem import Problem
from counterpoint.domain.planning.sequence import chosen, day_index
from counterpoint.domain.words import gettext as _


def after_what_comes_first(problem: Problem, plan: Plan) -> Iterator[Fault]:
    """What waits for something else is placed only when that is placed whole, and starts at its end or
    later.
    """
    followers = [(block, item) for block, item in blocks_with_items(problem, plan) if item.after]
    missing = missing_minutes(problem, plan.blocks) if followers else {}
    for block, item in followers:
        for name in item.after:
            first = problem.item_by_id.get(name)
            if first and (missing[name] or block.span.start < _ends(problem, plan, name)):
                yield Fault(
                    "after",
                    _("“%(title)s” comes before “%(title2)s” is done.")
                    % {"title": block.title, "title2": first.title},
                    block.id,
                )


def _ends(problem: Problem, plan: Plan, item_id: str) -> datetime:
    """When the last piece of an item ends, pinned ones among them; the start of all when there is none."""
    own = [
        each.span.end for each in (*chosen(problem, plan.blocks), *problem.pinned) if each.item_id == item_id
    ]
    return max(own, default=problem.horizon.start)


def apart_from_each_other(problem: Problem, plan: Plan) -> Iterator[Fault]:
    blocks = sorted(chosen(problem, plan.blocks), key=lambda each: each.span)
    pinned = [(each, each.span.on_grid()) for each in problem.pinned]
    for nth, one in enumerate(blocks):
        on_it = [each for each, span in pinned if one.span.overlaps(span)]
        for other in blocks[nth + 1 :]:
            if other.span.start >= one.span.end:
                break
            on_it.append(other)
        for other in on_it:
            yield Fault(
                "overlap",
                _("“%(title)s” and “%(title2)s” overlap.") % {"title": one.title, "title2": other.title},
                one.id,
            )


def apart_from_events(problem: Problem, plan: Plan) -> Iterator[Fault]:
    taken = [(each, each.span.on_grid()) for each in problem.facts if each.blocking]
    for block in chosen(problem, plan.blocks):
        for fact, span in taken:
            if block.span.overlaps(span):
                yield Fault(
                    "event",
                    _("“%(title)s” lies on “%(title2)s”.") % {"title": block.title, "title2": fact.title},
                    block.id,
                )


def off_firm_time(problem: Problem, plan: Plan) -> Iterator[Fault]:
    pinned = [each for each in problem.pinned if each.state == "planned"]
    for block in [*chosen(problem, plan.blocks), *pinned]:
        for firm in problem.firm:
            if block.span.overlaps(firm.span):
                yield Fault(
                    "firm",
                    _("“%(title)s” lies on “%(title2)s”, which is firm.")
                    % {"title": block.title, "title2": firm.title},
                    block.id,
                )


def once_a_day(problem: Problem, plan: Plan) -> Iterator[Fault]:
    for block, others in _one_a_day(problem, plan):
        if any(_days_apart(problem, block, other) == 0 for other in others):
            yield Fault("one-a-day", _("“%(title)s” is twice on one day.") % {"title": block.title}, block.id)


def well_spaced(problem: Problem, plan: Plan) -> Iterator[Fault]:
    for block, others in _one_a_day(problem, plan):
        least = problem.item_by_id[block.item_id].spacing_days
        if any(0 < _days_apart(problem, block, other) < least for other in others):
            yield Fault(
                "spacing",
                _("“%(title)s” wants %(least)s days from one to the next.")
                % {"title": block.title, "least": least},
                block.id,
            )


def _one_a_day(problem: Problem, plan: Plan) -> Iterator[tuple[Block, list[Block]]]:
    """Each chosen block of an item at most once a day, with the item's other blocks, pinned ones among
    them.
    """
    placed = [(block, item) for block, item in blocks_with_items(problem, plan) if item.one_a_day]
    for block, item in placed:
        same = [*(each for each, _item in placed), *problem.pinned]
        yield block, [each for each in same if each.item_id == item.id and each is not block]


def _days_apart(problem: Problem, one: Block, other: Block) -> int:
    first, second = day_index(problem, one.span), day_index(problem, other.span)
    if first is None or second is None:
        return 10_000
    return abs((problem.days[first].on - problem.days[second].on).days)


def not_too_much(problem: Problem, plan: Plan) -> Iterator[Fault]:
    placed = dict.fromkeys(problem.item_by_id, 0)
    for block, item in blocks_with_items(problem, plan):
        placed[item.id] += block.span.minutes
    for item in problem.items:
        if placed[item.id] > item.minutes:
            yield Fault(
                "total",
                _("“%(title)s” has %(placed)s min placed, more than the %(minutes)s min that are wanted.")
                % {"title": item.title, "placed": placed[item.id], "minutes": item.minutes},
            )
