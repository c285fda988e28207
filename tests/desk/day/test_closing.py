"""Closing a day: every leftover gets the answer it was given, all of them or none, and tomorrow is seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoint.desk.day.closing import close_day, closing_of
from counterpoint.desk.day.opening import opening_of
from counterpoint.desk.planning import edits as week_edits
from counterpoint.desk.planning.background import planning_of
from counterpoint.desk.ports import ChangedMeanwhile
from counterpoint.domain.living import GoodThing
from counterpoint.domain.planning import Routine
from counterpoint.domain.timeline import DAY, WEEKDAYS
from tests.desk.weeks import WEEK, a_block, a_diary, at, block_of, planned, span, with_events
from tests.memory import MemoryDiary

EVENING = at(0, 17)


def a_day() -> MemoryDiary:
    """Monday with two pieces of a report, and a call in the evening that is still to come."""
    diary = a_diary()
    later = replace(a_block("report", span(0, 14)), id="task:report#2")
    planned(diary, a_block("report", span(0, 10)), later, a_block("call", span(0, 20, 30)))
    return diary


def version(diary: MemoryDiary) -> int:
    kept = diary.plans.of(WEEK)
    assert kept
    return kept.version


def closed(diary: MemoryDiary, choice: str, **more: object):  # type: ignore[no-untyped-def]
    (left,) = closing_of(diary, EVENING).leftovers
    return close_day(diary, {left.id: choice}, version=version(diary), now=EVENING, **more)  # type: ignore[arg-type]


def test_the_pieces_of_one_task_are_one_question_and_the_evening_is_left_alone() -> None:
    (left,) = closing_of(a_day(), EVENING).leftovers
    assert (left.title, len(left.blocks)) == ("Report", 2)


def test_after_midnight_the_day_that_is_behind_is_closed_and_not_the_new_one() -> None:
    diary = a_day()
    late = closing_of(diary, at(1, 0, 20))
    assert (late.today, [each.title for each in late.leftovers]) == (WEEK.first, ["Report", "Call"])
    assert closing_of(diary, at(1, 7)).today == WEEK.first + DAY


def test_a_task_that_is_done_by_a_word_is_nowhere_left_to_do() -> None:
    diary = a_day()
    report = diary.tasks.get("report")
    diary.tasks.change(replace(report.thing, importance="must"), version=report.version)
    assert opening_of(diary, at(0, 9)).must is not None
    report = diary.tasks.get("report")
    diary.tasks.change(replace(report.thing, done=True), version=report.version)
    assert closing_of(diary, EVENING).leftovers == ()
    assert opening_of(diary, at(0, 9)).must is None


def test_work_that_is_still_ahead_is_left_over_when_the_day_is_closed_early() -> None:
    assert [each.title for each in closing_of(a_day(), at(0, 9)).leftovers] == ["Report"]


def test_what_is_placed_again_leaves_today_and_the_rest_is_planned_again() -> None:
    diary = a_day()
    told = closed(diary, "again")
    assert told.planning
    assert told.again == ("Report",)
    assert planning_of(diary, WEEK)
    assert closing_of(diary, EVENING).leftovers == ()
    assert diary.tasks.get("report").thing.minutes_left == 120


def test_what_is_done_counts_and_nothing_is_planned_for_it() -> None:
    diary = a_day()
    told = closed(diary, "done")
    assert not told.planning
    assert diary.tasks.get("report").thing.minutes_left == 0
    assert planning_of(diary, WEEK) is None


def test_what_may_wait_rests_until_the_next_week_begins() -> None:
    diary = a_day()
    told = closed(diary, "not_this_week")
    assert told.rests == ("Report",)
    assert told.until == WEEK.next().first
    assert diary.tasks.get("report").thing.earliest_at == at(7, 0)
    assert closing_of(diary, EVENING).leftovers == ()


def test_a_step_back_wakes_what_rested() -> None:
    diary = a_day()
    closed(diary, "not_this_week")
    for _ in range(2):  # a step for each of its pieces
        week_edits.undo(diary, WEEK, version=version(diary), now=EVENING)
    assert diary.tasks.get("report").thing.earliest_at is None


def test_a_deadline_is_never_moved_and_waits_for_nobody() -> None:
    diary = a_day()
    kept = diary.tasks.get("report")
    diary.tasks.change(replace(kept.thing, deadline_at=at(4, 12)), version=kept.version)
    told = closed(diary, "not_this_week")
    assert (told.rests, told.stays_open) == ((), (("Report", at(4, 12)),))
    task = diary.tasks.get("report").thing
    assert (task.earliest_at, task.deadline_at) == (None, at(4, 12))


def test_a_routine_that_is_let_go_is_marked_and_stays_a_routine() -> None:
    diary = a_diary()
    diary.routines.add(Routine("run", "Run", 30, 2))
    run = replace(
        a_block("call", span(0, 8, 30)),
        id="r1",
        kind="routine",
        item_id="routine:run",
        subject_id="run",
        title="Run",
    )
    planned(diary, run)
    block = block_of(diary, "Run")
    told = close_day(diary, {block.id: "not_this_week"}, version=version(diary), now=EVENING)
    assert block_of(diary, "Run").state == "skipped"
    assert (told.rests, told.left_out) == ((), ("Run",))
    assert diary.routines.get("run")


def test_without_a_choice_a_leftover_stays_where_it_is() -> None:
    diary = a_day()
    before = version(diary)
    close_day(diary, {"nobody": "done"}, version=before, now=EVENING)
    assert version(diary) == before


def test_the_days_good_thing_is_kept_with_it() -> None:
    diary = a_day()
    closed(diary, "done", good=" The soup. ")
    (kept,) = diary.dated(GoodThing).all()
    assert kept.thing.text == "The soup."


def test_the_tasks_that_were_done_are_named_so_that_how_long_they_took_can_be_asked() -> None:
    diary = a_day()
    assert closed(diary, "done").done == ("report",)
    assert closed(a_day(), "again").done == ()


def test_in_another_tab_nothing_is_half_done() -> None:
    diary = a_day()
    (left,) = closing_of(diary, EVENING).leftovers
    with pytest.raises(ChangedMeanwhile):
        close_day(diary, {left.id: "not_this_week"}, version=99, good="x", now=EVENING)
    assert diary.dated(GoodThing).all() == ()
    assert diary.tasks.get("report").thing.earliest_at is None
    assert len(closing_of(diary, EVENING).leftovers[0].blocks) == 2


def test_on_the_last_day_a_place_is_looked_for_in_the_next_week() -> None:
    diary = a_diary()
    planned(diary, a_block("report", span(6, 10)))
    closing = closing_of(diary, at(6, 17))
    assert closing.ends_the_week
    told = close_day(diary, {closing.leftovers[0].id: "again"}, version=version(diary), now=at(6, 17))
    assert not told.planning
    assert told.again == ("Report",)


def test_tomorrow_is_seen_with_its_events_and_what_is_protected() -> None:
    diary = a_day()
    with_events(diary, ("Dentist", span(1, 8)))
    titles = [each.title for each in closing_of(diary, EVENING).tomorrow]
    assert titles == ["Dentist", "Dinner"]
    dinner = closing_of(diary, EVENING).tomorrow[1]
    assert (dinner.kind, dinner.value and dinner.value.name) == ("protected", "Family")


def test_a_day_without_a_plan_has_nothing_left() -> None:
    closing = closing_of(a_diary(), EVENING)
    assert (closing.leftovers, closing.version) == ((), 0)
    assert close_day(a_diary(), {}, version=0, now=EVENING).again == ()


def test_beginning_shows_the_first_thing_and_the_one_that_has_to_be() -> None:
    diary = a_day()
    for name in ("report", "call"):
        kept = diary.tasks.get(name)
        diary.tasks.change(replace(kept.thing, importance="must"), version=kept.version)
    opening = opening_of(diary, at(0, 8))
    assert opening.first
    assert opening.first.title == "Report"
    assert opening.must
    assert opening.must.title == "Call"  # the value of its domain stands before none
    assert opening.must.value
    assert opening.ritual is None
    assert opening_of(diary, at(0, 10, 30)).now == opening.first


def test_beginning_without_a_plan_says_so() -> None:
    opening = opening_of(a_diary(), at(5, 8))
    assert not opening.planned
    assert opening.first is None
    assert 5 not in WEEKDAYS
