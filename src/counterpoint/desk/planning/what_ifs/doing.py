"""One of the changes that were shown is made, and the plan is kept that was shown with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from counterpoint.desk.boundaries.bending import bend
from counterpoint.desk.planning.by_hand import current
from counterpoint.desk.planning.what_ifs.asking import answer_on, asked
from counterpoint.desk.planning.what_ifs.ground import Ground
from counterpoint.desk.planning.what_ifs.looking import Outcome
from counterpoint.desk.ports import Diary, Kept, NotThere, WeekPlan
from counterpoint.domain.planning import Did
from counterpoint.domain.planning.did import turned
from counterpoint.domain.planning.what_if import Change, routine_changed, task_changed
from counterpoint.domain.timeline import Week
from counterpoint.domain.values import Season
from counterpoint.domain.words import gettext as _


def do_it(
    diary: Diary, week: Week, item_id: str, key: str, *, look: str, version: int, now: datetime
) -> Kept[WeekPlan]:
    """Makes one of the changes that a look has shown, and keeps the plan that was shown with it.

    Raises ChangedMeanwhile for another version of the plan, NotThere for a change that is no longer there and
    where the week is no longer what was looked at.
    """
    current(diary, week, version)
    ground = Ground.of(diary, week, now)
    outcome = _shown(ground, item_id, key, look)
    plan = ground.planned_as(outcome.change, outcome.blocks)
    if plan is None:
        raise _outdated()
    with diary.together():
        current(diary, week, version)
        if Ground.of(diary, week, now).mark != ground.mark:
            raise _outdated()
        did = _make(diary, outcome.change, now)
        kept = diary.plans.of(week)
        version_now = kept.version if kept else None
        return diary.plans.keep(replace(plan, did=did), step=_step(outcome.change), version=version_now)


def _shown(ground: Ground, item_id: str, key: str, look: str) -> Outcome:
    """What was shown under this key."""
    job = asked(ground.desk.diary, ground.desk.week, item_id, look)
    found = answer_on(ground, job) if job else None
    if found is None:
        raise _outdated()
    outcome = next((each for each in found.outcomes if each.change.key == key), None)
    if outcome is None:
        raise NotThere(
            _("This is no longer there to be changed."), advice=_("Look at the week as it is now.")
        )
    return outcome


def _outdated() -> NotThere:
    return NotThere(
        _("Something of yours has changed since this was looked at."),
        advice=_("Nothing was done. Ask once more, and choose from what you see then."),
    )


def _step(change: Change) -> str:
    if change.how == "ask":
        return _("Asked somebody to take “%(title)s”") % {"title": change.title}  # who it is stays sealed
    return _("Did otherwise with “%(title)s”") % {"title": change.title}


def _make(diary: Diary, change: Change, now: datetime) -> tuple[Did, ...]:
    """Makes a change; what it was before, for undo. A bend is known by its time."""
    if change.how == "bend":
        assert change.span is not None
        bent = bend(diary, change.of, change.span, "other", now).bend
        return (Did("bend", bent.id),)
    if change.season is not None:
        words = _("%(domain)s louder") if change.how == "louder" else _("%(domain)s softer")
        season = replace(change.season, title=words % {"domain": change.title})
        return (Did("season", diary.shelf(Season).add(season).thing.id),)
    tasks = {kept.thing.id: kept for kept in diary.tasks.all()}
    if change.how != "rest" and change.of in tasks:
        task = tasks[change.of]
        became = task_changed(task.thing, change)
        diary.tasks.change(became, version=task.version)
        return turned(task.thing, became)
    routine = diary.routines.get(change.of)
    other = routine_changed(routine.thing, change)
    diary.routines.change(other, version=routine.version)
    return turned(routine.thing, other)
