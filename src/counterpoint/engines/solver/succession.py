"""How voices follow each other, for the judge.

Every day is a circuit, and what depends on neighbours (rituals, changes of sphere, subjects, rests) hangs on
its arcs.
"""

# mypy: disable-error-code="no-any-return"
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from counterpoint.domain.planning.cost import OTHER_DEMAND, OTHER_DOMAIN, SPHERE_CHANGE
from counterpoint.engines.solver.breaks import Breaks
from counterpoint.engines.solver.journeys import Journeys
from counterpoint.engines.solver.layout import (
    DAY_CONST,
    DAY_END,
    DAY_FROM,
    DAY_START,
    FOCUS_MOST,
    LIFE,
    PLACES,
    WARM_UP,
    WORK,
)
from counterpoint.engines.solver.voices import REST, Node, Voices


@dataclass
class Succession(Voices):
    """What follows what on a day, as a circuit from night to night."""

    def _circuit(self, day: int) -> None:
        nodes, m = self.nodes[day], self.model
        rocks = sum(1 for each in nodes if each.item < 0)
        opens, closes = int(m.day[DAY_START, day]), int(m.day[DAY_END, day])
        bed = Node(closes, opens, LIFE, LIFE, (-1, -1), (-1, -1), 0, 0, is_night=True)
        for node in nodes:
            self._voices(node)
        bed.in_work, bed.life_next = False, True
        threads = self._threads(day, bed, nodes)
        arcs: list[tuple[int, int, Any]] = []
        for v, node in enumerate(nodes, 1):
            if node.item >= 0:
                arcs.append((v, v, ~node.present))
        every = list(enumerate(nodes, 1))
        for u, one in [(0, bed), *every]:
            for v, other in [*every, (0, bed)]:
                if not _may_follow(u, v, one, other, rocks):
                    continue
                literal = self._bool()
                arcs.append((u, v, literal))
                if u or v:
                    self._follow(day, literal, one, other)
                    for thread in threads:
                        thread.follow(literal, one, other)
        self.cp.add_circuit(arcs)
        self.terms.append(int(m.day[DAY_CONST, day]))

    def _threads(self, day: int, bed: Node, nodes: list[Node]) -> list[Breaks | Journeys]:
        """What is handed on from voice to voice beside the voices themselves."""
        sizes = self.model.sizes
        opens, closes, opened = (int(self.model.day[row, day]) for row in (DAY_START, DAY_END, DAY_FROM))
        threads: list[Breaks | Journeys] = []
        if sizes[FOCUS_MOST]:
            threads.append(Breaks(self.cp, self.model, opens, closes))
        if sizes[PLACES]:
            threads.append(Journeys(self.cp, self.model, opens, closes, opened))
        for each in threads:
            each.prepare(bed, nodes)
        return threads

    def _voices(self, node: Node) -> None:
        """Whether work goes on after a node, and whether life comes next at it.

        Fixed but for what is passed over.
        """
        node.in_work = self._bool() if node.rear == 0 else node.rear == WORK
        node.life_next = self._bool() if node.front == 0 else node.front == LIFE
        node.near = self._bool()
        node.warmed = self._bool()
        if node.front != WORK or node.item < 0 or not node.warm_up:
            self.cp.add(node.warmed == 0)

    def _follow(self, day: int, literal: Any, one: Node, other: Node) -> None:
        """What it takes and costs that `other` follows `one`; the night stands at both ends."""
        cp, m = self.cp, self.model
        cp.add(other.start >= one.end).only_enforce_if(literal)
        if one.item >= 0 and one.item == other.item:
            cp.add(other.start >= one.end + REST).only_enforce_if(literal)
        points = pair_points(one.subject_rear, other.subject_front)
        if points:
            self.terms.append(points * literal)
        self._pass_on(literal, one, other)
        if other.front == WORK:
            self._warm_up(day, literal, one, other)
        if one.rear == WORK:
            self._shut_down(day, literal, one, other)
        if other.front != 0:
            changed = self._when(literal, one.in_work if other.front == LIFE else _not(one.in_work))
            if changed is not None:
                self.terms.append(SPHERE_CHANGE * changed)
        if other.item >= 0:
            near = [literal, other.near]
            shuts = self._when(literal, other.life_next) if one.rear == WORK and one.shutdown else None
            begin = other.start - int(m.sizes[WARM_UP]) * other.warmed
            if one.is_night:
                cp.add_implication(literal, ~other.near)
            elif shuts is None:
                cp.add(begin == one.end).only_enforce_if(near)
            else:
                cp.add(begin == one.end + one.shutdown).only_enforce_if([*near, shuts])
                cp.add(begin == one.end).only_enforce_if([*near, ~shuts])

    def _when(self, literal: Any, state: Any) -> Any:
        """A literal for both; None when the state is known to be false."""
        if state is True:
            return literal
        if state is False:
            return None
        both = self._bool()
        self.cp.add_bool_or([both, ~literal, ~state])
        self.cp.add_implication(both, literal)
        self.cp.add_implication(both, state)
        return both

    def _pass_on(self, literal: Any, one: Node, other: Node) -> None:
        if other.rear == 0:
            self.cp.add(other.in_work == one.in_work).only_enforce_if(literal)
        if one.front == 0:
            self.cp.add(one.life_next == other.life_next).only_enforce_if(literal)

    def _warm_up(self, day: int, literal: Any, one: Node, other: Node) -> None:
        begins = self._when(literal, _not(one.in_work))
        if other.warm_up and begins is not None:
            opened = int(self.model.day[DAY_FROM, day])
            self.cp.add(other.start >= one.end + other.warm_up).only_enforce_if(begins)
            if other.item >= 0:
                self.cp.add(other.start >= opened + other.warm_up).only_enforce_if(begins)
                self.cp.add(other.warmed == 1).only_enforce_if(begins)
                self._take(day, other.warm_up, begins)
            else:
                self._take(day, max(0, other.start - max(other.start - other.warm_up, opened)), begins)
        goes_on = self._when(literal, one.in_work)
        if other.item >= 0 and goes_on is not None:
            self.cp.add_implication(goes_on, ~other.warmed)

    def _shut_down(self, day: int, literal: Any, one: Node, other: Node) -> None:
        ends = self._when(literal, other.life_next)
        if one.shutdown and ends is not None:
            opened = int(self.model.day[DAY_FROM, day])
            self.cp.add(other.start >= one.end + one.shutdown).only_enforce_if(ends)
            if one.item >= 0:
                self._take(day, one.shutdown, ends)
            else:
                self._take(day, max(0, one.end + one.shutdown - max(one.end, opened)), ends)

    def _take(self, day: int, slots: int, literal: Any) -> None:
        self.taken.setdefault(day, []).append(slots * literal)


def pair_points(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Going from one subject straight to another."""
    if one[0] < 0 or other[0] < 0:
        return 0
    if one[0] != other[0]:
        return OTHER_DOMAIN
    return OTHER_DEMAND if one[1] >= 0 and other[1] >= 0 and one[1] != other[1] else 0


def _not(state: Any) -> Any:
    return not state if isinstance(state, bool) else ~state


def _may_follow(u: int, v: int, one: Node, other: Node, rocks: int) -> bool:
    """Given things follow in their own order.

    Pieces follow each other and given things only within a common gap.
    """
    if u == v:
        return u == 0 and rocks == 0
    given_one, given_other = u == 0 or one.item < 0, v == 0 or other.item < 0
    after_one = 0 if u == 0 else one.nth + 1
    before_other = rocks if v == 0 else other.nth
    if given_one and given_other:
        return after_one == before_other
    if given_one:
        return after_one in other.gaps
    if given_other:
        return before_other in one.gaps
    if one.item == other.item and one.nth + 1 != other.nth:
        return False
    return bool(one.gaps & other.gaps)
