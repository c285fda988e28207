"""When too much is wanted: the smallest set of things that clash.

The judge, in a process of its own, looks for the smallest set that cannot even be packed into its hours:
that is proven. Where it knows of none, the search finds a set of which it has no plan that holds all of it,
and the judge is asked about that. Either way the search has plans that hold the rest without any one of the
members: the checker has taken each of these, so none can be missed. A set that the judge could not prove is
what was found, no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterpoint.domain.planning import Block, Item, Plan, Problem, Tier
from counterpoint.domain.planning.checker import judge_blocks
from counterpoint.domain.planning.clash import only
from counterpoint.engines.solver import judging
from counterpoint.engines.solver.result import blocks_at
from counterpoint.engines.solver.run import Budget, search

STEPS = 6000
SURER = 5
"""A set for which a search so many times as long has a plan is looked for anew, as long."""
PROOF_SECONDS = 2.0
EXACT_SECONDS = 1.0
MOST_MISSED = 3
"""Where the search has no plan without more of the members than that, the set was found too large."""
MOST = 40
"""With more musts and protections than that the search for a set would take longer than one waits."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Things that do not fit together, while they do without any one of them.

    `proven`: there is no plan for all of them. Otherwise none was found.
    """

    items: tuple[Item, ...] = ()
    proven: bool = False


def smallest_clash(
    problem: Problem, item_id: str, *, steps: int = STEPS, seconds: float = PROOF_SECONDS
) -> Clash:
    """The least of the things as important as this item, itself among them, that do not fit together.

    Only what goes before it in the order of tiers, or stands beside it, is looked at. Nobody for a wish, when
    all of them fit, when the item has no room even alone, and when the set could not be verified. `seconds`
    are the judge's: with none it is not asked.
    """
    item = problem.item_by_id.get(item_id)
    if item is None or item.tier == Tier.WISH or not problem.days:
        return Clash()
    wanted = [each for each in problem.items if each.tier <= item.tier and each.minutes]
    if len(wanted) > MOST or fits(problem, wanted, steps) or not fits(problem, [item], steps):
        return Clash()
    if seconds > 0:
        packed = judging.packed_clash(problem, item.id, [each.id for each in wanted], seconds=seconds)
        members = [each for each in wanted if each.id in packed]
        if members:
            wanted, steps = members, SURER * steps
            if _none_can_be_missed(problem, members, steps, seconds):
                return Clash(tuple(members), True)
    return _searched(problem, item, wanted, steps, seconds)


def _searched(problem: Problem, item: Item, wanted: Sequence[Item], steps: int, seconds: float) -> Clash:
    """As `smallest_clash`, by what the search finds no plan for, and what the judge says of that."""
    found = _shrunk(problem, item, wanted, steps)
    if fits(problem, found, SURER * steps):
        steps *= SURER
        if fits(problem, wanted, steps):
            return Clash()
        found = _shrunk(problem, item, wanted, steps)
    judged = _judged(problem, found, wanted, seconds) if seconds > 0 else None
    if judged is None:
        return Clash(tuple(found)) if _none_can_be_missed(problem, found, steps, seconds) else Clash()
    members = [each for each in wanted if each.id in judged]
    ours = item in members and _none_can_be_missed(problem, members, steps, seconds)
    return Clash(tuple(members), True) if ours else Clash()


def _judged(
    problem: Problem, found: Sequence[Item], wanted: Sequence[Item], seconds: float
) -> Sequence[str] | None:
    """The ids of a set that is proven to clash, none where nothing does; None when it is not known."""
    answer = judging.clash(
        problem, [each.id for each in found], [each.id for each in wanted], seconds=seconds
    )
    return None if answer is None or not answer[1] else answer[0]


def _shrunk(problem: Problem, item: Item, wanted: Sequence[Item], steps: int) -> list[Item]:
    """Others left out, what matters least first and in ever smaller handfuls, as long as the rest still does
    not fit; in the order in which they are wanted.
    """
    rivals = sorted(wanted, key=lambda one: (-one.tier, one.weight, one.id))
    left = [each for each in rivals if each.id != item.id]
    size = max(1, len(left) // 2)
    while True:
        n = 0
        while n < len(left):
            fewer = left[:n] + left[n + size :]
            if fits(problem, [item, *fewer], steps):
                n += size
            else:
                left = fewer
        if size == 1:
            return [each for each in wanted if each.id == item.id or each in left]
        size = max(1, size // 2)


def _none_can_be_missed(problem: Problem, items: Sequence[Item], steps: int, seconds: float) -> bool:
    """Whether there is a plan for the rest without any one of these, which the checker takes."""
    rests = [[one for one in items if one.id != each.id] for each in items]
    missed = [rest for rest in rests if not fits(problem, rest, steps)]
    if len(missed) > MOST_MISSED:
        return False
    return all(fits_exactly(problem, rest, min(seconds, EXACT_SECONDS)) for rest in missed)


def fits_exactly(problem: Problem, items: Sequence[Item], seconds: float) -> bool:
    """As `fits`, for hours so full that a search has to be lucky: the judge proposes the places."""
    alone = only(problem, {each.id for each in items})
    places = judging.fitted(alone, seconds=seconds) if seconds > 0 else ()
    return bool(places) and not judge_blocks(alone, _plan(alone, blocks_at(alone, places)))


def fits(problem: Problem, items: Sequence[Item], steps: int = STEPS) -> bool:
    """Whether the search finds a plan that holds all of these, beside what is given, and the checker takes
    it.
    """
    alone = only(problem, {each.id for each in items})
    for found in search(alone, Budget(steps=steps)):
        if not any(found.cost.order[:3]):
            return not judge_blocks(alone, _plan(alone, found.blocks))
    return False


def _plan(problem: Problem, blocks: tuple[Block, ...]) -> Plan:
    return Plan(problem.first_week, problem.zone, blocks)
