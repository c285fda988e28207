"""Something forced in, compiled: at the best of a few places that are drawn, whatever must give way there."""

# mypy: disable-error-code="no-any-return"
# ruff: noqa: PLR0917
from __future__ import annotations

from counterpoint.engines.solver.compiled import entry, kernel
from counterpoint.engines.solver.entries import draw
from counterpoint.engines.solver.giving_way import take_all_of, take_near, take_one_of, take_unrested
from counterpoint.engines.solver.layout import (
    ABSENT,
    BEST_DAY,
    BEST_END,
    BEST_GAP,
    BEST_POINTS,
    BEST_START,
    CLOSES,
    COUNT,
    DAYS,
    END,
    FAR,
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
from counterpoint.engines.solver.places import QUARTER, length_within, spaced
from counterpoint.engines.solver.rules import place_points
from counterpoint.engines.solver.state import State
from counterpoint.engines.solver.waiting import opens_after

MOST_LOOKED_AT = 16
"""Of so many places, of as many as there are windows where these are fewer, the one is taken at which most is
gained for what is in its way; but in three of ten cases the first that is drawn."""
FIRST_DRAWN = 3
FINDS_ROOM = 2
"""What is in the way counts with one part in so many of its worth: most of it finds room again."""


@entry
def force(m: Model, s: State, i: int) -> bool:
    """A piece of item i at a place in its windows, whatever must give way.

    False when that cannot be.
    """
    days = m.sizes[DAYS]
    first, last = m.window_of[i * days], m.window_of[(i + 1) * days]
    if first == last:
        return False
    if m.item[ONCE, i] == 1:
        d = m.window[WINDOW_DAY, first + draw(s, last - first)]
        take_near(m, s, i, d)
        if not spaced(m, s, i, d):
            return False
        first, last = m.window_of[i * days + d], m.window_of[i * days + d + 1]
    fewest = (m.item[WANTED, i] + m.item[MOST, i] - 1) // m.item[MOST, i]
    if s.item[PIECES, i] > fewest:
        take_all_of(m, s, i)
    if s.item[LEFT, i] < m.item[LEAST, i]:
        take_one_of(m, s, i)
    if not _draw_place(m, s, i, first, last):
        return False
    w, d, a, b = s.note[BEST_GAP], s.note[BEST_DAY], s.note[BEST_START], s.note[BEST_END]
    if not make_room(
        m, s, i, d, a, b - a, max(m.window[OPENS, w], opens_after(m, s, i)), m.window[CLOSES, w]
    ):
        return False
    if m.sizes[REST_FLOOR] > 0 and m.item[SPHERE, i] == WORK:
        take_unrested(m, s, d)
    _take_some_that_follow(m, s, i)
    return True


@kernel
def _take_some_that_follow(m: Model, s: State, i: int) -> None:
    """About half of what comes after item i out, so that it may come later."""
    for t in range(m.sizes[m.sizes[THEN_AT] + i], m.sizes[m.sizes[THEN_AT] + i + 1]):
        if draw(s, 2) == 0:
            take_all_of(m, s, m.sizes[t])


@kernel
def _draw_place(m: Model, s: State, i: int, first: int, last: int) -> bool:
    """Draw places for a piece of item i in windows `first` to `last` - 1, and write the best to BEST_DAY,
    BEST_START and BEST_END, with its window in BEST_GAP; False when none would do.
    """
    after = opens_after(m, s, i)
    if after < 0:
        return False
    s.note[BEST_POINTS] = FAR << 20
    for _ in range(1 if draw(s, 10) < FIRST_DRAWN else min(last - first, MOST_LOOKED_AT)):
        w = first + draw(s, last - first)
        opens, closes = max(m.window[OPENS, w], after), m.window[CLOSES, w]
        length = _some_length(m, s, i, closes - opens)
        if length == 0:
            continue
        d, a = m.window[WINDOW_DAY, w], opens + draw(s, closes - opens - length + 1)
        if draw(s, 4) > 0:
            a = max(opens, a - (a + m.sizes[PHASE]) % QUARTER)
        pieces = m.piece_of[i + 1] - m.piece_of[i]
        if pieces > 0 and draw(s, 2) == 0:
            p = m.piece_of[i] + draw(s, pieces)
            start, end = m.piece[PIECE_START, p], m.piece[PIECE_END, p]
            if m.piece[PIECE_DAY, p] == d and m.item[LEAST, i] <= end - start <= s.item[LEFT, i]:
                a, length = start, min(end - start, m.item[MOST, i])
        points = _promise(m, s, i, d, a, a + length)
        if points < s.note[BEST_POINTS]:
            s.note[BEST_POINTS], s.note[BEST_DAY], s.note[BEST_GAP] = points, d, w
            s.note[BEST_START], s.note[BEST_END] = a, a + length
    return s.note[BEST_POINTS] < FAR << 20


@kernel
def _promise(m: Model, s: State, i: int, d: int, a: int, b: int) -> int:
    """About what item i at [a, b) of day d would change, in points: its hours, and what is in its way."""
    points = place_points(m, i, a, b) - min(m.item[ABSENT, i], FAR >> 12) * (b - a)
    for k in range(s.day[COUNT, d]):
        if s.entry[START, d, k] >= b:
            break
        who = s.entry[WHO, d, k]
        if who >= 0 and s.entry[END, d, k] > a:
            lost = s.entry[END, d, k] - s.entry[START, d, k]
            points += min(m.item[ABSENT, who], FAR >> 12) * lost // FINDS_ROOM
    return points


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
