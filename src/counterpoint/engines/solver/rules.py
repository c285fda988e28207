"""The rules and the cost of a day as compiled kernels: what the checker and the evaluator say, on arrays.

`day_points` is the whole truth about a day. `gap` says for one gap where something of a sphere may go and
what it would change, from its neighbours alone: a guide to where to look, always confirmed by `day_points`.
"""

# mypy: disable-error-code="no-any-return"
# ruff: noqa: C901, PLR0912, PLR0915, PLR1714, SIM102
from __future__ import annotations

from counterpoint.domain.planning.cost import (
    EXTRA_PIECE,
    LATE_SHARE,
    LATE_SLOT,
    MOVED_SLOT,
    ODD_START,
    SLACK_SLOT,
    SPHERE_CHANGE,
)
from counterpoint.domain.planning.load import HARD_SLOT
from counterpoint.domain.planning.sequence import REST_MINUTES
from counterpoint.domain.timeline import SLOT_MINUTES
from counterpoint.engines.solver.compiled import entry, kernel
from counterpoint.engines.solver.layout import (
    ABOVE,
    ABSENT,
    BREAK,
    BUSY,
    CLOSER_DAY,
    COSTS,
    COUNT,
    DAY_CONST,
    DAY_END,
    DAY_FREE,
    DAY_FROM,
    DAY_LOAD,
    DAY_MOST,
    DAY_NUMBER,
    DAY_SLACK,
    DAY_START,
    DAYS,
    DEMAND,
    DOMAIN,
    END,
    EVEN_DAYS,
    FAR,
    FIXED,
    FOCUS_MOST,
    FRONT_DEMAND,
    FRONT_DOMAIN,
    FRONT_FREE,
    FRONT_SPHERE,
    GAP_BUSY,
    GAP_HI,
    GAP_LO,
    GAP_POINTS,
    GAP_WARM,
    HOME,
    ITEMS,
    KEPT,
    LATE,
    LEAST,
    LEAVES_SLACK,
    LEFT,
    LIFE,
    LOAD,
    LOADS,
    MISSING,
    MOST,
    NO_DEMAND,
    NTH_MISSING,
    PHASE,
    PIECES,
    PLACES,
    POINTS,
    PUT,
    REAR_DEMAND,
    REAR_DOMAIN,
    REAR_FREE,
    REAR_SPHERE,
    SHARED,
    SHUTDOWN,
    SPHERE,
    START,
    STRAIN,
    TOTAL,
    WANTED,
    WARM_UP,
    WHO,
    WORK,
    WORK_FROM,
    WORK_TO,
    WORTH,
)
from counterpoint.engines.solver.loads import strain_points
from counterpoint.engines.solver.model import BENDS_SLOT, Model
from counterpoint.engines.solver.neighbours import added_beside, pair_points
from counterpoint.engines.solver.state import State
from counterpoint.engines.solver.stretches import focus_of
from counterpoint.engines.solver.waiting import in_succession, rested
from counterpoint.engines.solver.ways import place_at_front, place_at_rear, way_slots, ways_around

BROKEN = -1 << 60
REST = REST_MINUTES // SLOT_MINUTES


@kernel
def front(m: Model, who: int) -> int:
    return m.item[SPHERE, who] if who >= 0 else m.rock[FRONT_SPHERE, -1 - who]


@kernel
def rear(m: Model, who: int) -> int:
    return m.item[SPHERE, who] if who >= 0 else m.rock[REAR_SPHERE, -1 - who]


@kernel
def place_points(m: Model, i: int, a: int, b: int) -> int:
    """What a piece costs for its hours alone.

    Energy, lateness, and the price of the plan in force that it keeps.
    """
    row = m.item[DEMAND, i] if m.item[DEMAND, i] >= 0 else NO_DEMAND
    points = m.item[WORTH, i] * (m.misfit[row, b] - m.misfit[row, a]) // 1000
    if b > m.item[LATE, i]:
        a_slot = LATE_SLOT if m.item[ABSENT, i] < BENDS_SLOT else m.item[WORTH, i] // LATE_SHARE
        points += a_slot * (b - m.item[LATE, i])
    kept = m.item[KEPT, i]
    return points - MOVED_SLOT * (m.kept[kept, b] - m.kept[kept, a])


