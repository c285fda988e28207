"""The rules and the cost of a day as compiled kernels: what the checker and the evaluator say, on arrays.

`day_points` is the whole truth about a day. `gap` says for one gap where something of a sphere may go and what it would
change, from its neighbours alone: a guide to where to look, always confirmed by `day_points`.
"""

from __future__ import annotations

from numba import njit

from counterpoint.domain.planning.cost import (
    EXTRA_PIECE,
    LATE_SLOT,
    MOVED_SLOT,
    ODD_START,
    OTHER_DEMAND,
    OTHER_DOMAIN,
    SLACK_SLOT,
    SPHERE_CHANGE,
)
from counterpoint.engines.solver.model import Model
from counterpoint.engines.solver.state import BUSY, DELTA, FIXED, HI, LO, TOTAL, WARM, State

WORK, LIFE = 1, 2
BROKEN = -1 << 60


@njit(cache=True)
def front(m: Model, who: int) -> int:
    return m.sphere[who] if who >= 0 else m.front_sphere[-1 - who]


@njit(cache=True)
def rear(m: Model, who: int) -> int:
    return m.sphere[who] if who >= 0 else m.rear_sphere[-1 - who]


@njit(cache=True)
def pair_points(domain: int, demand: int, next_domain: int, next_demand: int) -> int:
    """Going from one subject straight to another."""
    if domain < 0 or next_domain < 0:
        return 0
    if domain != next_domain:
        return OTHER_DOMAIN
    return OTHER_DEMAND if demand >= 0 and next_demand >= 0 and demand != next_demand else 0


@njit(cache=True)
def place_points(m: Model, i: int, a: int, b: int) -> int:
    """What a piece costs for its hours alone: energy, lateness, and the price of the plan in force that it keeps."""
    row = m.demand[i] if m.demand[i] >= 0 else 4
    points = m.worth[i] * (m.misfit[row, b] - m.misfit[row, a]) // 1000
    if b > m.late[i]:
        points += LATE_SLOT * (b - m.late[i])
    kept = m.kept_row[i]
    return points - MOVED_SLOT * (m.kept[kept, b] - m.kept[kept, a])


@njit(cache=True)
def next_sphere(m: Model, s: State, d: int, k: int) -> int:
    """The sphere that comes at or after entry k: life when there is none, for each day ends in life."""
    while k < s.count[d]:
        sphere = front(m, s.who[d, k])
        if sphere != 0:
            return sphere
        k += 1
    return LIFE


@njit(cache=True)
def day_points(m: Model, s: State, d: int) -> int:
    """The points of day d, with `busy[d]` set; BROKEN when a rule does not hold."""
    warm_up, shutdown, phase = m.sizes[3], m.sizes[4], m.sizes[5]
    points, busy, broken = m.day_const[d], 0, False
    opened, reached, shut = m.day_from[d], m.day_start[d], -1
    before, domain, demand = LIFE, -1, -1
    for k in range(s.count[d]):
        a, b, who = s.start[d, k], s.end[d, k], s.who[d, k]
        broken = broken or a < reached or a < shut
        begin = a
        sphere = front(m, who)
        if sphere != 0 and sphere != before:
            points += SPHERE_CHANGE
            if sphere == WORK and warm_up > 0 and (who >= 0 or m.front_free[-1 - who] == 1):
                begin = a - warm_up
                broken = broken or begin < reached or (who >= 0 and begin < opened)
                busy += max(0, a - max(begin, opened))
        if who >= 0:
            busy += b - a
            points += place_points(m, who, a, b)
            points += pair_points(domain, demand, m.domain[who], m.demand[who])
            domain, demand = m.domain[who], m.demand[who]
            beside = (k > 0 and begin == reached) or begin == shut
            if (a + phase) % 3 != 0 and (begin + phase) % 3 != 0 and not beside:
                points += ODD_START
        else:
            rock = -1 - who
            points += pair_points(domain, demand, m.front_domain[rock], m.front_demand[rock])
            domain, demand = m.rear_domain[rock], m.rear_demand[rock]
        shut = -1
        sphere = rear(m, who)
        if sphere == WORK and shutdown > 0 and (who >= 0 or m.rear_free[-1 - who] == 1):
            if next_sphere(m, s, d, k + 1) == LIFE:
                shut = b + shutdown
                busy += max(0, shut - max(b, opened))
                broken = broken or shut > m.day_end[d]
        if sphere != 0:
            before = sphere
        reached = b
    if before == WORK:
        points += SPHERE_CHANGE
    s.busy[d] = busy
    if broken or reached > m.day_end[d]:
        return BROKEN
    return points + SLACK_SLOT * max(0, m.day_slack[d] - m.day_free[d] + busy)


