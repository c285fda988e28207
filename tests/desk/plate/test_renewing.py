"""What renews: a place in the week, a moment after something hard, and a look back that claims nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from counterpoint.desk.day import pausing
from counterpoint.desk.plate.renewing import (
    Offer,
    choose,
    give_place,
    not_after_all,
    offer,
    renewals_of,
    renewed_in,
    take,
    taking,
)
from counterpoint.desk.ports import NotThere
from counterpoint.desk.today import moment_of, now_and_next
from counterpoint.domain.energy import CheckIn, Stretch
from counterpoint.domain.living import Renewal
from counterpoint.domain.planning import Plan
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.settle import settle
from tests.desk.weeks import WEEK, ZONE, a_block, a_diary, at, span, with_events
from tests.memory import MemoryDiary


@pytest.fixture
def diary() -> MemoryDiary:
    diary = a_diary()
    with_events(diary, ("Board", span(0, 9, 180)), ("Client", span(0, 14)))
    choose(diary, "A walk outside", 20)
    choose(diary, "The workshop", 180)
    return diary


def offered(diary: MemoryDiary, now: datetime) -> Offer | None:
    moment = moment_of(diary, now)
    return offer(diary, now, moment.view, now_and_next(moment))


def test_after_a_long_stretch_what_fits_is_shown_until_the_next_thing(diary: MemoryDiary) -> None:
    shown = offered(diary, at(0, 12, 10))
    assert shown is not None
    assert shown.hard == "long"
    assert [each.title for each in shown.renewals] == ["A walk outside"]
    assert shown.until == at(0, 14)


def test_it_is_not_shown_during_something_nor_later_nor_without_room(diary: MemoryDiary) -> None:
    assert offered(diary, at(0, 11)) is None
    assert offered(diary, at(0, 13)) is None
    with_events(diary, ("Board", span(0, 9, 180)), ("Next", span(0, 12, 60, 15)))
    assert offered(diary, at(0, 12, 10)) is None


def test_whoever_named_nothing_sees_nothing_and_nothing_asks_while_life_happens(diary: MemoryDiary) -> None:
    pausing.begin(diary, at(0, 8))
    assert offered(diary, at(0, 12, 10)) is None
    assert offered(a_diary(), at(0, 12, 10)) is None


def test_a_low_check_in_is_enough_and_the_evening_is_free(diary: MemoryDiary) -> None:
    diary.dated(CheckIn).add(CheckIn("c", at(0, 19, 30), ZONE, energy=1))
    shown = offered(diary, at(0, 19, 40))
    assert shown is not None
    assert (shown.hard, shown.until) == ("low", None)
    assert len(shown.renewals) == 2


def test_what_is_taken_is_one_time_and_can_be_taken_back(diary: MemoryDiary) -> None:
    walk = renewals_of(diary)[0].renewal
    taken = take(diary, walk.id, at(0, 12, 10))
    assert take(diary, walk.id, at(0, 12, 11)) == taken
    assert taking(diary, at(0, 12, 20)) == taken
    assert taking(diary, at(0, 12, 30)) is None
    assert offered(diary, at(0, 12, 15)) is None
    not_after_all(diary, taken.thing.id)
    assert taking(diary, at(0, 12, 20)) is None
    diary.dated(Stretch).add(Stretch("other", at(0, 9), 180, "Board", quality=2))
    with pytest.raises(NotThere):
        not_after_all(diary, "other")
    with pytest.raises(NotThere):
        take(diary, "gone", at(0, 12))


def test_chosen_twice_it_is_there_once(diary: MemoryDiary) -> None:
    choose(diary, "A walk outside", 45)
    assert [each.renewal.minutes for each in renewals_of(diary)] == [20, 180]


def test_it_becomes_a_routine_and_the_plan_names_it_as_renewal(diary: MemoryDiary) -> None:
    routine = give_place(diary, renewals_of(diary)[0].renewal.id).thing
    (walk, _workshop) = renewals_of(diary)
    assert (walk.routine, routine.minutes, routine.times_a_week) == (routine, 20, 2)
    problem = pose(diary.life(), (), WEEK)
    item = next(each for each in problem.items if each.subject_id == routine.id)
    block = replace(a_block("call", span(1, 17, 20)), id=f"{item.id}#1", kind="routine", item_id=item.id,
                    subject_id=routine.id, domain_id="")  # fmt: skip
    told = settle(problem, [block]).blocks
    assert any(reason.kind == "renewal" for each in told if each.id == block.id for reason in each.reasons)
    diary.routines.remove(routine.id)
    assert renewals_of(diary)[0].routine is None


def test_firm_time_that_renews_says_so_beside_being_firm(diary: MemoryDiary) -> None:
    diary.shelf(Renewal).add(Renewal("table", "Dinner", 60, protected_id="dinner"))
    dinners = [
        each for each in settle(pose(diary.life(), (), WEEK), ()).blocks if each.subject_id == "dinner"
    ]
    assert {tuple(reason.kind for reason in each.reasons) for each in dinners} == {
        ("firm", "renewal", "value")
    }


def test_the_week_tells_what_was_taken_and_what_was_only_planned(diary: MemoryDiary) -> None:
    walk = renewals_of(diary)[0].renewal
    routine = give_place(diary, walk.id).thing
    blocks = [
        replace(a_block("call", span(day, 17, 20)), id=f"w{day}", kind="routine", subject_id=routine.id,
                title="A walk outside", state=state)
        for day, state in ((0, "done"), (1, "planned"), (2, "skipped"))
    ]  # fmt: skip
    diary.plans.keep(Plan(WEEK, ZONE, tuple(blocks)), step="Planned", version=None)  # type: ignore[arg-type]
    take(diary, walk.id, at(3, 12))
    diary.dated(CheckIn).add(CheckIn("first", at(-9, 9), ZONE, energy=4))
    diary.dated(CheckIn).add(CheckIn("before", at(0, 16), ZONE, energy=3))
    diary.dated(CheckIn).add(CheckIn("after", at(0, 18), ZONE, energy=5))
    told = renewed_in(diary, WEEK, at(4, 9))
    assert [(each.at, each.taken) for each in told] == [
        (at(0, 17), True), (at(1, 17), False), (at(3, 12), True),
    ]  # fmt: skip
    assert (told[0].before, told[0].after, told[1].before) == (3, 5, None)
    assert len(renewed_in(diary, WEEK, at(0, 17) + timedelta(minutes=30))) == 1
