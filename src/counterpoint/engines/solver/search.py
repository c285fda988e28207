"""The search: a constructed plan, then moves that force something in, make room and fill up again.

Threshold accepting (Dueck and Scheuer 1990) with a threshold that is drawn for each step: after a descent
the search goes on from a state that is dearer than the last one by no more than that. What may be drawn falls
to nothing by the end of the budget, so that all of it is one cooling, as slow as it has time for; without a
budget each cooling is twice as long as the one before. The same seed and the same number of steps give the
same plan on every machine; how many steps fit into a second does not.
"""

# mypy: disable-error-code="no-any-return"
from __future__ import annotations

from counterpoint.domain.planning.cost import UNIT
from counterpoint.engines.solver.compiled import entry, kernel
from counterpoint.engines.solver.entries import draw, go_on, undo
from counterpoint.engines.solver.filling import extend, fill
from counterpoint.engines.solver.forcing import force
from counterpoint.engines.solver.giving_way import leave_slack, let_go
from counterpoint.engines.solver.layout import (
    ABOVE,
    ABSENT,
    CHANGES,
    COLD_AT,
    COSTS,
    COUNT,
    DAYS,
    END,
    FIRST_AT,
    ITEMS,
    LEAST_TOTAL,
    MAY_LOSE,
    MISSING,
    NTH_CHANGED,
    NTH_MISSING,
    NTH_TOUCHED,
    POINTS,
    START,
    STEPS,
    STRAIN,
    TOTAL,
    TOUCHES,
    WAITING_AT,
    WARM_FROM,
    WAS_POINTS,
    WHO,
)
from counterpoint.engines.solver.loads import strain_points
from counterpoint.engines.solver.model import BENDS_SLOT, Model
from counterpoint.engines.solver.moves import nudge, ruin, ruin_some
from counterpoint.engines.solver.openings import note_all_openings, note_openings
from counterpoint.engines.solver.rules import BROKEN, item_points, list_missing, recount
from counterpoint.engines.solver.state import State
from counterpoint.engines.solver.swapping import swap, turn
from counterpoint.engines.solver.waiting import in_succession, rested

BLINK = 24
SWEEP, SWEEP_SOME, NUDGE, SWAP, TURN, SERVE, FORCE = range(7)
"""The kinds of steps: a stretch is swept clear, or some pieces; a piece is nudged, two change places, or
their order; something missing is forced in, or anything."""
EARLY_SHARES = (10, 22, 250, 350, 120, 30, 218)
SHARES = (40, 50, 180, 380, 100, 20, 230)
"""How many of a thousand steps are of which kind: in the descent at first, and later."""
ABOVE_FIRST = 8
"""One step in so many forces in what is missing above the wishes, while there is such a thing."""
WARMTH = UNIT // 8
"""By at most so much a step may make a state dearer when a cooling begins, in points."""


@entry
def construct(m: Model, s: State, best: State) -> int:
    """The first plan: what weighs most goes first to its best place. Returns the total in points."""
    recount(m, s)
    note_all_openings(m, s)
    fill(m, s, True, 0)
    extend(m, s)
    go_on(s)
    recount(m, s)
    note_all_openings(m, s)
    _keep(m, s, best)
    return s.note[TOTAL]


@entry
def improve(m: Model, s: State, best: State, steps: int) -> int:
    """That many steps of the search; `best` is never worse than before. Returns its total in points."""
    for _ in range(steps):
        s.note[STEPS] += 1
        most = _most(s)
        total = BROKEN
        if _change(m, s):
            fill(m, s, False, BLINK)
            extend(m, s)
            total = _total(m, s)
        if total == BROKEN or total > most:
            undo(s)
        else:
            s.note[TOTAL] = total
            _keep_costs(m, s)
            if total < s.note[LEAST_TOTAL]:
                _keep(m, s, best)
        go_on(s)
    return s.note[LEAST_TOTAL]


@kernel
def _most(s: State) -> int:
    """The total that this step may come to at most, in points: by chance, and less the cooler it is."""
    whole, gone = s.note[COLD_AT] - s.note[WARM_FROM], s.note[STEPS] - s.note[WARM_FROM]
    s.note[MAY_LOSE] = 0
    if 0 <= gone < whole:
        part = 4096 * gone // whole
        s.note[MAY_LOSE] = draw(s, 1 + (WARMTH * (4096 * 4096 - part * part) >> 24))
    return s.note[TOTAL] + s.note[MAY_LOSE]


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
    n, forced = m.sizes[ITEMS], -1
    if n == 0:
        return False
    kind = _kind(s, EARLY_SHARES if s.note[STEPS] <= s.note[WARM_FROM] else SHARES)
    if s.note[ABOVE] > 0 and draw(s, ABOVE_FIRST) == 0:
        kind = SERVE
    if kind == SWEEP:
        ruin(m, s)
    elif kind == SWEEP_SOME:
        ruin_some(m, s)
    else:
        forced = draw(s, n)
        if kind == SERVE:
            forced = _under_served(m, s, forced)
        if not _put(m, s, kind, forced):
            return False
    let_go(m, s)
    if leave_slack(m, s, forced) and m.sizes[FIRST_AT] > m.sizes[WAITING_AT]:
        let_go(m, s)
        leave_slack(m, s, forced)
    return True


@kernel
def _kind(s: State, shares: tuple[int, ...]) -> int:
    """A kind of step, drawn by its share."""
    nth, kind = draw(s, 1000), SWEEP
    while nth >= shares[kind]:
        nth -= shares[kind]
        kind += 1
    return kind


@kernel
def _put(m: Model, s: State, kind: int, i: int) -> bool:
    """Item i somewhere else, as the kind of the step says; False when it came to nothing."""
    if kind == NUDGE:
        return nudge(m, s, i)
    if kind == SWAP:
        return swap(m, s, i)
    if kind == TURN:
        return turn(m, s, i)
    return force(m, s, i)


@kernel
def _under_served(m: Model, s: State, i: int) -> int:
    """Some item of which a piece is missing, one above the wishes where there is one; item i itself when
    nothing is missing.
    """
    count = s.note[MISSING]
    if count == 0:
        return i
    first = draw(s, count)
    for n in range(count):
        j = s.item[NTH_MISSING, (first + n) % count]
        if s.note[ABOVE] == 0 or m.item[ABSENT, j] >= BENDS_SLOT:
            return j
    return i


@kernel
def _total(m: Model, s: State) -> int:
    """The total of what is placed now, from what this step has touched; BROKEN when a rule does not hold."""
    total = s.note[TOTAL] - s.note[STRAIN]
    for n in range(s.note[TOUCHES]):
        d = s.day[NTH_TOUCHED, n]
        if s.day[POINTS, d] == BROKEN:
            return BROKEN
        total += s.day[POINTS, d] - s.day[WAS_POINTS, d]
    if not in_succession(m, s) or not rested(m, s):
        return BROKEN
    total += strain_points(m, s)
    for n in range(s.note[CHANGES]):
        i = s.item[NTH_CHANGED, n]
        total += item_points(m, s, i) - s.item[COSTS, i]
    return total


@kernel
def _keep_costs(m: Model, s: State) -> None:
    """What the changed items and the hard days cost now counts from here on."""
    s.note[STRAIN] = strain_points(m, s)
    for n in range(s.note[TOUCHES]):
        note_openings(m, s, s.day[NTH_TOUCHED, n], 1)
    for n in range(s.note[CHANGES]):
        i = s.item[NTH_CHANGED, n]
        s.item[COSTS, i] = item_points(m, s, i)
    list_missing(m, s)
