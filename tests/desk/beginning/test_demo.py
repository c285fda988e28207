"""The example life is whole, clearly made up, and can be planned."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache

import pytest

from counterpoint import wiring
from counterpoint.desk.beginning.demo.filling import ZONE, fill_example, week_to_show
from counterpoint.desk.beginning.demo.life import NAME
from counterpoint.desk.ports import Job
from counterpoint.domain.timeline import Span, Week
from tests.memory import MemoryDiary

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)


@cache
def made(on: int) -> tuple[MemoryDiary, Job]:
    """The example as it is made so many days after a Monday. Nothing here changes it."""
    diary = MemoryDiary()
    return diary, fill_example(diary, now=MONDAY + timedelta(days=on), read=wiring.reads_calendars())


@pytest.fixture
def diary() -> MemoryDiary:
    return made(0)[0]


def test_it_says_that_it_is_an_example(diary: MemoryDiary) -> None:
    assert diary.settings().thing.name == NAME
    assert all(kept.thing.example for kept in diary.calendars.all())


def test_eight_weeks_of_calendar_lie_behind(diary: MemoryDiary) -> None:
    for back in range(1, 9):
        week = Week(MONDAY.date()).next(-back).span(ZONE)
        assert len(diary.calendars.occurrences(week)) >= 5
    ahead = Span(MONDAY, MONDAY + timedelta(days=7))
    assert len(diary.calendars.occurrences(ahead)) >= 8
    assert not any(diary.calendars.findings(kept.thing.id).set_aside for kept in diary.calendars.all())


def test_everything_that_is_named_exists(diary: MemoryDiary) -> None:
    life = diary.life()
    values, domains = {each.id for each in life.values} | {""}, {each.id for each in life.domains} | {""}
    things = [*life.protected, *life.tasks, *life.routines]
    assert {each.value_id for each in things} <= values
    assert {each.domain_id for each in things} <= domains
    assert 3 <= len(life.values) <= 5


@pytest.mark.parametrize(("on", "week"), [(0, 0), (4, 0), (5, 1), (6, 1)])
def test_from_saturday_on_the_next_week_is_planned(on: int, week: int) -> None:
    assert made(on)[1].payload["week"] == (MONDAY.date() + timedelta(weeks=week)).isoformat()


@pytest.mark.parametrize(("on", "looked", "week"), [(0, 0, 0), (2, 5, 0), (5, 6, 1), (6, 8, 1), (0, 20, 3)])
def test_who_looks_into_it_sees_its_planned_week_while_there_is_one(on: int, looked: int, week: int) -> None:
    shown = week_to_show(made(on)[0], MONDAY + timedelta(days=looked))
    assert shown.first == MONDAY.date() + timedelta(weeks=week)
