"""Why a block is where it is: only what the problem and the plan can carry, in the person's own terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from counterpoint.domain.energy import Demand, fit
from counterpoint.domain.planning.cost import LATE_FROM
from counterpoint.domain.planning.plan import Block, Reason
from counterpoint.domain.planning.problem import Item, Problem
from counterpoint.domain.planning.sequence import SUBJECTS, Entry, given_of, sequences
from counterpoint.domain.timeline import Span, local, without

MOST = 3
NARROW_MINUTES = 24 * 60
MATTERS = 0.15
BEST_HOURS, GOOD_HOURS = 0.85, 0.6
HALF_HOUR = timedelta(minutes=30)
DEMANDS = {
    "deep": "deep work",
    "steady": "steady work",
    "light": "light things",
    "social": "time with people",
}


def with_reasons(problem: Problem, placed: Sequence[Block]) -> list[Block]:
    """The same blocks, each with up to three reasons, the one that decides most first."""
    neighbours = {
        entry.block.id: (
            entries[nth - 1] if nth else None,
            entries[nth + 1] if nth + 1 < len(entries) else None,
        )
        for entries in sequences(problem, placed)
        for nth, entry in enumerate(entries)
        if entry.block is not None
    }
    terms = Terms(problem)
    return [_with_reasons(problem, each, terms, neighbours.get(each.id, (None, None))) for each in placed]


class Terms:
    """What several blocks of one item share.

    The free stretches beside what is given, and the fits that its times offer.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.given = [each.span for day in given_of(problem) for each in day]
        self._free: dict[str, list[Span]] = {}
        self._offered: dict[str, list[float]] = {}
        self._fits: dict[tuple[Demand, datetime], float] = {}

    def free(self, item: Item) -> list[Span]:
        if item.id not in self._free:
            self._free[item.id] = without(item.windows, self.given)
        return self._free[item.id]

    def offered(self, item: Item) -> list[float]:
        if item.id not in self._offered:
            samples = (each for span in item.windows for each in _half_hours(span))
            self._offered[item.id] = [self.fit(item.demand, each) for each in samples]
        return self._offered[item.id]

    def fit(self, demand: Demand, moment: datetime) -> float:
        if (demand, moment) not in self._fits:
            level = self.problem.curve.at(local(moment, self.problem.zone))
            self._fits[demand, moment] = fit(demand, level)
        return self._fits[demand, moment]

    def fit_over(self, demand: Demand, span: Span) -> float:
        moments = [*_half_hours(span)]
        return sum(self.fit(demand, each) for each in moments) / len(moments)


def _half_hours(span: Span) -> Iterator[datetime]:
    moment = span.start
    while moment < span.end:
        yield moment
        moment += HALF_HOUR


def _with_reasons(
    problem: Problem, block: Block, terms: Terms, around: tuple[Entry | None, Entry | None]
) -> Block:
    item = problem.item_by_id.get(block.item_id)
    if item is None:
        return block
    reasons = [
        *_kept(problem, block),
        *_only_gap(item, block, terms),
        *_deadline(problem, item, block),
        *_energy(problem, item, block, terms),
        *_alike(item, around),
        *_serves(problem, item),
        *_window(item),
    ]
    return replace(block, reasons=tuple(reasons[:MOST]))


def _kept(problem: Problem, block: Block) -> Iterator[Reason]:
    if any(each.item_id == block.item_id and each.span == block.span for each in problem.in_force):
        yield Reason("kept", "Kept where it was in your plan.")


def _only_gap(item: Item, block: Block, terms: Terms) -> Iterator[Reason]:
    """Whether beside what is given only one stretch of its times could hold this piece."""
    if item.kind in SUBJECTS and sum(each.minutes >= block.span.minutes for each in terms.free(item)) == 1:
        yield Reason("only_gap", "The only free stretch in its times that is long enough.")


def _deadline(problem: Problem, item: Item, block: Block) -> Iterator[Reason]:
    if item.deadline_at is None or item.deadline_at > problem.horizon.end:
        return
    due = local(item.deadline_at, problem.zone)
    left = item.deadline_at - block.span.end
    close = "just in time for" if left < LATE_FROM else "in good time for"
    yield Reason("deadline", f"Done {close} {due:%A %H:%M}.")


def _energy(problem: Problem, item: Item, block: Block, terms: Terms) -> Iterator[Reason]:
    """A word on energy only where the item's windows offer better and worse hours and this is among the
    best.
    """
    offered = terms.offered(item) if item.kind in SUBJECTS else []
    if not offered or max(offered) - min(offered) < MATTERS:
        return
    here = terms.fit_over(item.demand, block.span)
    share = sum(1 for each in offered if each <= here) / len(offered)
    doubt = ", as the first drawing of your energy has it" if problem.curve.source == "first" else ""
    if share >= BEST_HOURS:
        yield Reason("energy", f"Among your best hours for {DEMANDS[item.demand]}{doubt}.")
    elif share >= GOOD_HOURS:
        yield Reason("energy", f"A good hour for {DEMANDS[item.demand]}{doubt}.")


def _alike(item: Item, around: tuple[Entry | None, Entry | None]) -> Iterator[Reason]:
    if item.kind not in SUBJECTS:
        return
    alike = ((item.domain_id, ""), (item.domain_id, item.demand))
    for entry in around:
        if entry is not None and item.domain_id and entry.subject in alike and entry.item is not item:
            yield Reason("alike", f"Beside “{entry.title}”, which is of the same kind.")
            return


def _serves(problem: Problem, item: Item) -> Iterator[Reason]:
    name = problem.value_name(item.value_id)
    if name:
        yield Reason("value", f"For {name}.")


def _window(item: Item) -> Iterator[Reason]:
    if sum(each.minutes for each in item.windows) <= NARROW_MINUTES or item.kind == "meal":
        yield Reason("window", "Within the times that you gave it.")
