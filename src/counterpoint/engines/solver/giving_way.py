"""What makes way for a piece that was put in, compiled: taken out, or cut to a part that is long enough."""

# mypy: disable-error-code="no-any-return"
# ruff: noqa: SIM102
from __future__ import annotations

from counterpoint.engines.solver.compiled import entry, kernel
from counterpoint.engines.solver.entries import draw, take_out
from counterpoint.engines.solver.layout import (
    COUNT,
    DAY_NUMBER,
    DAYS,
    END,
    FIRST_AT,
    FIRST_FOCUS,
    FOCUS,
    NTH_TOUCHED,
    PIECES,
    POINTS,
    PUT,
    REST_FLOOR,
    SPACING,
    SPHERE,
    START,
    TOUCHES,
    WAITING_AT,
    WHO,
    WORK,
    WORK_FROM,
    WORK_TO,
)
from counterpoint.engines.solver.model import Model
from counterpoint.engines.solver.rules import day_points, is_put, room_left
from counterpoint.engines.solver.state import State
from counterpoint.engines.solver.waiting import first_start, opens_after


@entry
def let_go(m: Model, s: State) -> None:
    """Out with what waits for something that is not placed whole any more, or ends later now."""
    changed = m.sizes[FIRST_AT] > m.sizes[WAITING_AT]
    while changed:
        changed = False
        for w in range(m.sizes[WAITING_AT], m.sizes[FIRST_AT]):
            i = m.sizes[w]
            if s.item[PIECES, i] == 0:
                continue
            opens = opens_after(m, s, i)
            if 0 <= opens <= first_start(m, s, i):
                continue
            changed = True
            take_all_of(m, s, i)


@kernel
def take_all_of(m: Model, s: State, i: int) -> None:
    """Every piece of item i out."""
    for d in range(m.sizes[DAYS]):
        if s.on[i, d] > 0:
            for k in range(s.day[COUNT, d] - 1, -1, -1):
                if s.entry[WHO, d, k] == i:
                    take_out(s, d, k)


@kernel
def some_piece(m: Model, s: State, i: int) -> tuple[int, int]:
    """The day and the entry of one piece of item i, whichever chance says; -1 twice when it has none."""
    if s.item[PIECES, i] > 0:
        nth = draw(s, s.item[PIECES, i])
        for d in range(m.sizes[DAYS]):
            if s.on[i, d] > 0:
                for k in range(s.day[COUNT, d]):
                    if s.entry[WHO, d, k] == i:
                        if nth == 0:
                            return d, k
                        nth -= 1
    return -1, -1


@kernel
def take_one_of(m: Model, s: State, i: int) -> None:
    """One piece of item i out, whichever chance says."""
    d, k = some_piece(m, s, i)
    if k >= 0:
        take_out(s, d, k)


@kernel
def leave_slack(m: Model, s: State, but: int) -> bool:
    """Out with wishes that are put on touched days which have too little empty time now, item `but` last.

    Counts the points of these days anew. True when something had to go.
    """
    taken = False
    for n in range(s.note[TOUCHES]):
        d = s.day[NTH_TOUCHED, n]
        s.day[POINTS, d] = day_points(m, s, d)
        while s.day[PUT, d] > 0 and room_left(m, s, d) < 0:
            _take_put(m, s, d, but)
            taken = True
            s.day[POINTS, d] = day_points(m, s, d)
    return taken


@kernel
def _take_put(m: Model, s: State, d: int, but: int) -> None:
    """One of the wishes that are put on day d out, by chance; item `but` only when it is the last of them."""
    nth, last = draw(s, s.day[PUT, d]), -1
    for k in range(s.day[COUNT, d]):
        who = s.entry[WHO, d, k]
        if who >= 0 and is_put(m, who, s.entry[START, d, k], s.entry[END, d, k]):
            if who != but or last < 0:
                last = k
            if nth <= 0 and who != but:
                break
            nth -= 1
    take_out(s, d, last)


@kernel
def take_near(m: Model, s: State, i: int, d: int) -> None:
    """The pieces of item i out that stand too near to day d for something wanted once a day."""
    for other in range(m.sizes[DAYS]):
        if s.on[i, other] > 0 and abs(m.day[DAY_NUMBER, other] - m.day[DAY_NUMBER, d]) < m.item[SPACING, i]:
            for k in range(s.day[COUNT, other] - 1, -1, -1):
                if s.entry[WHO, other, k] == i:
                    take_out(s, other, k)


@kernel
def take_unrested(m: Model, s: State, d: int) -> None:
    """Out with the pieces of work of the days around day d that leave its work less than the rest floor."""
    day_points(m, s, d)
    opens, closes = s.day[WORK_FROM, d] - m.sizes[REST_FLOOR], s.day[WORK_TO, d] + m.sizes[REST_FLOOR]
    for day in range(max(0, d - 1), min(m.sizes[DAYS], d + 2)):
        for k in range(s.day[COUNT, day] - 1, -1, -1):
            who = s.entry[WHO, day, k]
            if day != d and who >= 0 and m.item[SPHERE, who] == WORK:
                if (day < d and s.entry[END, day, k] > opens) or (
                    day > d and s.entry[START, day, k] < closes
                ):
                    take_out(s, day, k)


@kernel
def take_focus(m: Model, s: State, d: int, k: int, side: int) -> bool:
    """The piece of focus that is nearest before entry k of day d (side -1) or from it on (1) out; False when
    that is given.
    """
    j = k - 1 if side < 0 else k
    while 0 <= j < s.day[COUNT, d]:
        who = s.entry[WHO, d, j]
        if who >= 0 and m.item[FOCUS, who] == 1:
            take_out(s, d, j)
            return True
        if who < 0 and m.rock[FIRST_FOCUS, -1 - who] >= 0:
            return False
        j += side
    return False
