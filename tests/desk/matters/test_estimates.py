"""What was thought first is kept, and how long it took is asked once and answered freely."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoint.desk.matters.estimates import ask_how_long, at_a_tap, change_task, say_how_long
from counterpoint.desk.matters.tasks import keep_only_part, mark_done
from counterpoint.desk.ports import NotThere
from counterpoint.domain.planning import Task
from tests.memory import MemoryDiary


@pytest.fixture
def diary() -> MemoryDiary:
    diary = MemoryDiary()
    diary.tasks.add(Task("report", "Report", 60))
    return diary


def report(diary: MemoryDiary) -> Task:
    return diary.tasks.get("report").thing


def rewritten(diary: MemoryDiary, **said: object) -> Task:
    kept = diary.tasks.get("report")
    return change_task(diary, replace(kept.thing, **said), version=kept.version).thing  # type: ignore[arg-type]


def test_the_first_estimate_stays_however_often_another_is_written(diary: MemoryDiary) -> None:
    for minutes in (90, 120, 60, 150):
        assert rewritten(diary, minutes=minutes).first_estimate == 60
    assert report(diary).minutes == 150


def test_what_one_says_of_the_first_estimate_oneself_holds(diary: MemoryDiary) -> None:
    rewritten(diary, minutes=90)
    assert rewritten(diary, minutes=100, first_minutes=80).first_estimate == 80


def test_another_title_is_no_other_estimate(diary: MemoryDiary) -> None:
    assert rewritten(diary, title="The report").first_minutes == 0


def test_of_a_task_that_is_only_partly_to_be_done_the_part_is_the_first_estimate(diary: MemoryDiary) -> None:
    rewritten(diary, minutes=90)
    keep_only_part(diary, "report", 30, None)
    assert report(diary).first_estimate == report(diary).minutes == 30


def test_it_is_asked_once_when_it_is_done_and_never_again(diary: MemoryDiary) -> None:
    assert ask_how_long(diary, ["report"]) == ()
    mark_done(diary, "report", done=True)
    assert [each.id for each in ask_how_long(diary, ["report", "report", "gone"])] == ["report"]
    mark_done(diary, "report", done=True)
    assert ask_how_long(diary, ["report"]) == ()


def test_a_tick_by_mistake_does_not_use_up_the_question(diary: MemoryDiary) -> None:
    for _ in range(2):
        mark_done(diary, "report", done=True)
        assert [each.id for each in ask_how_long(diary, ["report"])] == ["report"]
        mark_done(diary, "report", done=False)
    mark_done(diary, "report", done=True)
    say_how_long(diary, "report", 45)
    for done in (False, True):
        mark_done(diary, "report", done=done)
        assert ask_how_long(diary, ["report"]) == ()


def test_what_was_said_already_is_not_asked(diary: MemoryDiary) -> None:
    say_how_long(diary, "report", 88)
    assert report(diary).took_minutes == 90
    mark_done(diary, "report", done=True)
    assert ask_how_long(diary, ["report"]) == ()


def test_what_was_said_can_be_said_otherwise_and_taken_back(diary: MemoryDiary) -> None:
    say_how_long(diary, "report", 45)
    assert say_how_long(diary, "report", 0).thing.took_minutes == 0
    with pytest.raises(NotThere):
        say_how_long(diary, "gone", 45)


def test_a_tap_says_about_the_length_that_was_planned() -> None:
    assert at_a_tap(Task("t", "T", 25)) == ((0.5, 15), (1.0, 25), (1.5, 40), (2.0, 50), (3.0, 75))
