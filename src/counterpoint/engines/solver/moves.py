"""The moves of the search as compiled kernels: put in, take out, make room, fill up again, go back."""

from __future__ import annotations

from numba import njit

from counterpoint.domain.planning.cost import EXTRA_PIECE, ODD_START, SLACK_SLOT
from counterpoint.engines.solver.model import Model
from counterpoint.engines.solver.rules import day_points, gap, place_points
from counterpoint.engines.solver.state import (
    BUSY,
    CHANCE,
    DAY,
    DELTA,
    END,
    GAIN,
    GAP,
    HI,
    LO,
    START,
    WARM,
    State,
)

QUARTER = 3


@njit(cache=True)
def draw(s: State, below: int) -> int:
    """A whole number 0 … below - 1 from the state's own chance (Lehmer 1951; the same with the JIT off)."""
    s.scalars[CHANCE] = s.scalars[CHANCE] * 48271 % 2147483647
    return s.scalars[CHANCE] % below


@njit(cache=True)
def touch(s: State, d: int) -> None:
    """Keep day d as it is now, once a step, so that the step can be undone."""
    if s.touched[d] == 0:
        s.touched[d] = 1
        n = s.count[d]
        s.was_count[d], s.was_busy[d], s.was_day_points[d] = n, s.busy[d], s.day_points[d]
        s.was_start[d, :n] = s.start[d, :n]
        s.was_end[d, :n] = s.end[d, :n]
        s.was_who[d, :n] = s.who[d, :n]


@njit(cache=True)
def put_in(s: State, d: int, k: int, a: int, b: int, i: int) -> None:
    """A new piece of item i as entry k of day d."""
    touch(s, d)
    for j in range(s.count[d], k, -1):
        s.start[d, j], s.end[d, j], s.who[d, j] = s.start[d, j - 1], s.end[d, j - 1], s.who[d, j - 1]
    s.start[d, k], s.end[d, k], s.who[d, k] = a, b, i
    s.count[d] += 1
    s.left[i] -= b - a
    s.pieces[i] += 1
    s.on[i, d] += 1


@njit(cache=True)
def take_out(s: State, d: int, k: int) -> None:
    """Entry k of day d, which must be a piece, away."""
    touch(s, d)
    i = s.who[d, k]
    s.left[i] += s.end[d, k] - s.start[d, k]
    s.pieces[i] -= 1
    s.on[i, d] -= 1
    s.freed[i] = 1
    s.count[d] -= 1
    for j in range(k, s.count[d]):
        s.start[d, j], s.end[d, j], s.who[d, j] = s.start[d, j + 1], s.end[d, j + 1], s.who[d, j + 1]


@njit(cache=True)
def _keep_part(m: Model, s: State, d: int, k: int, a: int, b: int) -> bool:
    """Entry k cut down to [a, b) when a piece of its item may be that long; else False and nothing done."""
    i = s.who[d, k]
    if b - a < m.least[i]:
        return False
    touch(s, d)
    s.left[i] += s.end[d, k] - s.start[d, k] - (b - a)
    s.start[d, k], s.end[d, k] = a, b
    s.freed[i] = 1
    return True


@njit(cache=True)
def _clear(m: Model, s: State, d: int, a: int, b: int) -> None:
    """No piece on [a, b) of day d any more: trimmed to its longer rest where that is long enough, else taken out."""
    k = 0
    while k < s.count[d]:
        start, end = s.start[d, k], s.end[d, k]
        if s.who[d, k] < 0 or end <= a or start >= b:
            k += 1
        elif a - start >= end - b and _keep_part(m, s, d, k, start, a):
            k += 1
        elif end - b > a - start and _keep_part(m, s, d, k, b, end):
            k += 1
        else:
            take_out(s, d, k)


@njit(cache=True)
def spaced(m: Model, s: State, i: int, d: int) -> bool:
    """Whether day d is far enough from the other days of something that is wanted once a day."""
    if m.once[i] == 0:
        return True
    for other in range(m.sizes[1]):
        if s.on[i, other] > 0 and abs(m.day_number[other] - m.day_number[d]) < m.spacing[i]:
            return False
    return True


@njit(cache=True)
def length_within(m: Model, s: State, i: int, room: int) -> int:
    """The longest piece of item i that fits and leaves nothing or a whole piece over; 0 when none fits."""
    length = min(m.most[i], s.left[i], room)
    if length < m.least[i]:
        return 0
    rest = s.left[i] - length
    if 0 < rest < m.least[i] and s.left[i] - m.least[i] >= m.least[i]:
        return s.left[i] - m.least[i]
    return length


