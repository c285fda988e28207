"""Before something is taken on: reckoned on the diary as it is, kept nowhere, answered without a reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoint.desk.boundaries import capacity as desk
from counterpoint.desk.week.which import week_of
from counterpoint.domain.asking import TONES
from counterpoint.domain.boundaries import DISCLOSURES, ProtectedTime
from counterpoint.domain.planning import Routine, Task
from counterpoint.domain.timeline import DAY
from counterpoint.domain.values import Commitment, CoreValue
from tests.desk.weeks import NOW, WEEK, a_diary, planned, span, with_events
from tests.memory import MemoryDiary


def test_looking_keeps_nothing_and_says_what_is_left() -> None:
    diary = a_diary()
    before = [shelf.all() for shelf in diary.shelves.values()]
    answer = desk.can_i_take_on(diary, Task("x", "X", 30, "work"), now=NOW)
    assert answer.fit.word in ("fits", "price")
    assert answer.ground.weeks == tuple(week_of(diary, NOW).next(nth) for nth in range(4))
    assert [shelf.all() for shelf in diary.shelves.values()] == before


def full(diary: MemoryDiary) -> Task:
    """Work that is due this week and takes nearly all of it; returns what else is asked."""
    end = WEEK.next().span("UTC").start
    diary.tasks.add(Task("big", "Secret audit", 45 * 60, "work", deadline_at=end))
    diary.shelf(Commitment).add(Commitment("role", "Auditing", task_ids=("big",)))
    return Task("x", "X", 5 * 60, "work", deadline_at=end)


def test_what_would_make_room_is_found_with_what_it_belongs_to() -> None:
    diary = a_diary()
    answer = desk.can_i_take_on(diary, full(diary), now=NOW)
    assert answer.fit.word == "no"
    assert [each.subject_id for each in answer.fit.relief] == ["big"]
    role = answer.commitment_of("task", "big")
    assert role is not None
    assert role.title == "Auditing"
    assert answer.commitment_of("flex", "big") is None
    assert answer.ready == WEEK.next(2).first - DAY


def test_what_recurs_is_ready_from_the_first_day_of_a_week() -> None:
    diary = a_diary()
    with_events(diary, *((f"Course {day}", span(day, 7, 15 * 60)) for day in range(8, 15)))
    answer = desk.can_i_take_on(diary, Routine("r", "Choir", 120, 3), now=NOW)
    assert (answer.fit.word, answer.ready) == ("no", WEEK.next(2).first)
    assert "not begin before" in desk.draft(answer, "later").replace("cannot begin", "not begin")


def test_a_plan_that_was_begun_counts_as_given() -> None:
    diary = a_diary()
    planned(diary)
    answer = desk.can_i_take_on(diary, Task("x", "X", 30, "work"), now=NOW)
    assert answer.fit.word in ("fits", "price")


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("disclosure", DISCLOSURES)
def test_a_no_says_nothing_private(tone: str, disclosure: str) -> None:
    diary = a_diary()
    answer = desk.can_i_take_on(diary, replace(full(diary), title="Secret thing"), now=NOW)
    for said in ("no", "later"):
        words = desk.draft(answer, said, tone=tone, disclosure=disclosure)  # type: ignore[arg-type]
        assert "Secret" not in words
        assert "Audit" not in words
        for each in (*answer.life.protected, *answer.life.tasks, *answer.life.routines):
            assert each.title not in words


def test_only_values_of_boundaries_that_let_others_read_them_are_named() -> None:
    diary = a_diary()
    for kept in diary.values.all():
        diary.values.remove(kept.thing.id)
    diary.values.add(CoreValue("sea", "The Sea", 1))
    diary.values.add(CoreValue("hush", "Recovery", 2))
    diary.protected.add(ProtectedTime("sail", "Sailing", (), "firm", "sea", disclosure="value"))
    diary.protected.add(ProtectedTime("meet", "Meeting", (), "firm", "hush", disclosure="commitment"))
    answer = desk.can_i_take_on(diary, Task("x", "X", 30, "work"), now=NOW)
    words = desk.draft(answer, "no", disclosure="value")
    assert "The Sea" in words
    assert "Recovery" not in words
    assert answer.disclosure == "commitment"
