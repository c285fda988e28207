"""A plan of a week without a solver."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from counterpoint.desk.week.blocks import is_held, known_again
from counterpoint.desk.week.facts import facts_for
from counterpoint.desk.week.life import life_in
from counterpoint.desk.week.which import week_of
from counterpoint.domain.planning import Block, Item
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.settle import settle
from counterpoint.domain.timeline import Span, without
from tests.desk.account import ZONE
from tests.desk.month import Month


def planned_by_hand(month: Month) -> None:
    """A plan of the week without a solver: each thing where there is room first; what is held stays."""
    diary, now = month.diary, month.now
    week = week_of(diary, now)
    life, kept = life_in(diary, week, now), diary.plans.of(week)
    before = kept.thing.current.blocks if kept else ()
    held = tuple(each for each in before if is_held(each, now))
    problem = pose(life, facts_for(diary, week, life), week, now=now, pinned=held)
    taken = [each.span for each in (*problem.firm, *problem.facts, *held)]
    blocks = list(held)
    for item in problem.items:
        block = _placed(item, taken)
        if block and item.minutes:
            blocks.append(block)
            taken.append(block.span)
    plan = known_again(replace(settle(problem, blocks), week=week, zone=ZONE), before)
    diary.plans.keep(plan, step="By hand", version=kept.version if kept else None)


def _placed(item: Item, taken: list[Span]) -> Block | None:
    length = timedelta(minutes=item.piece_least)
    free = [each for each in without(item.windows, taken) if each.end - each.start >= length]
    if not free:
        return None
    span = Span(free[0].start, free[0].start + length)
    return Block(
        f"{item.id}#1", item.kind, item.id, item.subject_id, item.title, span, item.domain_id, item.value_id
    )
