"""What a person does to a week by hand: moving, keeping, taking out, placing."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from counterpoint.desk.planning import edits as week_edits
from counterpoint.desk.planning.by_hand import NotYours
from counterpoint.desk.ports import ChangedMeanwhile, NotThere
from counterpoint.desk.week.blocks import NoRoom
from counterpoint.domain.boundaries import Meal
from counterpoint.domain.timeline import DAY, EVERY_DAY, WeeklyWindow
from tests.desk.weeks import NOW, WEEK, a_block, a_diary, at, block_of, planned, span, with_events
from tests.memory import MemoryDiary

QUARTER = timedelta(minutes=15)


# Moving


def test_a_moved_block_is_where_it_was_put_and_stays_there(diary: MemoryDiary) -> None:
    kept, call = planned(diary), block_of(diary, "Call")
    week_edits.move_block(diary, WEEK, call.id, at(2, 20), version=kept.version, now=NOW)
    moved = block_of(diary, "Call")
    assert (moved.id, moved.span, moved.pinned) == (call.id, span(2, 20, 30), True)


def test_rituals_follow_what_was_moved(diary: MemoryDiary) -> None:
    kept, report = planned(diary), block_of(diary, "Report")
    assert block_of(diary, "Close the day").span.start == at(0, 12)
    week_edits.move_block(diary, WEEK, report.id, at(1, 13), version=kept.version, now=NOW)
    assert block_of(diary, "Close the day").span.start == at(1, 15)


def test_nothing_is_moved_onto_dinner_and_the_person_hears_why(diary: MemoryDiary) -> None:
    kept, call = planned(diary), block_of(diary, "Call")
    with pytest.raises(NoRoom, match=r"“Dinner” is protected for Family 18:00–19:00"):
        week_edits.move_block(diary, WEEK, call.id, at(1, 18, 30), version=kept.version, now=NOW)
    assert block_of(diary, "Call") == call


def test_nothing_is_moved_onto_an_event(diary: MemoryDiary) -> None:
    with_events(diary, ("Board", span(2, 14)))
    kept, report = planned(diary), block_of(diary, "Report")
    with pytest.raises(NoRoom, match=r"“Board” is at that time \(14:00–15:00\)"):
        week_edits.move_block(diary, WEEK, report.id, at(2, 13), version=kept.version, now=NOW)


def test_two_things_are_not_at_one_time(diary: MemoryDiary) -> None:
    kept, call = planned(diary), block_of(diary, "Call")
    with pytest.raises(NoRoom, match=r"“Report” is planned for that time"):
        week_edits.move_block(diary, WEEK, call.id, at(0, 11), version=kept.version, now=NOW)


def test_a_persons_own_hand_goes_over_their_own_windows_and_hears_so(diary: MemoryDiary) -> None:
    kept, report = planned(diary), block_of(diary, "Report")
    edited = week_edits.move_block(diary, WEEK, report.id, at(5, 10), version=kept.version, now=NOW)
    assert block_of(diary, "Report").span == span(5, 10, 120)
    assert any("outside the times" in remark for remark in edited.remarks)


def test_a_block_is_made_longer_by_five_minutes_at_least(diary: MemoryDiary) -> None:
    kept, call = planned(diary), block_of(diary, "Call")
    week_edits.resize_block(diary, WEEK, call.id, 42, version=kept.version, now=NOW)
    assert block_of(diary, "Call").span.minutes == 45


def test_a_nudge_hops_past_what_is_in_the_way(diary: MemoryDiary) -> None:
    kept = planned(diary, a_block("report", span(0, 10, 120)), a_block("call", span(0, 9, 30)))
    call = block_of(diary, "Call")
    edited = week_edits.nudge_block(diary, WEEK, call.id, QUARTER, version=kept.version, now=NOW)
    assert block_of(diary, "Call").span.start == at(0, 9, 15)
    week_edits.nudge_block(diary, WEEK, call.id, 2 * QUARTER, version=edited.kept.version, now=NOW)
    assert block_of(diary, "Call").span.start >= at(0, 12)


def test_a_nudge_by_a_day_keeps_the_time_of_day(diary: MemoryDiary) -> None:
    kept, call = planned(diary), block_of(diary, "Call")
    week_edits.nudge_block(diary, WEEK, call.id, DAY, version=kept.version, now=NOW)
    assert block_of(diary, "Call").span == span(2, 20, 30)


def test_a_nudge_that_finds_no_room_says_what_is_in_the_way(diary: MemoryDiary) -> None:
    with_events(diary, ("Conference", span(2, 0, 5 * 24 * 60)))
    kept, call = planned(diary), block_of(diary, "Call")
    with pytest.raises(NoRoom, match="Conference"):
        week_edits.nudge_block(diary, WEEK, call.id, DAY, version=kept.version, now=NOW)


def test_firm_time_and_rituals_are_changed_where_they_come_from(diary: MemoryDiary) -> None:
    kept = planned(diary)
    for title in ("Dinner", "Close the day"):
        with pytest.raises(NotYours, match="What matters"):
            week_edits.move_block(
                diary, WEEK, block_of(diary, title).id, at(4, 12), version=kept.version, now=NOW
            )


# Keeping, taking out, placing


def test_a_pin_can_be_taken_back(diary: MemoryDiary) -> None:
    kept, call = planned(diary), block_of(diary, "Call")
    edited = week_edits.pin_block(diary, WEEK, call.id, pinned=True, version=kept.version, now=NOW)
    assert block_of(diary, "Call").pinned
    week_edits.pin_block(diary, WEEK, call.id, pinned=False, version=edited.kept.version, now=NOW)
    assert not block_of(diary, "Call").pinned


def test_what_is_taken_out_stands_in_not_this_week_and_can_be_placed_by_hand(diary: MemoryDiary) -> None:
    kept, call = planned(diary), block_of(diary, "Call")
    edited = week_edits.remove_block(diary, WEEK, call.id, version=kept.version, now=NOW)
    plan = edited.kept.thing.current
    assert [(out.subject_id, out.minutes) for out in plan.left_out] == [("call", 30)]
    assert diary.tasks.get("call").thing.minutes_left == 30
    week_edits.place_left_out(diary, WEEK, "task:call", at(3, 20), 30, version=edited.kept.version, now=NOW)
    placed = block_of(diary, "Call Ada")
    assert (placed.span, placed.pinned, placed.domain_id) == (span(3, 20, 30), True, "home")


def test_what_is_no_longer_left_out_cannot_be_placed_twice(diary: MemoryDiary) -> None:
    kept = planned(diary)
    with pytest.raises(NotThere):
        week_edits.place_left_out(diary, WEEK, "task:call", at(3, 20), 30, version=kept.version, now=NOW)


def test_a_place_in_the_past_is_told(diary: MemoryDiary) -> None:
    kept, call = planned(diary), block_of(diary, "Call")
    edited = week_edits.remove_block(diary, WEEK, call.id, version=kept.version, now=NOW)
    later = at(4, 12)
    placed = week_edits.place_left_out(
        diary, WEEK, "task:call", at(3, 20), 30, version=edited.kept.version, now=later
    )
    assert any("is past" in each for each in placed.remarks)


def test_a_block_of_a_task_that_is_gone_goes_with_the_next_edit(diary: MemoryDiary) -> None:
    kept, report = planned(diary), block_of(diary, "Report")
    diary.tasks.remove("call")
    edited = week_edits.pin_block(diary, WEEK, report.id, pinned=True, version=kept.version, now=NOW)
    assert "Call" not in {block.title for block in edited.kept.thing.current.blocks}


# Two windows


def test_the_second_of_two_windows_is_told_and_nothing_is_lost(diary: MemoryDiary) -> None:
    kept, call, report = planned(diary), block_of(diary, "Call"), block_of(diary, "Report")
    week_edits.move_block(diary, WEEK, call.id, at(2, 20), version=kept.version, now=NOW)
    with pytest.raises(ChangedMeanwhile, match="Moved “Call”") as told:
        week_edits.pin_block(diary, WEEK, report.id, pinned=True, version=kept.version, now=NOW)
    assert told.value.kept == diary.plans.of(WEEK)
    assert block_of(diary, "Call").span == span(2, 20, 30)


def test_an_edit_that_is_refused_writes_nothing(diary: MemoryDiary) -> None:
    kept, call = planned(diary), block_of(diary, "Call")
    with pytest.raises(NoRoom):
        week_edits.move_block(diary, WEEK, call.id, at(0, 18), version=kept.version, now=NOW)
    assert diary.plans.of(WEEK) == kept


def test_without_a_plan_there_is_nothing_to_edit(diary: MemoryDiary) -> None:
    with pytest.raises(NotThere, match="no plan"):
        week_edits.accept(diary, WEEK, version=1)
    with pytest.raises(NotThere, match="no plan"):
        week_edits.undo(diary, WEEK, version=1, now=NOW)


def test_a_block_that_is_gone_is_told(diary: MemoryDiary) -> None:
    kept = planned(diary)
    with pytest.raises(NotThere, match="no longer"):
        week_edits.remove_block(diary, WEEK, "nothing", version=kept.version, now=NOW)


def test_a_change_by_hand_asks_nothing_of_days_that_are_over() -> None:
    diary = a_diary()
    diary.meals.add(Meal("lunch", "Lunch", WeeklyWindow(EVERY_DAY, time(12), time(13)), 30))
    plan = planned(diary, a_block("call", span(4, 19)))
    call = block_of(diary, "Call")
    week_edits.pin_block(diary, WEEK, call.id, pinned=True, version=plan.version, now=at(3, 14))
    kept = diary.plans.of(WEEK)
    assert kept is not None
    lunches = [each for each in kept.thing.current.left_out if each.title == "Lunch"]
    assert len(lunches) == 3, "Friday to Sunday"
