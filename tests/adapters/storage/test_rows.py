"""Every table gives back what was put into it, and the database itself refuses what can never be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from counterpoint.adapters.storage.diary import StoredDiary
from counterpoint.adapters.storage.models import MarkRow, Person, PlanRow, SettingsRow
from counterpoint.domain.agenda import Mark
from counterpoint.domain.planning import Settings
from tests.adapters.storage.lives import SHELVES, settings_of_a_person
from tests.contracts.examples import SETTINGS, THINGS, WEEK, plan, shelf_of
from tests.seeds import of_many

pytestmark = pytest.mark.storage


class RoundTrip(TestCase):  # type: ignore[misc]  # each drawn example has a transaction of its own
    """What is drawn is kept and read back by a diary that never saw it."""

    @property
    def person(self) -> Person:
        return Person.objects.get_or_create(username="ada")[0]

    @given(st.data())
    @hypothesis_settings(max_examples=of_many(8, 100), deadline=None)
    def test_things_of_every_kind(self, data: st.DataObject) -> None:
        for shelf, strategy in SHELVES.items():
            thing = data.draw(strategy, label=shelf)
            shelf_of(StoredDiary(self.person), shelf).add(thing)
            assert shelf_of(StoredDiary(self.person), shelf).get(thing.id).thing == thing

    @given(settings_of_a_person)
    @hypothesis_settings(max_examples=of_many(15, 40), deadline=None)
    def test_settings(self, drawn: Settings) -> None:
        StoredDiary(self.person).change_settings(drawn, version=0)
        assert StoredDiary(self.person).settings().thing == drawn


@pytest.fixture
def diary(db: None) -> StoredDiary:
    return StoredDiary(Person.objects.create(username="ada"))


NEVER = [
    ("values", {"rank": 0}),
    ("domains", {"sphere": "mine"}),
    ("protected", {"firmness": "iron"}),
    ("protected", {"times_a_week": 8}),
    ("protected", {"times_a_week": 2, "minutes": None}),
    ("meals", {"minutes": 0}),
    ("rituals", {"from_sphere": ""}),
    ("tasks", {"minutes": 0}),
    ("tasks", {"importance": "maybe"}),
    ("tasks", {"demand": "none"}),
    ("tasks", {"piece_least": 0}),
    ("routines", {"times_a_week": 0}),
    ("routines", {"spacing_days": 9}),
    ("event_rules", {"where": "place"}),
    ("calendars", {"kind": "feed", "address": ""}),
    ("calendars", {"kind": "wish"}),
    ("targets", {"way": "pigeon"}),
    ("outbox", {"kind": "gossip"}),
    ("outbox", {"state": "perhaps"}),
]


@pytest.mark.parametrize(("shelf", "changed"), NEVER)
def test_the_database_refuses_what_can_never_be(
    diary: StoredDiary, shelf: str, changed: dict[str, Any]
) -> None:
    thing = THINGS[shelf][0]
    with pytest.raises(IntegrityError), transaction.atomic():
        shelf_of(diary, shelf).add(replace(thing, **changed))
    assert shelf_of(diary, shelf).all() == ()
    shelf_of(diary, shelf).add(thing)
    with pytest.raises(IntegrityError), transaction.atomic():
        shelf_of(diary, shelf).change(replace(thing, **changed), version=1)


@pytest.mark.parametrize(
    "changed", [{"week_start": 7}, {"clock": 13}, {"chronotype": "owl"}, {"slack_minutes": 5000}]
)
def test_the_database_refuses_impossible_settings(diary: StoredDiary, changed: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        diary.change_settings(replace(SETTINGS, **changed), version=0)
    assert not SettingsRow.objects.exists()


def test_there_is_one_owner_at_most(db: None) -> None:
    Person.objects.create(username="ada", is_owner=True)
    with pytest.raises(IntegrityError):
        Person.objects.create(username="eve", is_owner=True)


def test_names_differ_by_more_than_case(db: None) -> None:
    Person.objects.create(username="ada")
    with pytest.raises(IntegrityError):
        Person.objects.create(username="Ada")


def test_one_plan_a_week_and_one_mark_an_event(diary: StoredDiary) -> None:
    diary.plans.keep(plan(), step="Planned", version=None)
    diary.calendars.add(THINGS["calendars"][0])
    diary.calendars.mark("c1", "event", Mark(ignored=True))
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanRow.objects.create(person=diary.person, week_on=WEEK.first, current=b"")
    with pytest.raises(IntegrityError), transaction.atomic():
        MarkRow.objects.create(calendar=diary.calendars.row("c1"), key="event", mark=Mark())
