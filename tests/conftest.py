"""What holds for every test: a property may take its time, and lines are counted where things are decided."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from coverage import Coverage
from hypothesis import HealthCheck, settings

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

HERE = Path(__file__).parent
COUNTED = tuple(HERE / room for room in ("domain", "engines", "desk", "adapters/calendars"))
"""The rooms whose lines have a floor are held by their own tests, not by a page that passes there; what
recurs, by the files that it comes in."""


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Elsewhere nobody counts lines: that would make each test take half as long again, for nothing."""
    counting = Coverage.current()
    if counting is None or any(room in item.path.parents for room in COUNTED):
        return (yield)
    counting.stop()
    try:
        return (yield)
    finally:
        counting.start()
