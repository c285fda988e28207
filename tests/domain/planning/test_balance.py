"""Of several things of one life domain each gets a part rather than one of them everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.planning import Block, Day, Item, Problem, Tier
from counterpoint.domain.planning.cost import cost, gain_of_a_part, terms
from counterpoint.domain.timeline import Span

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
DAY = Span(NINE, NINE + 16 * QUARTER)
PAINT = Item(
    "task:p", "task", "p", "Paint", 120, 15, 120, (DAY,), weight=1.0, domain_id="home", demand="social"
)
PLANT = replace(PAINT, id="task:q", subject_id="q", title="Plant", weight=0.8)


def week(*items: Item) -> Problem:
    return Problem("UTC", DAY, (Day(date(2026, 11, 23), DAY),), items=items)


def placed(item: Item, first: int, quarters: int) -> Block:
    begin = NINE + first * QUARTER
    return Block(
        item.id, item.kind, item.id, item.subject_id, item.title, Span(begin, begin + quarters * QUARTER)
    )


def gain(problem: Problem, *blocks: Block) -> int:
    return -terms(problem, blocks)["balance"]


def all_of_one(problem: Problem) -> float:
    return cost(problem, (placed(problem.items[0], 0, 8),)).wishes


def a_part_of_each(problem: Problem) -> float:
    one, other = problem.items
    return cost(problem, (placed(one, 0, 6), placed(other, 6, 2))).wishes


def test_a_part_of_each_is_worth_more_than_all_of_the_weightiest() -> None:
    together, apart = week(PAINT, PLANT), week(PAINT, replace(PLANT, domain_id="garden"))
    assert a_part_of_each(together) < all_of_one(together)
    assert all_of_one(apart) < a_part_of_each(apart)


def test_what_weighs_far_less_still_waits() -> None:
    problem = week(PAINT, replace(PLANT, weight=0.5))
    assert all_of_one(problem) < a_part_of_each(problem)


def test_half_of_a_thing_gains_a_sixteenth_of_its_worth_and_all_or_nothing_of_it_no_more() -> None:
    problem = week(PAINT, PLANT)
    assert gain(problem, placed(PAINT, 0, 4)) == 24 * 1000 // 16
    assert gain(problem) == gain(problem, placed(PAINT, 0, 8)) == 0


@pytest.mark.parametrize(
    "other",
    [
        replace(PLANT, domain_id="garden"),
        replace(PLANT, tier=Tier.MUST),
        replace(PLANT, minutes=0),
        replace(PAINT, id="task:p:w2"),
    ],
)
def test_it_takes_two_wishes_of_one_domain(other: Item) -> None:
    assert not gain(week(PAINT, other), placed(PAINT, 0, 4))


@given(st.integers(1, 1500), st.integers(1, 300))
def test_every_further_part_of_a_thing_is_worth_no_more_than_the_one_before(worth: int, wanted: int) -> None:
    totals = [worth * done + gain_of_a_part(worth, wanted, wanted - done) for done in range(wanted + 1)]
    steps = [after - before for before, after in pairwise(totals)]
    assert all(after <= before + 1 for before, after in pairwise(steps))
    assert totals[-1] == worth * wanted
    assert steps[0] <= 1.25 * worth + 1
    assert steps[-1] >= 0.75 * worth - 1
