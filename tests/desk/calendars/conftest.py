"""Calendars are added to a life of which nothing is known."""

from __future__ import annotations

import pytest

from tests.memory import MemoryDiary


@pytest.fixture
def diary() -> MemoryDiary:
    return MemoryDiary()
