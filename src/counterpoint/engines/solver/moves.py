"""The moves of the search, compiled: force something in, nudge it, sweep something away."""

# mypy: disable-error-code="no-any-return"
# ruff: noqa: C901, PLR0912, PLR0917
from __future__ import annotations

from counterpoint.engines.solver.compiled import kernel
from counterpoint.engines.solver.entries import clear, draw, keep_part, put_in, take_out, touch
from counterpoint.engines.solver.giving_way import (
    some_piece,
    take_all_of,
    take_focus,
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
    GAP_HI,
    GAP_LO,
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
    REST_FLOOR,
    SPHERE,
    START,
    THEN_AT,
    WAY,
    WHO,
    WINDOW_DAY,
    WORK,
)
from counterpoint.engines.solver.model import Model
from counterpoint.engines.solver.places import QUARTER, length_within, spaced, window_around
from counterpoint.engines.solver.rules import gap
from counterpoint.engines.solver.state import State
from counterpoint.engines.solver.stretches import stretch_in_the_way
from counterpoint.engines.solver.waiting import opens_after
from counterpoint.engines.solver.ways import way_side

TRIES = 8


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
    if not _make_room(m, s, i, d, a, length, opens, closes):
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

    False when that cannot be.
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
    if kind == 0 or most == m.item[LEAST, i]:
        a += by
    else:
        length = max(m.item[LEAST, i], min(most, length + by))
        if kind == 1:
            a = b - length
    opens, closes = m.window[OPENS, w], m.window[CLOSES, w]
    take_out(s, d, k)
    return _make_room(m, s, i, d, max(opens, min(a, closes - length)), length, opens, closes)


@kernel
def swap(m: Model, s: State, i: int) -> bool:
    """A piece of item i and one of another item change places, or what is missing of that takes its place.

    False when no other was found that could.
    """
    d, k = some_piece(m, s, i)
    if k < 0:
        return False
    a, b = s.entry[START, d, k], s.entry[END, d, k]
    for _ in range(TRIES):
        j = draw(s, m.sizes[ITEMS])
        if j == i or m.window_of[j * m.sizes[DAYS] + d] == m.window_of[j * m.sizes[DAYS] + d + 1]:
            continue
        if s.item[LEFT, j] >= m.item[LEAST, j]:
            length = max(m.item[LEAST, j], min(b - a, m.item[MOST, j], s.item[LEFT, j]))
            w = window_around(m, j, d, a, a + length)
            if w >= 0 and length - (b - a) <= 2 * QUARTER and spaced(m, s, j, d):
                take_out(s, d, k)
                return _make_room(m, s, j, d, a, length, m.window[OPENS, w], m.window[CLOSES, w])
            continue
        e, n = some_piece(m, s, j)
        if n < 0:
            continue
        there, length = s.entry[START, e, n], s.entry[END, e, n] - s.entry[START, e, n]
        w, v = window_around(m, j, d, a, a + length), window_around(m, i, e, there, there + b - a)
        if w < 0 or v < 0 or abs(length - (b - a)) > 2 * QUARTER:
            continue
        take_out(s, d, max(k, n) if d == e else k)
        take_out(s, e, min(k, n) if d == e else n)
        if not spaced(m, s, i, e) or not spaced(m, s, j, d):
            return False
        return _make_room(m, s, j, d, a, length, m.window[OPENS, w], m.window[CLOSES, w]) and _make_room(
            m, s, i, e, there, b - a, m.window[OPENS, v], m.window[CLOSES, v]
        )
    return False


@kernel
def turn(m: Model, s: State, i: int) -> bool:
    """A piece of item i and the piece after it change their order; False when no piece comes after it."""
    d, k = some_piece(m, s, i)
    if k < 0 or k + 1 >= s.day[COUNT, d] or s.entry[WHO, d, k + 1] < 0:
        return False
    j = s.entry[WHO, d, k + 1]
    a, b = s.entry[START, d, k], s.entry[END, d, k]
    then, end = s.entry[START, d, k + 1], s.entry[END, d, k + 1]
    w, v = window_around(m, j, d, a, a + end - then), window_around(m, i, d, end - (b - a), end)
    if w < 0 or v < 0 or i == j:
        return False
    take_out(s, d, k + 1)
    take_out(s, d, k)
    return _make_room(m, s, j, d, a, end - then, m.window[OPENS, w], m.window[CLOSES, w]) and _make_room(
        m, s, i, d, end - (b - a), b - a, m.window[OPENS, v], m.window[CLOSES, v]
    )


@kernel
def _make_room(m: Model, s: State, i: int, d: int, a: int, length: int, opens: int, closes: int) -> bool:
    """Item i at [a, a + length) of day d.

    Neighbours give way for it and for its rituals, given things push it on.
    """
    touch(s, d)
    for _ in range(8):
        if a < opens or a + length > closes:
            return False
        clear(m, s, d, a, a + length)
        k = 0
        while k < s.day[COUNT, d] and s.entry[START, d, k] < a:
            k += 1
        if not gap(m, s, d, k, i):
            if k > 0 and s.entry[WHO, d, k - 1] >= 0:
                take_out(s, d, k - 1)
            elif k < s.day[COUNT, d] and s.entry[WHO, d, k] >= 0:
                take_out(s, d, k)
            else:
                return False
            continue
        way_lo, way_hi = way_side(m, s, d, k, 0)
        if s.note[WAY] > 0 and (way_lo > a or draw(s, 2) == 0):
            way_lo, way_hi = way_side(m, s, d, k, 1)
        lo, hi = max(s.note[GAP_LO], way_lo), min(s.note[GAP_HI], way_hi)
        if lo <= a and a + length <= hi:
            side = stretch_in_the_way(m, s, i, d, k, a, a + length)
            if side != 0:
                if not take_focus(m, s, d, k, side):
                    return False
                continue
            if s.day[COUNT, d] >= s.entry.shape[2] - 1:
                return False
            put_in(s, d, k, a, a + length, i)
            return True
        if a < lo:
            if k > 0 and s.entry[WHO, d, k - 1] >= 0:
                if not keep_part(m, s, d, k - 1, s.entry[START, d, k - 1], s.entry[END, d, k - 1] - (lo - a)):
                    take_out(s, d, k - 1)
            else:
                a = lo
        elif k < s.day[COUNT, d] and s.entry[WHO, d, k] >= 0:
            if not keep_part(m, s, d, k, s.entry[START, d, k] + (a + length - hi), s.entry[END, d, k]):
                take_out(s, d, k)
        else:
            a = hi - length
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