@njit(cache=True)
def item_points(m: Model, s: State, i: int) -> int:
    """What is absent of an item, by its tier, and the pieces that it has beyond the fewest."""
    fewest = (m.total[i] - s.left[i] + m.most[i] - 1) // m.most[i]
    return m.absent[i] * s.left[i] + EXTRA_PIECE * max(0, s.pieces[i] - fewest)


@njit(cache=True)
def recount(m: Model, s: State) -> int:
    """The total from the parts, after every part is counted anew; BROKEN when a day is."""
    total = s.scalars[FIXED]
    for d in range(m.sizes[1]):
        s.day_points[d] = day_points(m, s, d)
        if s.day_points[d] == BROKEN:
            return BROKEN
        total += s.day_points[d]
    for i in range(m.sizes[0]):
        s.item_points[i] = item_points(m, s, i)
        total += s.item_points[i]
    s.scalars[TOTAL] = total
    return total


@njit(cache=True)
def gap(m: Model, s: State, d: int, k: int, i: int) -> bool:
    """Where a piece of item i may lie between entries k - 1 and k of day d, and what it changes there.

    Writes LO and HI (slots), DELTA (points of sphere changes and subjects), BUSY (more ritual slots) and WARM (its own
    warm-up) to `scratch`. False when a ritual of a neighbour would have no room.
    """
    n, warm_up, shutdown = s.count[d], m.sizes[3], m.sizes[4]
    lo = s.end[d, k - 1] if k > 0 else m.day_start[d]
    hi = s.start[d, k] if k < n else m.day_end[d]
    p, q = k - 1, k
    while p >= 0 and rear(m, s.who[d, p]) == 0:
        p -= 1
    while q < n and front(m, s.who[d, q]) == 0:
        q += 1
    before = LIFE if p < 0 else rear(m, s.who[d, p])
    after = LIFE if q == n else front(m, s.who[d, q])
    shuts = shutdown > 0 and before == WORK and (s.who[d, p] >= 0 or m.rear_free[-1 - s.who[d, p]] == 1)
    warms = warm_up > 0 and after == WORK and (s.who[d, q] >= 0 or m.front_free[-1 - s.who[d, q]] == 1)
    sphere, delta, busy, own = m.sphere[i], 0, 0, 0
    shuts_now = shuts and after == LIFE
    warms_now = warms and before == LIFE
    shuts_then = shuts and (sphere == LIFE or (sphere == 0 and after == LIFE))
    warms_then = warms and (sphere == LIFE or (sphere == 0 and before == LIFE))
    if shuts_then:
        if p == k - 1:
            lo += shutdown
        elif not shuts_now and s.start[d, p + 1] < s.end[d, p] + shutdown:
            return False
    if warms_then:
        if q == k:
            hi -= warm_up
        elif not warms_now and s.end[d, q - 1] > s.start[d, q] - warm_up:
            return False
    busy += shutdown * (int(shuts_then) - int(shuts_now)) + warm_up * (int(warms_then) - int(warms_now))
    if sphere != 0:
        delta += SPHERE_CHANGE * (int(before != sphere) + int(sphere != after) - int(before != after))
        if sphere == WORK and before == LIFE:
            own = warm_up
            lo = max(lo, m.day_from[d]) + warm_up
            busy += warm_up
        if sphere == WORK and after == LIFE:
            hi -= shutdown
            busy += shutdown
    s.scratch[LO], s.scratch[HI], s.scratch[BUSY], s.scratch[WARM] = lo, hi, busy, own
    s.scratch[DELTA] = delta + _subject_delta(m, s, d, k, i)
    return True


@njit(cache=True)
def _subject_delta(m: Model, s: State, d: int, k: int, i: int) -> int:
    domain, demand, next_domain, next_demand = -1, -1, -1, -1
    if k > 0:
        who = s.who[d, k - 1]
        domain = m.domain[who] if who >= 0 else m.rear_domain[-1 - who]
        demand = m.demand[who] if who >= 0 else m.rear_demand[-1 - who]
    if k < s.count[d]:
        who = s.who[d, k]
        next_domain = m.domain[who] if who >= 0 else m.front_domain[-1 - who]
        next_demand = m.demand[who] if who >= 0 else m.front_demand[-1 - who]
    return (
        pair_points(domain, demand, m.domain[i], m.demand[i])
        + pair_points(m.domain[i], m.demand[i], next_domain, next_demand)
        - pair_points(domain, demand, next_domain, next_demand)
    )
