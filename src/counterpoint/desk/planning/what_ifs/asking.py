"""The planner is asked, where plans are made, and its answer read as long as the week is what it was."""

from __future__ import annotations

from datetime import date, datetime

from counterpoint.desk.planning.by_hand import looking
from counterpoint.desk.planning.what_ifs.ground import Ground, title_of
from counterpoint.desk.planning.what_ifs.looking import WhatIfs, found_on
from counterpoint.desk.planning.what_ifs.written import read, written
from counterpoint.desk.ports import Diary, Job, NotThere
from counterpoint.domain.timeline import Week

WHAT_IF = "plan_what_if"


def ask(diary: Diary, week: Week, item_id: str, *, now: datetime) -> Job:
    """Asks what could be otherwise for an item of a week's plan; whoever has asked already waits for that.

    Raises NotThere where it is no longer in the week.
    """
    desk = looking(diary, week, now)
    title_of(desk.plan, item_id)
    asked = {"week": week.first.isoformat(), "item": item_id, "version": desk.version}
    with diary.together():
        job = diary.jobs.latest(WHAT_IF, **asked)
        return job if job is not None and is_under_way(job) else diary.jobs.record(WHAT_IF, asked)


def asked(diary: Diary, week: Week, item_id: str, id: str) -> Job | None:
    """What was asked of this item of this week; None where it is no longer known."""
    try:
        job = diary.jobs.get(id)
    except NotThere:
        return None
    about = (WHAT_IF, week.first.isoformat(), item_id)
    return job if (job.kind, job.payload.get("week"), job.payload.get("item")) == about else None


def is_under_way(job: Job) -> bool:
    return job.state in ("waiting", "running")


def look_in_background(diary: Diary, job: Job, now: datetime) -> None:
    """Carries it out; run again it does the same again."""
    week = Week(date.fromisoformat(job.payload["week"]))
    ground = Ground.of(diary, week, now)
    found = written(found_on(ground, job.payload["item"]), ground.desk.plan)
    diary.jobs.tell(job.id, progress=1.0, result={"mark": ground.mark, "found": found})


def answer_on(ground: Ground, job: Job) -> WhatIfs | None:
    """What was found; None as long as nothing is, and where it was found of a week that was otherwise."""
    if not job.result or job.result.get("mark") != ground.mark:
        return None
    return read(job.result["found"], ground)


def answer_of(diary: Diary, job: Job, *, now: datetime) -> WhatIfs | None:
    """The same, of the week as it is now."""
    if not job.result:
        return None
    return answer_on(Ground.of(diary, Week(date.fromisoformat(job.payload["week"])), now), job)
