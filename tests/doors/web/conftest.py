"""Ada, who owns this Counterpoint, with a tab of a browser and a diary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.test import Client

if TYPE_CHECKING:
    from counterpoint.adapters.storage.models import Person
    from counterpoint.desk.ports import Diary


@pytest.fixture(autouse=True)
def nobody_was_counted() -> Iterator[None]:
    """What one test tries too often is not held against the next."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def ada(db: None) -> Person:
    from counterpoint.adapters.storage.models import Person

    return Person.objects.create(username="ada", is_owner=True)


@pytest.fixture
def diary(ada: Person) -> Diary:
    from counterpoint import wiring

    return wiring.diary_of(ada)


@pytest.fixture
def tab(ada: Person) -> Client:
    client = Client()
    client.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
