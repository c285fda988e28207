"""One looks back at a life of which nothing is known but what the test says."""

from __future__ import annotations

import pytest

from tests.memory import MemoryDiary


@pytest.fixture
def diary() -> MemoryDiary:
    return MemoryDiary()