@kernel
def is_put(m: Model, i: int, a: int, b: int) -> bool:
    """Whether item i at [a, b) is a wish that does not lie wholly where the plan in force has it."""
    kept = m.item[KEPT, i]
    return m.item[LEAVES_SLACK, i] == 1 and m.kept[kept, b] - m.kept[kept, a] < b - a


@entry
def room_left(m: Model, s: State, d: int) -> int:
    """The slots of day d that may still be taken before its slack is; below 0 when that is short."""
    return m.day[DAY_FREE, d] - s.day[BUSY, d] - m.day[DAY_SLACK, d]


@kernel
def next_sphere(m: Model, s: State, d: int, k: int) -> int:
    """The sphere that comes at or after entry k: life when there is none, for each day ends in life."""
    while k < s.day[COUNT, d]:
        sphere = front(m, s.entry[WHO, d, k])
        if sphere != 0:
            return sphere
        k += 1
    return LIFE


@entry
def day_points(m: Model, s: State, d: int) -> int:
    """The points of day d, with `busy[d]` set; BROKEN when a rule does not hold."""
    warm_up, shutdown, phase = m.sizes[WARM_UP], m.sizes[SHUTDOWN], m.sizes[PHASE]
    points, busy, broken = m.day[DAY_CONST, d], 0, False
    opened, reached, shut = m.day[DAY_FROM, d], m.day[DAY_START, d], -1
    before, domain, demand = LIFE, -1, -1
    focus = m.sizes[FOCUS_MOST]
    run_start, run_end, chosen = 0, -FAR, False
    work_from, work_to, put, load = FAR, -FAR, 0, m.day[DAY_LOAD, d]
    places, here, room, placed_since = m.sizes[PLACES], m.sizes[HOME], 0, False
    for k in range(s.day[COUNT, d]):
        a, b, who = s.entry[START, d, k], s.entry[END, d, k], s.entry[WHO, d, k]
        broken = broken or a < reached or a < shut
        if k > 0 and who >= 0 and s.entry[WHO, d, k - 1] == who:
            broken = broken or a - reached < REST
        if places > 0:
            room = max(room, a - max(reached, opened))
            there = place_at_front(m, who)
            placed_since = placed_since or who >= 0
            if there >= 0:
                broken = broken or (placed_since and room < way_slots(m, here, there))
                here, room, placed_since = place_at_rear(m, who), 0, who >= 0
        begin = a
        sphere = front(m, who)
        if sphere != 0 and sphere != before:
            points += SPHERE_CHANGE
            if sphere == WORK and warm_up > 0 and (who >= 0 or m.rock[FRONT_FREE, -1 - who] == 1):
                begin = a - warm_up
                broken = broken or begin < reached or (who >= 0 and begin < opened)
                busy += max(0, a - max(begin, opened))
        if focus > 0:
            first, first_end, last, last_end = focus_of(m, who, a, b)
            if first >= 0:
                placed = who >= 0
                if first - run_end < m.sizes[BREAK]:
                    first = run_start
                    placed = placed or chosen
                    broken = broken or (placed and first_end - first > focus)
                one = last_end == first_end
                run_start, run_end, chosen = first if one else last, last_end, placed and one
        if who >= 0:
            if sphere == WORK:
                work_from, work_to = min(work_from, a), b
            busy += b - a
            load += m.item[LOADS, who] * (b - a)
            if is_put(m, who, a, b):
                put += 1
            points += place_points(m, who, a, b)
            points += pair_points(domain, demand, m.item[DOMAIN, who], m.item[DEMAND, who])
            domain, demand = m.item[DOMAIN, who], m.item[DEMAND, who]
            beside = (k > 0 and begin == reached) or begin == shut
            if (a + phase) % 3 != 0 and (begin + phase) % 3 != 0 and not beside:
                points += ODD_START
        else:
            rock = -1 - who
            points += pair_points(domain, demand, m.rock[FRONT_DOMAIN, rock], m.rock[FRONT_DEMAND, rock])
            domain, demand = m.rock[REAR_DOMAIN, rock], m.rock[REAR_DEMAND, rock]
        shut = -1
        sphere = rear(m, who)
        if sphere == WORK and shutdown > 0 and (who >= 0 or m.rock[REAR_FREE, -1 - who] == 1):
            if next_sphere(m, s, d, k + 1) == LIFE:
                shut = b + shutdown
                busy += max(0, shut - max(b, opened))
                broken = broken or shut > m.day[DAY_END, d]
        if sphere != 0:
            before = sphere
        reached = b
    if before == WORK:
        points += SPHERE_CHANGE
    if places > 0 and placed_since:
        room = max(room, m.day[DAY_END, d] - max(reached, opened))
        broken = broken or room < way_slots(m, here, m.sizes[HOME])
    s.day[BUSY, d] = busy
    s.day[WORK_FROM, d], s.day[WORK_TO, d] = work_from, work_to
    s.day[PUT, d], s.day[LOAD, d] = put, load
    short = max(0, -room_left(m, s, d))
    if broken or reached > m.day[DAY_END, d] or (put > 0 and short > 0):
        return BROKEN
    return points + SLACK_SLOT * short + HARD_SLOT * max(0, load - m.day[DAY_MOST, d])


