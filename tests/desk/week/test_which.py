"""Which week it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counterpoint.desk.week.which import week_named, week_of
from counterpoint.domain.timeline import Week
from tests.desk.weeks import NOW, WEEK
from tests.memory import MemoryDiary


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
