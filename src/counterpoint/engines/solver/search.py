"""The search: a constructed plan, then moves that force something in, make room and fill up again, kept unless worse.

A descent that accepts equals (notes on this are in `docs/reference/planning.md`). The same seed and the same number
of steps give the same plan on every machine; how many steps fit into a second does not.
"""

from __future__ import annotations

from numba import njit

from counterpoint.engines.solver.model import Model
from counterpoint.engines.solver.moves import draw, fill, force, ruin, ruin_some, undo
from counterpoint.engines.solver.rules import BROKEN, day_points, item_points, recount
from counterpoint.engines.solver.state import FIXED, STEPS, TOTAL, State

BLINK = 24


@njit(cache=True)
def construct(m: Model, s: State) -> int:
    """The first plan: what weighs most goes first to its best place. Returns the total in points."""
    recount(m, s)
    fill(m, s, True, 0)
    s.touched[:] = 0
    s.freed[:] = 0
    return recount(m, s)


@njit(cache=True)
def improve(m: Model, s: State, steps: int) -> int:
    """That many steps of the search; the state is never worse than before. Returns the total in points."""
    for _ in range(steps):
        s.scalars[STEPS] += 1
        s.was_left[:] = s.left
        s.was_pieces[:] = s.pieces
        if not _change(m, s):
            undo(m, s)
        else:
            fill(m, s, False, BLINK)
            total = _total(m, s)
            if total == BROKEN or total > s.scalars[TOTAL]:
                undo(m, s)
            else:
                s.scalars[TOTAL] = total
        s.touched[:] = 0
        s.freed[:] = 0
    return s.scalars[TOTAL]


@njit(cache=True)
def _change(m: Model, s: State) -> bool:
    """One random change that `fill` is to make good; False when it came to nothing."""
    n, kind = m.sizes[0], draw(s, 100)
    if n == 0:
        return False
    if kind < 15:
        ruin(m, s)
    elif kind < 30:
        ruin_some(m, s)
    else:
        i = draw(s, n)
        if kind < 60:
            for _ in range(n):
                if s.left[i] >= m.least[i]:
                    break
                i = (i + 1) % n
        if not force(m, s, i):
            return False
    for d in range(m.sizes[1]):
        if s.touched[d] == 1:
            s.day_points[d] = day_points(m, s, d)
    return True


@njit(cache=True)
def _total(m: Model, s: State) -> int:
    total = s.scalars[FIXED]
    for d in range(m.sizes[1]):
        if s.touched[d] == 1:
            s.day_points[d] = day_points(m, s, d)
        if s.day_points[d] == BROKEN:
            return BROKEN
        total += s.day_points[d]
    for i in range(m.sizes[0]):
        total += item_points(m, s, i)
    return total
