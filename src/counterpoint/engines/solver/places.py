"""Where a piece would gain most, compiled: the gaps of the days, and what each would change."""

# mypy: disable-error-code="no-any-return"
# ruff: noqa: PLR0917, SIM102
from __future__ import annotations

from counterpoint.domain.planning.cost import EXTRA_PIECE, ODD_START, SLACK_SLOT
from counterpoint.engines.solver.compiled import entry, kernel
from counterpoint.engines.solver.entries import draw
from counterpoint.engines.solver.layout import (
    ABSENT,
    BEST_DAY,
    BEST_END,
    BEST_GAP,
    BEST_POINTS,
    BEST_START,
    CLOSER_DAY,
    CLOSES,
    COUNT,
    DAY_END,
    DAY_NUMBER,
    DAY_START,
    DAYS,
    END,
    EVEN_DAYS,
    FOCUS,
    FOCUS_MOST,
    GAP_BUSY,
    GAP_HI,
    GAP_LO,
    GAP_POINTS,
    GAP_WARM,
    GAPS,
    KEPT,
    LEAST,
    LEAVES_SLACK,
    LEFT,
    MOST,
    NTH_GAP,
    NTH_ROOMY,
    NTH_TOUCHED,
    ONCE,
    OPENS,
    PHASE,
    PIECE_DAY,
    PIECE_END,
    PIECE_START,
    PIECES,
    PUT,
    REST_FLOOR,
    ROOMY,
    SHARED,
    SPACING,
    START,
    TOUCHES,
    UNKNOWN,
    WANTED,
    WAY,
)
from counterpoint.engines.solver.loads import load_added
from counterpoint.engines.solver.model import Model
from counterpoint.engines.solver.openings import list_gaps, may_open
from counterpoint.engines.solver.rules import days_closer, gain_of_a_part, gap, place_points, room_left
from counterpoint.engines.solver.state import State
from counterpoint.engines.solver.stretches import breathing, runs_around
from counterpoint.engines.solver.waiting import closes_before, closes_rested, opens_after, opens_rested
from counterpoint.engines.solver.ways import way_side

QUARTER = 3


@entry
def spaced(m: Model, s: State, i: int, d: int) -> bool:
    """Whether day d is far enough from the other days of something that is wanted once a day."""
    if m.item[ONCE, i] == 0:
        return True
    for other in range(m.sizes[DAYS]):
        if s.on[i, other] > 0 and abs(m.day[DAY_NUMBER, other] - m.day[DAY_NUMBER, d]) < m.item[SPACING, i]:
            return False
    return True


@kernel
def window_around(m: Model, i: int, d: int, a: int, b: int) -> int:
    """The window of item i on day d in which [a, b) lies; -1 when it lies in none."""
    for w in range(m.window_of[i * m.sizes[DAYS] + d], m.window_of[i * m.sizes[DAYS] + d + 1]):
        if m.window[OPENS, w] <= a and b <= m.window[CLOSES, w]:
            return w
    return -1


