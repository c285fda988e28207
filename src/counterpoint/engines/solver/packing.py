"""Whether things could be packed into the hours that they may have, order and most rituals aside.

A looser question than the whole model asks: minutes are dealt out to the free parts of each thing's windows,
in pieces of the lengths that it allows, and no stretch of a day holds more than its length. Of rituals those
count that are held in any case. What cannot be packed so cannot be planned;
this is seen in milliseconds where the whole model would take minutes.
"""

# mypy: disable-error-code="no-any-return"
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from ortools.sat.python import cp_model

from counterpoint.engines.solver.layout import (
    CLOSES,
    DAY_END,
    DAY_NUMBER,
    DAY_START,
    DAYS,
    FRONT_FREE,
    FRONT_SPHERE,
    ITEMS,
    LEAST,
    LIFE,
    MOST,
    ONCE,
    OPENS,
    REAR_FREE,
    REAR_SPHERE,
    ROCK_END,
    ROCK_START,
    SHUTDOWN,
    SPACING,
    SPHERE,
    WANTED,
    WARM_UP,
    WORK,
)
from counterpoint.engines.solver.model import Model

Part = tuple[int, int, Any]
"""Where minutes of one thing may lie on a day: first slot, end, and how many slots of it do."""


def cannot_be_packed(model: Model, *, seconds: float) -> bool:
    """Whether it is proven in that time that not all items can be placed whole."""
    cp = cp_model.CpModel()
    parts: dict[tuple[int, int], list[Part]] = defaultdict(list)
    spheres: dict[tuple[int, int], dict[int, list[Any]]] = defaultdict(lambda: defaultdict(list))
    works = bool((model.item[SPHERE] == WORK).any())
    quiet = [quiet_times(model, day, works) for day in range(int(model.sizes[DAYS]))]
    for item in range(int(model.sizes[ITEMS])):
        placed, days = [], []
        for day in range(int(model.sizes[DAYS])):
            pieces = []
            for opens, closes in windows_left(model, item, day, quiet[day][int(model.item[SPHERE, item])]):
                slots, count = _pieces(cp, model, item, closes - opens)
                at = day, gap_of(model, day, opens)
                parts[at].append((opens, closes, slots))
                spheres[at][int(model.item[SPHERE, item])].append(slots)
                placed.append(slots)
                pieces.append(count)
            days.append((int(model.day[DAY_NUMBER, day]), sum(pieces)))
        cp.add(sum(placed) == int(model.item[WANTED, item]))
        if model.item[ONCE, item]:
            _space(cp, days, int(model.item[SPACING, item]))
    for (day, gap), each in parts.items():
        _hold(cp, each)
        if works:
            cp.add(sum(slots for _, _, slots in each) <= room_beside_rituals(model, day, gap))
            _hold_rituals(cp, model, (day, gap), spheres[day, gap])
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 1
    solver.parameters.cp_model_presolve = False
    return solver.status_name(solver.solve(cp)) == "INFEASIBLE"


