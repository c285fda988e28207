"""The moves of the search, compiled: force something in, nudge it, sweep something away."""

# mypy: disable-error-code="no-any-return"
# ruff: noqa: C901, PLR0912
from __future__ import annotations

from counterpoint.engines.solver.compiled import kernel
from counterpoint.engines.solver.entries import draw, take_out
from counterpoint.engines.solver.giving_way import (
    some_piece,
    take_all_of,
    take_near,
    take_one_of,
    take_unrested,
)
from counterpoint.engines.solver.layout import (
    CLOSES,
    COUNT,
    DAY_END,
    DAY_START,
    DAYS,
    END,
    FIRST_AT,
    ITEMS,
    LEAST,
    LEFT,
    MOST,
    ONCE,
    OPENS,
    PHASE,
    PIECE_DAY,
    PIECE_END,
    PIECE_START,
    PIECES,
    REST_FLOOR,
    SPHERE,
    START,
    THEN_AT,
    WANTED,
    WHO,
    WINDOW_DAY,
    WORK,
)
from counterpoint.engines.solver.making_room import make_room
from counterpoint.engines.solver.model import Model
from counterpoint.engines.solver.places import QUARTER, length_within, spaced, window_around
from counterpoint.engines.solver.state import State
from counterpoint.engines.solver.waiting import opens_after


@kernel
def force(m: Model, s: State, i: int) -> bool:
    """A piece of item i at a random place in its windows, whatever must give way.

    False when that cannot be.
    """
    days = m.sizes[DAYS]
    first, last = m.window_of[i * days], m.window_of[(i + 1) * days]
    if first == last:
        return False
    w = first + draw(s, last - first)
    d, opens, closes = m.window[WINDOW_DAY, w], m.window[OPENS, w], m.window[CLOSES, w]
    if m.sizes[m.sizes[FIRST_AT] + i] < m.sizes[m.sizes[FIRST_AT] + i + 1]:
        after = opens_after(m, s, i)
        opens = max(opens, after)
        if after < 0 or closes - opens < m.item[LEAST, i]:
            return False
    if m.item[ONCE, i] == 1:
        take_near(m, s, i, d)
        if not spaced(m, s, i, d):
            return False
    fewest = (m.item[WANTED, i] + m.item[MOST, i] - 1) // m.item[MOST, i]
    if s.item[PIECES, i] > fewest:
        take_all_of(m, s, i)
    if s.item[LEFT, i] < m.item[LEAST, i]:
        take_one_of(m, s, i)
    length = _some_length(m, s, i, closes - opens)
    if length == 0:
        return False
    a = opens + draw(s, closes - opens - length + 1)
    if draw(s, 4) > 0:
        a = max(opens, a - (a + m.sizes[PHASE]) % QUARTER)
    pieces = m.piece_of[i + 1] - m.piece_of[i]
    if pieces > 0 and draw(s, 2) == 0:
        p = m.piece_of[i] + draw(s, pieces)
        start, end = m.piece[PIECE_START, p], m.piece[PIECE_END, p]
        if m.piece[PIECE_DAY, p] == d and m.item[LEAST, i] <= end - start <= s.item[LEFT, i]:
            a, length = start, min(end - start, m.item[MOST, i])
    if not make_room(m, s, i, d, a, length, opens, closes):
        return False
    if m.sizes[REST_FLOOR] > 0 and m.item[SPHERE, i] == WORK:
        take_unrested(m, s, d)
    for t in range(m.sizes[m.sizes[THEN_AT] + i], m.sizes[m.sizes[THEN_AT] + i + 1]):
        if draw(s, 2) == 0:
            take_all_of(m, s, m.sizes[t])
    return True


@kernel
def _some_length(m: Model, s: State, i: int, room: int) -> int:
    """A length for a piece: the longest half of the time, else any on the quarter hour."""
    most = length_within(m, s, i, room)
    if most <= m.item[LEAST, i] or draw(s, 2) == 0:
        return most
    length = m.item[LEAST, i] + draw(s, most - m.item[LEAST, i] + 1)
    length = max(m.item[LEAST, i], length - length % QUARTER)
    rest = s.item[LEFT, i] - length
    return length if rest == 0 or rest >= m.item[LEAST, i] else most


@kernel
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


@kernel
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
