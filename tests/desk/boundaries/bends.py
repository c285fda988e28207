"""Dinner on Tuesday, and where it is in the plan."""

from __future__ import annotations

from counterpoint.domain.planning import Block
from counterpoint.domain.planning.pose import firm_times
from counterpoint.domain.timeline import Span
from tests.desk.weeks import WEEK, span
from tests.memory import MemoryDiary

TUESDAY = span(1, 18)


def dinners(diary: MemoryDiary) -> list[Span]:
    return [each.span for each in firm_times(diary.life(), WEEK)]


def in_the_plan(diary: MemoryDiary, title: str = "Dinner") -> list[Block]:
    kept = diary.plans.of(WEEK)
    assert kept is not None
    return [each for each in kept.thing.current.blocks if each.title == title]


def version_of(diary: MemoryDiary) -> int:
    kept = diary.plans.of(WEEK)
    assert kept is not None
    return kept.version
