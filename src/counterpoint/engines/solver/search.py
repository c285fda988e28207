"""The search: a constructed plan, then moves that force something in, make room and fill up again, kept
unless worse.

A descent that accepts equals (notes on this are in `docs/reference/planning.md`). The same seed and the same
number of steps give the same plan on every machine; how many steps fit into a second does not.
"""

# mypy: disable-error-code="no-any-return"
# ruff: noqa: PLR2004
from __future__ import annotations

from counterpoint.engines.solver.compiled import kernel
from counterpoint.engines.solver.entries import draw, undo
from counterpoint.engines.solver.layout import (
    ABSENT,
    COSTS,
    DAYS,
    FIRST_AT,
    FIXED,
    FREED,
    ITEMS,
    ITEMS_TOTAL,
    LEAST,
    LEFT,
    PIECES,
    POINTS,
    STEPS,
    TOTAL,
    TOUCHED,
    WAITING_AT,
    WAS_LEFT,
    WAS_PIECES,
)
from counterpoint.engines.solver.loads import strain_points
from counterpoint.engines.solver.model import BENDS_SLOT, Model
from counterpoint.engines.solver.moves import fill, force, leave_slack, let_go, ruin, ruin_some
from counterpoint.engines.solver.rules import BROKEN, day_points, item_points, recount
from counterpoint.engines.solver.state import State
from counterpoint.engines.solver.waiting import in_succession, rested

BLINK = 24


@kernel
def construct(m: Model, s: State) -> int:
    """The first plan: what weighs most goes first to its best place. Returns the total in points."""
    recount(m, s)
    fill(m, s, True, 0)
    s.day[TOUCHED, :] = 0
    s.item[FREED, :] = 0
    return recount(m, s)


@kernel
def improve(m: Model, s: State, steps: int) -> int:
    """That many steps of the search; the state is never worse than before. Returns the total in points."""
    for _ in range(steps):
        s.note[STEPS] += 1
        for i in range(m.sizes[ITEMS]):
            s.item[WAS_LEFT, i], s.item[WAS_PIECES, i] = s.item[LEFT, i], s.item[PIECES, i]
        if not _change(m, s):
            undo(m, s)
        else:
            fill(m, s, False, BLINK)
            total = _total(m, s)
            if total == BROKEN or total > s.note[TOTAL]:
                undo(m, s)
            else:
                s.note[TOTAL] = total
                _keep_costs(m, s)
        s.day[TOUCHED, :] = 0
        s.item[FREED, :] = 0
    return s.note[TOTAL]


@kernel
def _change(m: Model, s: State) -> bool:
    """One random change that `fill` is to make good; False when it came to nothing."""
    n, kind, forced = m.sizes[ITEMS], draw(s, 100), -1
    if n == 0:
        return False
    if kind < 15:
        ruin(m, s)
    elif kind < 30:
        ruin_some(m, s)
    else:
        i = draw(s, n)
        if kind < 60:
            i = _under_served(m, s, i, kind < 45)
        if not force(m, s, i):
            return False
        forced = i
    let_go(m, s)
    if leave_slack(m, s, forced) and m.sizes[FIRST_AT] > m.sizes[WAITING_AT]:
        let_go(m, s)
        leave_slack(m, s, forced)
    return True


@kernel
def _under_served(m: Model, s: State, i: int, upper: bool) -> int:
    """The first item from i on of which a piece is missing, of the tiers above the wishes where `upper` and
    there is one; item i itself when nothing is missing.
    """
    n, found = m.sizes[ITEMS], -1
    for nth in range(n):
        j = (i + nth) % n
        if s.item[LEFT, j] >= m.item[LEAST, j]:
            if not upper or m.item[ABSENT, j] >= BENDS_SLOT:
                return j
            if found < 0:
                found = j
    return i if found < 0 else found


@kernel
def _total(m: Model, s: State) -> int:
    total = s.note[FIXED]
    for d in range(m.sizes[DAYS]):
        if s.day[TOUCHED, d] == 1:
            s.day[POINTS, d] = day_points(m, s, d)
        if s.day[POINTS, d] == BROKEN:
            return BROKEN
        total += s.day[POINTS, d]
    if not in_succession(m, s) or not rested(m, s):
        return BROKEN
    total += strain_points(m, s) + s.note[ITEMS_TOTAL]
    for i in range(m.sizes[ITEMS]):
        if _is_changed(s, i):
            total += item_points(m, s, i) - s.item[COSTS, i]
    return total


@kernel
def _is_changed(s: State, i: int) -> bool:
    """Whether this step changed what item i costs by itself: a piece of it is gone, shorter or new."""
    return (
        s.item[FREED, i] == 1
        or s.item[LEFT, i] != s.item[WAS_LEFT, i]
        or s.item[PIECES, i] != s.item[WAS_PIECES, i]
    )


@kernel
def _keep_costs(m: Model, s: State) -> None:
    """What the changed items cost by themselves counts from here on."""
    for i in range(m.sizes[ITEMS]):
        if _is_changed(s, i):
            points = item_points(m, s, i)
            s.note[ITEMS_TOTAL] += points - s.item[COSTS, i]
            s.item[COSTS, i] = points
