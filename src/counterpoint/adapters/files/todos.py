"""Tasks from the to-dos of a calendar (VTODO, RFC 5545 §3.6.2)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from counterpoint.adapters.calendars.todos import Todo, read_todos
from counterpoint.adapters.files.task_rows import MOST_ROWS, TaskRows, rows_for
from counterpoint.domain.planning.intake import Refused, TasksRead
from counterpoint.domain.values import CoreValue, LifeDomain
from counterpoint.domain.words import gettext as _

_MUST_UNTIL, _SHOULD_UNTIL = 4, 5


def read_tasks_ics(
    raw: bytes, *, zone: str, domains: Iterable[LifeDomain] = (), values: Iterable[CoreValue] = ()
) -> TasksRead:
    """The tasks in a calendar file; see the calendar reader for what it raises."""
    return tasks_of_todos(read_todos(raw), zone=zone, domains=domains, values=values)


def tasks_of_todos(
    todos: Iterable[Todo], *, zone: str, domains: Iterable[LifeDomain] = (), values: Iterable[CoreValue] = ()
) -> TasksRead:
    """A task for each to-do that is open; a refused one is named by its place in the file.

    Priority 1–4 is a must, 5 or none a should, 6–9 could (RFC 5545 §3.8.1.9: high, medium, low). A category
    that is the name of a life domain or a value stands for it. A due day means the end of that day.
    """
    rows = rows_for(zone, domains, values)
    for n, todo in enumerate(todos, start=1):
        if n > MOST_ROWS:
            rows.refused.append(
                Refused(
                    n,
                    _("There are more than %(most_rows)s to-dos.") % {"most_rows": MOST_ROWS},
                    _("Split the file."),
                )
            )
            break
        rows.add(n, {"done": True} if todo.is_done else _row(todo, rows))
    return rows.read()


def _row(todo: Todo, rows: TaskRows) -> dict[str, object]:
    if todo.rrule:
        rows.notes.append(
            _("“%(summary)s” recurs; it was read once. What recurs is a routine.") % {"summary": todo.summary}
        )
    row: dict[str, object] = {
        "title": todo.summary,
        "importance": _importance(todo.priority),
        "earliest": _moment(todo.start),
        "deadline": _moment(todo.due),
        "notes": todo.description,
    }
    if todo.duration:
        row["minutes"] = max(1, int(todo.duration.total_seconds()) // 60)
    for kind in ("domain", "value"):
        row[kind] = next((each for each in todo.categories if rows.refer.knows(kind, each)), None)
    return row


def _importance(priority: int) -> str:
    if 1 <= priority <= _MUST_UNTIL:
        return "must"
    return "could" if priority > _SHOULD_UNTIL else "should"


def _moment(moment: date | datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
