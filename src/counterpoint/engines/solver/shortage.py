"""What things lack when their hours are dealt out, and which of them share in that: a linear programme.

The question of `packing`, looser still: minutes are dealt out to the free parts of each thing's windows, in
parts of any size, and what finds none is lacking. Where that is more than nothing, the least of it has a
price on each thing that competes for the hours that lack, and on few others (the dual values: Farkas 1902).
So one question, answered in some hundredths of a second, tells the few that clash from the many that do not,
where leaving things out one by one takes a question for each.
"""

# mypy: disable-error-code="no-any-return"
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from ortools.linear_solver import pywraplp

from counterpoint.engines.solver.layout import DAYS, ITEMS, LEAST, MOST, SPHERE, WANTED, WORK
from counterpoint.engines.solver.model import Model
from counterpoint.engines.solver.packing import gap_of, quiet_times, room_beside_rituals, windows_left

NOTHING = 1e-6
Part = tuple[int, int, Any]
"""Where slots of one thing may lie on a day: first slot, end, and how many of them do."""


def sharing_the_shortage(model: Model) -> list[int]:
    """The rows of items that lack hours already by themselves; nobody where this question sees no lack.

    Others may be among them only where their own hours are full to the last. Milliseconds for some dozens.
    """
    lp = pywraplp.Solver.CreateSolver("GLOP")
    parts: dict[tuple[int, int], list[Part]] = defaultdict(list)
    works = bool((model.item[SPHERE] == WORK).any())
    quiet = [quiet_times(model, day, works) for day in range(int(model.sizes[DAYS]))]
    rows, lacking = [], []
    for item in range(int(model.sizes[ITEMS])):
        wanted, placed = int(model.item[WANTED, item]), []
        for day in range(int(model.sizes[DAYS])):
            for opens, closes in windows_left(model, item, day, quiet[day][int(model.item[SPHERE, item])]):
                slots = lp.NumVar(0, _most(model, item, closes - opens), "")
                parts[day, gap_of(model, day, opens)].append((opens, closes, slots))
                placed.append(slots)
        lacking.append(lp.NumVar(0, wanted, ""))
        rows.append(lp.Add(lp.Sum([*placed, lacking[-1]]) == wanted))
    for (day, gap), each in parts.items():
        for inside, room in _stretches(each):
            lp.Add(lp.Sum(inside) <= room)
        if works:
            lp.Add(lp.Sum([slots for _, _, slots in each]) <= room_beside_rituals(model, day, gap))
    lp.Minimize(lp.Sum(lacking))
    if lp.Solve() != lp.OPTIMAL or lp.Objective().Value() < NOTHING:
        return []
    return [item for item, row in enumerate(rows) if abs(row.dual_value()) > NOTHING]


def _most(model: Model, item: int, room: int) -> int:
    """The most slots of an item that can lie in a part of a window."""
    return min(room, int(model.item[MOST, item]) * (room // int(model.item[LEAST, item])))


def _stretches(parts: Sequence[Part]) -> Iterator[tuple[list[Any], int]]:
    """For each stretch of a gap what lies wholly within it, and how many slots it has."""
    for opens in {each[0] for each in parts}:
        for closes in {each[1] for each in parts if each[1] > opens}:
            yield [slots for a, b, slots in parts if opens <= a and b <= closes], closes - opens
