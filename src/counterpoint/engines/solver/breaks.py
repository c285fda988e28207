"""Stretches of focus and the breaks between them, for the judge: what each voice of a day passes on."""

# mypy: disable-error-code="no-any-return"
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from counterpoint.engines.solver.layout import BREAK, FOCUS, FOCUS_MOST
from counterpoint.engines.solver.model import Model
from counterpoint.engines.solver.voices import Node, Run


@dataclass
class Breaks:
    """On each node the stretch of focus that was heard before it, and the one that is heard after it.

    `opens` and `closes` are the slots of the day.
    """

    cp: Any
    model: Model
    opens: int
    closes: int

    def prepare(self, bed: Node, nodes: Sequence[Node]) -> None:
        before_all = self.opens - int(self.model.sizes[BREAK])
        bed.run = Run(before_all, before_all, False)
        for node in nodes:
            node.heard = Run(self._slot(), self._slot(), self.cp.new_bool_var(""))
            if node.item >= 0 and self.model.item[FOCUS, node.item]:
                node.run = Run(self._slot(), node.end, True)
                self._join(node, node.start, node.end, node.present)
            elif node.focus[0] >= 0:
                self._rock(node)
            else:
                node.run = node.heard

    def _slot(self) -> Any:
        return self.cp.new_int_var(self.opens - int(self.model.sizes[BREAK]), self.closes, "")

    def _rock(self, node: Node) -> None:
        first, first_end, last, last_end = node.focus
        if first_end == last_end:
            node.run = Run(self._slot(), last_end, self.cp.new_bool_var(""))
        else:
            node.run = Run(last, last_end, False)
        self._join(node, first, first_end, True)

    def follow(self, literal: Any, one: Node, other: Node) -> None:
        """What is heard before `other` when it follows `one`."""
        if other.is_night:
            return
        self.cp.add(other.heard.start == one.run.start).only_enforce_if(literal)
        self.cp.add(other.heard.end == one.run.end).only_enforce_if(literal)
        self.cp.add(other.heard.chosen == one.run.chosen).only_enforce_if(literal)

    def _join(self, node: Node, start: Any, end: Any, present: Any) -> None:
        """Focus at [start, end) goes on with the stretch before it, or keeps its break and begins another."""
        cp, pause, heard, run = self.cp, int(self.model.sizes[BREAK]), node.heard, node.run
        joins, parts = cp.new_bool_var(""), cp.new_bool_var("")
        cp.add(joins + parts == present)
        cp.add(start - heard.end <= pause - 1).only_enforce_if(joins)
        cp.add(start - heard.end >= pause).only_enforce_if(parts)
        chosen = [joins] if run.chosen is True else [joins, heard.chosen]
        cp.add(end - heard.start <= int(self.model.sizes[FOCUS_MOST])).only_enforce_if(chosen)
        if not isinstance(run.start, int):
            cp.add(run.start == heard.start).only_enforce_if(joins)
            cp.add(run.start == start).only_enforce_if(parts)
        if not isinstance(run.chosen, bool):
            cp.add(run.chosen == heard.chosen).only_enforce_if(joins)
            cp.add(run.chosen == 0).only_enforce_if(parts)
