"""Whether blocks show as free where others look: as long as they have other times to go to.

Counted of the accepted plans, from now on, whenever calendars are about to be told. What has begun stays as
it was shown. What a person put somewhere, what is firm and what follows from these is busy.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from counterpoint.desk.ports import Diary, WeekPlan
from counterpoint.desk.week.room import room_in
from counterpoint.desk.week.which import week_of
from counterpoint.domain.planning import Plan
from counterpoint.domain.planning.room import freedom


def grade(diary: Diary, *, now: datetime) -> None:
    """Notes of every block ahead whether it has room left."""
    with diary.together():
        for kept in diary.plans.since(week_of(diary, now)):
            if kept.thing.accepted is not None:
                diary.plans.grade(kept.thing.week, _graded(diary, kept.thing, kept.thing.accepted, now))


def _graded(diary: Diary, kept: WeekPlan, plan: Plan, now: datetime) -> Mapping[str, bool]:
    room = room_in(diary, kept.week, plan, now)
    ahead = (each for each in plan.blocks if each.state == "planned" and each.span.start >= now)
    return {each.id: freedom(room.get(each.id, 0)) == "many" for each in ahead}
