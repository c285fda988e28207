"""Which things share in what their hours lack: those that compete for them, and no others."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from counterpoint.domain.planning import Problem, Tier
from counterpoint.domain.timeline import Span
from counterpoint.engines.solver import judge
from counterpoint.engines.solver.model import build
from counterpoint.engines.solver.shortage import sharing_the_shortage
from tests.engines.solver.test_search import NINE, TASK, tiny

HOUR = replace(TASK, tier=Tier.MUST, minutes=60, piece_least=60, piece_most=60)


def two_halves(before: int, after: int) -> Problem:
    """Four hours: so many hours wanted of the two before eleven, so many of the two after that."""
    problem = tiny(*(replace(HOUR, id=f"m{nth}", title=f"M{nth}") for nth in range(before + after)), hours=4)
    eleven = NINE + timedelta(hours=2)
    halves = Span(NINE, eleven), Span(eleven, NINE + timedelta(hours=4))
    items = (
        replace(each, windows=(halves[nth >= before],), sphere="both")
        for nth, each in enumerate(problem.items)
    )
    return replace(problem, items=tuple(items), rituals=())


def test_only_what_competes_for_the_same_hours_shares_in_what_is_lacking() -> None:
    assert sharing_the_shortage(build(two_halves(3, 1))) == [0, 1, 2]
    assert sharing_the_shortage(build(two_halves(1, 3))) == [1, 2, 3]
    assert sharing_the_shortage(build(two_halves(2, 2))) == []


@pytest.mark.parametrize(
    ("before", "after", "asked", "clashing"),
    [
        (3, 2, "m1", {"m0", "m1", "m2"}),
        (3, 2, "m4", {"m0", "m1", "m2"}),
        (3, 3, "m0", {"m0", "m1", "m2"}),
        (3, 3, "m5", {"m3", "m4", "m5"}),
        (2, 2, "m0", None),
    ],
    ids=["among", "others", "of-two-the-first", "of-two-the-second", "nothing"],
)
def test_a_clash_has_what_was_asked_about_in_it_unless_others_clash_alone(
    before: int, after: int, asked: str, clashing: set[str] | None
) -> None:
    problem = two_halves(before, after)
    found = judge.packed_clash(problem, asked, [each.id for each in problem.items], seconds=10)
    assert (found and {each.key for each in found.members}) == clashing
