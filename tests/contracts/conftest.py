"""Each contract holds for the diary in memory and for the stored one, on the database that is set."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from counterpoint.desk.ports import Diary
from tests.memory import MemoryDiary


class Clock:
    """A clock that stands still until it is moved on."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_time(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["memory", pytest.param("stored", marks=[pytest.mark.storage, pytest.mark.django_db])])
def new_diary(request: pytest.FixtureRequest, clock: Clock) -> Callable[[str], Diary]:
    """Opens the diary of a person who is new here."""
    if request.param == "memory":
        return lambda name: MemoryDiary(name, clock=clock)
    request.getfixturevalue("db")
    return lambda name: _stored(name, clock)


def _stored(name: str, clock: Clock) -> Diary:
    from counterpoint.adapters.storage.diary import StoredDiary
    from counterpoint.adapters.storage.models import Person

    return StoredDiary(Person.objects.create(username=name), clock)


@pytest.fixture
def diary(new_diary: Callable[[str], Diary]) -> Diary:
    return new_diary("ada")


@pytest.fixture
def stranger(new_diary: Callable[[str], Diary]) -> Diary:
    return new_diary("sam")
