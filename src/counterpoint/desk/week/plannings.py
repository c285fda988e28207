"""The plannings of a week: how one is asked for, and the newest of them."""

from __future__ import annotations

from typing import Any

from counterpoint.desk.ports import Diary, Job
from counterpoint.desk.week.which import weeks_from
from counterpoint.domain.timeline import Week

PLANNING, PROVING = "plan_week", "prove_week"


def planning_asked(week: Week, weeks: int = 1) -> dict[str, Any]:
    """What is written down of a planning of so many weeks, so that it is found by each of them."""
    asked = {"week": week.first.isoformat(), "weeks": weeks}
    return asked | {_covers(each): True for each in weeks_from(week, weeks)}


def last_planning(diary: Diary, week: Week) -> Job | None:
    """The newest planning of this week, alone or with others."""
    return diary.jobs.latest(PLANNING, **{_covers(week): True})


def _covers(week: Week) -> str:
    return f"covers_{week.first.isoformat()}"
