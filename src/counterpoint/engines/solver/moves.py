"""The moves of the search as compiled kernels: put in, take out, make room, fill up again, go back."""

# mypy: disable-error-code="no-any-return"
# ruff: noqa: C901, PLR0912, PLR0917, SIM102
from __future__ import annotations

from counterpoint.domain.planning.cost import EXTRA_PIECE, ODD_START, SLACK_SLOT
from counterpoint.engines.solver.compiled import kernel
from counterpoint.engines.solver.layout import (
    ABSENT,
    BEST_DAY,
    BEST_END,
    BEST_GAP,
    BEST_POINTS,
    BEST_START,
    BUSY,
    CHANCE,
    CLOSES,
    COUNT,
    DAY_END,
    DAY_FREE,
    DAY_NUMBER,
    DAY_SLACK,
    DAY_START,
    DAYS,
    END,
    FREED,
    GAP_BUSY,
    GAP_HI,
    GAP_LO,
    GAP_POINTS,
    GAP_WARM,
    ITEMS,
    KEPT,
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
    SPACING,
    START,
    TOUCHED,
    WANTED,
    WAS_BUSY,
    WAS_COUNT,
    WAS_END,
    WAS_LEFT,
    WAS_PIECES,
    WAS_POINTS,
    WAS_START,
    WAS_WHO,
    WHO,
    WINDOW_DAY,
)
from counterpoint.engines.solver.model import Model
from counterpoint.engines.solver.rules import day_points, gap, place_points
from counterpoint.engines.solver.state import State

QUARTER = 3


@kernel
def draw(s: State, below: int) -> int:
    """A whole number 0 … below - 1 from the state's own chance (Lehmer 1951; the same with the JIT off)."""
    s.note[CHANCE] = s.note[CHANCE] * 48271 % 2147483647
    return s.note[CHANCE] % below


@kernel
def touch(s: State, d: int) -> None:
    """Keep day d as it is now, once a step, so that the step can be undone."""
    if s.day[TOUCHED, d] == 0:
        s.day[TOUCHED, d] = 1
        n = s.day[COUNT, d]
        s.day[WAS_COUNT, d], s.day[WAS_BUSY, d], s.day[WAS_POINTS, d] = n, s.day[BUSY, d], s.day[POINTS, d]
        s.entry[WAS_START, d, :n] = s.entry[START, d, :n]
        s.entry[WAS_END, d, :n] = s.entry[END, d, :n]
        s.entry[WAS_WHO, d, :n] = s.entry[WHO, d, :n]


@kernel
def put_in(s: State, d: int, k: int, a: int, b: int, i: int) -> None:
    """A new piece of item i as entry k of day d."""
    touch(s, d)
    for j in range(s.day[COUNT, d], k, -1):
        s.entry[START, d, j], s.entry[END, d, j], s.entry[WHO, d, j] = (
            s.entry[START, d, j - 1],
            s.entry[END, d, j - 1],
            s.entry[WHO, d, j - 1],
        )
    s.entry[START, d, k], s.entry[END, d, k], s.entry[WHO, d, k] = a, b, i
    s.day[COUNT, d] += 1
    s.item[LEFT, i] -= b - a
    s.item[PIECES, i] += 1
    s.on[i, d] += 1


@kernel
def take_out(s: State, d: int, k: int) -> None:
    """Entry k of day d, which must be a piece, away."""
    touch(s, d)
    i = s.entry[WHO, d, k]
    s.item[LEFT, i] += s.entry[END, d, k] - s.entry[START, d, k]
    s.item[PIECES, i] -= 1
    s.on[i, d] -= 1
    s.item[FREED, i] = 1
    s.day[COUNT, d] -= 1
    for j in range(k, s.day[COUNT, d]):
        s.entry[START, d, j], s.entry[END, d, j], s.entry[WHO, d, j] = (
            s.entry[START, d, j + 1],
            s.entry[END, d, j + 1],
            s.entry[WHO, d, j + 1],
        )


@kernel
def _keep_part(m: Model, s: State, d: int, k: int, a: int, b: int) -> bool:
    """Entry k cut down to [a, b) when a piece of its item may be that long; else False and nothing done."""
    i = s.entry[WHO, d, k]
    if b - a < m.item[LEAST, i]:
        return False
    touch(s, d)
    s.item[LEFT, i] += s.entry[END, d, k] - s.entry[START, d, k] - (b - a)
    s.entry[START, d, k], s.entry[END, d, k] = a, b
    s.item[FREED, i] = 1
    return True


