"""What a plan costs: the pure evaluator, in whole points so that nothing is lost between it and the engine.

3000 points are one unit: a quarter hour of the most valued work at the best energy. Every term is a function
of its own; `docs/reference/planning.md` says the same in words. Rituals among the blocks are ignored: they
follow from the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import combinations, pairwise

from counterpoint.domain.energy import EnergyCurve, fit
from counterpoint.domain.planning.load import recovery, strain
from counterpoint.domain.planning.plan import Block, Cost
from counterpoint.domain.planning.problem import Day, Item, Problem, Tier, once
from counterpoint.domain.planning.rituals import Change, changes_in
from counterpoint.domain.planning.sequence import SUBJECTS, Entry, chain, chosen, day_index, sequences
from counterpoint.domain.timeline import SLOT, SLOT_MINUTES, Span, local, without

UNIT = 3000
SPHERE_CHANGE = 1500
OTHER_DOMAIN = 300
OTHER_DEMAND = 100
EXTRA_PIECE = 600
SLACK_SLOT = 1500
LATE_SLOT = 2
LATE_SHARE = 48
LATE_FROM = timedelta(hours=24)
ODD_START = 200
MOVED_SLOT = 3000


def cost(problem: Problem, blocks: Iterable[Block]) -> Cost:
    """The cost of these blocks, in lexical order: minutes missing by tier, then units."""
    blocks = tuple(blocks)
    missing = missing_minutes(problem, blocks)
    tiers = dict.fromkeys(Tier, 0)
    for item in problem.items:
        tiers[item.tier] += missing[item.id]
    wishes = sum(terms(problem, blocks).values())
    return Cost(tiers[Tier.FIRM], tiers[Tier.MUST], tiers[Tier.BENDS], wishes / UNIT)


def terms(problem: Problem, blocks: Iterable[Block]) -> dict[str, int]:
    """Every term of the weighted sum by name, in points."""
    placed = chosen(problem, blocks)
    days = sequences(problem, placed)
    per_day = zip(problem.days, days, changes_in(problem, days), strict=True)
    by_day = [terms_of_day(problem, *each) for each in per_day]
    return {
        "unplaced": unplaced(problem, placed),
        **{name: sum(term(problem, each) for each in placed) for name, term in OF_BLOCK.items()},
        **{name: sum(day[name] for day in by_day) for name in OF_DAY},
        "pieces": extra_pieces(problem, placed),
        "moved": moved(problem, placed),
        "spread": spread(problem, placed),
        "strain": strain(problem, days),
        "balance": balance(problem, placed),
    }


def terms_of_day(
    problem: Problem, day: Day, entries: Sequence[Entry], changes: Sequence[Change]
) -> dict[str, int]:
    """The terms that a day has by itself, whatever lies on the others."""
    return {name: term(problem, day, entries, changes) for name, term in OF_DAY.items()}


def points_per_slot(item: Item) -> int:
    """What five minutes of an item are worth, in points."""
    return round(item.weight * UNIT * SLOT_MINUTES / 15)


def missing_minutes(problem: Problem, blocks: Iterable[Block]) -> dict[str, int]:
    """For each item the minutes that no chosen block covers."""
    missing = {each.id: each.minutes for each in problem.items}
    for block in chosen(problem, blocks):
        if block.item_id in missing:
            missing[block.item_id] -= block.span.minutes
    return {name: max(0, minutes) for name, minutes in missing.items()}


def unplaced(problem: Problem, placed: Sequence[Block]) -> int:
    """The worth of what is not placed; what is above the wishes counts in its own tier."""
    missing = missing_minutes(problem, placed)
    wishes = (each for each in problem.items if each.tier == Tier.WISH)
    return sum(points_per_slot(each) * (missing[each.id] // SLOT_MINUTES) for each in wishes)


def misfit(problem: Problem, block: Block) -> int:
    """What a task or routine loses by its hours: its worth times how badly their energy suits its demand."""
    item = problem.item_by_id.get(block.item_id)
    if item is None or item.kind not in SUBJECTS:
        return 0
    slots = (block.span.start + n * SLOT for n in range(block.span.minutes // SLOT_MINUTES))
    lost = sum(_lost_at(problem, item, each) for each in slots)
    return points_per_slot(item) * lost // 1000


def _lost_at(problem: Problem, item: Item, moment: datetime) -> int:
    """As `misfit_at`; each hour of a problem is looked up in its curve once."""
    known = _losses_of(problem)
    if (item.demand, moment) not in known:
        known[item.demand, moment] = misfit_at(problem.curve, item, local(moment, problem.zone))
    return known[item.demand, moment]


@once
def _losses_of(problem: Problem) -> dict[tuple[str, datetime], int]:
    return _losses(problem.curve, problem.zone, problem.horizon.start)


@lru_cache(maxsize=8)
def _losses(_curve: EnergyCurve, _zone: str, _start: datetime) -> dict[tuple[str, datetime], int]:
    """What has been looked up for the weeks that begin then: they are planned more than once."""
    return {}


def misfit_at(curve: EnergyCurve, item: Item, moment_local: datetime) -> int:
    """Thousandths (0–1000) of its worth that five minutes lose at this hour.

    An unsure curve pulls up to half less.
    """
    lost = 1.0 - fit(item.demand, curve.at(moment_local))
    return round(1000 * lost * (1.0 - 0.5 * curve.unsure))


def batching(entries: Sequence[Entry]) -> int:
    """Going from one subject straight to another.

    A meal, a protected time or a flex block between them is a rest.
    """
    followed = chain(entries)
    return sum(between(one.subject, other.subject) for one, other in pairwise(followed))


def between(one: tuple[str, str] | None, other: tuple[str, str] | None) -> int:
    """What it costs to go from one subject (life domain, demand) to another."""
    if one is None or other is None:
        return 0
    if one[0] != other[0]:
        return OTHER_DOMAIN
    return OTHER_DEMAND if one[1] and other[1] and one[1] != other[1] else 0


def extra_pieces(problem: Problem, placed: Sequence[Block]) -> int:
    """Pieces beyond the fewest that could hold what is placed of an item."""
    extra, pieces = 0, _spans(placed)
    for item in problem.items:
        minutes = [each.minutes for each in pieces.get(item.id, ())]
        if minutes:
            extra += max(0, len(minutes) + (-sum(minutes) // item.piece_most))
    return EXTRA_PIECE * extra


def _spans(placed: Sequence[Block]) -> dict[str, list[Span]]:
    """When each piece is, by what it is a piece of."""
    pieces: dict[str, list[Span]] = {}
    for each in placed:
        pieces.setdefault(each.item_id, []).append(each.span)
    return pieces


def missing_slack(day: Day, entries: Sequence[Entry], changes: Sequence[Change], now: datetime | None) -> int:
    """What is short of the empty time that a day wants, from now on."""
    free = empty_minutes(day, entries, changes, now)
    return 0 if free is None else SLACK_SLOT * max(0, (day.slack_minutes - free) // SLOT_MINUTES)


def empty_minutes(
    day: Day, entries: Sequence[Entry], changes: Sequence[Change], now: datetime | None
) -> int | None:
    """The minutes of a day, from now on, that nothing and no ritual takes; None when the day is past."""
    start = day.waking.start if now is None else max(day.waking.start, now)
    if start >= day.waking.end:
        return None
    held = (each.span for each in changes if each.span and each.outcome == "held")
    free, reached = timedelta(), start
    for taken in sorted([*(each.span for each in entries), *held], key=lambda each: each.start):
        if taken.start > reached:
            free += min(taken.start, day.waking.end) - reached
        reached = max(reached, min(taken.end, day.waking.end))
    free += day.waking.end - reached
    return free // SLOT * SLOT_MINUTES


def lateness(problem: Problem, block: Block) -> int:
    """Ending within a day of the deadline: so much for every five minutes of that day that are used up."""
    item = problem.item_by_id.get(block.item_id)
    if item is None or item.deadline_at is None:
        return 0
    used = LATE_FROM - (item.deadline_at - block.span.end)
    return late_slot(item) * max(0, used // SLOT)


def late_slot(item: Item) -> int:
    """What five minutes nearer to the deadline cost: little for a wish, which else would be left out rather
    than be late; of what is no wish a day of them what half an hour of it is worth.
    """
    return LATE_SLOT if item.tier == Tier.WISH else points_per_slot(item) // LATE_SHARE


def odd_starts(entries: Sequence[Entry], changes: Sequence[Change]) -> int:
    """Blocks that start neither on a quarter hour nor right after something, with their warm-up or
    without.
    """
    ends = {each.span.end for each in entries}
    held = [each for each in changes if each.outcome == "held"]
    ends |= {each.span.end for each in held if each.span and each.span.start == each.at.span.end}
    warm_ups = {
        each.at.span.start: each.span.start
        for each in held
        if each.span and each.at.placed and each.span.end == each.at.span.start
    }
    odd = 0
    for entry in entries:
        start = entry.span.start
        begins = warm_ups.get(start, start)
        if entry.placed and start.minute % 15 and begins.minute % 15 and begins not in ends:
            odd += 1
    return ODD_START * odd


def moved(problem: Problem, placed: Sequence[Block]) -> int:
    """Five-minute slots of the plan in force, from now on, in which its item is no longer."""
    lost, now = 0, _spans(placed) if problem.in_force else {}
    for block in problem.in_force:
        if block.item_id in problem.item_by_id and block.id not in problem.given_ids:
            lost += left_by(problem, block, now.get(block.item_id, []))
    return MOVED_SLOT * (lost // SLOT_MINUTES)


def left_by(problem: Problem, block: Block, kept: Sequence[Span]) -> int:
    """Minutes of a block of the plan in force, from now on, that the pieces `kept` of its item have left."""
    span = from_now(block.span.on_grid(), problem.open_from)
    return 0 if span in kept else sum(each.minutes for each in without([span], kept))


def spread(problem: Problem, placed: Sequence[Block]) -> int:
    """Days on which something comes that lie closer together than if it were spread evenly over the week."""
    return sum(
        closer_day(item) * closer(days_of(problem, placed, item), item.even_days)
        for item in problem.items
        if item.even_days > 1
    )


def closer_day(item: Item) -> int:
    """What each day less than evenly costs: a tenth of the worth of one time."""
    return points_per_slot(item) * (item.piece_least // SLOT_MINUTES) // 10


def closer(days: Collection[date], even_days: int) -> int:
    """For any two of these days how many more there would be from one to the other, spread evenly."""
    return sum(max(0, even_days - abs((one - other).days)) for one, other in combinations(days, 2))


def days_of(problem: Problem, placed: Sequence[Block], item: Item) -> set[date]:
    """The days on which an item comes, placed or pinned."""
    own = (day_index(problem, each.span) for each in (*placed, *problem.pinned) if each.item_id == item.id)
    return {problem.days[nth].on for nth in own if nth is not None}


def balance(problem: Problem, placed: Sequence[Block]) -> int:
    """What is gained where things of one life domain are each placed in part: their first part is worth more
    than their last. Never above 0; 0 for what is placed whole or not at all.
    """
    missing = missing_minutes(problem, placed)
    sharing = (problem.item_by_id[name] for name in problem.shares_domain)
    return -sum(
        gain_of_a_part(points_per_slot(each), each.minutes // SLOT_MINUTES, missing[each.id] // SLOT_MINUTES)
        for each in sharing
    )


def gain_of_a_part(worth: int, wanted: int, missing: int) -> int:
    """A quarter of the worth of what is placed, times the share that is missing; in slots, whole points."""
    return worth * missing * (wanted - missing) // (4 * wanted)


def from_now(span: Span, now: datetime | None) -> Span:
    """The part of a span that is not past."""
    start = span.start if now is None else min(max(span.start, now), span.end)
    return Span(start, span.end)


OF_BLOCK: dict[str, Callable[[Problem, Block], int]] = {"energy": misfit, "late": lateness}
"""The terms that each block has by itself."""

OF_DAY: dict[str, Callable[[Problem, Day, Sequence[Entry], Sequence[Change]], int]] = {
    "changes": lambda _problem, _day, _entries, changes: SPHERE_CHANGE * len(changes),
    "batching": lambda _problem, _day, entries, _changes: batching(entries),
    "slack": lambda problem, day, entries, changes: missing_slack(day, entries, changes, problem.open_from),
    "odd": lambda _problem, _day, entries, changes: odd_starts(entries, changes),
    "recovery": lambda problem, day, entries, _changes: recovery(problem, day, entries),
}
"""The terms that each day has by itself: of what lies on it in order, and its changes of sphere."""

TERMS = ("unplaced", *OF_BLOCK, *OF_DAY, "pieces", "moved", "spread", "balance", "strain")
"""Every term of the weighted sum; the first and those after the days' are of all pieces of a thing together,
the last is of the days beside each other."""