@njit(cache=True)
def _try_starts(m: Model, s: State, i: int, d: int, k: int, first: int, last: int) -> None:
    """The best start for a piece between slots `first` and `last` in a gap that `gap` has described; kept when it is best."""
    length = length_within(m, s, i, last - first)
    if length == 0:
        return
    pieces_now = (m.total[i] - s.left[i] + m.most[i] - 1) // m.most[i]
    pieces_then = (m.total[i] - s.left[i] + length + m.most[i] - 1) // m.most[i]
    more = max(0, s.pieces[i] + 1 - pieces_then) - max(0, s.pieces[i] - pieces_now)
    short = m.day_slack[d] - m.day_free[d] + s.busy[d]
    fixed = s.scratch[DELTA] + EXTRA_PIECE * more - m.absent[i] * length
    fixed += SLACK_SLOT * (max(0, short + s.scratch[BUSY] + length) - max(0, short))
    if fixed >= s.scratch[GAIN] and m.kept_row[i] == 0:
        return
    phase, lo, warm = m.sizes[5], s.scratch[LO], s.scratch[WARM]
    a = first
    while True:
        points = fixed + place_points(m, i, a, a + length)
        if (a + phase) % QUARTER != 0 and (a - warm + phase) % QUARTER != 0 and (a != lo or k == 0):
            points += ODD_START
        if points < s.scratch[GAIN]:
            s.scratch[GAIN], s.scratch[DAY], s.scratch[GAP] = points, d, k
            s.scratch[START], s.scratch[END] = a, a + length
        if a >= last - length:
            return
        a = min(last - length, a + QUARTER - (a + phase) % QUARTER)


@njit(cache=True)
def best_place(m: Model, s: State, i: int, everywhere: bool, blink: int) -> bool:
    """Look through the gaps of all days, or of those touched, for where a piece of item i gains most.

    Each gap is overlooked with a chance of one in `blink` (0: never). Writes DAY, GAP, START, END and GAIN (negative).
    """
    s.scratch[GAIN] = 0
    days = m.sizes[1]
    for d in range(days):
        first, last = m.win_of[i * days + d], m.win_of[i * days + d + 1]
        if first == last or not (everywhere or s.touched[d] == 1) or not spaced(m, s, i, d):
            continue
        if s.count[d] >= s.start.shape[1] - 1:
            continue
        for k in range(s.count[d] + 1):
            lo = s.end[d, k - 1] if k > 0 else m.day_start[d]
            hi = s.start[d, k] if k < s.count[d] else m.day_end[d]
            if hi - lo < m.least[i] or hi <= m.win_start[first] or lo >= m.win_end[last - 1]:
                continue
            if blink > 0 and draw(s, blink) == 0:
                continue
            if not gap(m, s, d, k, i):
                continue
            lo, hi = s.scratch[LO], s.scratch[HI]
            for w in range(first, last):
                _try_starts(m, s, i, d, k, max(lo, m.win_start[w]), min(hi, m.win_end[w]))
    return s.scratch[GAIN] < 0


@njit(cache=True)
def fill(m: Model, s: State, everywhere: bool, blink: int) -> None:
    """Best insertion of all that is left, what weighs most first but for chance; what was freed may go anywhere."""
    n = m.sizes[0]
    for i in range(n):
        weight = min(m.absent[i], 1 << 20) if m.absent[i] < 1 << 27 else 1 << 30
        s.order[i] = weight * (16 + draw(s, 32 if blink > 0 else 1)) if s.left[i] >= m.least[i] else -1
    while True:
        best = -1
        for i in range(n):
            if s.order[i] >= 0 and (best < 0 or s.order[i] > s.order[best]):
                best = i
        if best < 0:
            return
        s.order[best] = -1
        while s.left[best] > 0 and best_place(m, s, best, everywhere or s.freed[best] == 1, blink):
            d = s.scratch[DAY]
            put_in(s, d, s.scratch[GAP], s.scratch[START], s.scratch[END], best)
            s.day_points[d] = day_points(m, s, d)


@njit(cache=True)
def _take_one_of(m: Model, s: State, i: int) -> None:
    """One piece of item i out, whichever chance says."""
    if s.pieces[i] == 0:
        return
    nth = draw(s, s.pieces[i])
    for d in range(m.sizes[1]):
        for k in range(s.count[d]):
            if s.who[d, k] == i:
                if nth == 0:
                    take_out(s, d, k)
                    return
                nth -= 1


@njit(cache=True)
def _take_near(m: Model, s: State, i: int, d: int) -> None:
    """The pieces of item i out that stand too near to day d for something wanted once a day."""
    for other in range(m.sizes[1]):
        if s.on[i, other] > 0 and abs(m.day_number[other] - m.day_number[d]) < m.spacing[i]:
            for k in range(s.count[other] - 1, -1, -1):
                if s.who[other, k] == i:
                    take_out(s, other, k)


