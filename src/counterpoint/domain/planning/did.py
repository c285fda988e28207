"""What a step changed beside the blocks of a plan, written down so that it can be taken back. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from counterpoint.domain.planning.plan import Did
from counterpoint.domain.planning.things import Routine, Task

Thing = TypeVar("Thing", Task, Routine)


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


READ: Mapping[str, Callable[[str], object]] = {
    "minutes": int,
    "first_minutes": int,
    "earliest_at": _moment,
    "deadline_at": _moment,
    "paused": lambda text: text == "yes",
}
"""The fields that a step changes, and how the text of each is read."""


def turned(was: Task | Routine, became: Task | Routine) -> tuple[Did, ...]:
    """Every field in which a task or a routine is otherwise than it was."""
    return tuple(
        Did("task" if isinstance(was, Task) else "routine", was.id, name, first, second)
        for name in READ
        if hasattr(was, name)
        and (first := _text(getattr(was, name))) != (second := _text(getattr(became, name)))
    )


def taken_back(thing: Thing, did: Iterable[Did]) -> Thing:
    """The thing as it was before a step, in what still is as the step made it.

    What its person changed since then stays.
    """
    kind = type(thing).__name__.lower()
    known = (each for each in did if (each.kind, each.id) == (kind, thing.id) and each.field in READ)
    same = (each for each in known if _text(getattr(thing, each.field)) == each.became)
    back: dict[str, Any] = {each.field: READ[each.field](each.was) for each in same}
    return replace(thing, **back)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, datetime):
        return value.isoformat()
    return "" if value is None else str(value)
