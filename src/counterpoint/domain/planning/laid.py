"""A week with its blocks laid out, to be asked what one of them would cost at another place.

All else stays where it is. It gives the evaluator's differences and the checker's faults, found by the rules
and terms of the two days that a move touches instead of by the whole week, so that hundreds of places can be
weighed where one plan is settled.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from counterpoint.domain.planning.checker import BLOCK_RULES, Fault, Rule, faults_of_day, slack_of_day
from counterpoint.domain.planning.checker.alone import (
    awake,
    before_deadlines,
    fixed_hours_are_for_work,
    in_whole_pieces,
    known,
    not_in_the_past,
    on_the_grid,
    within_the_horizon,
    within_windows,
)
from counterpoint.domain.planning.checker.days import (
    rested,
    rested_between_days,
    rituals_have_their_time,
    slack_is_left,
    with_breaks,
    with_time_for_ways,
)
from counterpoint.domain.planning.checker.together import (
    after_what_comes_first,
    apart_from_each_other,
    apart_from_events,
    not_too_much,
    off_firm_time,
    once_a_day,
    well_spaced,
)
from counterpoint.domain.planning.cost import (
    MOVED_SLOT,
    OF_BLOCK,
    OF_DAY,
    TERMS,
    closer,
    closer_day,
    left_by,
    terms,
    terms_of_day,
)
from counterpoint.domain.planning.hours import Hours
from counterpoint.domain.planning.load import strain
from counterpoint.domain.planning.plan import Block, Plan
from counterpoint.domain.planning.problem import Item, Problem
from counterpoint.domain.planning.resting import short_nights_of
from counterpoint.domain.planning.rituals import rituals_between
from counterpoint.domain.planning.sequence import Entry, chosen, day_index, sequences
from counterpoint.domain.timeline import SLOT, SLOT_MINUTES, Span, without

ALONE: tuple[Rule, ...] = (
    awake,
    within_windows,
    before_deadlines,
    not_in_the_past,
    fixed_hours_are_for_work,
)
"""What a block breaks or keeps by itself."""

HERE: tuple[Rule, ...] = (
    *ALONE,
    once_a_day,
    well_spaced,
    after_what_comes_first,
    rested,
    with_breaks,
    rituals_have_their_time,
    rested_between_days,
    slack_is_left,
    with_time_for_ways,
    apart_from_each_other,
    apart_from_events,
    off_firm_time,
)
"""All that this module answers for by parts."""

SAME_ANYWHERE: tuple[Rule, ...] = (
    on_the_grid,
    within_the_horizon,
    known,
    in_whole_pieces,
    not_too_much,
)
"""What does not depend on where in the week a piece of a given length lies."""

WHOLE_RULES = tuple(each for each in BLOCK_RULES if each not in (*HERE, *SAME_ANYWHERE))
"""Rules that are not known here by parts: asked of the whole week, which takes longer."""

SAME_TERMS = ("unplaced", "pieces", "balance")
"""Terms that do not depend on where in the week a piece of a given length lies."""

KEPT = "moved"
OF_PIECES = (KEPT, "spread")
"""Terms of all pieces of a thing together."""

OF_DAYS = ("strain",)
"""Terms of the days beside each other."""

WHOLE_TERMS = tuple(
    each for each in TERMS if each not in (*OF_BLOCK, *OF_DAY, *OF_PIECES, *OF_DAYS, *SAME_TERMS)
)
"""Terms that are not known here by parts: asked of the whole week, which takes longer."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a block could be. `rules` are those it would newly break there; `event`, `firm` and `overlap`
    stand for what is given there, `held` for other blocks of the planner's.

    `more` is what it costs more there than where it is (less: below 0), by term, in points;
    `total` is all of it, `afresh` all but what it costs to leave the plan in force.
    """

    span: Span
    rules: frozenset[str]
    more: dict[str, int]
    total: int
    afresh: int

    def without(self, name: str) -> int:
        """What it would cost more there, with no plan in force, when a term is left away."""
        return self.afresh - (0 if name == KEPT else self.more.get(name, 0))


@dataclass(frozen=True, slots=True)
class _Day:
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

    def day(self, nth: int, entries: list[Entry]) -> _Day:
        day = self.problem.days[nth]
        changes = rituals_between(self.problem.rituals, day.waking, entries, now=self.problem.open_from)
        points = terms_of_day(self.problem, day, entries, changes)
        faults = [*faults_of_day(self.problem, day, entries, changes)]
        if points["slack"]:
            faults += slack_of_day(self.problem, day, entries, changes)
        return _Day(entries, points, frozenset(faults))

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
            other.days[nth] = self.day(nth, _but(self.days[nth].entries, block))
        other.pieces = defaultdict(list, self.pieces)
        other.pieces[block.item_id] = [each for each in self.pieces[block.item_id] if each.id != block.id]
        return other

    def lift(self, block: Block) -> Lifted | None:
        """One of the blocks, to be held over other places; None for one that lies on no day of these."""
        nth, item = day_index(self.problem, block.span), self.problem.item_by_id.get(block.item_id)
        return None if nth is None or item is None else Lifted(self, block, item, nth)

    def by_whole_rules(self, blocks: Sequence[Block]) -> frozenset[Fault]:
        plan = Plan(self.problem.first_week, self.problem.zone, tuple(blocks))
        return frozenset(fault for rule in WHOLE_RULES for fault in rule(self.problem, plan))


class Lifted:
    """A block that is held over the week from which it was taken."""

    def __init__(self, laid: Laid, block: Block, item: Item, nth: int) -> None:
        self.laid, self.problem, self.block, self.item, self.nth = laid, laid.problem, block, item, nth
        day = laid.days[nth]
        self.entry = next(
            each for each in day.entries if each.block is not None and each.block.id == block.id
        )
        self.left = laid.day(nth, _but(day.entries, block))
        self._here = frozenset(self._by_itself(block)) | frozenset(self._nights(laid.days))

    def at(self, span: Span) -> Spot | None:
        """What speaks for and against another place; None for one that is on no day of these."""
        nth = day_index(self.problem, span)
        if nth is None or not self.problem.horizon.covers(span):
            return None
        moved = replace(self.block, span=span)
        on = self.left.entries if nth == self.nth else self.laid.days[nth].entries
        entries = list(on)
        insort(entries, replace(self.entry, span=span, block=moved), key=lambda each: each.span)
        after = list(self.laid.days)
        after[self.nth] = self.left
        after[nth] = self.laid.day(nth, entries)
        touched = {self.nth, nth}
        broken = frozenset(self._broken(moved, on, after, touched))
        more = self._more(moved, after, touched)
        total = sum(more.values())
        return Spot(span, broken, more, total, total - more[KEPT])

    def _broken(
        self, moved: Block, on: Sequence[Entry], after: Sequence[_Day], touched: set[int]
    ) -> Iterator[str]:
        for each in on:
            if each.span.overlaps(moved.span):
                yield "held" if each.placed else _given(each)
        known = self._here.union(*(self.laid.days[nth].faults for nth in touched))
        new = [
            *self._by_itself(moved),
            *self._nights(after),
            *(f for nth in touched for f in after[nth].faults),
        ]
        yield from (each.rule for each in new if each not in known)
        if WHOLE_RULES:
            blocks = [moved if each.id == moved.id else each for each in self.laid.placed]
            yield from (each.rule for each in self.laid.by_whole_rules(blocks) - self.laid.whole_faults)

    def _by_itself(self, block: Block) -> Iterator[Fault]:
        """What it breaks alone and among the pieces of its own thing and of those that wait."""
        alone = Plan(self.problem.first_week, self.problem.zone, (block,))
        for rule in self._alone:
            yield from rule(self.problem, alone)
        yield from self._apart_from_its_own(block)
        names = (*self.item.after, *self.laid.followed.get(self.item.id, ()))
        if names:
            pieces = self.laid.pieces
            near = [each for name in names for each in pieces.get(name, ())]
            own = [each for each in pieces.get(self.item.id, ()) if each.id != block.id]
            yield from after_what_comes_first(self.problem, replace(alone, blocks=(block, *own, *near)))

    @cached_property
    def _alone(self) -> list[Rule]:
        """The rules that have something to say of this block."""
        silent: list[Rule] = []
        if self.item.deadline_at is None:
            silent.append(before_deadlines)
        if not self.problem.hours_are_fixed:
            silent.append(fixed_hours_are_for_work)
        return [each for each in ALONE if each not in silent]

    def _apart_from_its_own(self, block: Block) -> Iterator[Fault]:
        """Whether it comes twice on a day, or too soon after or before another piece."""
        if self.item.one_a_day:
            nth = day_index(self.problem, block.span)
            for day, other in self._days_of_others:
                between = 0 if nth is None else abs((self.problem.days[nth].on - day).days)
                if nth is not None and between < max(1, self.item.spacing_days):
                    yield Fault("spacing" if between else "one-a-day", other)

    @cached_property
    def _days_of_others(self) -> list[tuple[date, str]]:
        pinned = (each for each in self.problem.pinned if each.item_id == self.item.id)
        others = [each for each in self.laid.pieces[self.item.id] if each.id != self.block.id]
        days = ((day_index(self.problem, each.span), each.id) for each in (*others, *pinned))
        return [(self.problem.days[nth].on, name) for nth, name in days if nth is not None]

    def _nights(self, days: Sequence[_Day]) -> Iterator[Fault]:
        if self.problem.rest_minutes and self.item.sphere == "work":
            for night in short_nights_of(self.problem, [each.entries for each in days]):
                if night.chosen:
                    ends = [each.title if each else "" for each in (night.before, night.after)]
                    yield Fault("rest-floor", f"{ends} {night.span}")

    def _more(self, moved: Block, after: Sequence[_Day], touched: set[int]) -> dict[str, int]:
        more = {
            name: sum(after[nth].terms[name] - self.laid.days[nth].terms[name] for nth in touched)
            for name in OF_DAY
        }
        for name, much in self._by_block(moved).items():
            more[name] = much - self._here_by_block[name]
        more[KEPT] = self._moved(moved.span) - self._moved(self.block.span)
        more["spread"] = self._spread(moved) - self._spread(self.block)
        more["strain"] = self._strain(after) - self._strain_here
        if WHOLE_TERMS:
            blocks = [moved if each.id == moved.id else each for each in self.laid.placed]
            there = terms(self.problem, blocks)
            more |= {name: there[name] - self.laid.whole_terms[name] for name in WHOLE_TERMS}
        return more

    @cached_property
    def _here_by_block(self) -> dict[str, int]:
        return self._by_block(self.block)

    def _by_block(self, block: Block) -> dict[str, int]:
        span, hours = block.span, self.laid.hours
        found = {name: term(self.problem, block) for name, term in OF_BLOCK.items() if name != "energy"}
        slots = (span.end - span.start) // SLOT
        return found | {"energy": hours.misfit(self.item, hours.slot(span.start), slots)}

    def _strain(self, days: Sequence[_Day]) -> int:
        return strain(self.problem, [each.entries for each in days])

    @cached_property
    def _strain_here(self) -> int:
        return self._strain(self.laid.days)

    def _spread(self, block: Block) -> int:
        if self.item.even_days <= 1:
            return 0
        nth = day_index(self.problem, block.span)
        days = {day for day, _id in self._days_of_others}
        days |= set() if nth is None else {self.problem.days[nth].on}
        return closer_day(self.item) * closer(days, self.item.even_days)

    def _moved(self, span: Span) -> int:
        before = self.laid.in_force.get(self.item.id, ())
        if not before:
            return 0
        kept = [span, *(each.span for each in self.laid.pieces[self.item.id] if each.id != self.block.id)]
        lost = sum(left_by(self.problem, each, kept) for each in before)
        return MOVED_SLOT * (lost // SLOT_MINUTES)


def _but(entries: Sequence[Entry], block: Block) -> list[Entry]:
    return [each for each in entries if each.block is None or each.block.id != block.id]


def _given(entry: Entry) -> str:
    if entry.block is not None:
        return "overlap"
    return "event" if entry.subject is not None else "firm"
