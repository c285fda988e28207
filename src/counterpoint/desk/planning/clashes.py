"""When too much is wanted: the smallest set of things that clash.

A set clashes when the search finds no plan that holds all of it; that is what was found and no proof. That it
is the smallest is shown by plans: without any one of its members the search has one that holds the rest, and
the checker has taken it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterpoint.domain.planning import Item, Problem, Tier
from counterpoint.domain.planning.checker import check
from counterpoint.domain.planning.settle import settle
from counterpoint.engines.solver.run import Budget, search

STEPS = 1500
MOST = 24
"""With more musts and protections than that the search for a set would take longer than one waits."""


def smallest_clash(problem: Problem, item_id: str, *, steps: int = STEPS) -> tuple[Item, ...]:
    """The least of the things as important as this item, itself among them, that do not fit together.

    Only what goes before it in the order of tiers, or stands beside it, is looked at. Empty for a wish, when
    all of them fit, when the item has no room even alone, and when the set could not be verified.
    """
    item = problem.item_by_id.get(item_id)
    if item is None or item.tier == Tier.WISH or not problem.days:
        return ()
    wanted = [each for each in problem.items if each.tier <= item.tier and each.minutes]
    if len(wanted) > MOST or _fits(problem, wanted, steps) or not _fits(problem, [item], steps):
        return ()
    left = wanted
    for each in sorted(wanted, key=lambda one: (-one.tier, one.weight, one.id)):
        fewer = [one for one in left if one.id != each.id]
        if each.id != item_id and not _fits(problem, fewer, steps):
            left = fewer
    verified = all(_fits(problem, [one for one in left if one.id != each.id], steps) for each in left)
    return tuple(left) if verified else ()


def _fits(problem: Problem, items: Sequence[Item], steps: int) -> bool:
    """Whether the search finds a plan that holds all of these, beside what is given."""
    alone = replace(problem, items=tuple(_without_gone(each, items) for each in items), in_force=())
    for found in search(alone, Budget(steps=steps)):
        if not any((found.cost.firm_missing, found.cost.musts_missing, found.cost.bends_missing)):
            return not check(alone, settle(alone, found.blocks))
    return False


def _without_gone(item: Item, items: Sequence[Item]) -> Item:
    """An item that waits for nothing that is not among these."""
    there = {each.id for each in items}
    return replace(item, after=tuple(name for name in item.after if name in there))
