"""How hard days are, compiled: what they cost after each other, and what a piece would add to that."""

# mypy: disable-error-code="no-any-return"
from __future__ import annotations

from counterpoint.domain.planning.load import HARD_SLOT
from counterpoint.engines.solver.compiled import kernel
from counterpoint.engines.solver.layout import (
    DAY_MOST,
    DAY_NUMBER,
    DAYS,
    HARD,
    LOAD,
    LOADS,
)
from counterpoint.engines.solver.model import Model
from counterpoint.engines.solver.state import State


@kernel
def strain_between(m: Model, s: State, d: int, more: int, other: int) -> int:
    """By how much both day d, with so many slots more, and a day beside it are hard; 0 if that is none."""
    if other < 0 or other >= m.sizes[DAYS] or abs(m.day[DAY_NUMBER, other] - m.day[DAY_NUMBER, d]) != 1:
        return 0
    return max(0, min(s.day[LOAD, d] + more, s.day[LOAD, other]) - m.sizes[HARD])


@kernel
def strain_points(m: Model, s: State) -> int:
    """What hard days that follow each other cost, all days together."""
    points = 0
    if m.sizes[HARD] > 0:
        for d in range(m.sizes[DAYS] - 1):
            points += HARD_SLOT * strain_between(m, s, d, 0, d + 1)
    return points


@kernel
def load_added(m: Model, s: State, i: int, d: int, length: int) -> int:
    """The points for hard days that a piece of item i of this length would add to day d."""
    if m.sizes[HARD] == 0 or m.item[LOADS, i] == 0:
        return 0
    more = 0
    for other in (d - 1, d + 1):
        more += strain_between(m, s, d, length, other) - strain_between(m, s, d, 0, other)
    over = s.day[LOAD, d] - m.day[DAY_MOST, d]
    return HARD_SLOT * (more + max(0, over + length) - max(0, over))
