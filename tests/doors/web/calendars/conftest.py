"""Two people with a browser each, who know nothing of one another, and somebody who is not signed in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from counterpoint.domain.values import LifeDomain
from counterpoint.wiring import diary_of
from tests.calendars import NOW


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Monday, 23 November 2026, 8:00 UTC, for every page."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return NOW


def person(name: str) -> Any:
    from counterpoint.adapters.storage.models import Person

    return Person.objects.create(username=name)


@pytest.fixture
def ada(db: None) -> Any:
    owner = person("ada")
    for id, name, sphere in (("d-work", "Work", "work"), ("d-family", "Family", "life")):
        diary_of(owner).domains.add(LifeDomain(id, name, sphere))  # type: ignore[arg-type]
    return owner


@pytest.fixture
def signed_in(ada: Any) -> Client:
    client = Client()
    client.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def stranger(db: None) -> Client:
    client = Client()
    client.force_login(person("sam"), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def diary(ada: Any) -> Any:
    return diary_of(ada)
