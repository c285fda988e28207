"""A week as its person sees it, and what they do to it by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from counterpoint.desk.matters.tasks import mark_done
from counterpoint.desk.planning import edits as week_edits
from counterpoint.desk.planning.by_hand import NotYours
from counterpoint.desk.ports import ChangedMeanwhile, NotThere
from counterpoint.desk.week.blocks import NoRoom
from counterpoint.desk.week.look import MOST_A_DAY, life_in, look_at_week, week_named, week_of
from counterpoint.desk.week.room import first_room
from counterpoint.domain.agenda import Mark
from counterpoint.domain.boundaries import Meal, ProtectedTime
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.timeline import DAY, EVERY_DAY, WEEKDAYS, Week, WeeklyWindow
from tests.desk.weeks import NOW, WEEK, a_block, a_diary, at, block_of, planned, span, with_events
from tests.memory import MemoryDiary

QUARTER = timedelta(minutes=15)


@pytest.fixture
def diary() -> MemoryDiary:
    return a_diary()


# What there is to see


@pytest.mark.parametrize(
    ("week_start", "first"), [(0, (11, 23)), (6, (11, 22)), (5, (11, 21)), (1, (11, 24)), (3, (11, 26))]
)
def test_a_week_by_name_begins_on_the_persons_own_first_day(week_start: int, first: tuple[int, int]) -> None:
    week = week_named("2026-W48", week_start)
    assert week.first == date(2026, *first)
    assert week.first.weekday() == week_start
    assert week.name == "2026-W48"


def test_this_week_is_the_one_that_it_is_where_the_person_is(diary: MemoryDiary) -> None:
    assert week_of(diary, NOW) == Week.named("2026-W47")
    kept = diary.settings()
    diary.change_settings(replace(kept.thing, zone="Pacific/Auckland"), version=kept.version)
    assert week_of(diary, NOW) == WEEK


def test_nothing_at_all_is_an_empty_week() -> None:
    assert look_at_week(MemoryDiary(), WEEK, NOW).state == "empty"


def test_what_is_firmly_protected_shows_before_anything_is_planned(diary: MemoryDiary) -> None:
    view = look_at_week(diary, WEEK, NOW)
    assert view.state == "unplanned"
    assert [time.title for time in view.protected] == ["Dinner"] * 5


def test_a_plan_is_a_draft_until_it_is_accepted_and_changed_after_an_edit(diary: MemoryDiary) -> None:
    kept = planned(diary)
    assert look_at_week(diary, WEEK, NOW).state == "draft"
    kept = week_edits.accept(diary, WEEK, version=kept.version)
    assert look_at_week(diary, WEEK, NOW).state == "accepted"
    call = block_of(diary, "Call")
    week_edits.pin_block(diary, WEEK, call.id, pinned=True, version=kept.version, now=NOW)
    assert look_at_week(diary, WEEK, NOW).state == "changed"


def test_an_event_on_dinner_is_a_crossing_and_no_disturbance(diary: MemoryDiary) -> None:
    planned(diary)
    with_events(diary, ("Late call", span(0, 18, 30)))
    view = look_at_week(diary, WEEK, NOW)
    assert [(each.event, each.protected) for each in view.crossings] == [("Late call", "Dinner")]
    assert view.disturbed == ()


def test_an_event_that_came_to_lie_on_a_planned_block_is_told(diary: MemoryDiary) -> None:
    planned(diary)
    with_events(diary, ("Sudden meeting", span(0, 11)))
    view = look_at_week(diary, WEEK, NOW)
    assert view.disturbed == ((block_of(diary, "Report").id, "Sudden meeting"),)


def test_what_is_made_firm_over_a_planned_block_is_told(diary: MemoryDiary) -> None:
    planned(diary)
    window = WeeklyWindow(WEEKDAYS, time(20), time(21))
    diary.protected.add(ProtectedTime("quiet", "Quiet hour", (window,)))
    assert look_at_week(diary, WEEK, NOW).disturbed == ((block_of(diary, "Call").id, "Quiet hour"),)


def test_the_persons_own_word_on_an_event_counts(diary: MemoryDiary) -> None:
    with_events(diary, ("Birthday", span(0, 18, 30)))
    diary.calendars.mark("office", "Birthday", Mark(domain_id="home", blocking=False))
    view = look_at_week(diary, WEEK, NOW)
    assert [(fact.domain_id, fact.blocking) for fact in view.facts] == [("home", False)]
    assert view.crossings == ()


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


def test_the_first_room_is_ahead_awake_and_free(diary: MemoryDiary) -> None:
    kept, call = planned(diary), block_of(diary, "Call")
    week_edits.remove_block(diary, WEEK, call.id, version=kept.version, now=NOW)
    in_the_night, busy = at(0, 2, 10), at(0, 9, 57)
    assert first_room(diary, WEEK, "task:call", 30, in_the_night) == at(0, 8)
    assert first_room(diary, WEEK, "task:call", 30, busy) == at(0, 17, 30), "after working hours"
    with_events(diary, ("A parcel", span(0, 17, 15, 30)))
    assert first_room(diary, WEEK, "task:call", 30, busy) == at(0, 19), "after the parcel is dinner"
    assert first_room(diary, WEEK, "task:call", 24 * 60, busy) is None
    assert first_room(diary, WEEK, "task:call", 30, at(7, 12)) is None


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


# Planned is not done


def test_only_what_was_done_counts_towards_a_task(diary: MemoryDiary) -> None:
    kept, report = planned(diary), block_of(diary, "Report")
    assert diary.tasks.get("report").thing.minutes_done == 0
    edited = week_edits.mark_block(
        diary, WEEK, report.id, "partly", minutes=50, version=kept.version, now=NOW
    )
    assert diary.tasks.get("report").thing.minutes_done == 50
    edited = week_edits.mark_block(diary, WEEK, report.id, "done", version=edited.kept.version, now=NOW)
    assert diary.tasks.get("report").thing.minutes_done == 120
    assert diary.tasks.get("report").thing.done
    week_edits.mark_block(diary, WEEK, report.id, "planned", version=edited.kept.version, now=NOW)
    task = diary.tasks.get("report").thing
    assert (task.minutes_done, task.done) == (0, False)
    assert block_of(diary, "Report").span == report.span


def test_what_was_done_is_not_left_out_as_well(diary: MemoryDiary) -> None:
    kept, report = planned(diary), block_of(diary, "Report")
    edited = week_edits.mark_block(diary, WEEK, report.id, "done", version=kept.version, now=NOW)
    assert edited.kept.thing.current.left_out == ()
    edited = week_edits.mark_block(
        diary, WEEK, report.id, "partly", minutes=50, version=edited.kept.version, now=NOW
    )
    assert [(out.subject_id, out.minutes) for out in edited.kept.thing.current.left_out] == [("report", 70)]


def test_undo_takes_back_what_was_counted_as_done(diary: MemoryDiary) -> None:
    kept, report = planned(diary), block_of(diary, "Report")
    edited = week_edits.mark_block(diary, WEEK, report.id, "done", version=kept.version, now=NOW)
    week_edits.undo(diary, WEEK, version=edited.kept.version, now=NOW)
    assert diary.tasks.get("report").thing.minutes_done == 0
    assert block_of(diary, "Report").state == "planned"


def test_a_task_that_its_person_called_done_stays_done_when_a_part_of_it_is_marked(
    diary: MemoryDiary,
) -> None:
    kept = planned(diary, a_block("report", span(0, 10)))
    mark_done(diary, "report", done=True)
    report = block_of(diary, "Report")
    edited = week_edits.mark_block(diary, WEEK, report.id, "done", version=kept.version, now=NOW)
    task = diary.tasks.get("report").thing
    assert (task.minutes_done, task.done) == (60, True)
    week_edits.undo(diary, WEEK, version=edited.kept.version, now=NOW)
    task = diary.tasks.get("report").thing
    assert (task.minutes_done, task.done) == (0, True)


def test_what_did_not_happen_frees_its_time_and_stays_to_be_seen(diary: MemoryDiary) -> None:
    kept, report = planned(diary), block_of(diary, "Report")
    edited = week_edits.mark_block(diary, WEEK, report.id, "skipped", version=kept.version, now=NOW)
    assert block_of(diary, "Report").state == "skipped"
    assert diary.tasks.get("report").thing.minutes_done == 0
    call = block_of(diary, "Call")
    week_edits.move_block(diary, WEEK, call.id, at(0, 10), version=edited.kept.version, now=NOW)
    assert block_of(diary, "Call").span.start == at(0, 10)


def test_what_was_done_is_not_taken_out(diary: MemoryDiary) -> None:
    kept, report = planned(diary), block_of(diary, "Report")
    edited = week_edits.mark_block(diary, WEEK, report.id, "done", version=kept.version, now=NOW)
    with pytest.raises(NotYours, match="behind you"):
        week_edits.remove_block(diary, WEEK, report.id, version=edited.kept.version, now=NOW)


def test_marking_done_a_block_of_a_task_that_is_gone_loses_nothing(diary: MemoryDiary) -> None:
    kept, report = planned(diary), block_of(diary, "Report")
    diary.tasks.remove("report")
    week_edits.mark_block(diary, WEEK, report.id, "done", version=kept.version, now=NOW)
    assert block_of(diary, "Report").state == "done"


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


def test_a_calendar_of_thousands_does_not_drown_the_week_and_is_told_of() -> None:
    diary = a_diary()
    with_events(diary, *((f"Tick {n}", span(0, 10 + n % 4, 5, n % 60)) for n in range(400)))
    view = look_at_week(diary, WEEK, NOW)
    assert len(view.facts) == MOST_A_DAY
    assert view.notes[-1].startswith("340 more events of this week are not shown")


def test_what_another_week_has_ahead_of_a_task_is_not_planned_twice() -> None:
    diary = a_diary()
    planned(diary)
    coming, before, behind = WEEK.next(), at(0, 7), at(6, 23)

    def asked(now: datetime) -> dict[str, int]:
        problem = pose(life_in(diary, coming, now), (), coming)
        return {each.subject_id: each.minutes for each in problem.items if each.kind == "task"}

    assert asked(before) == {}, "this week has a place for all of it"
    assert asked(behind) == {"report": 120, "call": 30}, "nothing was said to be done"
    assert dict(life_in(diary, WEEK, before).elsewhere) == {}
    assert life_in(diary, coming).elsewhere == ()
    far = Week.named("2036-W48")
    assert dict(life_in(diary, far, before).elsewhere) == {}


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
