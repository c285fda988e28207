"""How often the database is asked: a page stays quick when a life grows."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from counterpoint import wiring
from counterpoint.adapters.storage.diary import StoredDiary
from counterpoint.adapters.storage.models import OccurrenceRow, Person
from counterpoint.domain.agenda import Agenda, CalendarSource
from counterpoint.domain.timeline import Span
from tests.contracts.examples import MONDAY, THINGS, WEEK, block, occurrence, plan, renamed, shelf_of

pytestmark = [pytest.mark.django_db, pytest.mark.storage]
YEAR = Span(MONDAY - timedelta(days=182), MONDAY + timedelta(days=183))


@pytest.fixture
def diary() -> StoredDiary:
    return StoredDiary(Person.objects.create(username="ada"))


def test_a_life_is_eighteen_questions_however_much_is_in_it(
    diary: StoredDiary, django_assert_num_queries: Any
) -> None:
    for shelf, (thing, _) in THINGS.items():
        for number in range(20):
            shelf_of(diary, shelf).add(renamed(thing, f"{shelf}-{number}"))
    with django_assert_num_queries(18):
        life = diary.life()
    assert len(life.tasks) == 20


def test_a_week_of_events_is_two_questions(diary: StoredDiary, django_assert_num_queries: Any) -> None:
    for number in range(5):
        diary.calendars.add(CalendarSource(f"c{number}", "Work", "d1"))
        events = tuple(occurrence(f"e{day}", 24 * day) for day in range(-180, 180))
        diary.calendars.fill(f"c{number}", b"raw", Agenda(events), YEAR)
    with django_assert_num_queries(2):
        found = diary.calendars.occurrences(WEEK.span("UTC"))
    assert len(found) == 35


def test_a_week_of_events_is_found_by_an_index(diary: StoredDiary) -> None:
    rows = OccurrenceRow.objects.filter(
        person=diary.person, start_at__lt=MONDAY + timedelta(days=7), start_at__gte=MONDAY
    )
    assert "occurrence_of_person" in rows.explain() or "Seq Scan" in rows.explain()


def test_a_plan_is_one_question(diary: StoredDiary, django_assert_num_queries: Any) -> None:
    kept = diary.plans.keep(plan(block("a")), step="Planned", version=None)
    for number in range(1, 10):
        kept = diary.plans.keep(plan(block("a", number)), step="Moved", version=kept.version)
    with django_assert_num_queries(1):
        assert diary.plans.of(WEEK) == kept


def test_one_thing_is_one_question(diary: StoredDiary, django_assert_num_queries: Any) -> None:
    diary.tasks.add(THINGS["tasks"][0])
    with django_assert_num_queries(1):
        diary.tasks.get("t1")


def test_a_look_asks_nothing_twice_until_something_is_written(
    diary: StoredDiary, django_assert_num_queries: Any
) -> None:
    diary.tasks.add(THINGS["tasks"][0])
    with wiring.looking(diary.person) as looking:
        with django_assert_num_queries(18):
            first = looking.life()
        with django_assert_num_queries(0):
            assert looking.life() is first
            assert looking.tasks.all()[0].thing == first.tasks[0]
            assert looking.settings().version == 0
        kept = looking.tasks.get("t1")
        looking.tasks.change(replace(kept.thing, title="Another"), version=kept.version)
        assert [each.title for each in looking.life().tasks] == ["Another"]
        diary.tasks.remove("t1")
        assert looking.life().tasks == ()
    diary.tasks.add(THINGS["tasks"][0])
    assert len(looking.life().tasks) == 1


def test_what_is_rolled_back_is_not_remembered(diary: StoredDiary) -> None:
    with wiring.looking(diary.person) as looking:
        assert looking.tasks.all() == ()
        with suppress(RuntimeError), looking.together():
            looking.tasks.add(THINGS["tasks"][0])
            assert len(looking.tasks.all()) == 1
            raise RuntimeError
        assert looking.tasks.all() == ()
