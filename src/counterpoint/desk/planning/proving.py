"""Proofs, after the plan and apart from it: which days cannot be better while the others stay as they are.

It is a job of its own in a queue in which no planning waits, and the judge is a process of its own. Where it
does not answer in its time, or falls over, nothing is claimed.
"""

from __future__ import annotations

from datetime import date, datetime

from counterpoint.desk.ports import Diary, Job, NotThere
from counterpoint.desk.week.blocks import is_held
from counterpoint.desk.week.facts import facts_for
from counterpoint.desk.week.life import life_in
from counterpoint.desk.week.plannings import PROVING
from counterpoint.domain.planning import Plan
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.timeline import Week

DAY_SECONDS = 1.0
NO_GAP = 1e-6


def ask_for_proof(diary: Diary, week: Week, *, version: int, planning: str) -> Job:
    """Asks for the days of a plan to be proven; `planning` is the job that made it, which will tell of it."""
    return diary.jobs.record(
        PROVING, {"week": week.first.isoformat(), "version": version, "planning": planning}
    )


def prove_in_background(diary: Diary, job: Job, now: datetime) -> None:
    """Carries out a proving job; run again it does the same again, and for another plan by now nothing."""
    week = Week(date.fromisoformat(job.payload["week"]))
    kept = diary.plans.of(week)
    if kept is not None and kept.version == job.payload["version"]:
        proven = [each.isoformat() for each in proven_days(diary, kept.thing.current, now)]
        _tell(diary, job.payload["planning"], proven)
    diary.jobs.tell(job.id, progress=1.0)


def proven_days(diary: Diary, plan: Plan, now: datetime) -> tuple[date, ...]:
    """The days that are not past and are proven to be the best that they can be, given the others.

    What it costs to move something from an earlier plan has no part in it.
    """
    from counterpoint.engines.solver import judging  # no page should wait for the engine

    life = life_in(diary, plan.week, now)
    held = tuple(each for each in plan.blocks if is_held(each, now))
    problem = pose(life, facts_for(diary, plan.week, life), plan.week, now=now, pinned=held)
    ahead = {day.on for day in problem.days if day.waking.end > now}
    bounds = judging.day_bounds(problem, plan.blocks, seconds=DAY_SECONDS * len(problem.days))
    return tuple(
        each.on for each in bounds if each.on in ahead and each.gap is not None and each.gap < NO_GAP
    )


def _tell(diary: Diary, planning: str, proven: list[str]) -> None:
    """Notes beside the plan that a job has kept which days are proven, those of its other weeks too."""
    with diary.together():
        try:
            result = diary.jobs.get(planning).result or {}
        except NotThere:
            return
        known = sorted({*result.get("proven", ()), *proven})
        diary.jobs.tell(planning, progress=1.0, result={**result, "proven": known})
