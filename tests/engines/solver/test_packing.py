"""What cannot even be packed into its hours is proven to have no room; what has a plan never is."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings

from counterpoint.domain.planning import Tier
from counterpoint.domain.planning.pose import pose
from counterpoint.engines.solver import judge, judging
from counterpoint.engines.solver.model import build
from counterpoint.engines.solver.packing import cannot_be_packed
from counterpoint.engines.solver.run import Budget, search
from counterpoint.engines.solver.shortage import sharing_the_shortage
from tests.engines.solver.test_search import LIFE, MEETING, TASK, tiny
from tests.seeds import of_many
from tests.strategies import Case, cases

HOUR = replace(TASK, tier=Tier.MUST, minutes=60, piece_least=60, piece_most=60)


@settings(
    max_examples=of_many(12, 30),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(cases())
def test_what_a_plan_holds_is_never_said_to_have_no_room(case: Case) -> None:
    problem = pose(case.life, case.facts, case.week, now=case.now)
    assume(problem.days)
    *_, found = search(problem, Budget(steps=40))
    placed = Counter[str]()
    for each in found.blocks:
        placed[each.item_id] += each.span.minutes
    held = replace(
        problem, items=tuple(replace(each, minutes=placed[each.id]) for each in problem.items), in_force=()
    )
    assert not cannot_be_packed(build(held), seconds=10)
    assert sharing_the_shortage(build(held)) == []


def test_more_minutes_than_hours_are_seen_without_the_whole_model() -> None:
    many = [replace(HOUR, id=f"m{nth}", title=f"M{nth}") for nth in range(3)]
    assert not cannot_be_packed(build(tiny(*many[:1])), seconds=10)
    assert cannot_be_packed(build(tiny(*many)), seconds=10)


def test_the_judge_looks_for_another_set_where_the_one_that_was_found_has_room() -> None:
    many = [replace(HOUR, id=f"m{nth}", title=f"M{nth}") for nth in range(4)]
    names = [each.id for each in many]
    clash = judge.clash(tiny(*many), names[:1], names, seconds=20)
    assert clash is not None
    assert clash.minimal
    assert 1 < len(clash.members) < len(many)
    assert judge.clash(tiny(many[0]), names[:1], names[:1], seconds=20) == replace(clash, members=())


def test_a_clash_is_asked_for_in_a_process_of_its_own() -> None:
    many = [replace(HOUR, id=f"m{nth}", title=f"M{nth}") for nth in range(3)]
    names = [each.id for each in many]
    assert judging.clash(tiny(*many, LIFE, facts=(MEETING,)), names, names, seconds=10) == (
        tuple(names),
        True,
    )


def test_the_smallest_set_that_cannot_be_packed_keeps_what_it_is_asked_for() -> None:
    many = [replace(HOUR, id=f"m{nth}", title=f"M{nth}") for nth in range(5)]
    names = [each.id for each in many]
    found = judging.packed_clash(tiny(*many), "m4", names, seconds=10)
    assert "m4" in found
    assert 1 < len(found) < len(many)
    assert judging.packed_clash(tiny(many[0]), "m0", names[:1], seconds=10) == ()
