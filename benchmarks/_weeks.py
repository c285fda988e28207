"""Realistic weeks from a seed: a life with values, protected time, tasks, routines, and a full calendar."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from counterpoint.domain.agenda import Fact
from counterpoint.domain.boundaries import Availability, Meal, ProtectedTime
from counterpoint.domain.planning import FlexBlock, Life, Ritual, Routine, Task
from counterpoint.domain.timeline import EVERY_DAY, WEEKDAYS, WEEKEND, Span, Week, WeeklyWindow, instant
from counterpoint.domain.values import CoreValue, LifeDomain

ZONE = "Europe/Berlin"
WEEK = Week(date(2026, 11, 23))
VALUES = tuple(
    CoreValue(name.lower(), name, rank)
    for rank, name in enumerate(("Family", "Craft", "Health", "Learning", "Friends"), start=1)
)
DOMAINS = (
    LifeDomain("work", "Work", "work", "craft"),
    LifeDomain("own", "Own firm", "work", "learning"),
    LifeDomain("family", "Family", "life", "family"),
    LifeDomain("health", "Health", "life", "health"),
    LifeDomain("home", "Home", "life"),
    LifeDomain("learning", "Learning", "both", "learning"),
)
WORK_TITLES = (
    "Report",
    "Review",
    "Proposal",
    "Slides",
    "Budget",
    "Letter",
    "Draft",
    "Analysis",
    "Plan",
    "Notes",
)
LIFE_TITLES = (
    "Tax return",
    "Repair",
    "Present",
    "Photos",
    "Shopping",
    "Garden",
    "Paperwork",
    "Visit",
    "Book",
    "Cellar",
)
ROUTINES = (
    ("Run", "health", 45, 3, 2),
    ("Swim", "health", 60, 2, 2),
    ("Read", "learning", 30, 4, 1),
    ("Language", "learning", 20, 5, 1),
    ("Inbox", "work", 30, 5, 1),
    ("Week in view", "work", 40, 1, 1),
    ("Call parents", "family", 30, 2, 2),
    ("Piano", "home", 25, 4, 1),
    ("Stretch", "health", 15, 6, 1),
    ("Clean", "home", 60, 1, 1),
)


@dataclass(frozen=True, slots=True)
class Sample:
    """A seeded life with its calendar. `full` says how much is wanted of the hours that are free, roughly."""

    life: Life
    facts: tuple[Fact, ...]
    week: Week


def sample(
    seed: int,
    *,
    events: int | None = None,
    tasks: int | None = None,
    routines: int | None = None,
    weeks: int = 1,
) -> Sample:
    """25–60 events, 15–40 tasks and 5–10 routines unless given; the fuller ones are overbooked.

    With more weeks than one events and deadlines are spread over them.
    """
    chance, later = random.Random(seed), random.Random(seed + 1)
    events = chance.randint(25, 60) if events is None else events
    tasks = chance.randint(15, 40) if tasks is None else tasks
    routines = chance.randint(5, 10) if routines is None else routines
    life = Life(
        zone=ZONE,
        name=f"Sample {seed}",
        values=VALUES,
        domains=DOMAINS,
        protected=_protected(chance),
        availability=Availability(
            meals=(Meal("lunch", "Lunch", WeeklyWindow(EVERY_DAY, time(11, 30), time(14)), 30),)
        ),
        rituals=(
            Ritual("shutdown", "Shutdown", "work", "life", 10),
            Ritual("warm-up", "Warm-up", "life", "work", 5),
        ),
        flex=FlexBlock("flex", "Flex", 120, 60),
        chronotype=chance.choice(("morning", "between", "evening")),
        tasks=tuple(_put_off(_task(chance, nth), later.randrange(weeks)) for nth in range(tasks)),
        routines=tuple(_routine(chance, nth) for nth in range(routines)),
    )
    facts = (_fact(chance, nth) for nth in range(events))
    spread = (_moved(each, timedelta(weeks=later.randrange(weeks))) for each in facts)
    return Sample(life, tuple(spread), WEEK)


def _put_off(task: Task, weeks: int) -> Task:
    by = timedelta(weeks=weeks)
    return replace(
        task,
        earliest_at=task.earliest_at + by if task.earliest_at else None,
        deadline_at=task.deadline_at + by if task.deadline_at else None,
    )


def _moved(fact: Fact, by: timedelta) -> Fact:
    return replace(fact, span=Span(fact.span.start + by, fact.span.end + by))


def _protected(chance: random.Random) -> tuple[ProtectedTime, ...]:
    dinner = ProtectedTime(
        "dinner",
        "Dinner together",
        (WeeklyWindow(EVERY_DAY, time(18, 30), time(19, 30)),),
        "firm",
        "family",
        "family",
    )
    evening = ProtectedTime(
        "evening", "Evening for two", (WeeklyWindow(frozenset({chance.randint(1, 4)}), time(20), time(22)),),
        "bends", "family", "family",
    )  # fmt: skip
    quiet = ProtectedTime(
        "quiet",
        "Quiet hour",
        (WeeklyWindow(EVERY_DAY, time(7), time(12)),),
        "firm",
        "learning",
        "learning",
        2,
        60,
    )
    return dinner, evening, quiet


def _task(chance: random.Random, nth: int) -> Task:
    at_work = chance.random() < 0.6
    minutes = chance.choice((15, 20, 30, 45, 60, 90, 120, 180, 240))
    titles, domains = (
        (WORK_TITLES, ("work", "own")) if at_work else (LIFE_TITLES, ("family", "health", "home"))
    )
    due = _moment(chance.randint(1, 9), 17) if chance.random() < 0.45 else None
    return Task(
        id=f"t{nth}",
        title=f"{chance.choice(titles)} {nth}",
        minutes=minutes,
        domain_id=chance.choice(domains),
        value_id=chance.choice(("", "", "craft", "learning", "health")),
        importance=chance.choices(("must", "should", "could"), (0.15, 0.6, 0.25))[0],
        demand=chance.choice(("deep", "steady", "light", "social")),
        splittable=minutes >= 90,
        piece_least=chance.choice((25, 30, 45)),
        piece_most=chance.choice((60, 90, 120)),
        earliest_at=_moment(chance.randint(0, 2), 8) if due is None and chance.random() < 0.15 else None,
        deadline_at=due,
    )


def _routine(chance: random.Random, nth: int) -> Routine:
    title, domain, minutes, times, spacing = ROUTINES[nth % len(ROUTINES)]
    windows: tuple[WeeklyWindow, ...] = ()
    if chance.random() < 0.4 and domain != "work":
        windows = (WeeklyWindow(WEEKDAYS, time(7), time(9)), WeeklyWindow(WEEKEND, time(9), time(12)))
    return Routine(
        f"r{nth}", title, minutes, times, windows, spacing, domain,
        importance=chance.choice(("should", "should", "could")), demand=chance.choice(("light", "steady")),
    )  # fmt: skip


def _fact(chance: random.Random, nth: int) -> Fact:
    """Mostly meetings in the hours of work, some things of life around them, a few at odd minutes."""
    at_work = chance.random() < 0.75
    day = chance.randint(0, 4) if at_work else chance.randint(0, 6)
    hour = chance.randint(8, 16) if at_work else chance.choice((7, 8, 17, 19, 20, 21))
    minute = chance.choice((0, 0, 0, 30, 30, 15, 45, 5, 50, 37))
    start = _moment(day, hour) + timedelta(minutes=minute)
    minutes = chance.choice((15, 25, 30, 30, 45, 60, 60, 90))
    domain = (
        chance.choice(("work", "work", "own")) if at_work else chance.choice(("family", "health", "home"))
    )
    return Fact(f"cal/{nth}", f"Event {nth}", Span(start, start + timedelta(minutes=minutes)), domain)


def _moment(day: int, hour: int) -> datetime:
    return instant(WEEK.first + timedelta(days=day), time(hour), ZONE)
