"""Looks at made-up weeks, for the rules of radar and coach."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from counterpoint.domain.boundaries import Bend, ProtectedTime
from counterpoint.domain.planning import FlexBlock, Life, Ritual
from counterpoint.domain.reviews import Look, Piece
from counterpoint.domain.timeline import WEEKEND, Span, WeeklyWindow
from counterpoint.domain.values import CoreValue, LifeDomain

NOW = datetime(2026, 11, 29, 20, tzinfo=UTC)  # a Sunday evening
LIFE = Life(
    zone="UTC",
    values=(CoreValue("family", "Family", 1), CoreValue("music", "Music", 2)),
    domains=(LifeDomain("work", "Work", "work"), LifeDomain("home", "Home", "life", "family")),
    chronotype="morning",
)
RITUAL = Ritual("r", "Walk", "work", "life")
FLEX = FlexBlock("flex", "Café hours")


def at(days_ago: int, hour: float = 9) -> datetime:
    """An hour of a day before that Sunday."""
    return NOW.replace(hour=0) - timedelta(days=days_ago) + timedelta(hours=hour)


def piece(days_ago: int, hour: float = 9, sphere: Any = "work", hours: float = 1, **more: Any) -> Piece:
    start = at(days_ago, hour)
    told = {"kind": "task", "title": f"{sphere} at {hour}", "week": "2026-W48"} | more
    span = Span(start, start + timedelta(hours=hours))
    return Piece(id=f"{days_ago}-{hour}", span=span, sphere=sphere, **told)


def look(*pieces: Piece, life: Life = LIFE, **more: Any) -> Look:
    told = {"since": NOW - timedelta(days=27)} | more
    return Look(now=NOW, life=life, pieces=pieces, **told)


def with_protected(*protected: ProtectedTime) -> Life:
    return replace(LIFE, protected=protected)


def anchor(id: str = "dinner", **more: Any) -> ProtectedTime:
    return ProtectedTime(id, id.title(), (WeeklyWindow(WEEKEND, at(0, 18).time(), at(0, 19).time()),), **more)


def bend(number: int, days_ago: int, protected_id: str = "dinner", **more: Any) -> Bend:
    start = at(days_ago, 18)
    return Bend(f"b{number}", start, protected_id, "Dinner", Span(start, start + timedelta(hours=1)), **more)
