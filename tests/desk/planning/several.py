"""Several weeks that are planned together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time

from counterpoint.desk.planning import background
from counterpoint.desk.ports import Job
from counterpoint.desk.week.facts import facts_for
from counterpoint.desk.week.life import life_in
from counterpoint.domain.planning import Plan, Task
from counterpoint.domain.planning.checker import check
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.timeline import WEEKDAYS, Week, WeeklyWindow
from tests.desk.weeks import NOW, WEEK
from tests.memory import MemoryDiary

SECONDS = 0.2
STEPS = 60
NEXT = WEEK.next()


def run(diary: MemoryDiary, job: Job, clock: Callable[[], float] | None = None) -> Job:
    more = {"clock": clock} if clock else {}
    return diary.jobs.run(job.id, lambda taken: background.run_planning(diary, taken, NOW, **more))


def plan_them(diary: MemoryDiary, weeks: int = 2) -> Job:
    return run(diary, background.start_planning(diary, WEEK, weeks=weeks, seconds=SECONDS))


def plan_of(diary: MemoryDiary, week: Week) -> Plan:
    kept = diary.plans.of(week)
    assert kept is not None
    return kept.thing.current


def minutes_of(plan: Plan, subject_id: str) -> int:
    return sum(each.span.minutes for each in plan.blocks if each.subject_id == subject_id)


def left_out_of(plan: Plan, subject_id: str) -> int:
    return sum(each.minutes for each in plan.left_out if each.subject_id == subject_id)


def mornings(diary: MemoryDiary) -> None:
    """Work is on mornings from nine to twelve."""
    hours = (WeeklyWindow(WEEKDAYS, time(9), time(12)),)
    kept = diary.settings()
    rules = replace(kept.thing.availability, working=hours)
    diary.change_settings(replace(kept.thing, availability=rules, slack_minutes=0), version=kept.version)


def add_task(diary: MemoryDiary, id: str, minutes: int, **more: object) -> None:
    task = Task(id, id.title(), minutes, "work", splittable=True, piece_least=30, piece_most=120)
    diary.tasks.add(replace(task, **more))  # type: ignore[arg-type]


def is_fair(diary: MemoryDiary, week: Week) -> bool:
    """Whether the checker has nothing against the week's plan beside those of the other weeks."""
    life, plan = life_in(diary, week, NOW), plan_of(diary, week)
    problem = pose(life, facts_for(diary, week, life), week, now=NOW)
    return not {each.rule for each in check(problem, plan)} - {"left-out"}
