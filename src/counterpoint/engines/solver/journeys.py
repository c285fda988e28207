"""The ways of a day, for the judge: where one is at each voice, and how long was free since."""

# mypy: disable-error-code="no-any-return"
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from counterpoint.engines.solver.layout import HOME, PLACES, WAYS_AT
from counterpoint.engines.solver.model import Model
from counterpoint.engines.solver.voices import Journey, Node

NOWHERE = -1


@dataclass
class Journeys:
    """On each node where one was before it and is after it.

    `opens` and `closes` are the slots of the day, `opened` the first that is not past.
    """

    cp: Any
    model: Model
    opens: int
    closes: int
    opened: int

    def prepare(self, bed: Node, nodes: Sequence[Node]) -> None:
        home = int(self.model.sizes[HOME])
        bed.place_front = bed.place_rear = home
        bed.leaves = Journey(home, 0, False)
        for node in (*nodes, bed):
            node.comes = self._unknown()
            if node.place_front >= 0:
                self._arrive(node)
            if node is not bed:
                node.leaves = self._leaves(node)

    def follow(self, literal: Any, one: Node, other: Node) -> None:
        """Where one is, and for how long it was free, when `other` follows `one`."""
        cp, comes, leaves = self.cp, other.comes, one.leaves
        cp.add(comes.place == leaves.place).only_enforce_if(literal)
        cp.add(comes.chosen >= leaves.chosen).only_enforce_if(literal)
        longer_now = cp.new_bool_var("")
        cp.add(comes.room <= leaves.room).only_enforce_if([literal, ~longer_now])
        cp.add(comes.room <= other.start - one.end).only_enforce_if([literal, longer_now])
        cp.add(comes.room <= other.start - self.opened).only_enforce_if([literal, longer_now])

    def _unknown(self) -> Journey:
        place = self.cp.new_int_var(NOWHERE, max(0, int(self.model.sizes[PLACES]) - 1), "")
        room = self.cp.new_int_var(0, max(0, self.closes - self.opens), "")
        return Journey(place, room, self.cp.new_bool_var(""))

    def _leaves(self, node: Node) -> Journey:
        given = node.item < 0
        if node.place_rear >= 0:
            return Journey(node.place_rear, 0, not given)
        return Journey(node.comes.place, node.comes.room, node.comes.chosen if given else True)

    def _arrive(self, node: Node) -> None:
        """The way to a node fits into what was free before it, if the planner has a hand in it."""
        ways = [self._slots(here, node.place_front) for here in range(int(self.model.sizes[PLACES]))]
        if not any(ways):
            return
        way = self.cp.new_int_var(0, max(ways), "")
        self.cp.add_element(node.comes.place - NOWHERE, [0, *ways], way)
        chosen = node.present if node.item >= 0 else node.comes.chosen
        self.cp.add(node.comes.room >= way).only_enforce_if(chosen)

    def _slots(self, here: int, there: int) -> int:
        sizes = self.model.sizes
        return int(sizes[int(sizes[WAYS_AT]) + here * int(sizes[PLACES]) + there])
