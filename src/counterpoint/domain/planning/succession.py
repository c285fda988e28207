"""What has to be done before what."""

from __future__ import annotations

from collections.abc import Iterable

from counterpoint.domain.planning.things import Task


def waits_for(tasks: Iterable[Task], task: Task) -> frozenset[str]:
    """The ids of all tasks that have to be done before this one, also by way of others."""
    known = {each.id: each for each in tasks}
    found: set[str] = set()
    names = list(task.after)
    while names:
        name = names.pop()
        if name in known and name not in found:
            found.add(name)
            names += known[name].after
    return frozenset(found)


def may_come_before(tasks: Iterable[Task], task: Task | None) -> tuple[Task, ...]:
    """The tasks of which a task (None: a new one) may be made to wait.

    Open ones that do not wait for it themselves, and those for which it waits already.
    """
    tasks = tuple(tasks)
    if task is None:
        return tuple(each for each in tasks if not each.done)
    others = (each for each in tasks if each.id != task.id and (not each.done or each.id in task.after))
    return tuple(each for each in others if each.id in task.after or task.id not in waits_for(tasks, each))