@kernel
def _clear(m: Model, s: State, d: int, a: int, b: int) -> None:
    """No piece on [a, b) of day d any more.

    Trimmed to its longer rest where that is long enough, else taken out.
    """
    k = 0
    while k < s.day[COUNT, d]:
        start, end = s.entry[START, d, k], s.entry[END, d, k]
        if (
            s.entry[WHO, d, k] < 0
            or end <= a
            or start >= b
            or (a - start >= end - b and _keep_part(m, s, d, k, start, a))
            or (end - b > a - start and _keep_part(m, s, d, k, b, end))
        ):
            k += 1
        else:
            take_out(s, d, k)


@kernel
def spaced(m: Model, s: State, i: int, d: int) -> bool:
    """Whether day d is far enough from the other days of something that is wanted once a day."""
    if m.item[ONCE, i] == 0:
        return True
    for other in range(m.sizes[DAYS]):
        if s.on[i, other] > 0 and abs(m.day[DAY_NUMBER, other] - m.day[DAY_NUMBER, d]) < m.item[SPACING, i]:
            return False
    return True


@kernel
def length_within(m: Model, s: State, i: int, room: int) -> int:
    """The longest piece of item i that fits and leaves nothing or a whole piece over; 0 when none fits."""
    length = min(m.item[MOST, i], s.item[LEFT, i], room)
    if length < m.item[LEAST, i]:
        return 0
    rest = s.item[LEFT, i] - length
    if 0 < rest < m.item[LEAST, i] and s.item[LEFT, i] - m.item[LEAST, i] >= m.item[LEAST, i]:
        return s.item[LEFT, i] - m.item[LEAST, i]
    return length


@kernel
def _length_points(m: Model, s: State, i: int, d: int, length: int) -> int:
    """What a piece of this length in the gap that `gap` has described changes, wherever in the gap it
    starts.
    """
    placed, most = m.item[WANTED, i] - s.item[LEFT, i], m.item[MOST, i]
    fewest, fewest_then = (placed + most - 1) // most, (placed + length + most - 1) // most
    more = max(0, s.item[PIECES, i] + 1 - fewest_then) - max(0, s.item[PIECES, i] - fewest)
    short = m.day[DAY_SLACK, d] - m.day[DAY_FREE, d] + s.day[BUSY, d]
    slack = max(0, short + s.note[GAP_BUSY] + length) - max(0, short)
    return s.note[GAP_POINTS] + EXTRA_PIECE * more + SLACK_SLOT * slack - m.item[ABSENT, i] * length


@kernel
def _offer(m: Model, s: State, i: int, d: int, k: int, a: int, length: int, fixed: int) -> None:
    """Note a place when it is better than the best so far."""
    points, phase = fixed + place_points(m, i, a, a + length), m.sizes[PHASE]
    beside = a == s.note[GAP_LO] and k > 0
    if (a + phase) % QUARTER != 0 and (a - s.note[GAP_WARM] + phase) % QUARTER != 0 and not beside:
        points += ODD_START
    if points < s.note[BEST_POINTS]:
        s.note[BEST_POINTS], s.note[BEST_DAY], s.note[BEST_GAP] = points, d, k
        s.note[BEST_START], s.note[BEST_END] = a, a + length


@kernel
def _try_starts(m: Model, s: State, i: int, d: int, k: int, first: int, last: int) -> None:
    """All starts on the quarter hour, at both ends, and where the plan in force had it, between two slots
    of a gap.
    """
    length = length_within(m, s, i, last - first)
    if length == 0:
        return
    fixed = _length_points(m, s, i, d, length)
    for p in range(m.piece_of[i], m.piece_of[i + 1]):
        start, end = m.piece[PIECE_START, p], m.piece[PIECE_END, p]
        if m.piece[PIECE_DAY, p] == d and first <= start and end <= last and end - start <= length:
            if end - start >= m.item[LEAST, i]:
                _offer(m, s, i, d, k, start, end - start, _length_points(m, s, i, d, end - start))
    if fixed >= s.note[BEST_POINTS] and m.item[KEPT, i] == 0:
        return
    a, phase = first, m.sizes[PHASE]
    while a < last - length:
        _offer(m, s, i, d, k, a, length, fixed)
        a += QUARTER - (a + phase) % QUARTER
    _offer(m, s, i, d, k, last - length, length, fixed)