@kernel
def item_points(m: Model, s: State, i: int) -> int:
    """What is absent of an item, by its tier, its pieces beyond the fewest, days too close, parts."""
    fewest = (m.item[WANTED, i] - s.item[LEFT, i] + m.item[MOST, i] - 1) // m.item[MOST, i]
    points = m.item[ABSENT, i] * s.item[LEFT, i] + EXTRA_PIECE * max(0, s.item[PIECES, i] - fewest)
    if m.item[SHARED, i] > 0:
        points -= gain_of_a_part(m, i, s.item[LEFT, i])
    if m.item[EVEN_DAYS, i] > 1:
        closer = 0
        for d in range(m.sizes[DAYS]):
            if s.on[i, d] > 0:
                closer += days_closer(m, s, i, d, d + 1)
        points += m.item[CLOSER_DAY, i] * closer
    return points


@kernel
def gain_of_a_part(m: Model, i: int, left: int) -> int:
    """What is gained when so much of item i is left, which shares its life domain with others."""
    wanted = m.item[WANTED, i]
    return m.item[SHARED, i] * left * (wanted - left) // (4 * wanted)


@kernel
def days_closer(m: Model, s: State, i: int, d: int, first: int) -> int:
    """By how many days those from `first` on, on which item i comes, are closer to day d than evenly."""
    closer, even = 0, m.item[EVEN_DAYS, i]
    for other in range(max(first, d - even + 1), min(m.sizes[DAYS], d + even)):
        if other != d and s.on[i, other] > 0:
            closer += max(0, even - abs(m.day[DAY_NUMBER, other] - m.day[DAY_NUMBER, d]))
    return closer


@entry
def recount(m: Model, s: State) -> int:
    """The total from the parts, after every part is counted anew; BROKEN when a day is."""
    total = s.note[FIXED]
    for d in range(m.sizes[DAYS]):
        s.day[POINTS, d] = day_points(m, s, d)
        if s.day[POINTS, d] == BROKEN:
            return BROKEN
        total += s.day[POINTS, d]
    if not in_succession(m, s) or not rested(m, s):
        return BROKEN
    s.note[STRAIN] = strain_points(m, s)
    total += s.note[STRAIN]
    for i in range(m.sizes[ITEMS]):
        s.item[COSTS, i] = item_points(m, s, i)
        total += s.item[COSTS, i]
    s.note[TOTAL] = total
    list_missing(m, s)
    return total


