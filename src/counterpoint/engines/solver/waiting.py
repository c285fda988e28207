"""What one day asks of another, compiled: what waits for what, and rest between the work of two days."""

# mypy: disable-error-code="no-any-return"
from __future__ import annotations

from counterpoint.engines.solver.compiled import entry, kernel
from counterpoint.engines.solver.layout import (
    COUNT,
    DAYS,
    END,
    FAR,
    FIRST_AT,
    LEFT,
    PIECES,
    REST_FLOOR,
    SLOTS,
    SPHERE,
    START,
    THEN_AT,
    WAITING_AT,
    WHO,
    WORK,
    WORK_FROM,
    WORK_TO,
)
from counterpoint.engines.solver.model import Model
from counterpoint.engines.solver.state import State


@kernel
def last_end(m: Model, s: State, i: int) -> int:
    """The slot at which the last piece of item i ends; the start of all when there is none."""
    for d in range(m.sizes[DAYS] - 1, -1, -1):
        if s.on[i, d] > 0:
            for k in range(s.day[COUNT, d] - 1, -1, -1):
                if s.entry[WHO, d, k] == i:
                    return s.entry[END, d, k]
    return 0


@kernel
def first_start(m: Model, s: State, i: int) -> int:
    """The slot at which the first piece of item i starts; beyond all when there is none."""
    for d in range(m.sizes[DAYS]):
        if s.on[i, d] > 0:
            for k in range(s.day[COUNT, d]):
                if s.entry[WHO, d, k] == i:
                    return s.entry[START, d, k]
    return m.sizes[SLOTS]


@kernel
def opens_after(m: Model, s: State, i: int) -> int:
    """The slot from which item i may begin by what comes before it; -1 while one of these is not placed
    whole.
    """
    opens = 0
    for f in range(m.sizes[m.sizes[FIRST_AT] + i], m.sizes[m.sizes[FIRST_AT] + i + 1]):
        before = m.sizes[f]
        if s.item[LEFT, before] > 0:
            return -1
        opens = max(opens, last_end(m, s, before))
    return opens


@kernel
def closes_before(m: Model, s: State, i: int) -> int:
    """The slot by which item i must end for what waits for it and is placed."""
    closes = m.sizes[SLOTS]
    for t in range(m.sizes[m.sizes[THEN_AT] + i], m.sizes[m.sizes[THEN_AT] + i + 1]):
        if s.item[PIECES, m.sizes[t]] > 0:
            closes = min(closes, first_start(m, s, m.sizes[t]))
    return closes


@kernel
def in_succession(m: Model, s: State) -> bool:
    """Whether all that waits for something is placed after it, or not at all."""
    for w in range(m.sizes[WAITING_AT], m.sizes[FIRST_AT]):
        i = m.sizes[w]
        if s.item[PIECES, i] > 0:
            opens = opens_after(m, s, i)
            if opens < 0 or first_start(m, s, i) < opens:
                return False
    return True


@entry
def rested(m: Model, s: State) -> bool:
    """Whether the rest floor lies between the pieces of work of any two days that follow each other."""
    floor = m.sizes[REST_FLOOR]
    if floor > 0:
        for d in range(m.sizes[DAYS] - 1):
            if s.day[WORK_FROM, d + 1] - s.day[WORK_TO, d] < floor:
                return False
    return True


@kernel
def opens_rested(m: Model, s: State, i: int, d: int) -> int:
    """The slot from which item i may lie on day d by the pieces of work of the day before."""
    if d == 0 or m.item[SPHERE, i] != WORK:
        return 0
    return s.day[WORK_TO, d - 1] + m.sizes[REST_FLOOR]


@kernel
def closes_rested(m: Model, s: State, i: int, d: int) -> int:
    """The slot by which item i must end on day d for the pieces of work of the day after."""
    if d + 1 == m.sizes[DAYS] or m.item[SPHERE, i] != WORK:
        return FAR
    return s.day[WORK_FROM, d + 1] - m.sizes[REST_FLOOR]
