"""A task list in any of the forms that are read: CSV, todo.txt, or the to-dos of a calendar."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from counterpoint.adapters.files.tasks_csv import read_tasks_csv
from counterpoint.adapters.files.todotxt import read_todo_txt
from counterpoint.domain.planning.intake import TasksRead
from counterpoint.domain.values import CoreValue, LifeDomain

_TABLES = (".csv", ".tsv")


def read_tasks(
    raw: bytes,
    *,
    name: str,
    zone: str,
    domains: Iterable[LifeDomain] = (),
    values: Iterable[CoreValue] = (),
) -> TasksRead:
    """The tasks in a file called `name`: a calendar by its first words, a table by its ending, else todo.txt.

    Raises NotReadable, or what the calendar reader raises, when the file as a whole cannot be taken.
    """
    domains, values = tuple(domains), tuple(values)
    if raw[:200].lstrip(b"\xef\xbb\xbf \t\r\n")[:15].upper() == b"BEGIN:VCALENDAR":
        from counterpoint.adapters.files.todos import read_tasks_ics

        return read_tasks_ics(raw, zone=zone, domains=domains, values=values)
    read = read_tasks_csv if PurePath(name).suffix.lower() in _TABLES else read_todo_txt
    return read(raw, zone=zone, domains=domains, values=values)