@kernel
def list_missing(m: Model, s: State) -> None:
    """List the items of which a piece is missing that some window can hold (the model has no others)."""
    count, above = 0, 0
    for i in range(m.sizes[ITEMS]):
        if m.item[LEAST, i] <= s.item[LEFT, i]:
            if m.window_of[i * m.sizes[DAYS]] < m.window_of[(i + 1) * m.sizes[DAYS]]:
                s.item[NTH_MISSING, count] = i
                count += 1
                above += int(m.item[ABSENT, i] >= BENDS_SLOT)
    s.note[MISSING], s.note[ABOVE] = count, above


@kernel
def gap(m: Model, s: State, d: int, k: int, i: int) -> bool:
    """Where a piece of item i may lie between entries k - 1 and k of day d, and what it changes there.

    Writes LO and HI (slots), DELTA (points of sphere changes and subjects), BUSY (more ritual slots) and WARM
    (its own warm-up) to `scratch`, and what the ways around it ask. False when a ritual of a neighbour would
    have no room.
    """
    n, warm_up, shutdown = s.day[COUNT, d], m.sizes[WARM_UP], m.sizes[SHUTDOWN]
    lo = s.entry[END, d, k - 1] if k > 0 else m.day[DAY_START, d]
    hi = s.entry[START, d, k] if k < n else m.day[DAY_END, d]
    p, q = k - 1, k
    while p >= 0 and rear(m, s.entry[WHO, d, p]) == 0:
        p -= 1
    while q < n and front(m, s.entry[WHO, d, q]) == 0:
        q += 1
    before = LIFE if p < 0 else rear(m, s.entry[WHO, d, p])
    after = LIFE if q == n else front(m, s.entry[WHO, d, q])
    shuts = (
        shutdown > 0
        and before == WORK
        and (s.entry[WHO, d, p] >= 0 or m.rock[REAR_FREE, -1 - s.entry[WHO, d, p]] == 1)
    )
    warms = (
        warm_up > 0
        and after == WORK
        and (s.entry[WHO, d, q] >= 0 or m.rock[FRONT_FREE, -1 - s.entry[WHO, d, q]] == 1)
    )
    sphere, delta, busy, own = m.item[SPHERE, i], 0, 0, 0
    shuts_now = shuts and after == LIFE
    warms_now = warms and before == LIFE
    shuts_then = shuts and (sphere == LIFE or (sphere == 0 and after == LIFE))
    warms_then = warms and (sphere == LIFE or (sphere == 0 and before == LIFE))
    if shuts_then:
        if p == k - 1:
            lo += shutdown
        elif not shuts_now and s.entry[START, d, p + 1] < s.entry[END, d, p] + shutdown:
            return False
    if warms_then:
        if q == k:
            hi -= warm_up
        elif not warms_now and s.entry[END, d, q - 1] > s.entry[START, d, q] - warm_up:
            return False
    busy += shutdown * (int(shuts_then) - int(shuts_now)) + warm_up * (int(warms_then) - int(warms_now))
    if sphere != 0:
        delta += SPHERE_CHANGE * (int(before != sphere) + int(sphere != after) - int(before != after))
        if sphere == WORK and before == LIFE:
            own = warm_up
            lo = max(lo, m.day[DAY_FROM, d]) + warm_up
            busy += warm_up
        if sphere == WORK and after == LIFE:
            hi -= shutdown
            busy += shutdown
    if k > 0 and s.entry[WHO, d, k - 1] == i:
        lo = max(lo, s.entry[END, d, k - 1] + REST)
    if k < n and s.entry[WHO, d, k] == i:
        hi = min(hi, s.entry[START, d, k] - REST)
    ways_around(m, s, d, k, i)
    s.note[GAP_LO], s.note[GAP_HI], s.note[GAP_BUSY], s.note[GAP_WARM] = lo, hi, busy, own
    s.note[GAP_POINTS] = delta + added_beside(m, s, d, k, i)
    return True
