"""The moves of the search, compiled: force something in, sweep something away, fill up again."""

# mypy: disable-error-code="no-any-return"
# ruff: noqa: C901, PLR0912, PLR0917, SIM102
from __future__ import annotations

from counterpoint.engines.solver.compiled import kernel
from counterpoint.engines.solver.entries import clear, draw, keep_part, put_in, take_out, touch
from counterpoint.engines.solver.layout import (
    ABSENT,
    BEST_DAY,
    BEST_END,
    BEST_GAP,
    BEST_START,
    BUSY,
    CLOSES,
    COUNT,
    DAY_END,
    DAY_FREE,
    DAY_NUMBER,
    DAY_SLACK,
    DAY_START,
    DAYS,
    END,
    FAR,
    FIRST_AT,
    FIRST_FOCUS,
    FOCUS,
    FREED,
    GAP_HI,
    GAP_LO,
    ITEMS,
    LEAST,
    LEFT,
    MOST,
    ONCE,
    OPENS,
    ORDER,
    PHASE,
    PIECE_DAY,
    PIECE_END,
    PIECE_START,
    PIECES,
    POINTS,
    PUT,
    REST_FLOOR,
    SPACING,
    SPHERE,
    START,
    THEN_AT,
    TO_FILL,
    TOUCHED,
    WAITING_AT,
    WAY,
    WHO,
    WIDEST,
    WINDOW_DAY,
    WORK,
    WORK_FROM,
    WORK_TO,
)
from counterpoint.engines.solver.model import Model
from counterpoint.engines.solver.places import best_place, length_within, spaced
from counterpoint.engines.solver.rules import day_points, gap, is_put
from counterpoint.engines.solver.state import State
from counterpoint.engines.solver.stretches import stretch_in_the_way
from counterpoint.engines.solver.waiting import first_start, opens_after
from counterpoint.engines.solver.ways import way_side

QUARTER = 3


@kernel
def fill(m: Model, s: State, everywhere: bool, blink: int) -> None:
    """Best insertion of all that is left, what weighs most first but for chance.

    What was freed may go anywhere. What is longer than all that is free where it may go is not tried.
    """
    widest = FAR if everywhere else _widest(m, s)
    count = 0
    for i in range(m.sizes[ITEMS]):
        s.item[ORDER, i] = -1
        if s.item[LEFT, i] >= m.item[LEAST, i]:
            chance = draw(s, 32 if blink > 0 else 1)
            if m.item[LEAST, i] <= widest or s.item[FREED, i] == 1:
                weight = min(m.item[ABSENT, i], 1 << 20) if m.item[ABSENT, i] < 1 << 27 else 1 << 30
                s.item[ORDER, i] = weight * (16 + chance)
                s.item[TO_FILL, count] = i
                count += 1
    while True:
        best = -1
        for n in range(count):
            i = s.item[TO_FILL, n]
            if s.item[ORDER, i] >= 0 and (best < 0 or s.item[ORDER, i] > s.item[ORDER, best]):
                best = i
        if best < 0:
            return
        best = _comes_first(m, s, best)
        s.item[ORDER, best] = -1
        while s.item[LEFT, best] > 0 and best_place(
            m, s, best, everywhere or s.item[FREED, best] == 1, blink
        ):
            d = s.note[BEST_DAY]
            put_in(s, d, s.note[BEST_GAP], s.note[BEST_START], s.note[BEST_END], best)
            s.day[POINTS, d] = day_points(m, s, d)


@kernel
def _widest(m: Model, s: State) -> int:
    """The longest stretch that nothing takes on the days that were touched; noted for each of them."""
    widest = 0
    for d in range(m.sizes[DAYS]):
        if s.day[TOUCHED, d] == 1:
            free, reached = 0, m.day[DAY_START, d]
            for k in range(s.day[COUNT, d]):
                free = max(free, s.entry[START, d, k] - reached)
                reached = s.entry[END, d, k]
            s.day[WIDEST, d] = max(free, m.day[DAY_END, d] - reached)
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


@kernel
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
            _take_all_of(m, s, i)


@kernel
def _take_all_of(m: Model, s: State, i: int) -> None:
    """Every piece of item i out."""
    for d in range(m.sizes[DAYS]):
        if s.on[i, d] > 0:
            for k in range(s.day[COUNT, d] - 1, -1, -1):
                if s.entry[WHO, d, k] == i:
                    take_out(s, d, k)


@kernel
def _take_one_of(m: Model, s: State, i: int) -> None:
    """One piece of item i out, whichever chance says."""
    if s.item[PIECES, i] == 0:
        return
    nth = draw(s, s.item[PIECES, i])
    for d in range(m.sizes[DAYS]):
        for k in range(s.day[COUNT, d]):
            if s.entry[WHO, d, k] == i:
                if nth == 0:
                    take_out(s, d, k)
                    return
                nth -= 1


@kernel
def leave_slack(m: Model, s: State, but: int) -> bool:
    """Out with wishes that are put on touched days which have too little empty time now, item `but` last.

    Counts the points of these days anew. True when something had to go.
    """
    taken = False
    for d in range(m.sizes[DAYS]):
        if s.day[TOUCHED, d] == 1:
            s.day[POINTS, d] = day_points(m, s, d)
            while s.day[PUT, d] > 0 and m.day[DAY_SLACK, d] - m.day[DAY_FREE, d] + s.day[BUSY, d] > 0:
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
def _take_near(m: Model, s: State, i: int, d: int) -> None:
    """The pieces of item i out that stand too near to day d for something wanted once a day."""
    for other in range(m.sizes[DAYS]):
        if s.on[i, other] > 0 and abs(m.day[DAY_NUMBER, other] - m.day[DAY_NUMBER, d]) < m.item[SPACING, i]:
            for k in range(s.day[COUNT, other] - 1, -1, -1):
                if s.entry[WHO, other, k] == i:
                    take_out(s, other, k)


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
        _take_near(m, s, i, d)
        if not spaced(m, s, i, d):
            return False
    if s.item[LEFT, i] < m.item[LEAST, i]:
        _take_one_of(m, s, i)
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
        _take_unrested(m, s, d)
    for t in range(m.sizes[m.sizes[THEN_AT] + i], m.sizes[m.sizes[THEN_AT] + i + 1]):
        if draw(s, 2) == 0:
            _take_all_of(m, s, m.sizes[t])
    return True


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
                if not _take_focus(m, s, d, k, side):
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
def _take_unrested(m: Model, s: State, d: int) -> None:
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
def _take_focus(m: Model, s: State, d: int, k: int, side: int) -> bool:
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
        _take_one_of(m, s, draw(s, m.sizes[ITEMS]))
