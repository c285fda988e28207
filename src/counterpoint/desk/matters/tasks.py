"""Tasks and routines: added, changed, done, let go and taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from counterpoint.desk.matters.things import fresh_id, ids_on, twin_of
from counterpoint.desk.ports import Diary, Kept
from counterpoint.domain.notation import up_to_grid
from counterpoint.domain.planning import Routine, Task


@dataclass(frozen=True, slots=True)
class TaskList:
    """Tasks by what they are to the week. `passed`: open, and their deadline is behind."""

    passed: tuple[Kept[Task], ...]
    musts: tuple[Kept[Task], ...]
    others: tuple[Kept[Task], ...]
    done: tuple[Kept[Task], ...]


def tasks_by_weight(diary: Diary, *, now: datetime) -> TaskList:
    """Every task once: passed deadlines, musts, the rest (nearest deadline first), and what is done."""
    every = diary.tasks.all()
    still_open = sorted((kept for kept in every if not kept.thing.done), key=_nearest_first)
    passed = tuple(kept for kept in still_open if has_passed(kept.thing, now))
    ahead = [kept for kept in still_open if not has_passed(kept.thing, now)]
    return TaskList(
        passed=passed,
        musts=tuple(kept for kept in ahead if kept.thing.importance == "must"),
        others=tuple(kept for kept in ahead if kept.thing.importance != "must"),
        done=tuple(kept for kept in every if kept.thing.done),
    )


def has_passed(task: Task, now: datetime) -> bool:
    return task.deadline_at is not None and task.deadline_at <= now


def _nearest_first(kept: Kept[Task]) -> tuple[datetime, bool]:
    task = kept.thing
    return (task.deadline_at or datetime.max.replace(tzinfo=UTC), task.importance == "could")


def add_task(diary: Diary, task: Task) -> Kept[Task]:
    """Adds a task under an id of its own, made from its title. One that is there word for word stays one."""
    with diary.together():
        return twin_of(diary.tasks, task) or diary.tasks.add(
            replace(task, id=fresh_id(task.title, ids_on(diary.tasks)))
        )


def add_routine(diary: Diary, routine: Routine) -> Kept[Routine]:
    """Adds a routine under an id of its own, made from its title. One that is the same already stays one."""
    with diary.together():
        return twin_of(diary.routines, routine) or diary.routines.add(
            replace(routine, id=fresh_id(routine.title, ids_on(diary.routines)))
        )


def mark_done(diary: Diary, id: str, *, done: bool) -> Kept[Task]:
    """Says that a task is done, or that it is not after all; what was behind of it stays."""
    with diary.together():
        kept = diary.tasks.get(id)
        return diary.tasks.change(kept.thing.said_done(done), version=kept.version)


def move_deadline(diary: Diary, id: str, deadline_at: datetime | None) -> Kept[Task]:
    """Gives a task another deadline, or none."""
    return _set(diary, id, deadline_at=deadline_at)


def keep_only_part(diary: Diary, id: str, minutes: int, deadline_at: datetime | None) -> Kept[Task]:
    """Makes a task as long as what will still be done of it: `minutes` beside what is behind."""
    with diary.together():
        kept = diary.tasks.get(id)
        part = kept.thing.cut_down_to(kept.thing.minutes_done + up_to_grid(max(minutes, 5)))
        return diary.tasks.change(replace(part, deadline_at=deadline_at), version=kept.version)


def _set(diary: Diary, id: str, **fields: Any) -> Kept[Task]:
    """Sets some fields of a task, whatever happened to its others in the meantime."""
    with diary.together():
        kept = diary.tasks.get(id)
        return diary.tasks.change(replace(kept.thing, **fields), version=kept.version)


def pause_routine(diary: Diary, id: str, *, paused: bool) -> Kept[Routine]:
    with diary.together():
        kept = diary.routines.get(id)
        return diary.routines.change(replace(kept.thing, paused=paused), version=kept.version)


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Tasks from a file, parted into new ones and those that are there already."""

    new: tuple[Task, ...]
    known: tuple[Task, ...]


def sort_arrivals(diary: Diary, tasks: Iterable[Task]) -> Arrivals:
    """A task is known when one of the same title, length and deadline is there or came before it."""
    seen = {_likeness(kept.thing) for kept in diary.tasks.all()}
    new: list[Task] = []
    known: list[Task] = []
    for task in tasks:
        (known if _likeness(task) in seen else new).append(task)
        seen.add(_likeness(task))
    return Arrivals(tuple(new), tuple(known))


def _likeness(task: Task) -> tuple[str, int, datetime | None]:
    return (" ".join(task.title.casefold().split()), task.minutes, task.deadline_at)


def take_in(diary: Diary, tasks: Sequence[Task]) -> tuple[Kept[Task], ...]:
    """Adds all of these tasks, or none; a domain or value that the diary does not have is left empty."""
    domains, values = set(ids_on(diary.domains)), set(ids_on(diary.values))
    kept: list[Kept[Task]] = []
    with diary.together():
        taken = set(ids_on(diary.tasks))
        for task in tasks:
            own = fresh_id(task.title, taken)
            taken.add(own)
            kept.append(diary.tasks.add(replace(_at_home(task, domains, values), id=own)))
    return tuple(kept)


def _at_home(task: Task, domains: set[str], values: set[str]) -> Task:
    return replace(
        task,
        domain_id=task.domain_id if task.domain_id in domains else "",
        value_id=task.value_id if task.value_id in values else "",
    )
