"""A small life with a planned week, for tests of what is done to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from counterpoint.desk.ports import Kept, WeekPlan
from counterpoint.desk.week.blocks import known_again
from counterpoint.desk.week.facts import facts_for
from counterpoint.domain.agenda import Agenda, CalendarSource, Occurrence
from counterpoint.domain.boundaries import ProtectedTime
from counterpoint.domain.planning import Block, Ritual, Settings, Task
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.settle import settle
from counterpoint.domain.timeline import WEEKDAYS, Span, Week, WeeklyWindow, instant
from counterpoint.domain.values import CoreValue, LifeDomain
from tests.memory import MemoryDiary

WEEK = Week.named("2026-W48")
ZONE = "Europe/Berlin"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of the week by the clock on the wall; day 0 is Monday."""
    return instant(WEEK.first + timedelta(days=day), time(hour, minute), ZONE)


def span(day: int, hour: int, minutes: int = 60, minute: int = 0) -> Span:
    start = at(day, hour, minute)
    return Span(start, start + timedelta(minutes=minutes))


def a_diary() -> MemoryDiary:
    """Dinner is firm, a report is to be written, and there is a way out of work."""
    diary = MemoryDiary(clock=lambda: NOW)
    diary.change_settings(Settings(zone=ZONE), version=0)
    diary.values.add(CoreValue("family", "Family", 1))
    diary.domains.add(LifeDomain("work", "Work", "work"))
    diary.domains.add(LifeDomain("home", "Home", "life", "family"))
    evening = WeeklyWindow(WEEKDAYS, time(18), time(19))
    diary.protected.add(ProtectedTime("dinner", "Dinner", (evening,), "firm", "family", "home"))
    diary.rituals.add(Ritual("shutdown", "Close the day", "work", "life", 10))
    diary.tasks.add(Task("report", "Report", 120, "work", splittable=True, piece_least=30, piece_most=120))
    diary.tasks.add(Task("call", "Call Ada", 30, "home"))
    return diary


def with_events(diary: MemoryDiary, *events: tuple[str, Span], organiser: str = "") -> None:
    """A calendar of work with these events in it."""
    occurrences = tuple(Occurrence(title, None, when, title, organiser=organiser) for title, when in events)
    if not diary.calendars.all():
        diary.calendars.add(CalendarSource("office", "Office", "work"))
    diary.calendars.fill("office", b"", Agenda(occurrences), Span(at(-30, 0), at(30, 0)))


def a_block(task: str, when: Span, **more: object) -> Block:
    domain = {"report": "work", "call": "home"}[task]
    block = Block(f"task:{task}#1", "task", f"task:{task}", task, task.title(), when, domain)
    return replace(block, **more)  # type: ignore[arg-type]


def planned(diary: MemoryDiary, *blocks: Block) -> Kept[WeekPlan]:
    """These blocks as the week's plan: by default the report on Monday at ten and a call on Tuesday."""
    blocks = blocks or (a_block("report", span(0, 10, 120)), a_block("call", span(1, 20, 30)))
    life = diary.life()
    problem = pose(life, facts_for(diary, WEEK, life), WEEK)
    plan = known_again(replace(settle(problem, blocks), week=WEEK, zone=ZONE), ())
    return diary.plans.keep(plan, step="Planned the week", version=None)


def block_of(diary: MemoryDiary, title: str) -> Block:
    kept = diary.plans.of(WEEK)
    assert kept is not None
    return next(each for each in kept.thing.current.blocks if each.title == title)
