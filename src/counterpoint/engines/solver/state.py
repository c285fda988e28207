"""What changes while searching.

Who holds which time on each day, what is left of each item, and how to go back.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterpoint.engines.solver.layout import (
    CHANCE,
    COUNT,
    END,
    FAR,
    FIXED,
    LEFT,
    ORDER,
    ROCK_END,
    ROCK_START,
    START,
    WANTED,
    WHO,
    WORK_FROM,
    WORK_TO,
)
from counterpoint.engines.solver.model import Ints, Model
from counterpoint.engines.solver.tables import by_reference

SPARE = 64
by_reference(Model)  # here, where kernels are: who only reads a model has no compiler to load


@by_reference
class State(NamedTuple):
    """Tables whose rows are named in `layout`.

    Day d holds entries 0 … COUNT - 1 in order: `entry[START | END | WHO, d, k]`, where WHO is an item, or -1
    - rock. `item` has what is left of each and its pieces, `on[item, day]` the pieces per day; `day` the
    points of each day, the slots that its blocks and rituals take, from when to when pieces of it are work,
    PUT how many wishes are put on it that are to leave its slack, and its LOAD, given things among it. WAS_…
    rows are what a step may go back to, TOUCHED the days and CHANGED the items that it has to do with (so
    many as TOUCHES and CHANGES say are listed in NTH_TOUCHED and NTH_CHANGED), FREED what it took away. COSTS
    has what each item costs by itself in the last state that was accepted, STRAIN what hard days cost in it;
    NTH_MISSING lists the items (as many as MISSING says) of which a piece was missing in it, and ABOVE says
    how many of these are above the wishes; TO_FILL lists what is to be placed. WIDEST is
    at least the longest time that is open on a day; all that is open for a piece lies from OPEN_FROM to
    OPEN_TO; the entries of day d before which time is open are listed in `entry[NTH_GAP, d]`, as many as GAPS
    says where it is not UNKNOWN. NTH_ROOMY lists the days (as many as ROOMY) with room beyond their slack
    when filling began; by MAY_LOSE points a step may end dearer. LEAST_TOTAL is the total of the best state
    so far; the step at which a cooling begins is WARM_FROM, the one at which no state may be dearer than the
    last any more is COLD_AT.
    """

    day: Ints
    entry: Ints
    item: Ints
    on: Ints
    note: Ints


def empty(model: Model, *, seed: int, fixed_points: int = 0) -> State:
    """The state in which nothing is placed.

    `fixed_points` are due whatever is placed (the price of a plan in force).
    """
    items, days = int(model.sizes[0]), int(model.sizes[1])
    rocks = np.diff(model.rock_of)
    room = int(rocks.max(initial=0)) + SPARE
    state = State(
        day=np.zeros((24, days), dtype=np.int64),
        entry=np.zeros((7, days, room), dtype=np.int64),
        item=np.zeros((11, items), dtype=np.int64),
        on=model.pinned_on.copy(),
        note=np.zeros(31, dtype=np.int64),
    )
    for day in range(days):
        first, last = int(model.rock_of[day]), int(model.rock_of[day + 1])
        state.entry[START, day, : last - first] = model.rock[ROCK_START, first:last]
        state.entry[END, day, : last - first] = model.rock[ROCK_END, first:last]
        state.entry[WHO, day, : last - first] = -1 - np.arange(first, last)
    state.day[COUNT] = rocks
    state.day[WORK_FROM], state.day[WORK_TO] = FAR, -FAR
    state.item[LEFT] = model.item[WANTED]
    state.item[ORDER] = -1
    state.note[CHANCE] = 1 + (seed * 7919 + 104729) % 2147483646
    state.note[FIXED] = fixed_points
    return state
