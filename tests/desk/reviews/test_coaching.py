"""Radar and coach on a diary: from plans and calendars, without pauses; what is let go is let go."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from counterpoint.desk.reviews.coaching import advise, let_be_keys, let_go, radar_key, take_up
from counterpoint.desk.reviews.looking_back import look_back, settled_check_ins
from counterpoint.domain.agenda import Agenda, CalendarSource
from counterpoint.domain.energy import CheckIn
from counterpoint.domain.living import MicroHabit, Pause
from counterpoint.domain.planning import Task
from counterpoint.domain.timeline import Span, Week
from counterpoint.domain.values import Commitment, LifeDomain
from tests.contracts.examples import MONDAY, block, occurrence, plan
from tests.memory import MemoryDiary

NOW = datetime(2026, 11, 29, 20, tzinfo=UTC)


def lived() -> MemoryDiary:
    """Two weeks with a plan, deep work at night, and a late meeting from a calendar."""
    diary = MemoryDiary()
    diary.domains.add(LifeDomain("work", "Work", "work"))
    diary.tasks.add(Task("deep", "Proposal", 300, demand="deep", domain_id="work"))
    nights = [block(f"n{day}", 24 * day + 21, subject_id="deep", domain_id="work") for day in range(4)]
    diary.plans.keep(plan(*nights, block("s", 9, state="skipped")), step="plan", version=None)
    early = replace(block("e"), span=Span(MONDAY - timedelta(days=9), MONDAY - timedelta(days=9, hours=-1)))
    diary.plans.keep(plan(early, week=Week(MONDAY.date()).next(-2)), step="plan", version=None)
    diary.calendars.add(CalendarSource("c", "Work", "work"))
    late = occurrence("late", 20)
    diary.calendars.fill("c", b"", Agenda((late,)), Span(MONDAY, NOW))
    return diary


def test_a_look_back_holds_plans_and_calendars_but_nothing_skipped_and_nothing_of_a_pause() -> None:
    diary = lived()
    look = look_back(diary, NOW)
    assert {piece.kind for piece in look.pieces} == {"task", "event"}
    assert "s" not in {piece.id for piece in look.pieces}
    assert [piece.demand for piece in look.planned() if piece.id == "n1"] == ["deep"]
    assert look.lived_for(timedelta(days=14))
    diary.dated(Pause).add(Pause("z", MONDAY, NOW))
    assert {piece.id for piece in look_back(diary, NOW).pieces} == {"e"}


def test_the_first_two_days_of_checking_in_are_left_out() -> None:
    diary = MemoryDiary()
    for day in range(5):
        diary.dated(CheckIn).add(CheckIn(f"c{day}", NOW - timedelta(days=5 - day), energy=4))
    assert [each.id for each in look_back(diary, NOW).check_ins] == ["c2", "c3", "c4"]


def test_the_days_left_out_are_the_two_local_ones_that_began_with_the_first_check_in_ever() -> None:
    diary = MemoryDiary()
    evening, days = NOW.replace(hour=20, minute=0), (100, 99, 98, 5, 4)
    for day in days:
        at = evening - timedelta(days=day) if day == 100 else NOW.replace(hour=9) - timedelta(days=day)
        diary.dated(CheckIn).add(CheckIn(f"c{day}", at, energy=4))
    assert [each.id for each in look_back(diary, NOW).check_ins] == ["c5", "c4"]
    everything = settled_check_ins(diary, Span(NOW - timedelta(days=200), NOW))
    assert [each.id for each in everything] == ["c98", "c5", "c4"]


def test_an_empty_diary_is_met_with_silence() -> None:
    advice = advise(MemoryDiary(), NOW)
    assert advice.findings == advice.recommendations == ()


def test_a_finding_is_taken_up_as_a_habit_in_one_move_and_then_stays_away() -> None:
    diary = lived()
    key = "radar:ignoring_energy"
    diary.shelf(MicroHabit).add(MicroHabit("walk", "Walk", since=NOW.date()))
    assert key in {radar_key(each) for each in advise(diary, NOW).findings}
    take = take_up(diary, key, NOW)
    assert take is not None
    habits = {kept.thing.title: kept.thing.state for kept in diary.shelf(MicroHabit).all()}
    assert habits == {"Walk": "resting", take.title: "on"}
    assert key not in {radar_key(each) for each in advise(diary, NOW).findings}
    assert take_up(diary, key, NOW) is None
    assert len(diary.shelf(MicroHabit).all()) == 2


def test_what_was_let_go_stays_away_for_sixty_days() -> None:
    diary = MemoryDiary()
    diary.shelf(Commitment).add(Commitment("k", "Board", energy=-2, necessity=1))
    (found,) = advise(diary, NOW).recommendations
    let_go(diary, found.key, NOW)
    let_go(diary, found.key, NOW)
    assert len(let_be_keys(diary, NOW)) == 1
    assert advise(diary, NOW + timedelta(days=59)).recommendations == ()
    assert [each.key for each in advise(diary, NOW + timedelta(days=61)).recommendations] == [found.key]
