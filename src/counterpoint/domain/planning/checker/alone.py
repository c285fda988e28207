"""What a block breaks or keeps by itself."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoint.domain.planning.checker.fault import Fault, blocks_with_items
from counterpoint.domain.planning.plan import Block, Plan
from counterpoint.domain.planning.problem import Problem
from counterpoint.domain.planning.sequence import chosen, day_index
from counterpoint.domain.timeline import ceil_to_slot, common, floor_to_slot, local
from counterpoint.domain.words import gettext as _


def on_the_grid(problem: Problem, plan: Plan) -> Iterator[Fault]:
    for block in plan.blocks:
        span = block.span
        off = floor_to_slot(span.start) != span.start or ceil_to_slot(span.end) != span.end
        if block.id not in problem.given_ids and (off or not span.minutes):
            yield Fault(
                "grid", _("“%(title)s” is not on the five-minute grid.") % {"title": block.title}, block.id
            )


def within_the_horizon(problem: Problem, plan: Plan) -> Iterator[Fault]:
    for block, _item in blocks_with_items(problem, plan):
        if not problem.horizon.covers(block.span):
            yield Fault(
                "horizon",
                _("“%(title)s” lies outside the weeks that are planned.") % {"title": block.title},
                block.id,
            )


def awake(problem: Problem, plan: Plan) -> Iterator[Fault]:
    for block, _item in blocks_with_items(problem, plan):
        day = day_index(problem, block.span)
        if day is None or not problem.days[day].waking.covers(block.span):
            when = _when(problem, block)
            yield Fault(
                "waking",
                _("“%(title)s” at %(when)s runs into the time of sleep.")
                % {"title": block.title, "when": when},
                block.id,
            )


def known(problem: Problem, plan: Plan) -> Iterator[Fault]:
    for block in chosen(problem, plan.blocks):
        if block.item_id not in problem.item_by_id:
            yield Fault(
                "known", _("“%(title)s” is nothing that was to be placed.") % {"title": block.title}, block.id
            )


def within_windows(problem: Problem, plan: Plan) -> Iterator[Fault]:
    for block, item in blocks_with_items(problem, plan):
        if not any(window.covers(block.span) for window in item.windows):
            when = _when(problem, block)
            yield Fault(
                "window",
                _("“%(title)s” at %(when)s is outside the times that it can have.")
                % {"title": block.title, "when": when},
                block.id,
            )


def _when(problem: Problem, block: Block) -> str:
    return f"{local(block.span.start, problem.zone):%a %H:%M}"


def in_whole_pieces(problem: Problem, plan: Plan) -> Iterator[Fault]:
    for block, item in blocks_with_items(problem, plan):
        if not item.piece_least <= block.span.minutes <= item.piece_most:
            words = _("“%(title)s” wants pieces of %(piece_least)s–%(piece_most)s min.") % {
                "title": block.title,
                "piece_least": item.piece_least,
                "piece_most": item.piece_most,
            }
            yield Fault("piece", words, block.id)


def before_deadlines(problem: Problem, plan: Plan) -> Iterator[Fault]:
    for block, item in blocks_with_items(problem, plan):
        if item.deadline_at is not None and block.span.end > item.deadline_at:
            yield Fault(
                "deadline", _("“%(title)s” ends after its deadline.") % {"title": block.title}, block.id
            )


def not_in_the_past(problem: Problem, plan: Plan) -> Iterator[Fault]:
    for block, _item in blocks_with_items(problem, plan):
        if problem.now is not None and block.span.start < problem.now:
            yield Fault("past", _("“%(title)s” starts in the past.") % {"title": block.title}, block.id)


def fixed_hours_are_for_work(problem: Problem, plan: Plan) -> Iterator[Fault]:
    if not problem.hours_are_fixed:
        return
    working = [span for day in problem.days for span in day.working]
    for block, item in blocks_with_items(problem, plan):
        inside = sum(each.minutes for each in common([block.span], working))
        if (item.sphere == "work" and inside < block.span.minutes) or (
            item.sphere != "work" and item.kind != "meal" and inside
        ):
            yield Fault(
                "fixed-hours",
                _("“%(title)s” does not keep to the fixed hours of work.") % {"title": block.title},
                block.id,
            )
