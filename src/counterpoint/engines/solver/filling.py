"""Filling up again, compiled: best insertion of what is left; longer pieces where time beside is free."""

# mypy: disable-error-code="no-any-return"
# ruff: noqa: PLR0917, SIM102
from __future__ import annotations

from counterpoint.engines.solver.compiled import entry, kernel
from counterpoint.engines.solver.entries import change, draw, put_in
from counterpoint.engines.solver.layout import (
    ABSENT,
    BEST_DAY,
    BEST_END,
    BEST_GAP,
    BEST_START,
    CHANGED,
    CHANGES,
    CLOSES,
    COUNT,
    DAY_END,
    DAY_START,
    DAYS,
    END,
    FAR,
    FIRST_AT,
    FREED,
    GAPS,
    LEAST,
    LEFT,
    MISSING,
    MOST,
    NTH_CHANGED,
    NTH_MISSING,
    NTH_ROOMY,
    NTH_TOUCHED,
    OPENS,
    ORDER,
    POINTS,
    PUT,
    REST_FLOOR,
    ROOMY,
    START,
    TO_FILL,
    TOUCHES,
    UNKNOWN,
    WAITING_AT,
    WHO,
    WIDEST,
)
from counterpoint.engines.solver.loads import load_added
from counterpoint.engines.solver.model import BENDS_SLOT, Model
from counterpoint.engines.solver.openings import may_open, note_openings
from counterpoint.engines.solver.places import best_place, window_around
from counterpoint.engines.solver.rules import BROKEN, day_points, item_points, room_left
from counterpoint.engines.solver.state import State
from counterpoint.engines.solver.waiting import closes_before, closes_rested, opens_after, opens_rested


@entry
def fill(m: Model, s: State, everywhere: bool, blink: int) -> None:
    """Best insertion of all that is left, what weighs most first but for chance.

    What was freed may go anywhere. What is longer than all that is free where it may go is not tried.
    """
    widest = FAR if everywhere else _widest(m, s)
    count = _to_fill(m, s, widest, blink)
    if count > 0:
        _list_roomy(m, s)
    while count > 0:
        i = _next_to_fill(m, s, count)
        count -= 1
        anywhere = everywhere or s.item[FREED, i] == 1
        while m.item[LEAST, i] <= s.item[LEFT, i] and (anywhere or m.item[LEAST, i] <= widest):
            if not best_place(m, s, i, anywhere, blink):
                break
            d = s.note[BEST_DAY]
            put_in(s, d, s.note[BEST_GAP], s.note[BEST_START], s.note[BEST_END], i)
            s.day[POINTS, d] = day_points(m, s, d)
            if not everywhere:
                widest = _widest_now(m, s)


@kernel
def _list_roomy(m: Model, s: State) -> None:
    """List the days on which something may be put beyond their slack."""
    count = 0
    for d in range(m.sizes[DAYS]):
        if s.day[WIDEST, d] > 0 and room_left(m, s, d) > 0:
            s.day[NTH_ROOMY, count] = d
            count += 1
    s.note[ROOMY] = count


@kernel
def _to_fill(m: Model, s: State, widest: int, blink: int) -> int:
    """How many items are listed in TO_FILL: those of which a piece is missing that may find room."""
    count = 0
    for n in range(s.note[MISSING]):
        i = s.item[NTH_MISSING, n]
        if s.item[CHANGED, i] == 0 and m.item[LEAST, i] <= widest and _may_go(m, s, i):
            count = _list_to_fill(m, s, i, count, blink)
    for n in range(s.note[CHANGES]):
        i = s.item[NTH_CHANGED, n]
        if m.item[LEAST, i] <= s.item[LEFT, i] and (
            s.item[FREED, i] == 1 or (m.item[LEAST, i] <= widest and _may_go(m, s, i))
        ):
            count = _list_to_fill(m, s, i, count, blink)
    return count


@kernel
def _list_to_fill(m: Model, s: State, i: int, count: int, blink: int) -> int:
    """The length of TO_FILL with item i."""
    weight = min(m.item[ABSENT, i], 1 << 20) if m.item[ABSENT, i] < BENDS_SLOT else 1 << 30
    s.item[ORDER, i] = weight * (40 + draw(s, 32 if blink > 0 else 1))
    s.item[TO_FILL, count] = i
    return count + 1


@kernel
def _next_to_fill(m: Model, s: State, count: int) -> int:
    """The item whose turn it is among the first of TO_FILL; it leaves the list."""
    nth = 0
    for n in range(1, count):
        if s.item[ORDER, s.item[TO_FILL, n]] > s.item[ORDER, s.item[TO_FILL, nth]]:
            nth = n
    i = _comes_first(m, s, s.item[TO_FILL, nth])
    while s.item[TO_FILL, nth] != i:
        nth = (nth + 1) % count
    s.item[TO_FILL, nth] = s.item[TO_FILL, count - 1]
    s.item[ORDER, i] = -1
    return i


