"""A place for each of a few things, found exactly where a search would have to be lucky: when their hours are
full to the last minutes.

Pieces are intervals that do not overlap; order, rituals and what comes first are asked for in a stricter and
simpler way than the rules do. So what is found is only offered: who asks lets the checker have the last word,
and finding nothing says nothing.
"""

# mypy: disable-error-code="no-any-return"
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from counterpoint.domain.planning import Problem
from counterpoint.domain.planning.sequence import REST_MINUTES
from counterpoint.domain.timeline import SLOT_MINUTES
from counterpoint.engines.solver.layout import (
    CLOSES,
    DAY_FROM,
    DAY_NUMBER,
    DAY_START,
    DAYS,
    FRONT_SPHERE,
    ITEMS,
    LEAST,
    LIFE,
    MOST,
    ONCE,
    OPENS,
    REAR_SPHERE,
    ROCK_END,
    SHUTDOWN,
    SLOTS,
    SPACING,
    SPHERE,
    WANTED,
    WARM_UP,
    WORK,
)
from counterpoint.engines.solver.model import Model, build
from counterpoint.engines.solver.packing import around, gap_of

Place = tuple[int, int, int]
"""First slot, end and row of the item."""
REST = REST_MINUTES // SLOT_MINUTES
MOST_IN_A_GAP = 2
"""Pieces of one thing in one gap: between more of them there would have to be something else each time."""
MOST_PIECES = 1000
"""With more possible pieces than that the question would take longer than one waits."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece that may be: within which slots, whether it is, and where."""

    opens: int
    closes: int
    is_there: Any
    start: Any
    end: Any
    length: Any
    interval: Any


def fitted(problem: Problem, *, seconds: float) -> tuple[Place, ...]:
    """Places that hold every item whole, as far as this model sees; nothing where none were found in time."""
    fit = _Fit(problem)
    if not fit.is_small:
        return ()
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 1
    if solver.status_name(solver.solve(fit.cp)) not in {"OPTIMAL", "FEASIBLE"}:
        return ()
    return tuple(sorted(fit.places(solver)))


