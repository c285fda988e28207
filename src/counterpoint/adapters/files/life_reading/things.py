"""What is to be done: tasks and routines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import cast

from counterpoint.adapters.files.life_reading.entries import A_DAY, LONGEST_NOTES, listed
from counterpoint.adapters.files.life_reading.often import times_a_week
from counterpoint.adapters.files.life_reading.references import References, plain
from counterpoint.adapters.files.table import Table
from counterpoint.domain.energy import Demand
from counterpoint.domain.planning import Importance, Routine, Task
from counterpoint.domain.words import gettext as _

IMPORTANCE = ("must", "should", "could")
DEMANDS = ("deep", "steady", "light", "social")
LONGEST_TASK = 1000 * 60
MOST_BEFORE = 50


def read_tasks(top: Table, refer: References, zone: str) -> tuple[Task, ...]:
    named: list[tuple[Table, tuple[str, ...]]] = []

    def task(table: Table, id: str) -> Task:
        named.append((table, table.texts("after", most=MOST_BEFORE)))
        return read_task(table, id, refer, zone)

    return tuple(_in_succession(listed(top, "tasks", task), named))


def _in_succession(tasks: tuple[Task, ...], named: Iterable[tuple[Table, tuple[str, ...]]]) -> Iterator[Task]:
    """The tasks with what has to be done before each, which is named by its id or its title."""
    known = {plain(each.title): each.id for each in reversed(tasks)} | {each.id: each.id for each in tasks}
    for task, (table, names) in zip(tasks, named, strict=True):
        first = [known.get(name) or known.get(plain(name)) for name in names]
        for name, found in zip(names, first, strict=True):
            if found is None:
                _no_such_task(table, name, known)
        yield replace(task, after=tuple(dict.fromkeys(each for each in first if each)))


def _no_such_task(table: Table, name: str, known: Mapping[str, str]) -> None:
    close = get_close_matches(plain(name), list(known), n=1)
    right = _("Did you mean “%(known)s”?") % {"known": close[0]} if close else _("Write its title or its id.")
    table.fault("after", _("There is no task called “%(said)s”.") % {"said": f"{name:.40}"}, right)


def read_task(table: Table, id: str, refer: References, zone: str) -> Task:
    task = Task(
        id=id,
        title=table.title,
        minutes=table.minutes("minutes", least=5, most=LONGEST_TASK, required=True),
        domain_id=refer.id_of(table, "domain"),
        value_id=refer.id_of(table, "value"),
        importance=cast(Importance, table.choice("importance", IMPORTANCE, otherwise="should")),
        demand=cast(Demand, table.choice("demand", DEMANDS, otherwise="steady")),
        splittable=table.truth("splittable"),
        piece_least=table.minutes("piece_least", least=5, most=A_DAY, otherwise=30),
        piece_most=table.minutes("piece_most", least=5, most=A_DAY, otherwise=120),
        earliest_at=table.moment("earliest", zone),
        deadline_at=table.moment("deadline", zone, end_of_day=True),
        windows=table.windows("when"),
        minutes_done=table.minutes("minutes_done", least=0, most=LONGEST_TASK),
        done=table.truth("done"),
        first_minutes=table.minutes("first_minutes", least=0, most=LONGEST_TASK),
        took_minutes=table.minutes("took_minutes", least=0, most=LONGEST_TASK),
        notes=table.text("notes", longest=LONGEST_NOTES),
        place_id=refer.id_of(table, "place"),
    )
    _agrees(table, task)
    return task


def _agrees(table: Table, task: Task) -> None:
    """What one field says against another."""
    if task.splittable and task.piece_least > task.piece_most:
        table.fault("piece_least", _("is longer than piece_most."), _("Make it the shorter of the two."))
    if task.earliest_at and task.deadline_at and task.earliest_at >= task.deadline_at:
        table.findings.note(
            _("“%(title)s” cannot be placed: its deadline is not after its earliest time.")
            % {"title": table.title}
        )


def read_routines(top: Table, refer: References) -> tuple[Routine, ...]:
    def routine(table: Table, id: str) -> Routine:
        minutes = table.minutes("minutes", least=5, most=A_DAY, required=True)
        windows = table.windows("when")
        return Routine(
            id=id,
            title=table.title,
            minutes=minutes,
            times_a_week=times_a_week(table, "times_a_week", windows, minutes),
            windows=windows,
            spacing_days=table.whole("spacing_days", least=1, most=7, otherwise=1),
            domain_id=refer.id_of(table, "domain"),
            value_id=refer.id_of(table, "value"),
            importance=cast(Importance, table.choice("importance", IMPORTANCE, otherwise="should")),
            demand=cast(Demand, table.choice("demand", DEMANDS, otherwise="light")),
            paused=table.truth("paused"),
            place_id=refer.id_of(table, "place"),
        )

    return listed(top, "routines", routine)
