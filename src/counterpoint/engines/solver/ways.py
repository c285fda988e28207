"""The ways of a day from place to place, compiled."""

# mypy: disable-error-code="no-any-return"
from __future__ import annotations

from counterpoint.engines.solver.compiled import kernel
from counterpoint.engines.solver.layout import (
    COUNT,
    DAY_END,
    DAY_FROM,
    DAY_START,
    END,
    FAR,
    FRONT_PLACE,
    HOME,
    PLACE,
    PLACES,
    REAR_PLACE,
    START,
    WAY,
    WAY_HI,
    WAY_LO,
    WAYS_AT,
    WHO,
)
from counterpoint.engines.solver.model import Model
from counterpoint.engines.solver.state import State


@kernel
def place_at_front(m: Model, who: int) -> int:
    """Where an entry is first; -1 for nowhere."""
    return m.item[PLACE, who] if who >= 0 else m.rock[FRONT_PLACE, -1 - who]


@kernel
def place_at_rear(m: Model, who: int) -> int:
    """Where an entry is last; -1 for nowhere."""
    return m.item[PLACE, who] if who >= 0 else m.rock[REAR_PLACE, -1 - who]


@kernel
def way_slots(m: Model, here: int, there: int) -> int:
    """Slots from one place to another; 0 where that is not known."""
    if here < 0 or there < 0:
        return 0
    return m.sizes[m.sizes[WAYS_AT] + here * m.sizes[PLACES] + there]


@kernel
def ways_around(m: Model, s: State, d: int, k: int, i: int) -> None:
    """What the ways of day d ask of a piece of item i between its entries k - 1 and k.

    Writes the slots between which it has to lie to WAY_LO and WAY_HI, and to WAY what has to stay free on one
    side of it in this gap (0 for nothing).
    """
    s.note[WAY], s.note[WAY_LO], s.note[WAY_HI] = 0, 0, FAR
    if m.sizes[PLACES] == 0:
        return
    n, opened = s.day[COUNT, d], m.day[DAY_FROM, d]
    here, there, room, room_then = m.sizes[HOME], m.sizes[HOME], 0, 0
    lo = max(opened, s.entry[END, d, k - 1] if k > 0 else m.day[DAY_START, d])
    hi = s.entry[START, d, k] if k < n else m.day[DAY_END, d]
    for j in range(k - 1, -1, -1):
        place = place_at_rear(m, s.entry[WHO, d, j])
        if place >= 0:
            here = place
            break
        ended = s.entry[END, d, j - 1] if j > 0 else m.day[DAY_START, d]
        room = max(room, s.entry[START, d, j] - max(ended, opened))
    for j in range(k, n):
        place = place_at_front(m, s.entry[WHO, d, j])
        if place >= 0:
            there = place
            break
        begins = s.entry[START, d, j + 1] if j + 1 < n else m.day[DAY_END, d]
        room_then = max(room_then, begins - max(s.entry[END, d, j], opened))
    own = m.item[PLACE, i]
    if own < 0:
        way = way_slots(m, here, there)
        if way > max(room, room_then):
            s.note[WAY] = way
        return
    way, back = way_slots(m, here, own), way_slots(m, own, there)
    if way > room:
        s.note[WAY_LO] = lo + way
    if back > room_then:
        s.note[WAY_HI] = hi - back


@kernel
def way_side(m: Model, s: State, d: int, k: int, side: int) -> tuple[int, int]:
    """The slots between which a piece in gap k of day d has to lie when the way is gone before it (side 0) or
    after it (1), as `ways_around` found it.
    """
    if s.note[WAY] == 0:
        return s.note[WAY_LO], s.note[WAY_HI]
    if side == 0:
        ended = s.entry[END, d, k - 1] if k > 0 else m.day[DAY_START, d]
        return max(ended, m.day[DAY_FROM, d]) + s.note[WAY], FAR
    begins = s.entry[START, d, k] if k < s.day[COUNT, d] else m.day[DAY_END, d]
    return 0, begins - s.note[WAY]
