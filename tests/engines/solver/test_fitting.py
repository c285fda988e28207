"""Places for things whose hours are full to the last minutes: what is found holds them whole."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings

from counterpoint.domain.planning import Item, Plan, Problem, Tier
from counterpoint.domain.planning.checker import judge_blocks
from counterpoint.domain.planning.pose import pose
from counterpoint.engines.solver import judging
from counterpoint.engines.solver.fitting import fitted
from counterpoint.engines.solver.result import blocks_at
from counterpoint.engines.solver.run import Budget, search
from tests.engines.solver.test_search import LIFE, MEETING, TASK, tiny
from tests.seeds import of_many
from tests.strategies import Case, cases


def must(name: str, minutes: int, least: int, most: int) -> Item:
    return replace(
        TASK, id=name, title=name, tier=Tier.MUST, minutes=minutes, piece_least=least, piece_most=most
    )


def whole(problem: Problem) -> Plan:
    """The plan at the places found; every item whole, and the checker takes it."""
    blocks = blocks_at(problem, fitted(problem, seconds=10))
    plan = Plan(problem.first_week, problem.zone, blocks)
    placed = Counter[str]()
    for each in blocks:
        placed[each.item_id] += each.span.minutes
    assert placed == {each.id: each.minutes for each in problem.items}
    assert not judge_blocks(problem, plan)
    return plan


def test_a_day_is_filled_to_its_last_minute() -> None:
    """Of two hours a warm-up takes five minutes and a shutdown ten."""
    plan = whole(tiny(must("long", 45, 45, 45), must("short", 35, 35, 35), must("last", 25, 25, 25)))
    assert sum(each.span.minutes for each in plan.blocks) == 105


def test_what_has_no_room_is_given_no_place() -> None:
    assert fitted(tiny(*(must(f"m{nth}", 60, 60, 60) for nth in range(3))), seconds=10) == ()


def test_of_more_pieces_than_can_be_looked_at_none_is_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = tiny(must("one", 60, 30, 60))
    assert fitted(problem, seconds=10)
    monkeypatch.setattr("counterpoint.engines.solver.fitting.MOST_PIECES", 1)
    assert fitted(problem, seconds=10) == ()


def test_two_pieces_of_one_thing_are_a_rest_apart() -> None:
    plan = whole(tiny(must("one", 60, 30, 30)))
    first, second = plan.blocks
    assert (second.span.start - first.span.end).total_seconds() >= 15 * 60


def test_work_and_life_around_a_meeting_leave_its_rituals_room() -> None:
    whole(tiny(must("work", 30, 30, 30), replace(LIFE, tier=Tier.MUST), facts=(MEETING,)))


def test_what_waits_comes_after_what_it_waits_for() -> None:
    second = replace(must("a second", 30, 30, 30), after=("z first",))
    plan = whole(tiny(second, must("z first", 60, 30, 60)))
    assert plan.blocks[-1].item_id == "a second"


def test_the_places_are_asked_for_in_a_process_of_its_own() -> None:
    problem = tiny(must("one", 60, 60, 60))
    assert judging.fitted(problem, seconds=10) == fitted(problem, seconds=10)


@settings(max_examples=of_many(8, 15), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_what_is_found_lies_in_its_hours_whole_and_beside_nothing(case: Case) -> None:
    problem = pose(case.life, case.facts, case.week, now=case.now)
    assume(problem.days)
    *_, found = search(problem, Budget(steps=40))
    there = {each.item_id for each in found.blocks}
    part = replace(problem, items=tuple(each for each in problem.items if each.id in there), in_force=())
    places = fitted(part, seconds=2)
    placed = Counter[int]()
    for start, end, item in places:
        placed[item] += (end - start) * 5
    assert all(placed[nth] == each.minutes for nth, each in enumerate(part.items)) or not places
    assert all(first[1] <= second[0] for first, second in pairwise(places))
