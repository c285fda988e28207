"""Ada, her home, and a stand-in for Google in which she has a calendar of her choir."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from counterpoint import wiring
from counterpoint.domain.values import LifeDomain
from tests.calendar_servers import Phone, Served
from tests.calendars import calendar, event
from tests.google_double import Google, google
from tests.sync.google.life import CHOIR, SOON, tab_of

if TYPE_CHECKING:
    from counterpoint.adapters.storage.models import Person
    from counterpoint.desk.ports import Diary

_numbers = count(1)


@pytest.fixture
def phone(radicale_server: Served) -> Phone:
    """Google's own app, which writes into the same calendar."""
    phone = Phone(radicale_server, f"google-{next(_numbers)}").make("Choir")
    phone.put("choir.ics", calendar(event("choir@t", "Choir practice", SOON)))
    return phone


@pytest.fixture
def double(
    radicale_server: Served, phone: Phone, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> Iterator[Google]:
    monkeypatch.setenv("COUNTERPOINT_HOME", str(tmp_path))
    with google(radicale_server) as double:
        double.calendars[CHOIR] = phone.url.rstrip("/").rpartition("/")[2]
        monkeypatch.setenv("COUNTERPOINT_GOOGLE_AT", double.address)
        yield double


@pytest.fixture
def ada(db: None, double: Google) -> Person:
    from counterpoint.adapters.storage.models import Person

    return Person.objects.create(username="ada", is_owner=True)


@pytest.fixture
def diary(ada: Person) -> Diary:
    diary = wiring.diary_of(ada)
    diary.domains.add(LifeDomain("d-work", "Work", "work"))
    return diary


@pytest.fixture
def tab(ada: Person) -> Client:
    return tab_of(ada)
