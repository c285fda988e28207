"""How free a block still is: its other places are ones that the checker takes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.agenda import Fact
from counterpoint.domain.planning.freedom import freedom, other_places, places
from counterpoint.domain.planning.laid import Laid
from tests.domain.planning.test_checker import PROBLEM, at, block, item
from tests.domain.planning.test_reasons import SOME, new_rules, planned
from tests.strategies import Case, cases

DAY = replace(
    PROBLEM, facts=(), firm=(), rituals=(), pinned=(), items=(item("letter", 60, windows=(at(9, 240),)),),
    days=(replace(PROBLEM.days[0], slack_minutes=0),),
)  # fmt: skip


@SOME
@given(cases(), st.integers(0, 50))
def test_each_other_place_is_allowed_and_apart_from_the_rest(case: Case, nth: int) -> None:
    problem, placed = planned(case)
    mine = placed[nth % len(placed)]
    found = list(places(Laid(problem, placed), mine))[:5]
    for each in found:
        assert not new_rules(problem, placed, mine, each)
        assert not each.overlaps(mine.span)
    assert all(one.end <= other.start for one, other in pairwise(sorted(found)))


def test_what_fills_up_leaves_fewer_places() -> None:
    letter = block("letter", at(9, 60))
    assert other_places(Laid(DAY, [letter]), letter) == 3
    call = Fact("c", "Call", at(10, 30), "work")
    assert other_places(Laid(replace(DAY, facts=(call,)), [letter]), letter) == 2
    meeting = Fact("c", "Meeting", at(10, 180), "work")
    assert other_places(Laid(replace(DAY, facts=(meeting,)), [letter]), letter) == 0


def test_none_few_and_many_have_their_names() -> None:
    assert [freedom(count) for count in (0, 1, 3, 4)] == ["none", "few", "few", "many"]
