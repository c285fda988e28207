"""The starting lives that ship: each a life.toml in the folder beside this file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from counterpoint.adapters.files.lifetoml import read_life
from counterpoint.domain.planning import Life

SHIPPED = Path(__file__).parent / "starting"


@cache
def shipped_lives() -> tuple[tuple[str, Life], ...]:
    """The name and the life of each, in the order of their names."""
    paths = sorted(SHIPPED.glob("*.toml"))
    return tuple((path.stem, read_life(path.read_bytes(), name=path.name).life) for path in paths)
