"""Hours that are full to the last minutes: what must be done has its place there all the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from counterpoint.desk.planning.full_hours import search_from_exact_places
from counterpoint.desk.planning.weeks import plan_problem
from counterpoint.domain.agenda import Fact
from counterpoint.domain.energy import first_curve
from counterpoint.domain.planning import Day, Item, Problem, Tier
from counterpoint.domain.timeline import Span
from counterpoint.engines.solver.run import Budget, search

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
TASK = Item("a", "task", "a", "A", 25, 25, 25, (), tier=Tier.MUST, weight=0.9, demand="deep", sphere="work")


def minutes(first: int, last: int) -> Span:
    return Span(NINE + timedelta(minutes=first), NINE + timedelta(minutes=last))


def full(*lengths: int, gaps: tuple[tuple[int, int], ...]) -> Problem:
    """Gaps between events of work, in minutes after nine, and musts of one piece each for them."""
    end = max(last for _, last in gaps) + 30
    taken = [(0, gaps[0][0])]
    taken += [(one[1], other[0]) for one, other in pairwise(gaps)]
    taken += [(gaps[-1][1], end)]
    facts = tuple(
        Fact(f"m{n}", "Meeting", minutes(*span), "work", blocking=True) for n, span in enumerate(taken)
    )
    items = tuple(
        replace(TASK, id=f"t{n}", title=f"T{n}", minutes=each, piece_least=each, piece_most=each)
        for n, each in enumerate(lengths)
    )
    day = minutes(0, end)
    return Problem(
        "UTC",
        day,
        (Day(date(2026, 11, 23), day),),
        facts=facts,
        items=tuple(replace(each, windows=(day,)) for each in items),
        spheres=(("work", "work"), ("home", "life")),
        curve=first_curve("morning"),
    )


FULL = full(35, 40, 45, 30, 25, 35, 20, gaps=((30, 105), (120, 190), (205, 290)))


def test_what_the_first_plan_misses_has_a_place_where_places_are_looked_for_exactly() -> None:
    first = next(iter(search(FULL, Budget(steps=0))))
    assert first.cost.order[1] > 0
    found = search_from_exact_places(FULL, first.cost)
    assert found is not None
    assert not any(found.cost.order[:3])


def test_a_plan_that_misses_nothing_but_wishes_is_left_alone() -> None:
    easy = full(35, gaps=((30, 105),))
    found = next(iter(search(easy, Budget(steps=0))))
    assert search_from_exact_places(easy, found.cost) is None


def test_where_there_is_no_room_the_plan_stays_as_it_is() -> None:
    over = full(35, 40, 45, gaps=((30, 105),))
    plan = plan_problem(over, seconds=0.05, two=True)
    assert plan.cost.order[1] > 0
    assert {each.item_id for each in plan.blocks if each.item_id} < {each.id for each in over.items}


def test_a_plan_of_full_hours_holds_every_must() -> None:
    plan = plan_problem(FULL, seconds=0.05, two=True)
    assert not any(plan.cost.order[:3])
