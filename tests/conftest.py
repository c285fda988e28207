"""What holds for every test: a property may take its time, and lines are counted where things are decided."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator
from pathlib import Path

import pytest
from coverage import Coverage
from hypothesis import HealthCheck, settings

from tests.long import LONG
from tests.seeds import of_many

settings.register_profile(
    "unhurried",
    max_examples=of_many(40, 100),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("unhurried")

HERE = Path(__file__).parent
COUNTED = tuple(HERE / room for room in ("domain", "engines", "desk", "adapters/calendars"))
"""The rooms whose lines have a floor are held by their own tests, not by a page that passes there; what
recurs, by the files that it comes in."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long files come first."""
    place = {HERE / name: number for number, name in enumerate(LONG)}
    items.sort(key=lambda item: place.get(item.path, len(LONG)))


def pytest_collection_finish() -> None:
    """What is loaded by now stays: looking through all of it again and again for rubbish takes a twentieth of
    the time. The server does the same (server/wsgi.py).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Elsewhere nobody counts lines: that would make each test take half as long again, for nothing."""
    if _is_counted(item):
        return (yield)
    counting = _stopped()
    try:
        return (yield)
    finally:
        for each in reversed(counting):
            each.start()


def _is_counted(item: pytest.Item) -> bool:
    """With the JIT off, tests run in order to be counted."""
    spared = item.get_closest_marker("uncounted") and not os.environ.get("NUMBA_DISABLE_JIT")
    return not spared and any(room in item.path.parents for room in COUNTED)


def _stopped() -> list[Coverage]:
    """Who counted, and now does not. In a process of pytest-xdist that is two: one wakes below the other."""
    stopped = []
    while (counting := Coverage.current()) is not None:
        counting.stop()
        stopped.append(counting)
    return stopped
