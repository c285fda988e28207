"""Compile every kernel ahead of the first plan, and know whether that has been done on this machine."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numba
from llvmlite.binding import get_host_cpu_name  # type: ignore[import-untyped]

from counterpoint.domain.planning import Block, Day, Item, Problem
from counterpoint.domain.timeline import Span
from counterpoint.engines.solver.compiled import cache_folder
from counterpoint.engines.solver.run import Budget, search


def warm() -> None:
    """Compile all kernels, or load them when that has been done before.

    Up to a minute the first time, then under a second.
    """
    for _ in search(_tiny(), Budget(steps=2)):
        pass
    _mark().touch()


def is_warm() -> bool:
    """Whether `warm` has been through on this machine, for this Python and these sources."""
    return _mark().exists()


def _mark() -> Path:
    return cache_folder() / f"warm-{sys.implementation.cache_tag}-{numba.__version__}-{get_host_cpu_name()}"


def _tiny() -> Problem:
    """One day with one thing to place and a place in force: every kernel has its turn."""
    start = datetime(2026, 1, 5, 8, tzinfo=UTC)
    day = Span(start, start + timedelta(hours=4))
    item = Item("task:warm", "task", "warm", "Warm", 30, 30, 30, (day,))
    place = Span(start, start + timedelta(minutes=30))
    problem = Problem("UTC", day, (Day(date(2026, 1, 5), day),), items=(item,))
    return replace(problem, in_force=(Block("warm", "task", item.id, "warm", "Warm", place),))
