"""One of the changes that were shown is made, and the plan is kept that was shown with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from counterpoint.desk.boundaries.bending import bend
from counterpoint.desk.planning.by_hand import AtDesk, current, looking
from counterpoint.desk.planning.what_ifs.ground import Ground, left_out
from counterpoint.desk.planning.what_ifs.ways import changes
from counterpoint.desk.ports import ChangedMeanwhile, Diary, Kept, NotThere, WeekPlan
from counterpoint.desk.week.life import life_in
from counterpoint.domain.planning import Did
from counterpoint.domain.planning.did import turned
from counterpoint.domain.planning.what_if import Change, changed, routine_changed, task_changed
from counterpoint.domain.timeline import Week
from counterpoint.domain.values import Season
from counterpoint.domain.words import gettext as _


def do_it(diary: Diary, week: Week, item_id: str, key: str, *, version: int, now: datetime) -> Kept[WeekPlan]:
    """Makes one of these changes, and keeps the plan that was shown with it.

    Raises ChangedMeanwhile for another version of the plan, NotThere for a change that is no longer there.
    """
    current(diary, week, version)
    ground = Ground.of(looking(diary, week, now))
    change = _offered(ground, item_id, key)
    if change is None:
        raise NotThere(
            _("This is no longer there to be changed."), advice=_("Look at the week as it is now.")
        )
    plan = ground.planned(changed(ground.desk.life, change, now), without=change, reasons=True)
    with diary.together():
        current(diary, week, version)
        _the_same_life(ground.desk)
        did = _make(diary, change, now)
        kept = diary.plans.of(week)
        version_now = kept.version if kept else None
        return diary.plans.keep(replace(plan, did=did), step=_step(change), version=version_now)


def _offered(ground: Ground, item_id: str, key: str) -> Change | None:
    """The change of this key, as it was offered: by the set that was found, or else by the proven one."""
    clashes = (ground.clash(item_id, proven=each).items for each in (False, True))
    sets = clashes if left_out(ground.desk.plan, item_id) else iter([()])
    changes = (each for clash in sets for each in changes(ground, item_id, clash))
    return next((each for each in changes if each.key == key), None)


def _the_same_life(desk: AtDesk) -> None:
    """Raises ChangedMeanwhile where another tab changed something while this was planned."""
    if life_in(desk.diary, desk.week, desk.now) != desk.life:
        raise ChangedMeanwhile(
            _("Something of yours was changed in another tab just now."),
            kept=desk.diary.plans.of(desk.week),
            advice=_("Nothing was done. Ask once more, and choose from what you see then."),
        )


def _step(change: Change) -> str:
    if change.how == "ask":
        return _("Asked %(who)s to take “%(title)s”") % {"who": change.who, "title": change.title}
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
