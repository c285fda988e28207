"""Tasks are listed by what they are to the week; a passed deadline is a choice, not a fault."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from counterpoint.desk.matters import tasks
from counterpoint.desk.ports import Kept, NotThere
from counterpoint.domain.planning import Routine, Task
from counterpoint.domain.values import LifeDomain
from tests.memory import MemoryDiary

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def diary() -> MemoryDiary:
    diary = MemoryDiary()
    for task in (
        Task("could", "Read", 30, importance="could"),
        Task("soon", "Call", 15, deadline_at=NOW + DAY),
        Task("must", "Report", 120, importance="must"),
        Task("late", "Taxes", 90, importance="must", deadline_at=NOW - DAY, minutes_done=30),
        Task("done", "Passport", 30, done=True, deadline_at=NOW - DAY),
        Task("should", "Tidy", 30),
    ):
        diary.tasks.add(task)
    return diary


def ids(kept: object) -> list[str]:
    return [each.thing.id for each in kept]  # type: ignore[attr-defined]


def test_each_task_is_listed_once_with_what_weighs_most_first(diary: MemoryDiary) -> None:
    listed = tasks.tasks_by_weight(diary, now=NOW)
    assert ids(listed.passed) == ["late"]
    assert ids(listed.musts) == ["must"]
    assert ids(listed.others) == ["soon", "should", "could"]
    assert ids(listed.done) == ["done"]


def test_a_deadline_passes_at_its_instant() -> None:
    assert tasks.has_passed(Task("t", "T", 5, deadline_at=NOW), NOW)
    assert not tasks.has_passed(Task("t", "T", 5, deadline_at=NOW + timedelta(seconds=1)), NOW)
    assert not tasks.has_passed(Task("t", "T", 5), NOW)


def test_done_can_be_taken_back_and_what_was_behind_stays(diary: MemoryDiary) -> None:
    assert tasks.mark_done(diary, "late", done=True).thing.minutes_left == 0
    assert tasks.mark_done(diary, "late", done=False).thing.minutes_left == 60


def test_a_passed_task_can_get_another_day_or_shrink_to_a_part(diary: MemoryDiary) -> None:
    assert tasks.move_deadline(diary, "late", NOW + DAY).thing.deadline_at == NOW + DAY
    part = tasks.keep_only_part(diary, "late", 22, None).thing
    assert (part.minutes_left, part.minutes) == (25, 55)
    with pytest.raises(NotThere):
        tasks.move_deadline(diary, "nothing", None)


def test_two_tasks_of_one_title_have_ids_of_their_own(diary: MemoryDiary) -> None:
    added = [tasks.add_task(diary, Task("", "Call mum", length)).thing.id for length in (15, 30, 15)]
    assert added == ["call-mum", "call-mum-2", "call-mum"]  # what is sent twice is there once
    routine = tasks.add_routine(diary, Routine("", "Call mum", 15, 1)).thing
    assert tasks.add_routine(diary, Routine("", "Call mum", 15, 1)).thing == routine
    assert tasks.pause_routine(diary, routine.id, paused=True).thing.paused


def test_what_is_on_the_list_already_is_recognised_in_a_file(diary: MemoryDiary) -> None:
    arrivals = tasks.sort_arrivals(
        diary,
        [Task("x", "  tidy ", 30), Task("y", "Tidy", 45), Task("z", "Tidy", 45), Task("w", "New", 30)],
    )
    assert [task.id for task in arrivals.new] == ["y", "w"]
    assert [task.id for task in arrivals.known] == ["x", "z"]


def test_a_list_comes_in_whole_and_strange_domains_are_left_empty(diary: MemoryDiary) -> None:
    diary.domains.add(LifeDomain("home", "Home", "life"))
    new = [Task("a", "A", 30, domain_id="home", value_id="gone"), Task("b", "B", 30, domain_id="gone")]
    kept = tasks.take_in(diary, new)
    assert [(each.thing.domain_id, each.thing.value_id) for each in kept] == [("home", ""), ("", "")]


def test_a_long_list_comes_in_without_looking_at_all_tasks_for_each(
    diary: MemoryDiary, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked, all_of = [], diary.tasks.all

    def look() -> tuple[Kept[Task], ...]:
        looked.append(1)
        return all_of()

    monkeypatch.setattr(diary.tasks, "all", look)
    kept = tasks.take_in(diary, [Task("", "Call", 15), Task("", "Call", 15), Task("", "Report", 30)])
    assert ids(kept) == ["call", "call-2", "report"]
    assert len(looked) == 1
