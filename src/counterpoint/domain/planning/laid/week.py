"""A week laid out day by day, with what each day costs and breaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from counterpoint.domain.planning.checker import Fault, faults_of_day, slack_of_day
from counterpoint.domain.planning.cost import terms, terms_of_day
from counterpoint.domain.planning.hours import Hours
from counterpoint.domain.planning.laid.parts import WHOLE_RULES, WHOLE_TERMS
from counterpoint.domain.planning.plan import Block, Plan
from counterpoint.domain.planning.problem import Problem
from counterpoint.domain.planning.rituals import rituals_between
from counterpoint.domain.planning.sequence import Entry, chosen, day_index, sequences
from counterpoint.domain.timeline import Span, without


@dataclass(frozen=True, slots=True)
class LaidDay:
    """What follows what on a day, what it costs by term, in points, and what it breaks."""

    entries: list[Entry]
    terms: dict[str, int]
    faults: frozenset[Fault]


class Laid:
    """Blocks in their week. `placed` are those that the planner chose; what it is not asked about stays."""

    def __init__(self, problem: Problem, placed: Sequence[Block]) -> None:
        self.problem = problem
        self.hours = Hours(problem)
        self.placed = chosen(problem, placed)
        self.days = [self.day(nth, each) for nth, each in enumerate(sequences(problem, self.placed))]
        self.pieces: dict[str, list[Block]] = defaultdict(list)
        for block in self.placed:
            self.pieces[block.item_id].append(block)

    def day(self, nth: int, entries: list[Entry]) -> LaidDay:
        day = self.problem.days[nth]
        changes = rituals_between(self.problem.rituals, day.waking, entries, now=self.problem.open_from)
        points = terms_of_day(self.problem, day, entries, changes)
        faults = [*faults_of_day(self.problem, day, entries, changes)]
        if points["slack"]:
            faults += slack_of_day(self.problem, day, entries, changes)
        return LaidDay(entries, points, frozenset(faults))

    @cached_property
    def free(self) -> list[Span]:
        """What nothing takes, in order."""
        return without([self.problem.horizon], (each.span for day in self.days for each in day.entries))

    @cached_property
    def followed(self) -> dict[str, list[str]]:
        """For each item those that wait for it."""
        found: dict[str, list[str]] = defaultdict(list)
        for item in self.problem.items:
            for name in item.after:
                found[name].append(item.id)
        return found

    @cached_property
    def in_force(self) -> dict[str, list[Block]]:
        """The blocks of the plan in force that it costs something to leave, by item."""
        found: dict[str, list[Block]] = defaultdict(list)
        for block in self.problem.in_force:
            if block.item_id in self.problem.item_by_id and block.id not in self.problem.given_ids:
                found[block.item_id].append(block)
        return found

    @cached_property
    def whole_terms(self) -> dict[str, int]:
        """The terms of the week that are not known by parts."""
        return {name: much for name, much in terms(self.problem, self.placed).items() if name in WHOLE_TERMS}

    @cached_property
    def whole_faults(self) -> frozenset[Fault]:
        return self.by_whole_rules(self.placed)

    def without(self, block: Block) -> Laid:
        """The same week with a block of it left out."""
        other = Laid.__new__(Laid)
        other.problem, other.hours = self.problem, self.hours
        other.placed = [each for each in self.placed if each.id != block.id]
        other.days = list(self.days)
        nth = day_index(self.problem, block.span)
        if nth is not None:
            other.days[nth] = self.day(nth, but_for(self.days[nth].entries, block))
        other.pieces = defaultdict(list, self.pieces)
        other.pieces[block.item_id] = [each for each in self.pieces[block.item_id] if each.id != block.id]
        return other

    def by_whole_rules(self, blocks: Sequence[Block]) -> frozenset[Fault]:
        plan = Plan(self.problem.first_week, self.problem.zone, tuple(blocks))
        return frozenset(fault for rule in WHOLE_RULES for fault in rule(self.problem, plan))


def but_for(entries: Sequence[Entry], block: Block) -> list[Entry]:
    return [each for each in entries if each.block is None or each.block.id != block.id]
