"""Stretches of focus and the breaks between them, for the judge: what each voice of a day passes on."""

# mypy: disable-error-code="no-any-return"
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from counterpoint.engines.solver.layout import BREAK, FOCUS, FOCUS_MOST
from counterpoint.engines.solver.model import Model
from counterpoint.engines.solver.voices import Node


@dataclass
class Breaks:
    """On each node when the stretch of focus that is heard after it began and ended, and whether the planner
    chose a part of it. `opens` and `closes` are the slots of the day.
    """

    cp: Any
    model: Model
    opens: int
    closes: int

    @property
    def _before_all(self) -> int:
        """An end that is more than a break before the day."""
        return self.opens - int(self.model.sizes[BREAK])

    def prepare(self, bed: Node, nodes: Sequence[Node]) -> None:
        bed.run_start = bed.run_end = self._before_all
        bed.run_chosen = False
        for node in nodes:
            first, first_end, last, last_end = node.focus
            whole = first_end == last_end
            passes_on = not self._is_piece(node) and first < 0
            node.run_end = node.end if self._is_piece(node) else self._slot() if passes_on else last_end
            node.run_start = self._slot() if self._is_piece(node) or whole else last
            node.run_chosen = True if self._is_piece(node) else self.cp.new_bool_var("") if whole else False

    def _slot(self) -> Any:
        return self.cp.new_int_var(self._before_all, self.closes, "")

    def _is_piece(self, node: Node) -> bool:
        return node.item >= 0 and bool(self.model.item[FOCUS, node.item])

    def follow(self, literal: Any, one: Node, other: Node) -> None:
        """What it takes that `other` follows `one`."""
        if self._is_piece(other):
            self._join(literal, one, other, other.start, other.end)
        elif other.focus[0] >= 0:
            self._join(literal, one, other, other.focus[0], other.focus[1])
        else:
            self.cp.add(other.run_start == one.run_start).only_enforce_if(literal)
            self.cp.add(other.run_end == one.run_end).only_enforce_if(literal)
            self.cp.add(other.run_chosen == one.run_chosen).only_enforce_if(literal)

    def _join(self, literal: Any, one: Node, other: Node, start: Any, end: Any) -> None:
        """Focus at [start, end) goes on with the stretch before it, or keeps its break and begins another."""
        cp, pause = self.cp, int(self.model.sizes[BREAK])
        joins, parts = cp.new_bool_var(""), cp.new_bool_var("")
        cp.add(joins + parts == 1).only_enforce_if(literal)
        cp.add(joins + parts == 0).only_enforce_if(~literal)
        cp.add(start - one.run_end <= pause - 1).only_enforce_if(joins)
        cp.add(start - one.run_end >= pause).only_enforce_if(parts)
        too_long = end - one.run_start <= int(self.model.sizes[FOCUS_MOST])
        cp.add(too_long).only_enforce_if([joins, *self._chosen(one, other)])
        if self._is_piece(other) or other.focus[1] == other.focus[3]:
            cp.add(other.run_start == one.run_start).only_enforce_if(joins)
            cp.add(other.run_start == start).only_enforce_if(parts)
            if not self._is_piece(other):
                cp.add(other.run_chosen == one.run_chosen).only_enforce_if(joins)
                cp.add(other.run_chosen == 0).only_enforce_if(parts)

    def _chosen(self, one: Node, other: Node) -> list[Any]:
        """What has to be true for the planner to have a part in it."""
        return [] if self._is_piece(other) or one.run_chosen is True else [one.run_chosen]
