"""Somebody with a small life, on the Sunday before the week."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from counterpoint.domain.boundaries import ProtectedTime
from counterpoint.domain.planning import Ritual, Settings, Task
from counterpoint.domain.timeline import WEEKDAYS, WeeklyWindow
from counterpoint.domain.values import CoreValue, LifeDomain
from tests.desk.weeks import ZONE
from tests.doors.web.week.acts import HOSTILE

if TYPE_CHECKING:
    from counterpoint.adapters.storage.models import Person
    from counterpoint.desk.ports import Diary


@pytest.fixture(autouse=True)
def some_day_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages' clock stands on the Sunday before the week."""
    before = datetime(2026, 11, 22, 12, tzinfo=UTC)
    for module in ("pages", "blocks", "answers"):
        monkeypatch.setattr(f"counterpoint.doors.web.week.{module}.now_utc", lambda: before)


@pytest.fixture
def mira() -> Person:
    from counterpoint.adapters.storage.models import Person

    return Person.objects.create(username="mira")


@pytest.fixture
def diary(mira: Person) -> Diary:
    from counterpoint import wiring

    diary = wiring.diary_of(mira)
    diary.change_settings(Settings(zone=ZONE), version=diary.settings().version)
    diary.values.add(CoreValue("family", "Family", 1))
    diary.domains.add(LifeDomain("work", "Work", "work"))
    diary.domains.add(LifeDomain("home", "Home", "life", "family"))
    evening = WeeklyWindow(WEEKDAYS, time(18), time(19))
    diary.protected.add(ProtectedTime("dinner", "Dinner", (evening,), "firm", "family", "home"))
    diary.rituals.add(Ritual("shutdown", "Close the day", "work", "life", 10))
    diary.tasks.add(Task("report", "Report", 120, "work", splittable=True, piece_least=30, piece_most=120))
    diary.tasks.add(Task("call", HOSTILE, 30, "home"))
    return diary


@pytest.fixture
def client(mira: Person) -> Client:
    client = Client()
    client.force_login(mira, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
