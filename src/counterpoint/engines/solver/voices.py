"""The voices of a day for the judge: given things as they are, pieces that may be there, each in a window."""

# mypy: disable-error-code="no-any-return"
from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from counterpoint.domain.planning.sequence import REST_MINUTES
from counterpoint.domain.timeline import SLOT_MINUTES
from counterpoint.engines.solver.layout import (
    CLOSES,
    DAY_NUMBER,
    DEMAND,
    DOMAIN,
    FIRST_FOCUS,
    FIRST_FOCUS_END,
    FRONT_DEMAND,
    FRONT_DOMAIN,
    FRONT_FREE,
    FRONT_PLACE,
    FRONT_SPHERE,
    LAST_FOCUS,
    LAST_FOCUS_END,
    LEAST,
    MOST,
    ONCE,
    OPENS,
    PLACE,
    REAR_DEMAND,
    REAR_DOMAIN,
    REAR_FREE,
    REAR_PLACE,
    REAR_SPHERE,
    ROCK_END,
    ROCK_START,
    SHUTDOWN,
    SPACING,
    SPHERE,
    WANTED,
    WARM_UP,
)
from counterpoint.engines.solver.model import Model

REST = REST_MINUTES // SLOT_MINUTES
Piece = tuple[int, int, int, int]
"""A piece as day, first slot, end, item."""


@dataclass(frozen=True)
class Run:
    """A stretch of focus: its first slot, its end, and whether the planner chose a part of it."""

    start: Any
    end: Any
    chosen: Any


@dataclass(frozen=True)
class Journey:
    """Where one is, the longest that was free since, in slots, and whether the planner placed something
    since.
    """

    place: Any
    room: Any
    chosen: Any


@dataclass
class Node:
    """A given thing or a possible piece on a day. `front` and `rear` are spheres, 0 for what is passed over.

    `gaps` are where a piece may be: gap n is after the first n given things of its day, of which a given
    thing is the `nth`; a piece is the `nth` of its item.
    """

    start: Any
    end: Any
    front: int
    rear: int
    subject_front: tuple[int, int]
    subject_rear: tuple[int, int]
    warm_up: int
    shutdown: int
    item: int = -1
    nth: int = 0
    present: Any = None
    in_work: Any = None
    life_next: Any = None
    near: Any = None
    heard: Any = None
    run: Any = None
    focus: tuple[int, int, int, int] = (-1, -1, -1, -1)
    warmed: Any = None
    is_night: bool = False
    gaps: frozenset[int] = frozenset()
    place_front: int = -1
    place_rear: int = -1
    comes: Any = None
    leaves: Any = None


