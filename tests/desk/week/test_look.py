"""A week as its person sees it."""

from __future__ import annotations

from datetime import time

from counterpoint.desk.planning import edits as week_edits
from counterpoint.desk.week.look import MOST_A_DAY, look_at_week
from counterpoint.domain.agenda import Mark
from counterpoint.domain.boundaries import ProtectedTime
from counterpoint.domain.timeline import WEEKDAYS, WeeklyWindow
from tests.desk.weeks import NOW, WEEK, a_diary, block_of, planned, span, with_events
from tests.memory import MemoryDiary


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


def test_a_calendar_of_thousands_does_not_drown_the_week_and_is_told_of() -> None:
    diary = a_diary()
    with_events(diary, *((f"Tick {n}", span(0, 10 + n % 4, 5, n % 60)) for n in range(400)))
    view = look_at_week(diary, WEEK, NOW)
    assert len(view.facts) == MOST_A_DAY
    assert view.notes[-1].startswith("340 more events of this week are not shown")