def windows_left(
    model: Model, item: int, day: int, taken: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The parts of an item's windows on a day that are long enough, without the rituals at their ends."""
    index = item * int(model.sizes[DAYS]) + day
    columns = range(int(model.window_of[index]), int(model.window_of[index + 1]))
    found = []
    for w in columns:
        opens, closes = int(model.window[OPENS, w]), int(model.window[CLOSES, w])
        for start, end in taken:
            if start <= opens < end:
                opens = end
            if start < closes <= end:
                closes = start
        if closes - opens >= model.item[LEAST, item]:
            found.append((opens, closes))
    return found


def quiet_times(model: Model, day: int, works: bool) -> dict[int, list[tuple[int, int]]]:
    """For things of each sphere the times of a day at which rituals of given work leave them no room.

    What is life waits for a shutdown wherever it comes after given work, and leaves a warm-up before it. What
    is both has to mind those that are held in any case, as long as nothing that is placed is work.
    """
    held = [] if works else list(_rituals(model, day, of_life=False))
    return {0: held, WORK: [], LIFE: list(_rituals(model, day, of_life=True))}


def _rituals(model: Model, day: int, *, of_life: bool) -> Iterator[tuple[int, int]]:
    """The rituals of given work: all that life beside it asks for, or those that are held whatever is placed,
    as long as nothing of it is work.
    """
    rocks = range(int(model.rock_of[day]), int(model.rock_of[day + 1]))
    shutdown, warm_up = int(model.sizes[SHUTDOWN]), int(model.sizes[WARM_UP])
    for k in rocks:
        later = (int(model.rock[FRONT_SPHERE, n]) for n in rocks if n > k)
        earlier = (int(model.rock[REAR_SPHERE, n]) for n in reversed(rocks) if n < k)
        shuts = model.rock[REAR_SPHERE, k] == WORK and model.rock[REAR_FREE, k] == 1
        warms = model.rock[FRONT_SPHERE, k] == WORK and model.rock[FRONT_FREE, k] == 1
        if shuts and (of_life or next(filter(None, later), LIFE) == LIFE):
            yield int(model.rock[ROCK_END, k]), int(model.rock[ROCK_END, k]) + shutdown
        if warms and (of_life or next(filter(None, earlier), LIFE) == LIFE):
            yield int(model.rock[ROCK_START, k]) - warm_up, int(model.rock[ROCK_START, k])


def _hold_rituals(cp: Any, model: Model, at: tuple[int, int], spheres: dict[int, list[Any]]) -> None:
    """Life between given work brings both rituals of that into a gap, work within life both of its own."""
    before, after, room = around(model, *at)
    warm_up, shutdown = int(model.sizes[WARM_UP]), int(model.sizes[SHUTDOWN])
    rear = LIFE if before is None else int(model.rock[REAR_SPHERE, before])
    front = LIFE if after is None else int(model.rock[FRONT_SPHERE, after])
    if rear != front or rear == 0:
        return
    asked = warm_up + shutdown
    if rear == WORK:
        asked = shutdown * int(model.rock[REAR_FREE, before]) + warm_up * int(model.rock[FRONT_FREE, after])
    others = spheres[LIFE if rear == WORK else WORK]
    if others and asked:
        there = cp.new_bool_var("")
        cp.add(sum(others) <= room * there)
        cp.add(sum(slots for each in spheres.values() for slots in each) + asked * there <= room)


def around(model: Model, day: int, gap: int) -> tuple[int | None, int | None, int]:
    """The given things before and after a gap, None at the ends of the day, and its slots."""
    rocks = range(int(model.rock_of[day]), int(model.rock_of[day + 1]))
    before = rocks[gap - 1] if gap > 0 else None
    after = rocks[gap] if gap < len(rocks) else None
    start = int(model.day[DAY_START, day]) if before is None else int(model.rock[ROCK_END, before])
    end = int(model.day[DAY_END, day]) if after is None else int(model.rock[ROCK_START, after])
    return before, after, end - start


def room_beside_rituals(model: Model, day: int, gap: int) -> int:
    """The slots of a gap without the rituals that it holds in any case.

    From work to life a shutdown lies in it, be it after what is given or after work that is placed behind
    that; from life to work a warm-up.
    """
    before, after, room = around(model, day, gap)
    leaves = (
        before is not None and model.rock[REAR_SPHERE, before] == WORK and model.rock[REAR_FREE, before] == 1
    )
    begins = (
        after is not None and model.rock[FRONT_SPHERE, after] == WORK and model.rock[FRONT_FREE, after] == 1
    )
    if leaves and (after is None or model.rock[FRONT_SPHERE, after] == LIFE):
        room -= int(model.sizes[SHUTDOWN])
    if begins and (before is None or model.rock[REAR_SPHERE, before] == LIFE):
        room -= int(model.sizes[WARM_UP])
    return room


def gap_of(model: Model, day: int, slot: int) -> int:
    """Which of the gaps between the given things of a day a slot lies in."""
    ends = model.rock[ROCK_END, model.rock_of[day] : model.rock_of[day + 1]]
    return int((ends <= slot).sum())


def _pieces(cp: Any, model: Model, item: int, room: int) -> tuple[Any, Any]:
    """How many slots of an item lie in a part of a window, and in how many pieces."""
    least, most = int(model.item[LEAST, item]), int(model.item[MOST, item])
    count = cp.new_int_var(0, room // least, "")
    slots = cp.new_int_var(0, room, "")
    cp.add(slots >= least * count)
    cp.add(slots <= most * count)
    return slots, count


def _space(cp: Any, days: list[tuple[int, Any]], spacing: int) -> None:
    """No two pieces of what is wanted once a day on days that are too near to each other."""
    for first, _ in days:
        cp.add(sum(count for number, count in days if 0 <= number - first < spacing) <= 1)


def _hold(cp: Any, parts: list[Part]) -> None:
    """What lies wholly within a stretch of a gap is no longer than it."""
    for opens in {each[0] for each in parts}:
        for closes in {each[1] for each in parts if each[1] > opens}:
            inside = [slots for a, b, slots in parts if opens <= a and b <= closes]
            if len(inside) > 1:
                cp.add(sum(inside) <= closes - opens)
