"""Where in a week there is room: for something that one wants to place by hand, and for blocks to go to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from counterpoint.desk.ports import Diary
from counterpoint.desk.week.blocks import is_held
from counterpoint.desk.week.facts import facts_for
from counterpoint.desk.week.life import life_in
from counterpoint.domain.planning import Plan
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.room import room_left
from counterpoint.domain.timeline import Span, Week, ceil_to_slot, common, without


def first_room(diary: Diary, week: Week, item_id: str, minutes: int, now: datetime) -> datetime | None:
    """The first time ahead, between waking and sleep, that is free for so many minutes.

    It lies in the thing's own windows where these have such a time; None when nowhere is one.
    """
    kept, life = diary.plans.of(week), life_in(diary, week, now)
    problem = pose(life, facts_for(diary, week, life), week, now=now)
    awake = [day.waking for day in problem.days]
    item = problem.item_by_id.get(item_id)
    taken = [
        *(each.span.on_grid() for each in problem.facts if each.blocking),
        *(each.span for each in problem.firm),
        *(each.span for each in (kept.thing.current.blocks if kept else ()) if each.state != "skipped"),
    ]
    behind = ceil_to_slot(max(now, problem.horizon.start))
    if behind > problem.horizon.start:
        taken.append(Span(problem.horizon.start, behind))
    for windows in (common(item.windows, awake) if item else [], awake):
        for span in without(windows, taken):
            if span.minutes >= minutes:
                return span.start
    return None


def room_in(diary: Diary, week: Week, plan: Plan, now: datetime) -> Mapping[str, int]:
    """How many other times each block has that the planner may still move, in the plan of a week."""
    life = life_in(diary, week, now)
    held = tuple(each for each in plan.blocks if is_held(each, now))
    problem = pose(life, facts_for(diary, week, life), week, now=now, pinned=held)
    return room_left(problem, plan.blocks)
