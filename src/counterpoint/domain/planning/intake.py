"""What is read from a person's file: the good part, what was guessed, and what was refused and why."""

from __future__ import annotations

from dataclasses import dataclass

from counterpoint.domain.planning.life import Life
from counterpoint.domain.planning.things import Task


@dataclass(frozen=True, slots=True)
class Refused:
    """One row that could not be read. `line` counts from 1; `right` says what would be right."""

    line: int
    why: str
    right: str = ""


@dataclass(frozen=True, slots=True)
class TasksRead:
    """Tasks from a file, notes on what was guessed, and the rows that were refused."""

    tasks: tuple[Task, ...] = ()
    notes: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """Which life domain a calendar belongs to. `name` is its file's name, a label or an address."""

    name: str
    domain_id: str


@dataclass(frozen=True, slots=True)
class LifeRead:
    """A life from a file, the calendars it names, and what was rounded, guessed or is worth a thought."""

    life: Life
    calendars: tuple[CalendarEntry, ...] = ()
    notes: tuple[str, ...] = ()
