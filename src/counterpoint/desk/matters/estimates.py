"""What was thought of a task's length first, and how long it took in all: asked once, freely left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from counterpoint.desk.matters.things import keep
from counterpoint.desk.ports import Diary, Kept, NotThere
from counterpoint.domain.notation import up_to_grid
from counterpoint.domain.planning import Task

LONGEST = 400 * 60
TIMES = (0.5, 1.0, 1.5, 2.0, 3.0)
"""How many times the planned length one tap says that it took."""


def change_task(diary: Diary, task: Task, *, version: int | None) -> Kept[Task]:
    """Keeps a task over its earlier form; another length leaves known what was thought first.

    Unless that was changed in the same go: then it is as the person says. Raises ChangedMeanwhile.
    """
    with diary.together():
        before = _there(diary, task.id)
        if before and before.minutes != task.minutes and before.first_minutes == task.first_minutes:
            task = replace(task, first_minutes=before.first_estimate)
        return keep(diary.tasks, task, version=version)


def _there(diary: Diary, id: str) -> Task | None:
    try:
        return diary.tasks.get(id).thing
    except NotThere:
        return None


def ask_how_long(diary: Diary, ids: Iterable[str]) -> tuple[Task, ...]:
    """Those of these tasks that are done and of which nobody was asked yet how long they took.

    From now on they were asked, whatever is answered.
    """
    asked = []
    with diary.together():
        for named in dict.fromkeys(ids):
            task = _there(diary, named)
            if task and task.done and not task.took_asked and not task.took_minutes:
                version = diary.tasks.get(named).version
                asked.append(diary.tasks.change(replace(task, took_asked=True), version=version).thing)
    return tuple(asked)


def say_how_long(diary: Diary, id: str, minutes: int) -> Kept[Task]:
    """Keeps how long a task took in all, as its person says; 0 takes that back. Raises NotThere."""
    with diary.together():
        kept = diary.tasks.get(id)
        took = min(LONGEST, up_to_grid(max(0, minutes)))
        return diary.tasks.change(
            replace(kept.thing, took_minutes=took, took_asked=True), version=kept.version
        )


def at_a_tap(task: Task) -> tuple[tuple[float, int], ...]:
    """(times, minutes) that one tap can say a task took: its planned length, and lengths about it."""
    lengths = {times: min(LONGEST, up_to_grid(round(task.minutes * times))) for times in TIMES}
    as_planned = lengths[1.0]
    told = {as_planned: 1.0}
    for times, minutes in lengths.items():
        told.setdefault(minutes, times)
    return tuple(sorted((times, minutes) for minutes, times in told.items()))