class _Fit:
    """Pieces of each item in each part of its windows; those in one gap come one after another."""

    def __init__(self, problem: Problem) -> None:
        self.model = model = build(problem)
        self.cp = cp_model.CpModel()
        self.items, self.days = int(model.sizes[ITEMS]), int(model.sizes[DAYS])
        self.of: dict[int, list[_Piece]] = defaultdict(list)
        self.within: dict[tuple[int, int], dict[int, list[_Piece]]] = defaultdict(lambda: defaultdict(list))
        self.on: dict[tuple[int, int], list[_Piece]] = defaultdict(list)
        for item in range(self.items):
            for day in range(self.days):
                self._on_a_day(item, day)
        self.is_small = sum(map(len, self.of.values())) <= MOST_PIECES
        if self.is_small:
            self._hold_the_rules(problem)

    def _hold_the_rules(self, problem: Problem) -> None:
        model = self.model
        for item in range(self.items):
            self._whole(item)
            if model.item[ONCE, item]:
                self._space(item)
        for pieces in self.within.values():
            self.cp.add_no_overlap([one.interval for each in pieces.values() for one in each])
            self._one_sphere(pieces)
            self._no_more_than_there_is(pieces)
        self._in_succession(problem)

    def places(self, solver: Any) -> Iterator[tuple[int, int, int]]:
        """First slot, end and item of each piece that is there."""
        for item, pieces in self.of.items():
            for one in pieces:
                if solver.value(one.is_there):
                    yield solver.value(one.start), solver.value(one.end), item

    def _on_a_day(self, item: int, day: int) -> None:
        model = self.model
        least, wanted = int(model.item[LEAST, item]), int(model.item[WANTED, item])
        sphere = int(model.item[SPHERE, item])
        for opens, closes in _windows(model, item, day):
            at = day, gap_of(model, day, opens)
            first, last = self._beside_rituals(at, sphere, opens, closes)
            for _ in range(min(MOST_IN_A_GAP, max(0, last - first) // least, wanted // least)):
                self._piece(item, at, first, last)

    def _piece(self, item: int, at: tuple[int, int], opens: int, closes: int) -> None:
        cp, least = self.cp, int(self.model.item[LEAST, item])
        most = min(int(self.model.item[MOST, item]), closes - opens)
        is_there, length = cp.new_bool_var(""), cp.new_int_var(0, most, "")
        start, end = cp.new_int_var(opens, closes, ""), cp.new_int_var(opens, closes, "")
        interval = cp.new_optional_interval_var(start, length, end, is_there, "")
        one = _Piece(opens, closes, is_there, start, end, length, interval)
        cp.add(length >= least).only_enforce_if(one.is_there)
        cp.add(length == 0).only_enforce_if(one.is_there.negated())
        before = self.within[at][item]
        if before:
            cp.add_implication(one.is_there, before[-1].is_there)
            cp.add(start >= before[-1].end + REST).only_enforce_if(one.is_there)
        before.append(one)
        self.of[item].append(one)
        self.on[item, at[0]].append(one)

    def _beside_rituals(self, at: tuple[int, int], sphere: int, opens: int, closes: int) -> tuple[int, int]:
        """A window without the times at the ends of its gap that rituals of the other sphere may take."""
        model = self.model
        before, _, room = around(model, *at)
        first = int(model.day[DAY_START, at[0]]) if before is None else int(model.rock[ROCK_END, before])
        last = first + room
        rear, front = _spheres_around(model, *at)
        warm_up, shutdown = int(model.sizes[WARM_UP]), int(model.sizes[SHUTDOWN])
        if sphere == WORK:
            opens = max(opens, max(first, int(model.day[DAY_FROM, at[0]])) + warm_up * int(rear == LIFE))
            closes = min(closes, last - shutdown * int(front == LIFE))
        if sphere != WORK:
            opens = max(opens, first + shutdown * int(rear == WORK))
            closes = min(closes, last - warm_up * int(front == WORK))
        return opens, closes

    def _whole(self, item: int) -> None:
        self.cp.add(sum(one.length for one in self.of[item]) == int(self.model.item[WANTED, item]))

    def _space(self, item: int) -> None:
        numbers = [int(self.model.day[DAY_NUMBER, day]) for day in range(self.days)]
        spacing = int(self.model.item[SPACING, item])
        for first in numbers:
            near = [day for day, number in enumerate(numbers) if 0 <= number - first < spacing]
            self.cp.add(sum(one.is_there for day in near for one in self.on[item, day]) <= 1)

    def _no_more_than_there_is(self, pieces: dict[int, list[_Piece]]) -> None:
        """The lengths in a gap together: this follows from what does not overlap, and is seen sooner."""
        every = [one for each in pieces.values() for one in each]
        room = max(one.closes for one in every) - min(one.opens for one in every)
        self.cp.add(sum(one.length for one in every) <= room)

    def _one_sphere(self, pieces: dict[int, list[_Piece]]) -> None:
        """Of work and life only one lies in a gap."""
        of_work = [one for item, each in pieces.items() if self._sphere(item) == WORK for one in each]
        of_life = [one for item, each in pieces.items() if self._sphere(item) == LIFE for one in each]
        if of_work and of_life:
            works = self.cp.new_bool_var("")
            for one in of_work:
                self.cp.add_implication(one.is_there, works)
            for one in of_life:
                self.cp.add_implication(one.is_there, works.negated())

    def _sphere(self, item: int) -> int:
        return int(self.model.item[SPHERE, item])

    def _in_succession(self, problem: Problem) -> None:
        """What comes after something begins when all of that has ended."""
        rows = {each.id: nth for nth, each in enumerate(problem.items)}
        for item, each in enumerate(problem.items):
            for before in (rows[name] for name in each.after if name in rows):
                between = self.cp.new_int_var(0, int(self.model.sizes[SLOTS]), "")
                for one in self.of[before]:
                    self.cp.add(one.end <= between).only_enforce_if(one.is_there)
                for one in self.of[item]:
                    self.cp.add(one.start >= between).only_enforce_if(one.is_there)


def _windows(model: Model, item: int, day: int) -> Iterator[tuple[int, int]]:
    index = item * int(model.sizes[DAYS]) + day
    for w in range(int(model.window_of[index]), int(model.window_of[index + 1])):
        yield int(model.window[OPENS, w]), int(model.window[CLOSES, w])


def _spheres_around(model: Model, day: int, gap: int) -> tuple[int, int]:
    """The spheres of what is given before and after a gap, what is neither aside: life at the ends."""
    first, last = int(model.rock_of[day]), int(model.rock_of[day + 1])
    before = (int(model.rock[REAR_SPHERE, n]) for n in range(first + gap - 1, first - 1, -1))
    after = (int(model.rock[FRONT_SPHERE, n]) for n in range(first + gap, last))
    return next(filter(None, before), LIFE), next(filter(None, after), LIFE)
