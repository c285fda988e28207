"""How much room a block has left: it shrinks as a week fills up, and each time that is counted is free."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.agenda import Fact
from counterpoint.domain.planning import Tier
from counterpoint.domain.planning.room import freedom, room_left
from tests.domain.planning.test_checker import PROBLEM, at, block, item
from tests.domain.planning.test_reasons import SOME, planned
from tests.strategies import Case, cases, facts

DAY = replace(
    PROBLEM, facts=(), firm=(), rituals=(), pinned=(), items=(item("letter", 60, windows=(at(9, 240),)),),
    days=(replace(PROBLEM.days[0], slack_minutes=0),),
)  # fmt: skip
LETTER = block("letter", at(9, 60))


def letter_in(problem: object, *others: object) -> int:
    return room_left(problem, [LETTER, *others])["letter#1"]  # type: ignore[arg-type, list-item]


@SOME
@given(cases(), st.data())
def test_one_more_event_never_gives_more_room(case: Case, data: st.DataObject) -> None:
    problem, placed = planned(case)
    more = data.draw(st.lists(facts(case.week, case.life.zone, 99), min_size=1, max_size=3))
    before = room_left(problem, placed)
    after = room_left(replace(problem, facts=(*problem.facts, *more)), placed)
    assert before.keys() == after.keys() == {each.id for each in placed}
    assert all(after[id] <= before[id] for id in before)


def test_what_fills_up_leaves_fewer_times() -> None:
    assert letter_in(DAY) == 3
    call = Fact("c", "Call", at(10, 30), "work")
    assert letter_in(replace(DAY, facts=(call,))) == 2
    assert letter_in(replace(DAY, facts=(replace(call, blocking=False),))) == 3
    meeting = Fact("c", "Meeting", at(10, 180), "work")
    assert letter_in(replace(DAY, facts=(meeting,))) == 0
    assert letter_in(DAY, block("swim", at(11, 60))) == 2


def test_what_is_past_is_no_other_time() -> None:
    assert letter_in(replace(DAY, now=at(11.5, 5).start)) == 1


def test_no_time_after_its_deadline_or_before_what_it_waits_for() -> None:
    due = item("letter", 60, windows=(at(9, 240),), deadline_at=at(12, 0).start)
    assert letter_in(replace(DAY, items=(due,))) == 2
    waits = item("letter", 60, windows=(at(8, 300),), after=("draft",))
    draft = item("draft", 30, windows=(at(8, 300),))
    early = block("draft", at(8, 30))
    assert room_left(replace(DAY, items=(waits, draft)), [LETTER, early]) == {"letter#1": 3, "draft#1": 1}


def test_once_a_day_leaves_the_days_of_its_other_pieces_out() -> None:
    each_day = tuple(at(9, 120, day) for day in range(3))
    problem = replace(PROBLEM, facts=(), firm=(), rituals=(), pinned=())
    often = item("letter", 60, windows=each_day, tier=Tier.MUST)
    assert letter_in(replace(problem, items=(often,))) == 5
    once = replace(often, one_a_day=True)
    other = block("letter", at(9, 60, 2), nth=2)
    assert room_left(replace(problem, items=(once,)), [LETTER, other]) == {"letter#1": 3, "letter#2": 3}
    spaced = replace(once, spacing_days=2)
    assert room_left(replace(problem, items=(spaced,)), [LETTER, other]) == {"letter#1": 1, "letter#2": 1}


def test_a_wish_takes_none_of_the_empty_time_of_another_day() -> None:
    windows = (at(9, 120), at(9, 60, 1))
    busy = Fact("c", "Fair", at(10, 600, 1), "work")
    problem = replace(
        PROBLEM, facts=(busy,), firm=(), rituals=(), items=(item("letter", 60, windows=windows),)
    )
    wide = replace(problem, days=tuple(replace(each, slack_minutes=0) for each in problem.days))
    tight = replace(problem, days=tuple(replace(each, slack_minutes=120) for each in problem.days))
    assert letter_in(wide) == 2
    assert letter_in(tight) == 1


def test_what_its_person_put_there_is_not_counted() -> None:
    assert room_left(replace(DAY, pinned=(LETTER,)), [LETTER]) == {}


def test_none_few_and_many_have_their_names() -> None:
    assert [freedom(count) for count in (0, 1, 3, 4)] == ["none", "few", "few", "many"]
