"""What changes while searching: who holds which time on each day, what is left of each item, and how to go back."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterpoint.engines.solver.model import Ints, Model

SPARE = 64
CHANCE, TOTAL, FIXED, STEPS = 0, 1, 2, 3
LO, HI, DELTA, BUSY, WARM, DAY, GAP, START, END, GAIN = range(10)


class State(NamedTuple):
    """Day d holds entries 0 … count[d] - 1 in order: `start`, `end` and `who` (an item, or -1 - rock).

    `left` and `pieces` per item, `on[item, day]` pieces per day; `day_points`, `item_points` and `scalars` (chance, total
    points, fixed points, steps) keep the cost; `busy[d]` the slots that blocks and rituals take. `was_…` is what a step may go
    back to, `touched[d]` which days it changed, `freed[i]` which items it took time from. `scratch` carries answers.
    """

    count: Ints
    start: Ints
    end: Ints
    who: Ints
    busy: Ints
    day_points: Ints
    left: Ints
    pieces: Ints
    on: Ints
    item_points: Ints
    scalars: Ints
    touched: Ints
    freed: Ints
    order: Ints
    was_count: Ints
    was_start: Ints
    was_end: Ints
    was_who: Ints
    was_busy: Ints
    was_day_points: Ints
    was_left: Ints
    was_pieces: Ints
    scratch: Ints


def empty(model: Model, *, seed: int, fixed_points: int = 0) -> State:
    """The state in which nothing is placed. `fixed_points` are due whatever is placed (the price of a plan in force)."""
    items, days = int(model.sizes[0]), int(model.sizes[1])
    rocks = np.diff(model.rock_of)
    room = int(rocks.max(initial=0)) + SPARE
    count, start, end, who = _line(days), _table(days, room), _table(days, room), _table(days, room)
    for day in range(days):
        first, last = int(model.rock_of[day]), int(model.rock_of[day + 1])
        count[day] = last - first
        start[day, : last - first] = model.rock_start[first:last]
        end[day, : last - first] = model.rock_end[first:last]
        who[day, : last - first] = -1 - np.arange(first, last)
    scalars = _line(4)
    scalars[CHANCE] = 1 + (seed * 7919 + 104729) % 2147483646
    scalars[FIXED] = fixed_points
    return State(
        count, start, end, who, _line(days), _line(days), model.total.copy(), _line(items), model.pinned_on.copy(),
        _line(items), scalars, _line(days), _line(items), _line(items),
        count.copy(), start.copy(), end.copy(), who.copy(), _line(days), _line(days), model.total.copy(), _line(items),
        _line(10),
    )  # fmt: skip


def _line(length: int) -> Ints:
    return np.zeros(length, dtype=np.int64)


def _table(rows: int, columns: int) -> Ints:
    return np.zeros((rows, columns), dtype=np.int64)