@kernel
def best_place(m: Model, s: State, i: int, everywhere: bool, blink: int) -> bool:
    """Look through the gaps of all days, or of those touched, for where a piece of item i gains most.

    Each gap is overlooked with a chance of one in `blink` (0: never). Writes DAY, GAP, START, END and GAIN
    (negative).
    """
    s.note[BEST_POINTS] = 0
    days = m.sizes[DAYS]
    for d in range(days):
        first, last = m.window_of[i * days + d], m.window_of[i * days + d + 1]
        if first == last or not (everywhere or s.day[TOUCHED, d] == 1) or not spaced(m, s, i, d):
            continue
        if s.day[COUNT, d] >= s.entry.shape[2] - 1:
            continue
        for k in range(s.day[COUNT, d] + 1):
            lo = s.entry[END, d, k - 1] if k > 0 else m.day[DAY_START, d]
            hi = s.entry[START, d, k] if k < s.day[COUNT, d] else m.day[DAY_END, d]
            if hi - lo < m.item[LEAST, i] or hi <= m.window[OPENS, first] or lo >= m.window[CLOSES, last - 1]:
                continue
            if blink > 0 and draw(s, blink) == 0:
                continue
            if not gap(m, s, d, k, i):
                continue
            lo, hi = s.note[GAP_LO], s.note[GAP_HI]
            for w in range(first, last):
                _try_starts(m, s, i, d, k, max(lo, m.window[OPENS, w]), min(hi, m.window[CLOSES, w]))
    return s.note[BEST_POINTS] < 0


@kernel
def fill(m: Model, s: State, everywhere: bool, blink: int) -> None:
    """Best insertion of all that is left, what weighs most first but for chance.

    What was freed may go anywhere.
    """
    n = m.sizes[ITEMS]
    for i in range(n):
        weight = min(m.item[ABSENT, i], 1 << 20) if m.item[ABSENT, i] < 1 << 27 else 1 << 30
        s.item[ORDER, i] = (
            weight * (16 + draw(s, 32 if blink > 0 else 1)) if s.item[LEFT, i] >= m.item[LEAST, i] else -1
        )
    while True:
        best = -1
        for i in range(n):
            if s.item[ORDER, i] >= 0 and (best < 0 or s.item[ORDER, i] > s.item[ORDER, best]):
                best = i
        if best < 0:
            return
        s.item[ORDER, best] = -1
        while s.item[LEFT, best] > 0 and best_place(
            m, s, best, everywhere or s.item[FREED, best] == 1, blink
        ):
            d = s.note[BEST_DAY]
            put_in(s, d, s.note[BEST_GAP], s.note[BEST_START], s.note[BEST_END], best)
            s.day[POINTS, d] = day_points(m, s, d)


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
    return _make_room(m, s, i, d, a, length, opens, closes)


@kernel
def _make_room(m: Model, s: State, i: int, d: int, a: int, length: int, opens: int, closes: int) -> bool:
    """Item i at [a, a + length) of day d.

    Neighbours give way for it and for its rituals, given things push it on.
    """
    touch(s, d)
    for _ in range(8):
        if a < opens or a + length > closes:
            return False
        _clear(m, s, d, a, a + length)
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
        lo, hi = s.note[GAP_LO], s.note[GAP_HI]
        if lo <= a and a + length <= hi:
            if s.day[COUNT, d] >= s.entry.shape[2] - 1:
                return False
            put_in(s, d, k, a, a + length, i)
            return True
        if a < lo:
            if k > 0 and s.entry[WHO, d, k - 1] >= 0:
                if not _keep_part(
                    m, s, d, k - 1, s.entry[START, d, k - 1], s.entry[END, d, k - 1] - (lo - a)
                ):
                    take_out(s, d, k - 1)
            else:
                a = lo
        elif k < s.day[COUNT, d] and s.entry[WHO, d, k] >= 0:
            if not _keep_part(m, s, d, k, s.entry[START, d, k] + (a + length - hi), s.entry[END, d, k]):
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
        _take_one_of(m, s, draw(s, m.sizes[ITEMS]))


@kernel
def undo(m: Model, s: State) -> None:
    """Everything as it was before this step."""
    for d in range(m.sizes[DAYS]):
        if s.day[TOUCHED, d] == 1:
            _count_pieces(s, d, -1)
            n = s.day[WAS_COUNT, d]
            s.day[COUNT, d], s.day[BUSY, d], s.day[POINTS, d] = n, s.day[WAS_BUSY, d], s.day[WAS_POINTS, d]
            s.entry[START, d, :n] = s.entry[WAS_START, d, :n]
            s.entry[END, d, :n] = s.entry[WAS_END, d, :n]
            s.entry[WHO, d, :n] = s.entry[WAS_WHO, d, :n]
            _count_pieces(s, d, 1)
    s.item[LEFT, :] = s.item[WAS_LEFT, :]
    s.item[PIECES, :] = s.item[WAS_PIECES, :]


@kernel
def _count_pieces(s: State, d: int, sign: int) -> None:
    for k in range(s.day[COUNT, d]):
        if s.entry[WHO, d, k] >= 0:
            s.on[s.entry[WHO, d, k], d] += sign
