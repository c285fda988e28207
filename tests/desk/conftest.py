"""The small life that most tests of the desk begin with."""

from __future__ import annotations

import pytest

from tests.desk.weeks import a_diary
from tests.memory import MemoryDiary


@pytest.fixture
def diary() -> MemoryDiary:
    return a_diary()