@kernel
def _widest(m: Model, s: State) -> int:
    """The longest piece that may find room on the days that were touched; noted for each of them."""
    least = FAR
    for n in range(s.note[MISSING]):
        least = min(least, m.item[LEAST, s.item[NTH_MISSING, n]])
    for n in range(s.note[CHANGES]):
        least = min(least, m.item[LEAST, s.item[NTH_CHANGED, n]])
    for n in range(s.note[TOUCHES]):
        note_openings(m, s, s.day[NTH_TOUCHED, n], least)
    return _widest_now(m, s)


@kernel
def _may_go(m: Model, s: State, i: int) -> bool:
    """Whether a piece of item i may find room on a day that was touched."""
    for n in range(s.note[TOUCHES]):
        if may_open(m, s, i, s.day[NTH_TOUCHED, n]):
            return True
    return s.note[TOUCHES] == 0


@kernel
def _widest_now(m: Model, s: State) -> int:
    """As `_widest`, from what was noted before more was put in: it is no longer than that."""
    widest = 0
    for n in range(s.note[TOUCHES]):
        d = s.day[NTH_TOUCHED, n]
        if s.day[PUT, d] > 0:
            s.day[WIDEST, d] = min(s.day[WIDEST, d], room_left(m, s, d))
        widest = max(widest, s.day[WIDEST, d])
    return widest


@kernel
def _comes_first(m: Model, s: State, i: int) -> int:
    """Item i, or one of those before it that still is to be placed; a circle ends where it was entered."""
    for _ in range(m.sizes[FIRST_AT] - m.sizes[WAITING_AT]):
        before = -1
        for f in range(m.sizes[m.sizes[FIRST_AT] + i], m.sizes[m.sizes[FIRST_AT] + i + 1]):
            if s.item[ORDER, m.sizes[f]] >= 0:
                before = m.sizes[f]
        if before < 0:
            return i
        i = before
    return i


@entry
def extend(m: Model, s: State) -> None:
    """Pieces on touched days longer, where more of them is wanted and time beside them may be taken."""
    for n in range(s.note[TOUCHES]):
        d = s.day[NTH_TOUCHED, n]
        for k in range(s.day[COUNT, d]):
            room = room_left(m, s, d)
            if room <= 0:
                break
            i = s.entry[WHO, d, k]
            if i >= 0 and s.item[LEFT, i] > 0:
                a, b = s.entry[START, d, k], s.entry[END, d, k]
                more = min(room, s.item[LEFT, i], m.item[MOST, i] - (b - a))
                if more > 0:
                    opens, closes = _reach(m, s, i, d, k)
                    later, earlier = min(more, closes - b), min(more, a - opens)
                    if later <= 0 or not _longer(m, s, d, k, a, b + later):
                        if earlier > 0:
                            _longer(m, s, d, k, a - earlier, b)


@kernel
def _reach(m: Model, s: State, i: int, d: int, k: int) -> tuple[int, int]:
    """From when to when entry k of day d, a piece of item i, could go without moving anything.

    Rituals, breaks and ways aside.
    """
    a, b = s.entry[START, d, k], s.entry[END, d, k]
    opens = s.entry[END, d, k - 1] if k > 0 else m.day[DAY_START, d]
    closes = s.entry[START, d, k + 1] if k + 1 < s.day[COUNT, d] else m.day[DAY_END, d]
    if opens == a and closes == b:
        return a, b
    w = window_around(m, i, d, a, b)
    if w < 0:
        return a, b
    opens = max(opens, m.window[OPENS, w], opens_after(m, s, i))
    closes = min(closes, m.window[CLOSES, w], closes_before(m, s, i))
    if m.sizes[REST_FLOOR] > 0:
        opens, closes = max(opens, opens_rested(m, s, i, d)), min(closes, closes_rested(m, s, i, d))
    return opens, closes


@kernel
def _longer(m: Model, s: State, d: int, k: int, a: int, b: int) -> bool:
    """Entry k of day d from a to b, when that keeps the rules and gains something; else False, and nothing
    done.
    """
    i, start, end = s.entry[WHO, d, k], s.entry[START, d, k], s.entry[END, d, k]
    more = b - a - (end - start)
    most = s.day[POINTS, d] + item_points(m, s, i) - load_added(m, s, i, d, more)
    change(s, i)
    s.entry[START, d, k], s.entry[END, d, k] = a, b
    s.day[GAPS, d] = UNKNOWN
    s.item[LEFT, i] -= more
    points = day_points(m, s, d)
    if points != BROKEN and points + item_points(m, s, i) < most:
        s.day[POINTS, d] = points
        return True
    s.entry[START, d, k], s.entry[END, d, k] = start, end
    s.item[LEFT, i] += more
    day_points(m, s, d)
    return False