@entry
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
    short = -room_left(m, s, d)
    slack = max(0, short + s.note[GAP_BUSY] + length) - max(0, short)
    points = EXTRA_PIECE * more + SLACK_SLOT * slack + load_added(m, s, i, d, length)
    if m.item[SHARED, i] > 0:
        left = s.item[LEFT, i]
        points += gain_of_a_part(m, i, left) - gain_of_a_part(m, i, left - length)
    return s.note[GAP_POINTS] + points - m.item[ABSENT, i] * length


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
    room = last - first
    spare = room_left(m, s, d) - s.note[GAP_BUSY]
    if s.day[PUT, d] > 0:
        room = min(room, spare)
    length = length_within(m, s, i, room)
    for p in range(m.piece_of[i], m.piece_of[i + 1]):
        start, end = m.piece[PIECE_START, p], m.piece[PIECE_END, p]
        if m.piece[PIECE_DAY, p] == d and first <= start and end <= last and end - start <= length:
            if end - start >= m.item[LEAST, i]:
                _offer(m, s, i, d, k, start, end - start, _length_points(m, s, i, d, end - start))
    if m.item[LEAVES_SLACK, i] == 1 and length > spare:
        length = length_within(m, s, i, spare)
    if length == 0:
        return
    fixed = _length_points(m, s, i, d, length)
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
    days, least = m.sizes[DAYS], m.item[LEAST, i]
    opens, closes = opens_after(m, s, i), closes_before(m, s, i)
    if opens < 0:
        return False
    waits_for_room = m.item[LEAVES_SLACK, i] == 1 and m.item[KEPT, i] == 0
    roomy = everywhere and waits_for_room
    for n in range(s.note[ROOMY] if roomy else days if everywhere else s.note[TOUCHES]):
        d = s.day[NTH_ROOMY, n] if roomy else n if everywhere else s.day[NTH_TOUCHED, n]
        if room_left(m, s, d) < least and (waits_for_room or s.day[PUT, d] > 0):
            continue
        if not may_open(m, s, i, d) or not spaced(m, s, i, d):
            continue
        if s.day[COUNT, d] < s.entry.shape[2] - 1:
            _try_gaps(m, s, i, d, blink, opens, closes)
    return s.note[BEST_POINTS] < 0


@kernel
def _try_gaps(m: Model, s: State, i: int, d: int, blink: int, opens: int, closes: int) -> None:
    """The gaps of day d for item i, which other days let lie between two slots."""
    days, least = m.sizes[DAYS], m.item[LEAST, i]
    first, last = m.window_of[i * days + d], m.window_of[i * days + d + 1]
    if m.sizes[REST_FLOOR] > 0:
        opens, closes = max(opens, opens_rested(m, s, i, d)), min(closes, closes_rested(m, s, i, d))
    opens, closes = max(opens, m.window[OPENS, first]), min(closes, m.window[CLOSES, last - 1])
    closer = m.item[CLOSER_DAY, i] * days_closer(m, s, i, d, 0) if m.item[EVEN_DAYS, i] > 1 else 0
    focus = m.sizes[FOCUS_MOST] > 0 and m.item[FOCUS, i] == 1
    if s.day[GAPS, d] == UNKNOWN:
        list_gaps(m, s, d)
    for n in range(s.day[GAPS, d]):
        k = s.entry[NTH_GAP, d, n]
        lo = s.entry[END, d, k - 1] if k > 0 else m.day[DAY_START, d]
        hi = s.entry[START, d, k] if k < s.day[COUNT, d] else m.day[DAY_END, d]
        if min(hi, closes) - max(lo, opens) < least:
            continue
        if blink > 0 and draw(s, blink) == 0:
            continue
        if not gap(m, s, d, k, i):
            continue
        s.note[GAP_POINTS] += closer
        for side in range(2 if s.note[WAY] > 0 else 1):
            way_lo, way_hi = way_side(m, s, d, k, side)
            lo = max(s.note[GAP_LO], opens, way_lo)
            hi = min(s.note[GAP_HI], closes, way_hi)
            if focus:
                runs_around(m, s, d, k)
                for join in range(4):
                    lo_now, hi_now = breathing(m, s, lo, hi, join)
                    _try_windows(m, s, i, d, k, lo_now, hi_now)
            else:
                _try_windows(m, s, i, d, k, lo, hi)


@kernel
def _try_windows(m: Model, s: State, i: int, d: int, k: int, lo: int, hi: int) -> None:
    """What lies between two slots of a gap in each window of day d."""
    if hi - lo < m.item[LEAST, i]:
        return
    for w in range(m.window_of[i * m.sizes[DAYS] + d], m.window_of[i * m.sizes[DAYS] + d + 1]):
        opens, closes = max(lo, m.window[OPENS, w]), min(hi, m.window[CLOSES, w])
        if closes - opens >= m.item[LEAST, i]:
            _try_starts(m, s, i, d, k, opens, closes)
