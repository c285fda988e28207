"""What a life's tasks and routines take from how its person wants to work, before a week is posed."""

from __future__ import annotations

from dataclasses import replace

from counterpoint.domain.planning.focus import FocusWishes
from counterpoint.domain.planning.life import Life
from counterpoint.domain.planning.things import Routine, Task


def as_one_works(life: Life) -> Life:
    """The same life with deep work in the wanted lengths and small things in the wanted times."""
    wishes = life.focus
    if wishes is None:
        return life
    longest = life.availability.focus_minutes
    least = min(wishes.least, longest) if longest else wishes.least
    return replace(
        life,
        tasks=tuple(_task_batched(_in_stretches(each, least), wishes) for each in life.tasks),
        routines=tuple(_routine_batched(each, wishes) for each in life.routines),
    )


def _in_stretches(task: Task, least: int) -> Task:
    """A deep task that may be split, in pieces of at least so many minutes; else it stays as it is."""
    if task.demand != "deep" or not task.splittable or task.piece_least >= least:
        return task
    return replace(task, piece_least=least, piece_most=max(task.piece_most, least))


def _task_batched(task: Task, wishes: FocusWishes) -> Task:
    free = task.demand == "light" and task.importance != "must" and not task.windows
    return replace(task, windows=wishes.windows) if free and wishes.batches(task.domain_id) else task


def _routine_batched(routine: Routine, wishes: FocusWishes) -> Routine:
    free = routine.demand == "light" and routine.importance != "must" and not routine.windows
    return replace(routine, windows=wishes.windows) if free and wishes.batches(routine.domain_id) else routine