@dataclass
class Voices:
    """What may stand on each of some days: its given things, and every piece that there could be.

    `cp` is the CP-SAT model that is being built.
    """

    model: Model
    days: Sequence[int]
    elsewhere: Sequence[Piece] = ()
    required: Collection[int] = ()
    pieces_most: int | None = None
    cp: Any = None
    nodes: dict[int, list[Node]] = field(default_factory=dict)
    terms: list[Any] = field(default_factory=list)
    missing: dict[int, list[Any]] = field(default_factory=lambda: {0: [], 1: [], 2: []})
    taken: dict[int, list[Any]] = field(default_factory=dict)
    put: dict[int, list[Any]] = field(default_factory=dict)

    def _number(self, low: int, high: int) -> Any:
        return self.cp.new_int_var(int(low), int(max(low, high)), "")

    def _bool(self) -> Any:
        return self.cp.new_bool_var("")

    def _rocks(self, day: int) -> Iterator[Node]:
        m = self.model
        for nth, r in enumerate(range(m.rock_of[day], m.rock_of[day + 1])):
            rock = [int(value) for value in m.rock[:, r]]
            yield Node(
                start=rock[ROCK_START],
                end=rock[ROCK_END],
                front=rock[FRONT_SPHERE],
                rear=rock[REAR_SPHERE],
                subject_front=(rock[FRONT_DOMAIN], rock[FRONT_DEMAND]),
                subject_rear=(rock[REAR_DOMAIN], rock[REAR_DEMAND]),
                warm_up=int(m.sizes[WARM_UP]) if rock[FRONT_FREE] else 0,
                shutdown=int(m.sizes[SHUTDOWN]) if rock[REAR_FREE] else 0,
                nth=nth,
                focus=(rock[FIRST_FOCUS], rock[FIRST_FOCUS_END], rock[LAST_FOCUS], rock[LAST_FOCUS_END]),
                place_front=rock[FRONT_PLACE],
                place_rear=rock[REAR_PLACE],
            )

    def _left(self, item: int) -> int:
        return int(self.model.item[WANTED, item]) - sum(b - a for _, a, b, i in self.elsewhere if i == item)

    def _windows(self, item: int, day: int) -> list[tuple[int, int]]:
        m = self.model
        index = item * m.day.shape[1] + day
        least = int(m.item[LEAST, item])
        found = (
            (int(m.window[OPENS, w]), int(m.window[CLOSES, w]))
            for w in range(m.window_of[index], m.window_of[index + 1])
        )
        return [each for each in found if each[1] - each[0] >= least]

    def _may_be_on(self, item: int, day: int) -> bool:
        m = self.model
        if not m.item[ONCE, item]:
            return True
        held = {d for d, _, _, i in self.elsewhere if i == item}
        held |= {d for d in range(m.day.shape[1]) if m.pinned_on[item, d]}
        apart = (abs(int(m.day[DAY_NUMBER, d] - m.day[DAY_NUMBER, day])) for d in held)
        return all(each >= m.item[SPACING, item] for each in apart)

    def _pieces(self, day: int) -> Iterator[Node]:
        for item in range(self.model.item.shape[1]):
            windows, left = self._windows(item, day), self._left(item)
            least = int(self.model.item[LEAST, item])
            if not windows or left < least or not self._may_be_on(item, day):
                continue
            count = min(left // least, sum((b - a + REST) // (least + REST) or 1 for a, b in windows))
            count = 1 if self.model.item[ONCE, item] else min(count, self.pieces_most or count)
            before = None
            for nth in range(count):
                node = self._piece(item, nth, windows, left)
                node.place_front = node.place_rear = int(self.model.item[PLACE, item])
                node.gaps = frozenset(self._gap(day, opens) for opens, _ in windows)
                if before is not None:
                    self.cp.add_implication(node.present, before.present)
                    self.cp.add(node.start >= before.end).only_enforce_if(node.present)
                before = node
                yield node

    def _gap(self, day: int, slot: int) -> int:
        m = self.model
        ends = m.rock[ROCK_END, m.rock_of[day] : m.rock_of[day + 1]]
        return int((ends <= slot).sum())

    def _piece(self, item: int, nth: int, windows: list[tuple[int, int]], left: int) -> Node:
        m, cp = self.model, self.cp
        least, most = int(m.item[LEAST, item]), min(left, int(m.item[MOST, item]))
        start, end = self._number(windows[0][0], windows[-1][1]), self._number(windows[0][0], windows[-1][1])
        present = self._bool()
        cp.add(end - start >= least).only_enforce_if(present)
        cp.add(end - start <= most).only_enforce_if(present)
        cp.add(start == windows[0][0]).only_enforce_if(~present)
        cp.add(end == windows[0][0]).only_enforce_if(~present)
        inside = [self._bool() for _ in windows]
        cp.add(sum(inside) == 1).only_enforce_if(present)
        for literal, (opens, closes) in zip(inside, windows, strict=True):
            cp.add(start >= opens).only_enforce_if(literal)
            cp.add(end <= closes).only_enforce_if(literal)
        subject = (int(m.item[DOMAIN, item]), int(m.item[DEMAND, item]))
        sphere = int(m.item[SPHERE, item])
        warm_up, shutdown = int(m.sizes[WARM_UP]), int(m.sizes[SHUTDOWN])
        return Node(start, end, sphere, sphere, subject, subject, warm_up, shutdown, item, nth, present)
