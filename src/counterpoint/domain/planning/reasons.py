"""Why a block is where it is: only what the problem and the plan can carry, in the person's own terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from counterpoint.domain.energy import fit
from counterpoint.domain.planning.cost import LATE_FROM
from counterpoint.domain.planning.plan import Block, Reason
from counterpoint.domain.planning.problem import Item, Problem, Tier
from counterpoint.domain.planning.sequence import SUBJECTS, Entry, sequences
from counterpoint.domain.timeline import SLOT, SLOT_MINUTES, Span, local, without

MOST = 3
_NARROW_MINUTES = 24 * 60
_MATTERS = 0.15
_DEMANDS = {"deep": "deep work", "steady": "steady work", "light": "light things", "social": "time with people"}


def with_reasons(problem: Problem, placed: Sequence[Block]) -> list[Block]:
    """The same blocks, each with up to three reasons, the one that decides most first."""
    days = sequences(problem, placed)
    taken = [each.span for day in days for each in day]
    neighbours = {
        entry.block.id: (entries[nth - 1] if nth else None, entries[nth + 1] if nth + 1 < len(entries) else None)
        for entries in days
        for nth, entry in enumerate(entries)
        if entry.block is not None
    }
    return [_with_reasons(problem, each, taken, neighbours.get(each.id, (None, None))) for each in placed]


def _with_reasons(
    problem: Problem, block: Block, taken: Sequence[Span], around: tuple[Entry | None, Entry | None]
) -> Block:
    item = problem.item_by_id.get(block.item_id)
    if item is None:
        return block
    reasons = [
        *_kept(problem, block),
        *_only_gap(item, block, taken),
        *_deadline(problem, item, block),
        *_energy(problem, item, block),
        *_alike(item, around),
        *_serves(problem, item),
        *_window(item),
    ]
    return replace(block, reasons=tuple(reasons[:MOST]))


def _kept(problem: Problem, block: Block) -> Iterator[Reason]:
    if any(each.item_id == block.item_id and each.span == block.span for each in problem.in_force):
        yield Reason("kept", "Kept where it was in your plan.")


def _only_gap(item: Item, block: Block, taken: Sequence[Span]) -> Iterator[Reason]:
    """Whether nothing else that is free within its windows could hold this piece."""
    if any(window == block.span for window in item.windows):
        return
    left = without(item.windows, taken)
    if item.tier <= Tier.MUST or item.kind == "task":
        if not any(each.minutes >= block.span.minutes for each in left):
            yield Reason("only_gap", "No other free stretch in its times is long enough.")


def _deadline(problem: Problem, item: Item, block: Block) -> Iterator[Reason]:
    if item.deadline_at is None or item.deadline_at > problem.horizon.end:
        return
    due = local(item.deadline_at, problem.zone)
    left = item.deadline_at - block.span.end
    close = "just in time for" if left < LATE_FROM else "in good time for"
    yield Reason("deadline", f"Done {close} {due:%A %H:%M}.")


def _energy(problem: Problem, item: Item, block: Block) -> Iterator[Reason]:
    """A word on energy only where the item's windows offer better and worse hours and this is among the best."""
    if item.kind not in SUBJECTS:
        return
    here = _fit(problem, item, block.span)
    offered = [_fit(problem, item, Span(each, each + SLOT)) for each in _samples(item)]
    if not offered or max(offered) - min(offered) < _MATTERS:
        return
    share = sum(1 for each in offered if each <= here) / len(offered)
    doubt = " (as the first drawing of your energy has it)" if problem.curve.unsure >= 1 else ""
    demand = _DEMANDS[item.demand]
    if share >= 0.85:
        yield Reason("energy", f"Among your best hours for {demand}{doubt}.")
    elif share >= 0.6:
        yield Reason("energy", f"A good hour for {demand}{doubt}.")


def _fit(problem: Problem, item: Item, span: Span) -> float:
    slots = max(1, span.minutes // SLOT_MINUTES)
    moments = (local(span.start + n * SLOT, problem.zone) for n in range(slots))
    return sum(fit(item.demand, problem.curve.at(each)) for each in moments) / slots


def _samples(item: Item) -> Iterator[datetime]:
    for window in item.windows:
        moment = window.start
        while moment < window.end:
            yield moment
            moment += 6 * SLOT


def _alike(item: Item, around: tuple[Entry | None, Entry | None]) -> Iterator[Reason]:
    if item.kind not in SUBJECTS:
        return
    for entry in around:
        if entry is not None and entry.subject is not None and entry.subject[0] == item.domain_id and item.domain_id:
            if entry.subject[1] in ("", item.demand):
                yield Reason("alike", f"Beside “{entry.title}”, which is of the same kind.")
                return


def _serves(problem: Problem, item: Item) -> Iterator[Reason]:
    name = problem.value_name(item.value_id)
    if name:
        yield Reason("value", f"For {name}.")


def _window(item: Item) -> Iterator[Reason]:
    if sum(each.minutes for each in item.windows) <= _NARROW_MINUTES or item.kind == "meal":
        yield Reason("window", "Within the times that you gave it.")