@njit(cache=True)
def _some_length(m: Model, s: State, i: int, room: int) -> int:
    """A length for a piece: the longest half of the time, else any on the quarter hour."""
    most = length_within(m, s, i, room)
    if most <= m.least[i] or draw(s, 2) == 0:
        return most
    length = m.least[i] + draw(s, most - m.least[i] + 1)
    length = max(m.least[i], length - length % QUARTER)
    rest = s.left[i] - length
    return length if rest == 0 or rest >= m.least[i] else most


@njit(cache=True)
def force(m: Model, s: State, i: int) -> bool:
    """A piece of item i at a random place in its windows, whatever must give way; False when that cannot be."""
    days = m.sizes[1]
    first, last = m.win_of[i * days], m.win_of[(i + 1) * days]
    if first == last:
        return False
    w = first + draw(s, last - first)
    d, opens, closes = m.win_day[w], m.win_start[w], m.win_end[w]
    if m.once[i] == 1:
        _take_near(m, s, i, d)
        if not spaced(m, s, i, d):
            return False
    if s.left[i] < m.least[i]:
        _take_one_of(m, s, i)
    length = _some_length(m, s, i, closes - opens)
    if length == 0:
        return False
    a = opens + draw(s, closes - opens - length + 1)
    if draw(s, 4) > 0:
        a = max(opens, a - (a + m.sizes[5]) % QUARTER)
    return _make_room(m, s, i, d, a, length, opens, closes)


@njit(cache=True)
def _make_room(m: Model, s: State, i: int, d: int, a: int, length: int, opens: int, closes: int) -> bool:
    """Item i at [a, a + length) of day d; neighbours give way for it and for its rituals, given things push it on."""
    touch(s, d)
    for _ in range(8):
        if a < opens or a + length > closes:
            return False
        _clear(m, s, d, a, a + length)
        k = 0
        while k < s.count[d] and s.start[d, k] < a:
            k += 1
        if not gap(m, s, d, k, i):
            if k > 0 and s.who[d, k - 1] >= 0:
                take_out(s, d, k - 1)
            elif k < s.count[d] and s.who[d, k] >= 0:
                take_out(s, d, k)
            else:
                return False
            continue
        lo, hi = s.scratch[LO], s.scratch[HI]
        if lo <= a and a + length <= hi:
            if s.count[d] >= s.start.shape[1] - 1:
                return False
            put_in(s, d, k, a, a + length, i)
            return True
        if a < lo:
            if k > 0 and s.who[d, k - 1] >= 0:
                if not _keep_part(m, s, d, k - 1, s.start[d, k - 1], s.end[d, k - 1] - (lo - a)):
                    take_out(s, d, k - 1)
            else:
                a = lo
        elif k < s.count[d] and s.who[d, k] >= 0:
            if not _keep_part(m, s, d, k, s.start[d, k] + (a + length - hi), s.end[d, k]):
                take_out(s, d, k)
        else:
            a = hi - length
    return False


@njit(cache=True)
def ruin(m: Model, s: State) -> None:
    """A stretch of one day, or the same hours of up to three, swept clear of all pieces."""
    days = m.sizes[1]
    d = draw(s, days)
    length = 12 + draw(s, 84)
    offset = draw(s, max(1, m.day_end[d] - m.day_start[d]))
    for more in range(1 + draw(s, 3) * draw(s, 2)):
        day = (d + more) % days
        a = m.day_start[day] + offset - length // 2
        for k in range(s.count[day] - 1, -1, -1):
            if s.who[day, k] >= 0 and s.start[day, k] < a + length and s.end[day, k] > a:
                take_out(s, day, k)


@njit(cache=True)
def ruin_some(m: Model, s: State) -> None:
    """Up to four pieces of random items out."""
    for _ in range(1 + draw(s, 4)):
        _take_one_of(m, s, draw(s, m.sizes[0]))


@njit(cache=True)
def undo(m: Model, s: State) -> None:
    """Everything as it was before this step."""
    for d in range(m.sizes[1]):
        if s.touched[d] == 1:
            _count_pieces(s, d, -1)
            n = s.was_count[d]
            s.count[d], s.busy[d], s.day_points[d] = n, s.was_busy[d], s.was_day_points[d]
            s.start[d, :n] = s.was_start[d, :n]
            s.end[d, :n] = s.was_end[d, :n]
            s.who[d, :n] = s.was_who[d, :n]
            _count_pieces(s, d, 1)
    s.left[:] = s.was_left
    s.pieces[:] = s.was_pieces


@njit(cache=True)
def _count_pieces(s: State, d: int, sign: int) -> None:
    for k in range(s.count[d]):
        if s.who[d, k] >= 0:
            s.on[s.who[d, k], d] += sign
