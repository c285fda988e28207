"""What an answer in JSON says, whatever it holds: a value of another kind than was meant is none at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterpoint.domain.errors import CounterpointError

Json = Mapping[str, Any]


class Unreadable(CounterpointError):
    """One event that does not say what an event has to say. It costs the others nothing."""


def words(of: Json, name: str) -> str:
    said = of.get(name)
    return said if isinstance(said, str) else ""


def flag(of: Json, name: str) -> bool:
    return of.get(name) is True


def number(of: Json, name: str) -> int | None:
    said = of.get(name)
    return said if isinstance(said, int) and not isinstance(said, bool) else None


def part(of: Json, name: str) -> Json:
    said = of.get(name)
    return said if isinstance(said, dict) else {}


def parts(of: Json, name: str) -> list[Json]:
    said = of.get(name)
    return [each for each in said if isinstance(each, dict)] if isinstance(said, list) else []


def several(of: Json, name: str) -> list[str]:
    said = of.get(name)
    return [each for each in said if isinstance(each, str)] if isinstance(said, list) else []
