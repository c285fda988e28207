"""From arrays back to blocks, and from blocks to arrays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from counterpoint.domain.planning import Block, Cost, Item, Problem
from counterpoint.domain.planning.cost import MOVED_SLOT, UNIT
from counterpoint.domain.planning.sequence import chosen, day_index
from counterpoint.domain.timeline import SLOT, SLOT_MINUTES, Span
from counterpoint.engines.solver.giving_way import let_go
from counterpoint.engines.solver.layout import (
    CLOSES,
    COUNT,
    END,
    LEAST,
    LEFT,
    MOST,
    OPENS,
    PIECES,
    START,
    WHO,
)
from counterpoint.engines.solver.model import BENDS_SLOT, FIRM_SLOT, MUST_SLOT, Model
from counterpoint.engines.solver.places import spaced
from counterpoint.engines.solver.rules import BROKEN, day_points
from counterpoint.engines.solver.state import State, empty
from counterpoint.engines.solver.waiting import rested

_Place = tuple[int, int, int, int]
"""Day, first slot, end, row of the item."""


def start(model: Model, *, seed: int) -> State:
    """The state in which nothing is placed, with the price of the plan in force due in full."""
    return empty(model, seed=seed, fixed_points=MOVED_SLOT * int(model.kept[:, -1].sum()))


def blocks_of(problem: Problem, state: State) -> tuple[Block, ...]:
    """What a state places, in order of start; the id of a block says which piece of which item it is."""
    found: list[tuple[Span, int]] = []
    for day in range(len(problem.days)):
        for entry in range(int(state.day[COUNT, day])):
            if state.entry[WHO, day, entry] >= 0:
                start, end = int(state.entry[START, day, entry]), int(state.entry[END, day, entry])
                origin = problem.horizon.start
                found.append(
                    (Span(origin + start * SLOT, origin + end * SLOT), int(state.entry[WHO, day, entry]))
                )
    return _named(problem, found)


def blocks_at(problem: Problem, places: Iterable[tuple[int, int, int]]) -> tuple[Block, ...]:
    """Blocks at places that are told as first slot, end and row of the item; in order of start."""
    origin = problem.horizon.start
    return _named(problem, [(Span(origin + a * SLOT, origin + b * SLOT), nth) for a, b, nth in places])


def _named(problem: Problem, found: Iterable[tuple[Span, int]]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    names = [_names(problem, item.id) for item in problem.items]
    for span, nth in sorted(found):
        blocks.append(_block(problem.items[nth], next(names[nth]), span))
    return tuple(blocks)


def _names(problem: Problem, item_id: str) -> Iterator[str]:
    """What the pieces of an item are called, counted from 1; what is given keeps its names to itself."""
    every = (f"{item_id}#{piece}" for piece in count(1))
    return (each for each in every if each not in problem.given_ids)


def _block(item: Item, name: str, span: Span) -> Block:
    return Block(
        id=name,
        kind=item.kind,
        item_id=item.id,
        subject_id=item.subject_id,
        title=item.title,
        span=span,
        domain_id=item.domain_id,
        value_id=item.value_id,
    )


def load(problem: Problem, state: State, blocks: Iterable[Block]) -> None:
    """Put chosen blocks into an empty state as they are; whether they keep the rules, `recount` says."""
    rows = {each.id: nth for nth, each in enumerate(problem.items)}
    for block in sorted(chosen(problem, blocks), key=lambda each: each.span):
        day = day_index(problem, block.span)
        if day is not None and block.item_id in rows:
            _put(state, day, *_slots(problem, block), rows[block.item_id])


def take_over(problem: Problem, model: Model, state: State, blocks: Iterable[Block]) -> None:
    """Start from blocks, as those of the plan in force: each that keeps every rule as the problem is now."""
    rows = {each.id: nth for nth, each in enumerate(problem.items)}
    places: dict[int, list[_Place]] = {}
    for block in sorted(chosen(problem, blocks), key=lambda each: each.span):
        day = day_index(problem, block.span)
        if day is not None and block.item_id in rows:
            places.setdefault(day, []).append((day, *_slots(problem, block), rows[block.item_id]))
    for day, wanted in places.items():
        for each in wanted:
            _put_if_it_may_be(model, state, each)
        if day_points(model, state, day) == BROKEN or not rested(model, state):
            _clear(state, day)
            _one_by_one(model, state, wanted)
    let_go(model, state)
    days = range(len(problem.days))
    while broken := [day for day in days if day_points(model, state, day) == BROKEN]:
        for day in broken:
            _clear(state, day)
        let_go(model, state)


def _one_by_one(model: Model, state: State, wanted: Iterable[_Place]) -> None:
    """Each place in its turn, but what breaks a rule beside those before it."""
    for each in wanted:
        day, _, _, row = each
        entry = _put_if_it_may_be(model, state, each)
        broken = day_points(model, state, day) == BROKEN or not rested(model, state)
        if entry is not None and broken:
            _take(state, day, entry, row)
            day_points(model, state, day)


def _put_if_it_may_be(model: Model, state: State, place: _Place) -> int | None:
    """The entry of a piece put at a place; None where its own windows, lengths or days do not let it be."""
    day, first, last, row = place
    if not _may_be(model, state, row, day=day, first=first, last=last):
        return None
    return _put(state, day, first, last, row)


def _slots(problem: Problem, block: Block) -> tuple[int, int]:
    origin = problem.horizon.start
    return (block.span.start - origin) // SLOT, (block.span.end - origin) // SLOT


def _may_be(model: Model, state: State, row: int, *, day: int, first: int, last: int) -> bool:
    index = row * model.day.shape[1] + day
    windows = range(int(model.window_of[index]), int(model.window_of[index + 1]))
    inside = any(model.window[OPENS, w] <= first and last <= model.window[CLOSES, w] for w in windows)
    most = min(int(model.item[MOST, row]), int(state.item[LEFT, row]))
    whole = model.item[LEAST, row] <= last - first <= most
    n = int(state.day[COUNT, day])
    free = not ((state.entry[START, day, :n] < last) & (state.entry[END, day, :n] > first)).any()
    return bool(inside and whole and free and n < state.entry.shape[2] - 1 and spaced(model, state, row, day))


def _put(state: State, day: int, first: int, last: int, row: int) -> int:
    n = int(state.day[COUNT, day])
    k = int((state.entry[START, day, :n] < first).sum())
    for layer, value in ((START, first), (END, last), (WHO, row)):
        line = state.entry[layer, day]
        line[k + 1 : n + 1] = line[k:n].copy()
        line[k] = value
    state.day[COUNT, day] += 1
    state.item[LEFT, row] -= last - first
    state.item[PIECES, row] += 1
    state.on[row, day] += 1
    return k


def _take(state: State, day: int, entry: int, row: int) -> None:
    n = int(state.day[COUNT, day])
    state.item[LEFT, row] += state.entry[END, day, entry] - state.entry[START, day, entry]
    for layer in (START, END, WHO):
        line = state.entry[layer, day]
        line[entry : n - 1] = line[entry + 1 : n].copy()
    state.day[COUNT, day] -= 1
    state.item[PIECES, row] -= 1
    state.on[row, day] -= 1


def _clear(state: State, day: int) -> None:
    """A day empty of all pieces."""
    for entry in range(int(state.day[COUNT, day]) - 1, -1, -1):
        row = int(state.entry[WHO, day, entry])
        if row >= 0:
            _take(state, day, entry, row)


def cost_of(points: int) -> Cost:
    """A total in points as a cost in tiers."""
    firm, rest = divmod(points, FIRM_SLOT)
    musts, rest = divmod(rest, MUST_SLOT)
    bends, rest = divmod(rest, BENDS_SLOT)
    return Cost(firm * SLOT_MINUTES, musts * SLOT_MINUTES, bends * SLOT_MINUTES, rest / UNIT)
