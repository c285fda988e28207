"""Asking a planned week “why not then?”, and taking the time all the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoint.desk.planning import edits
from counterpoint.desk.planning import why_not as asking
from counterpoint.desk.planning.by_hand import NotYours
from counterpoint.desk.ports import ChangedMeanwhile, NotThere
from counterpoint.desk.week.blocks import NoRoom
from counterpoint.domain.planning import Block, Task
from counterpoint.domain.timeline import Span
from tests.desk.weeks import NOW, WEEK, a_block, at, block_of, planned, span, with_events
from tests.memory import MemoryDiary


def test_asking_keeps_nothing(diary: MemoryDiary) -> None:
    before = planned(diary)
    asked = asking.ask(diary, WEEK, block_of(diary, "Report").id, at(2, 9), now=NOW)
    assert not asked.answer.hindrances
    assert asked.takeable
    assert asked.version == before.version
    assert diary.plans.of(WEEK) == before


def test_where_it_is_already_nothing_is_to_be_taken(diary: MemoryDiary) -> None:
    planned(diary)
    assert asking.ask(diary, WEEK, block_of(diary, "Report").id, at(0, 10), now=NOW).is_there


def test_what_the_planner_has_there_changes_places_with_it(diary: MemoryDiary) -> None:
    diary.tasks.add(Task("post", "Post", 30, "work"))
    kept = planned(
        diary, a_block("report", span(0, 10, 120)), a_block("call", span(1, 20, 30)), _post(span(2, 14, 30))
    )
    report = block_of(diary, "Report")
    edited = asking.take(diary, WEEK, report.id, at(2, 13), version=kept.version, now=NOW)
    assert block_of(diary, "Report").span == span(2, 13, 120)
    assert block_of(diary, "Report").pinned
    assert block_of(diary, "Post").span == span(0, 10, 30)
    assert not block_of(diary, "Post").pinned
    assert edited.remarks == ("“Post” makes way: it is now on Monday 10:00.",)
    edits.undo(diary, WEEK, version=edited.kept.version, now=NOW)
    assert block_of(diary, "Report").span == report.span
    assert block_of(diary, "Post").span == span(2, 14, 30)


def _post(when: Span) -> Block:
    return replace(
        a_block("report", when), id="task:post#1", item_id="task:post", subject_id="post", title="Post"
    )


def test_firm_time_an_event_and_the_past_are_not_taken(diary: MemoryDiary) -> None:
    with_events(diary, ("Meeting", span(3, 9, 60)))
    kept = planned(diary)
    report = block_of(diary, "Report").id
    for start in (at(3, 17), at(3, 9)):
        assert not asking.ask(diary, WEEK, report, start, now=NOW).takeable
        with pytest.raises(NoRoom):
            asking.take(diary, WEEK, report, start, version=kept.version, now=NOW)
    assert not asking.ask(diary, WEEK, report, at(0, 9), now=at(1, 9)).takeable
    assert block_of(diary, "Report").span == span(0, 10, 120)


def test_a_time_that_has_passed_meanwhile_is_taken_with_a_word(diary: MemoryDiary) -> None:
    kept = planned(diary)
    report = block_of(diary, "Report").id
    taken = asking.take(diary, WEEK, report, at(0, 9), version=kept.version, now=at(1, 9))
    assert any("That time is past" in each for each in taken.remarks)
    assert block_of(diary, "Report").span == span(0, 9, 120)


def test_ones_own_hours_can_be_overruled_with_a_word(diary: MemoryDiary) -> None:
    kept = planned(diary)
    report = block_of(diary, "Report").id
    asked = asking.ask(diary, WEEK, report, at(5, 10), now=NOW)
    assert [each.rule for each in asked.answer.hindrances] == ["window"]
    assert asked.takeable
    edited = asking.take(diary, WEEK, report, at(5, 10), version=kept.version, now=NOW)
    assert block_of(diary, "Report").span == span(5, 10, 120)
    assert edited.remarks


def test_what_is_left_out_is_asked_about_and_placed(diary: MemoryDiary) -> None:
    diary.tasks.add(Task("post", "Post", 30, "work"))
    kept = planned(diary)
    asked = asking.ask_of_left_out(diary, WEEK, "task:post", at(0, 10), 30, now=NOW)
    assert [each.title for each in asked.answer.makes_way] == ["Report"]
    asking.take_left_out(diary, WEEK, "task:post", at(0, 10), 30, version=kept.version, now=NOW)
    assert block_of(diary, "Post").span == span(0, 10, 30)
    assert not block_of(diary, "Report").span.overlaps(span(0, 10, 30))


def test_a_second_tab_is_told(diary: MemoryDiary) -> None:
    kept = planned(diary)
    report = block_of(diary, "Report").id
    asking.take(diary, WEEK, report, at(2, 9), version=kept.version, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        asking.take(diary, WEEK, report, at(3, 9), version=kept.version, now=NOW)


def test_firm_time_and_rituals_are_not_asked_about(diary: MemoryDiary) -> None:
    planned(diary)
    for title in ("Dinner", "Close the day"):
        with pytest.raises(NotYours):
            asking.ask(diary, WEEK, block_of(diary, title).id, at(2, 9), now=NOW)
    with pytest.raises(NotThere):
        asking.ask(diary, WEEK.next(), "x", at(2, 9), now=NOW)


def test_the_next_best_place_is_named_for_what_the_planner_chose(diary: MemoryDiary) -> None:
    kept = planned(diary)
    report = block_of(diary, "Report").id
    other = asking.rather_than(diary, WEEK, report, now=NOW)
    assert other is not None
    assert not other.hindrances
    edits.pin_block(diary, WEEK, report, pinned=True, version=kept.version, now=NOW)
    assert asking.rather_than(diary, WEEK, report, now=NOW) is None
