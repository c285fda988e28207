"""A small life with a firm dinner, a bending choir, lunch, and a report in the plan, to judge requests on."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from counterpoint.domain.agenda import Fact
from counterpoint.domain.asking import Ground, ground_of
from counterpoint.domain.boundaries import Availability, Meal, ProtectedTime
from counterpoint.domain.planning import Block, Life, Task
from counterpoint.domain.timeline import EVERY_DAY, WEEKDAYS, Span, Week, WeeklyWindow, instant
from counterpoint.domain.values import CoreValue, LifeDomain

ZONE = "Europe/Berlin"
WEEK = Week.named("2026-W48")
NOW = instant(WEEK.first, time(8), ZONE)
DINNER = ProtectedTime(
    "dinner", "Dinner", (WeeklyWindow(WEEKDAYS, time(18), time(19)),), "firm", "family", "home"
)
CHOIR = ProtectedTime(
    "choir", "Choir", (WeeklyWindow(frozenset({1}), time(20), time(21, 30)),), "bends", "music", "home"
)
LIFE = Life(
    zone=ZONE,
    name="Ada",
    values=(CoreValue("family", "Family", 1), CoreValue("music", "Music", 2)),
    domains=(LifeDomain("work", "Work", "work"), LifeDomain("home", "Home", "life", "family")),
    protected=(DINNER, CHOIR),
    availability=Availability(
        meals=(Meal("lunch", "Lunch", WeeklyWindow(EVERY_DAY, time(12), time(14)), 30),)
    ),
    slack_minutes=60,
    tasks=(Task("report", "Report", 120, "work", importance="must"),),
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """By the clock on the wall; day 0 is Monday."""
    return instant(WEEK.first + timedelta(days=day), time(hour, minute), ZONE)


def span(day: int, hour: int, minutes: int = 60, minute: int = 0) -> Span:
    start = at(day, hour, minute)
    return Span(start, start + timedelta(minutes=minutes))


def event(title: str, when: Span) -> Fact:
    return Fact(f"office/{title}", title, when, "work")


def report(when: Span, **more: Any) -> Block:
    return Block("task:report#1", "task", "task:report", "report", "Report", when, "work", **more)


def ground(*blocks: Block, facts: tuple[Fact, ...] = (), life: Life = LIFE, now: datetime = NOW) -> Ground:
    first = Week.holding(date(2026, 11, 23))
    return ground_of(life, facts, blocks, first, now=now)
