"""How near to its deadline something ends: a price by what it is worth, where that cannot leave it out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from counterpoint.domain.planning import Item, Problem, Tier
from counterpoint.domain.planning.cost import LATE_FROM, lateness, points_per_slot
from counterpoint.engines.solver.run import Budget, search
from tests.domain.planning.test_checker import PROBLEM, at, block, item

NOON = at(12, 0, 1).start
OPEN = replace(PROBLEM, facts=(), firm=(), rituals=(), pinned=(), now=None)


def due(tier: Tier, weight: float) -> Item:
    wide = tuple(at(8, 720, nth) for nth in range(3))
    return replace(item("report", 60, windows=wide, deadline_at=NOON), tier=tier, weight=weight)


def of(thing: Item) -> Problem:
    return replace(OPEN, items=(thing,))


@pytest.mark.parametrize("weight", [0.5, 1.0, 1.2])
def test_a_must_that_ends_at_its_deadline_costs_what_half_an_hour_of_it_is_worth(weight: float) -> None:
    must = due(Tier.MUST, weight)
    there = lateness(of(must), block("report", at(11, 60, 1)))
    assert there == pytest.approx(6 * points_per_slot(must), rel=0.1)
    half_a_day_sooner = lateness(of(must), block("report", at(23, 60)))
    assert half_a_day_sooner == pytest.approx(there / 2, rel=0.01)
    assert lateness(of(must), block("report", at(11, 60))) == 0


def test_a_wish_is_never_left_out_rather_than_be_late() -> None:
    wish = due(Tier.WISH, 0.25)
    assert lateness(of(wish), block("report", at(11, 60, 1))) < points_per_slot(wish) * 3
    assert timedelta(hours=24) == LATE_FROM


def test_a_must_that_is_due_tomorrow_goes_before_a_wish_that_is_not_due() -> None:
    must, wish = (
        due(Tier.MUST, 0.9),
        replace(item("book", 60, windows=(at(9, 60), at(11, 60, 1))), weight=0.9),
    )
    must = replace(must, windows=wish.windows)
    *_, found = search(replace(OPEN, items=(must, wish)), Budget(steps=300))
    assert [each.item_id for each in sorted(found.blocks, key=lambda each: each.span)] == ["report", "book"]
