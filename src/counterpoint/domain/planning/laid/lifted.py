"""A block of a week, held over the places where it could be."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from counterpoint.domain.planning.checker import Fault, Rule
from counterpoint.domain.planning.checker.alone import before_deadlines, fixed_hours_are_for_work
from counterpoint.domain.planning.checker.together import after_what_comes_first
from counterpoint.domain.planning.cost import MOVED_SLOT, OF_BLOCK, OF_DAY, closer, closer_day, left_by, terms
from counterpoint.domain.planning.laid.parts import ALONE, KEPT, WHOLE_RULES, WHOLE_TERMS
from counterpoint.domain.planning.laid.week import Laid, LaidDay, but_for
from counterpoint.domain.planning.load import strain
from counterpoint.domain.planning.plan import Block, Plan
from counterpoint.domain.planning.problem import Item
from counterpoint.domain.planning.resting import short_nights_of
from counterpoint.domain.planning.sequence import Entry, day_index
from counterpoint.domain.timeline import SLOT, SLOT_MINUTES, Span


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


def lift(laid: Laid, block: Block) -> Lifted | None:
    """One of the blocks, to be held over other places; None for one that lies on no day of these."""
    nth, item = day_index(laid.problem, block.span), laid.problem.item_by_id.get(block.item_id)
    return None if nth is None or item is None else Lifted(laid, block, item, nth)


class Lifted:
    """A block that is held over the week from which it was taken."""

    def __init__(self, laid: Laid, block: Block, item: Item, nth: int) -> None:
        self.laid, self.problem, self.block, self.item, self.nth = laid, laid.problem, block, item, nth
        day = laid.days[nth]
        self.entry = next(
            each for each in day.entries if each.block is not None and each.block.id == block.id
        )
        self.left = laid.day(nth, but_for(day.entries, block))
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
        self, moved: Block, on: Sequence[Entry], after: Sequence[LaidDay], touched: set[int]
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

    def _nights(self, days: Sequence[LaidDay]) -> Iterator[Fault]:
        if self.problem.rest_minutes and self.item.sphere == "work":
            for night in short_nights_of(self.problem, [each.entries for each in days]):
                if night.chosen:
                    ends = [each.title if each else "" for each in (night.before, night.after)]
                    yield Fault("rest-floor", f"{ends} {night.span}")

    def _more(self, moved: Block, after: Sequence[LaidDay], touched: set[int]) -> dict[str, int]:
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

    def _strain(self, days: Sequence[LaidDay]) -> int:
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


def _given(entry: Entry) -> str:
    if entry.block is not None:
        return "overlap"
    return "event" if entry.subject is not None else "firm"
