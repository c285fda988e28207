"""The search: a constructed plan, then moves that force something in, make room and fill up again.

Threshold accepting around the best state so far (record-to-record travel, Dueck 1993): the search goes on
from a state that is no worse than the last, or dearer than the best by no more than a threshold. That falls
to nothing over a round, and each round is twice as long as the one before; the first is a descent. So
whoever stops early has had a descent, and whoever stays does not end in the first valley. The same seed and
the same number of steps give the same plan on every machine; how many steps fit into a second does not.
"""

# mypy: disable-error-code="no-any-return"
# ruff: noqa: PLR2004
from __future__ import annotations

from counterpoint.domain.planning.cost import UNIT
from counterpoint.engines.solver.compiled import kernel
from counterpoint.engines.solver.entries import draw, undo
from counterpoint.engines.solver.layout import (
    ABSENT,
    COSTS,
    COUNT,
    DAYS,
    END,
    FIRST_AT,
    FIXED,
    FREED,
    ITEMS,
    ITEMS_TOTAL,
    LEAST,
    LEAST_TOTAL,
    LEFT,
    PIECES,
    POINTS,
    ROUND,
    ROUND_LEFT,
    START,
    STEPS,
    TOTAL,
    TOUCHED,
    WAITING_AT,
    WAS_LEFT,
    WAS_PIECES,
    WHO,
)
from counterpoint.engines.solver.loads import strain_points
from counterpoint.engines.solver.model import BENDS_SLOT, Model
from counterpoint.engines.solver.moves import fill, force, leave_slack, let_go, ruin, ruin_some
from counterpoint.engines.solver.rules import BROKEN, day_points, item_points, recount
from counterpoint.engines.solver.state import State
from counterpoint.engines.solver.waiting import in_succession, rested

BLINK = 24
ROUND_STEPS = 4096
DEARER = 3 * UNIT // 10
"""By so much a state may be dearer than the best one at the beginning of a round, in points."""


@kernel
def construct(m: Model, s: State, best: State) -> int:
    """The first plan: what weighs most goes first to its best place. Returns the total in points."""
    recount(m, s)
    fill(m, s, True, 0)
    s.day[TOUCHED, :] = 0
    s.item[FREED, :] = 0
    recount(m, s)
    _keep(m, s, best)
    return s.note[TOTAL]


@kernel
def improve(m: Model, s: State, best: State, steps: int) -> int:
    """That many steps of the search; `best` is never worse than before. Returns its total in points."""
    for _ in range(steps):
        s.note[STEPS] += 1
        most = _most(s)
        for i in range(m.sizes[ITEMS]):
            s.item[WAS_LEFT, i], s.item[WAS_PIECES, i] = s.item[LEFT, i], s.item[PIECES, i]
        if not _change(m, s):
            undo(m, s)
        else:
            fill(m, s, False, BLINK)
            total = _total(m, s)
            if total == BROKEN or total > most:
                undo(m, s)
            else:
                s.note[TOTAL] = total
                _keep_costs(m, s)
                if total < s.note[LEAST_TOTAL]:
                    _keep(m, s, best)
        s.day[TOUCHED, :] = 0
        s.item[FREED, :] = 0
    return s.note[LEAST_TOTAL]


@kernel
def _most(s: State) -> int:
    """The total that this step may come to at most, in points; counts the steps of its round."""
    if s.note[ROUND_LEFT] == 0:
        s.note[ROUND] = max(ROUND_STEPS, 2 * s.note[ROUND])
        s.note[ROUND_LEFT] = s.note[ROUND]
    dearer = DEARER * s.note[ROUND_LEFT] // s.note[ROUND] if s.note[ROUND] > ROUND_STEPS else 0
    s.note[ROUND_LEFT] -= 1
    return max(s.note[TOTAL], s.note[LEAST_TOTAL] + dearer)


@kernel
def _keep(m: Model, s: State, best: State) -> None:
    """What is placed now is the best so far."""
    for d in range(m.sizes[DAYS]):
        best.day[COUNT, d] = s.day[COUNT, d]
        for k in range(s.day[COUNT, d]):
            best.entry[START, d, k], best.entry[END, d, k] = s.entry[START, d, k], s.entry[END, d, k]
            best.entry[WHO, d, k] = s.entry[WHO, d, k]
    s.note[LEAST_TOTAL] = s.note[TOTAL]


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
