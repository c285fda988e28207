"""The small move and the large ones, compiled: a piece is nudged, something is swept away."""

# mypy: disable-error-code="no-any-return"
from __future__ import annotations

from counterpoint.engines.solver.compiled import entry, kernel
from counterpoint.engines.solver.entries import draw, take_out
from counterpoint.engines.solver.giving_way import (
    some_piece,
    take_one_of,
)
from counterpoint.engines.solver.layout import (
    CLOSES,
    COUNT,
    DAY_END,
    DAY_START,
    DAYS,
    END,
    ITEMS,
    LEAST,
    LEFT,
    MOST,
    OPENS,
    START,
    WHO,
)
from counterpoint.engines.solver.making_room import make_room
from counterpoint.engines.solver.model import Model
from counterpoint.engines.solver.places import QUARTER, window_around
from counterpoint.engines.solver.state import State


@entry
def nudge(m: Model, s: State, i: int) -> bool:
    """A piece of item i earlier or later, longer or shorter by a little, whatever must give way.

    Shorter only where a neighbour may take what becomes free; False when nothing would change.
    """
    d, k = some_piece(m, s, i)
    if k < 0:
        return False
    a, b = s.entry[START, d, k], s.entry[END, d, k]
    w = window_around(m, i, d, a, b)
    if w < 0:
        return False
    kind, most = draw(s, 4), min(m.item[MOST, i], s.item[LEFT, i] + b - a)
    by = (1 + draw(s, 3)) * (QUARTER if draw(s, 2) == 0 else 1) * (1 - 2 * draw(s, 2))
    length = b - a
    if kind > 0:
        length = max(m.item[LEAST, i], min(most, length + by))
        if length < b - a and not _is_taken_up(m, s, d, k):
            length = b - a
    opens, closes = m.window[OPENS, w], m.window[CLOSES, w]
    start = a + by if length == b - a else b - length if kind == 1 else a
    start = max(opens, min(start, closes - length))
    if start == a and length == b - a:
        return False
    take_out(s, d, k)
    return make_room(m, s, i, d, start, length, opens, closes)


@kernel
def _is_taken_up(m: Model, s: State, d: int, k: int) -> bool:
    """Whether a neighbour of entry k of day d, right beside it, may grow."""
    for n in (k - 1, k + 1):
        if 0 <= n < s.day[COUNT, d]:
            who = s.entry[WHO, d, n]
            beside = s.entry[END, d, n] == s.entry[START, d, k] or s.entry[START, d, n] == s.entry[END, d, k]
            if (
                beside
                and who >= 0
                and s.item[LEFT, who] > 0
                and s.entry[END, d, n] - s.entry[START, d, n] < m.item[MOST, who]
            ):
                return True
    return False


@entry
def ruin(m: Model, s: State) -> None:
    """A stretch of one day, or the same hours of up to three, swept clear of all pieces."""
    days = m.sizes[DAYS]
    d = draw(s, days)
    length = 12 + draw(s, 84)
    offset = draw(s, max(1, m.day[DAY_END, d] - m.day[DAY_START, d]))
    for more in range(1 + draw(s, 3) * draw(s, 2)):
        day = (d + more) % days
        a = m.day[DAY_START, day] + offset - length // 2
        for k in range(s.day[COUNT, day] - 1, -1, -1):
            if s.entry[WHO, day, k] >= 0 and s.entry[START, day, k] < a + length and s.entry[END, day, k] > a:
                take_out(s, day, k)


@kernel
def ruin_some(m: Model, s: State) -> None:
    """Up to four pieces of random items out."""
    for _ in range(1 + draw(s, 4)):
        take_one_of(m, s, draw(s, m.sizes[ITEMS]))
