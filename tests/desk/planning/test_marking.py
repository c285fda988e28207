"""Planned is not done: what a person says became of a block."""

from __future__ import annotations

import pytest

from counterpoint.desk.matters.tasks import mark_done
from counterpoint.desk.planning import edits as week_edits
from counterpoint.desk.planning.by_hand import NotYours
from tests.desk.weeks import NOW, WEEK, a_block, at, block_of, planned, span
from tests.memory import MemoryDiary


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
