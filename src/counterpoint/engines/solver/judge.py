"""What only a proof can say: the least that a day could cost, and the smallest set that stands in the way of
something.

Runs where OR-Tools may be loaded; `judging` is the way to it from a process that plans.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from time import perf_counter

from counterpoint.domain.planning import Block, DayBound, Problem, Tier
from counterpoint.domain.planning.clash import only
from counterpoint.domain.planning.cost import UNIT
from counterpoint.domain.planning.sequence import chosen, day_index
from counterpoint.domain.timeline import SLOT
from counterpoint.engines.solver.cpsat import Weekly, solve
from counterpoint.engines.solver.model import Model, build
from counterpoint.engines.solver.packing import cannot_be_packed
from counterpoint.engines.solver.proof import InTheWay, Member
from counterpoint.engines.solver.shortage import sharing_the_shortage
from counterpoint.engines.solver.voices import Piece

HIGHER_TIER = 1 << 25
FEASIBLE = ("optimal", "feasible")
PACKING_SECONDS = 0.3
"""For one question whether things can be packed; most are answered in a tenth of that."""


def pieces_of(problem: Problem, blocks: Sequence[Block]) -> list[Piece]:
    """Chosen blocks as day, first slot, end and item."""
    rows = {each.id: nth for nth, each in enumerate(problem.items)}
    found = []
    for block in chosen(problem, blocks):
        day = day_index(problem, block.span)
        assert day is not None
        start, end = ((each - problem.horizon.start) // SLOT for each in (block.span.start, block.span.end))
        found.append((day, start, end, rows[block.item_id]))
    return sorted(found)


def day_bounds(problem: Problem, blocks: Sequence[Block], *, seconds: float) -> tuple[DayBound, ...]:
    """For each day what it costs and the least that it could, all other days as they are; in units.

    The cost of a day is its own terms plus what is not placed of all that could be on it. The bound is None
    where the time did not suffice for one, or where the day could do better in a tier above the wishes.
    """
    model, pieces = build(problem), pieces_of(problem, blocks)
    deadline = perf_counter() + seconds
    bounds = []
    for day in range(len(problem.days)):
        share = (deadline - perf_counter()) / (len(problem.days) - day)
        bounds.append(_day_bound(problem, model, pieces, day, max(0.0, share)))
    return tuple(bounds)


def _day_bound(problem: Problem, model: Model, pieces: list[Piece], day: int, seconds: float) -> DayBound:
    here = [each for each in pieces if each[0] == day]
    elsewhere = [each for each in pieces if each[0] != day]
    fixed = Weekly(model, [day], elsewhere).build()
    fixed.fix(here)
    status, solver = solve(fixed, seconds=5)
    on = problem.days[day].on
    if status not in FEASIBLE:
        return DayBound(on, 0.0, None)
    now, total = fixed.wishes(solver), round(solver.objective_value)
    free = Weekly(model, [day], elsewhere).build()
    free.hint_all(solver)
    status, solver = solve(free, seconds=seconds)
    least = round(solver.best_objective_bound) - (total - now)
    if least > now or least < -HIGHER_TIER:
        return DayBound(on, now / UNIT, None)
    return DayBound(on, now / UNIT, (least if problem.in_force else max(0, least)) / UNIT)


def in_the_way(problem: Problem, item_id: str, *, seconds: float) -> InTheWay | None:
    """The smallest set found that leaves no room for all of an item; None when it has room or the time ran
    out first.

    Only musts and firm time count as rivals: what bends and what is wished gives way to them.
    """
    rivals = [
        Member("item", each.id, each.title)
        for each in problem.items
        if each.tier in (Tier.FIRM, Tier.MUST) and each.id != item_id and each.minutes
    ]
    members = [*_given(problem), *rivals]
    return _shrink(lambda kept: _has_room(problem, kept, item_id), members, seconds)


def clash(
    problem: Problem, found: Sequence[str], wanted: Sequence[str], *, seconds: float
) -> InTheWay | None:
    """Whether items that a search could not place together really have no room, beside all that is given.

    The members are `found` where that is proven; where they do have room, the smallest set among `wanted`
    that has none; nobody where all of `wanted` have room. None when the time ran out first.
    """
    deadline = perf_counter() + seconds

    def has_room(kept: Sequence[Member]) -> bool | None:
        return _all_have_room(problem, [each.key for each in kept], max(0.1, deadline - perf_counter()))

    titles = {each.id: each.title for each in problem.items}
    members = [Member("item", name, titles[name]) for name in found]
    room = has_room(members)
    if room is None:
        return None
    if not room:
        return InTheWay(tuple(members), True)
    everybody = [Member("item", name, titles[name]) for name in wanted]
    if has_room(everybody):
        return InTheWay((), True)
    return _shrink(has_room, everybody, deadline - perf_counter())


def packed_clash(problem: Problem, item_id: str, wanted: Sequence[str], *, seconds: float) -> InTheWay | None:
    """The smallest set found among `wanted` that cannot even be packed into its hours; with this item in it
    where hours lack for it, else the others that lack them by themselves.

    None when all can be packed, which does not say that they can be planned, or when the time ran out.
    """
    deadline = perf_counter() + seconds
    titles = {each.id: each.title for each in problem.items}

    def has_room(names: Sequence[str]) -> bool | None:
        left = min(PACKING_SECONDS, deadline - perf_counter())
        return False if left > 0 and cannot_be_packed(build(only(problem, names)), seconds=left) else None

    crowded = _least_crowded(problem, wanted, item_id, deadline - PACKING_SECONDS)
    if crowded and has_room(crowded) is False:
        return InTheWay(tuple(Member("item", name, titles[name]) for name in crowded), False)
    others = [Member("item", name, titles[name]) for name in wanted if name != item_id]
    found = _shrink(
        lambda kept: has_room([item_id, *(each.key for each in kept)]), others, deadline - perf_counter()
    )
    if found is None:
        return None
    return InTheWay((Member("item", item_id, titles[item_id]), *found.members), found.minimal)


def _least_crowded(problem: Problem, names: Sequence[str], item_id: str, deadline: float) -> list[str]:
    """The smallest set found that lacks hours, with this item in it where there is such a set; the item is
    the last that is left out.
    """
    kept = _crowded(problem, names)
    for name in [each for each in kept if each != item_id]:
        if name in kept and perf_counter() < deadline:
            fewer = _crowded(problem, [each for each in kept if each != name])
            if fewer and (item_id in fewer or item_id not in kept):
                kept = fewer
    if item_id in kept and (fewer := _crowded(problem, [each for each in kept if each != item_id])):
        return _least_crowded(problem, fewer, item_id, deadline)
    return kept


def _crowded(problem: Problem, names: Sequence[str]) -> list[str]:
    """Those of some items that share in what they lack of hours; nobody where they lack none."""
    part = only(problem, names)
    return [part.items[row].id for row in sharing_the_shortage(build(part))] if part.items else []


def _all_have_room(problem: Problem, item_ids: Sequence[str], seconds: float) -> bool | None:
    """Whether all of these items can be placed whole; None when that is not known in time."""
    part, began = only(problem, item_ids), perf_counter()
    model = build(part)
    if cannot_be_packed(model, seconds=seconds / 2):
        return False
    seconds = max(0.1, seconds - (perf_counter() - began))
    weekly = Weekly(model, range(len(part.days)), required=range(len(part.items))).build()
    weekly.only_rules()
    status, _ = solve(weekly, seconds=seconds)
    return {"infeasible": False}.get(status, True if status in FEASIBLE else None)


def floating_clash(problem: Problem, *, seconds: float) -> InTheWay | None:
    """The smallest set of firm rules, floating ones among them, that cannot hold together.

    Events are left out of it.
    """
    alone = replace(problem, facts=(), pinned=())
    firm = [
        Member("item", each.id, f"{each.title} ({each.minutes // each.piece_most} x {each.piece_most} min)")
        for each in alone.items
        if each.tier == Tier.FIRM and each.minutes
    ]
    if not firm:
        return None
    return _shrink(lambda kept: _has_room(alone, kept, None), [*_given(alone), *firm], seconds)


def _given(problem: Problem) -> list[Member]:
    members = [Member("fact", each.title, each.title) for each in problem.facts if each.blocking]
    members += [Member("firm", each.subject_id, each.title) for each in problem.firm]
    members += [Member("pinned", each.id, each.title) for each in problem.pinned]
    return list(dict.fromkeys(members))


def _has_room(problem: Problem, kept: Sequence[Member], item_id: str | None) -> bool | None:
    """Whether everything kept holds together with all of an item.

    None when that is not known in a second or two.
    """
    keys = {(each.kind, each.key) for each in kept}
    wanted = {each.key for each in kept if each.kind == "item"} | _with_what_comes_first(problem, item_id)
    part = replace(
        problem,
        facts=tuple(each for each in problem.facts if ("fact", each.title) in keys),
        firm=tuple(each for each in problem.firm if ("firm", each.subject_id) in keys),
        pinned=tuple(each for each in problem.pinned if ("pinned", each.id) in keys),
        items=tuple(each for each in problem.items if each.id in wanted),
        in_force=(),
    )
    weekly = Weekly(build(part), range(len(part.days)), required=range(len(part.items))).build()
    weekly.only_rules()
    status, _ = solve(weekly, seconds=2)
    return {"infeasible": False}.get(status, True if status in FEASIBLE else None)


def _with_what_comes_first(problem: Problem, item_id: str | None) -> set[str]:
    """An item with all that has to be done before it."""
    found: set[str] = set()
    open_ends = [item_id] if item_id else []
    while open_ends:
        name = open_ends.pop()
        if name not in found and name in problem.item_by_id:
            found.add(name)
            open_ends += problem.item_by_id[name].after
    return found


def _shrink(
    has_room: Callable[[Sequence[Member]], bool | None], members: list[Member], seconds: float
) -> InTheWay | None:
    """Leave members out, in ever smaller handfuls, as long as there is no room all the same."""
    deadline = perf_counter() + seconds
    if has_room(members) is not False:
        return None
    kept, size = list(members), max(1, len(members) // 2)
    while True:
        n = 0
        while n < len(kept):
            if perf_counter() > deadline:
                return InTheWay(tuple(kept), False)
            fewer = kept[:n] + kept[n + size :]
            if has_room(fewer) is False:
                kept = fewer
            else:
                n += size
        if size == 1:
            return InTheWay(tuple(kept), True)
        size = max(1, size // 2)
