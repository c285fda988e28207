"""Moves that keep a full day full, compiled: pieces change places, or their order."""

# mypy: disable-error-code="no-any-return"
# ruff: noqa: PLR0917
from __future__ import annotations

from counterpoint.engines.solver.compiled import entry, kernel
from counterpoint.engines.solver.entries import draw, take_out
from counterpoint.engines.solver.giving_way import some_piece
from counterpoint.engines.solver.layout import (
    ABSENT,
    CLOSES,
    COUNT,
    DAYS,
    END,
    LEAST,
    LEFT,
    MAY_LOSE,
    MISSING,
    MOST,
    NTH_MISSING,
    OPENS,
    START,
    WHO,
)
from counterpoint.engines.solver.making_room import make_room
from counterpoint.engines.solver.model import Model
from counterpoint.engines.solver.neighbours import beside_points
from counterpoint.engines.solver.places import QUARTER, spaced, window_around
from counterpoint.engines.solver.rules import place_points
from counterpoint.engines.solver.state import State

ABOUT = 2 * QUARTER
"""Pieces may change places when one is longer than the other by at most so many slots."""
MISSING_FIRST = 6
"""One swap in so many puts something missing in a place."""
SUBSTITUTES = 8
"""So many missing things are looked at for that."""


@entry
def swap(m: Model, s: State, i: int) -> bool:
    """A piece of item i and one of another item of about its length change places, or something missing
    takes its place, where their hours and neighbours promise a gain.

    False when there is no other that could. Where the step may lose something, the promise may be a loss of
    about as much.
    """
    d, k = some_piece(m, s, i)
    if k < 0:
        return False
    if s.note[MISSING] > 0 and draw(s, MISSING_FIRST) == 0:
        return _replace(m, s, d, k)
    days, may_lose = m.sizes[DAYS], s.note[MAY_LOSE] * draw(s, 200) // 100
    first = draw(s, days)
    for nth in range(first, first + days):
        e = nth if nth < days else nth - days
        if m.window_of[i * days + e] < m.window_of[i * days + e + 1]:
            n = _partner(m, s, d, k, e, may_lose)
            if n >= 0:
                return _change_places(m, s, d, k, e, n)
    return False


@kernel
def _partner(m: Model, s: State, d: int, k: int, e: int, may_lose: int) -> int:
    """The first entry of day e that promises to lose less than that in the place of entry k of day d, and
    that in its own; -1 when none does.
    """
    i, a, length = s.entry[WHO, d, k], s.entry[START, d, k], s.entry[END, d, k] - s.entry[START, d, k]
    for n in range(s.day[COUNT, e]):
        j, there = s.entry[WHO, e, n], s.entry[START, e, n]
        its = s.entry[END, e, n] - there
        if j < 0 or j == i or abs(its - length) > ABOUT:
            continue
        if window_around(m, i, e, there, there + length) < 0 or window_around(m, j, d, a, a + its) < 0:
            continue
        if _lost_by_swap(m, s, d, k, e, n) < may_lose:
            return n
    return -1


@kernel
def _change_places(m: Model, s: State, d: int, k: int, e: int, n: int) -> bool:
    """Entry k of day d and entry n of day e in each other's place; False when a rule forbids it."""
    i, a, b = s.entry[WHO, d, k], s.entry[START, d, k], s.entry[END, d, k]
    j, there, end = s.entry[WHO, e, n], s.entry[START, e, n], s.entry[END, e, n]
    w, v = window_around(m, j, d, a, a + end - there), window_around(m, i, e, there, there + b - a)
    take_out(s, d, max(k, n) if d == e else k)
    take_out(s, e, min(k, n) if d == e else n)
    if not spaced(m, s, i, e) or not spaced(m, s, j, d):
        return False
    return make_room(m, s, j, d, a, end - there, m.window[OPENS, w], m.window[CLOSES, w]) and make_room(
        m, s, i, e, there, b - a, m.window[OPENS, v], m.window[CLOSES, v]
    )


@kernel
def _replace(m: Model, s: State, d: int, k: int) -> bool:
    """Something missing in the place of entry k of day d; False when of a few none promises a gain."""
    a, b = s.entry[START, d, k], s.entry[END, d, k]
    first = draw(s, s.note[MISSING])
    for n in range(min(s.note[MISSING], SUBSTITUTES)):
        j = s.item[NTH_MISSING, (first + n) % s.note[MISSING]]
        length = max(m.item[LEAST, j], min(b - a, m.item[MOST, j], s.item[LEFT, j]))
        if j == s.entry[WHO, d, k] or length - (b - a) > ABOUT:
            continue
        w = window_around(m, j, d, a, a + length)
        if w < 0 or not spaced(m, s, j, d) or not _gains_instead(m, s, d, k, j, length):
            continue
        take_out(s, d, k)
        return make_room(m, s, j, d, a, length, m.window[OPENS, w], m.window[CLOSES, w])
    return False


@kernel
def _lost_by_swap(m: Model, s: State, d: int, k: int, e: int, n: int) -> int:
    """What entry k of day d and entry n of day e promise to lose in each other's place, in points.

    By their hours and, where they are not neighbours themselves, what they are beside.
    """
    i, j = s.entry[WHO, d, k], s.entry[WHO, e, n]
    a, b, there, end = s.entry[START, d, k], s.entry[END, d, k], s.entry[START, e, n], s.entry[END, e, n]
    now = place_points(m, i, a, b) + place_points(m, j, there, end)
    then = place_points(m, i, there, there + b - a) + place_points(m, j, a, a + end - there)
    if d != e or abs(k - n) > 1:
        now += beside_points(m, s, d, k, i) + beside_points(m, s, e, n, j)
        then += beside_points(m, s, d, k, j) + beside_points(m, s, e, n, i)
    return then - now


@kernel
def _gains_instead(m: Model, s: State, d: int, k: int, j: int, length: int) -> bool:
    """Whether item j for so long in the place of entry k of day d promises a gain, whatever follows."""
    i, a, b = s.entry[WHO, d, k], s.entry[START, d, k], s.entry[END, d, k]
    now = place_points(m, i, a, b) + beside_points(m, s, d, k, i) + m.item[ABSENT, j] * length
    then = place_points(m, j, a, a + length) + beside_points(m, s, d, k, j) + m.item[ABSENT, i] * (b - a)
    return then < now


@entry
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
    return make_room(m, s, j, d, a, end - then, m.window[OPENS, w], m.window[CLOSES, w]) and make_room(
        m, s, i, d, end - (b - a), b - a, m.window[OPENS, v], m.window[CLOSES, v]
    )
