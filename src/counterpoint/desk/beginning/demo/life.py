"""What Robin Vale lives by: values, domains, protected time, routines, seasons and tasks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

from counterpoint.desk.beginning.demo.lived import lived_of_example
from counterpoint.desk.beginning.demo.others import FRI, MON, SUN, THU, TUE, WED, Weeks
from counterpoint.desk.beginning.demo.plate import plate_of_example
from counterpoint.desk.beginning.demo.weeks import HANDED_ON
from counterpoint.desk.ports import Diary, Shelf
from counterpoint.domain.agenda import EventRule, Mark
from counterpoint.domain.boundaries import Availability, Meal, ProtectedTime
from counterpoint.domain.living import Stay
from counterpoint.domain.planning import FlexBlock, Ritual, Routine, Settings, Task
from counterpoint.domain.planning.places import Place, Way
from counterpoint.domain.planning.steps import read_steps
from counterpoint.domain.timeline import EVERY_DAY, WEEKDAYS, WEEKEND, Week, WeeklyWindow, instant
from counterpoint.domain.values import CoreValue, Emphasis, LifeDomain, Season

NAME = "Robin Vale (example)"
TOO_NEAR = timedelta(hours=12)


def settings_of_example(zone: str) -> Settings:
    hours = Availability(
        waking=(
            WeeklyWindow(WEEKDAYS, time(6, 45), time(22, 45)),
            WeeklyWindow(WEEKEND, time(8), time(23, 30)),
        ),
        working=(WeeklyWindow(WEEKDAYS, time(9), time(17, 30)),),
        sleep_minutes=450,
    )
    afternoon = WeeklyWindow(frozenset({WED, FRI}), time(13), time(17))
    flex = FlexBlock("flex", "Café hours", 120, 60, (afternoon,), "craft")
    return Settings(zone, NAME, availability=hours, flex=flex, chronotype="morning")


def life_of_example(diary: Diary, weeks: Weeks) -> Iterator[tuple[Shelf[Any], Sequence[Any]]]:
    week, zone, now = weeks.week, weeks.zone, weeks.now
    yield diary.values, _VALUES
    yield diary.domains, _DOMAINS
    yield diary.protected, _PROTECTED
    yield diary.meals, _MEALS
    yield diary.rituals, _RITUALS
    yield diary.routines, _ROUTINES
    yield diary.tasks, [_with_days(task, by, weeks) for task, by in _TASKS]
    yield diary.event_rules, [EventRule("birthdays", "title", "birthday", Mark("family"))]
    yield diary.shelf(Season), _seasons(week)
    yield from plate_of_example(diary, week)
    yield diary.shelf(Place), [Place("home", "Home", home=True), Place("office", "The office")]
    yield diary.shelf(Way), [Way("to-the-office", "home", "office", 25)]
    yield diary.shelf(Stay), [_days_elsewhere(week, zone)]
    yield from lived_of_example(diary, week, zone, now)


def _days_elsewhere(week: Week, home: str) -> Stay:
    """A long weekend in five weeks, from Thursday noon to Sunday afternoon by the clock there."""
    there = "Europe/Lisbon" if home != "Europe/Lisbon" else "Europe/Rome"
    thursday, sunday = (week.next(5).first + timedelta(days=day) for day in (3, 6))
    return Stay("long-weekend", there, instant(thursday, time(12), there), instant(sunday, time(17), there))


def _seasons(week: Week) -> tuple[Season, ...]:
    """Weeks in which the choir was loud, looked back at; and those of the proposal, with what waits named."""
    first = week.next(-8).first
    concerts = Season(
        "concerts", "Concert weeks", first, first + timedelta(days=41),
        (Emphasis("choir", "f"), Emphasis("learning", "pp"), Emphasis("home", "p")),
        "The Mass by heart, and one concert that I will remember.",
        "It was worth the pile of papers. Next time I say earlier that the course will wait.",
        first + timedelta(days=43),
    )  # fmt: skip
    loud = (Emphasis("work", "f"), Emphasis("learning", "p"))
    begins = week.next(-1).first
    proposal = Season(
        "proposal", "The museum proposal", begins, begins + timedelta(days=34), loud,
        "A museum for children, from the first line on.",
    )  # fmt: skip
    return concerts, proposal


def _with_days(task: Task, by: int | None, weeks: Weeks) -> Task:
    """The task with its deadline at the end of a day of this week, or of the next where that is too near."""
    if by is None:
        return task
    week = weeks.week
    ends = (instant(week.next(n).first + timedelta(days=by + 1), time(0), weeks.zone) for n in range(2))
    return replace(task, deadline_at=next(each for each in ends if each > weeks.now + TOO_NEAR))


_VALUES = (
    CoreValue("family", "Family", 1, "Dinner with Noa and Eli on four evenings, phones away"),
    CoreValue("craft", "Good work", 2, "One piece of deep work a day that I am proud of"),
    CoreValue("health", "Health", 3, "Swim twice, in bed by eleven"),
    CoreValue("music", "Music", 4, "Choir on Thursdays, and practise before it"),
)
_DOMAINS = (
    LifeDomain("work", "Work", "work", "craft"),
    LifeDomain("family", "Family", "life", "family"),
    LifeDomain("health", "Health", "life", "health"),
    LifeDomain("home", "Home", "life"),
    LifeDomain("choir", "Choir", "life", "music"),
    LifeDomain("learning", "Learning", "both", "craft"),
)
_PROTECTED = (
    ProtectedTime(
        "dinner", "Dinner with Noa and Eli",
        (WeeklyWindow(frozenset({MON, TUE, WED, FRI}), time(18), time(19, 15)),), "firm", "family", "family",
        disclosure="value",
    ),
    ProtectedTime(
        "swim", "Swimming",
        (WeeklyWindow(WEEKDAYS, time(7), time(9)), WeeklyWindow(WEEKEND, time(10), time(13))),
        "bends", "health", "health", 2, 60, ("emergency", "opportunity"),
    ),
    ProtectedTime(
        "sunday", "An afternoon without a plan", (WeeklyWindow(frozenset({SUN}), time(13), time(17)),)
    ),
)  # fmt: skip
_MEALS = (Meal("lunch", "Lunch", WeeklyWindow(EVERY_DAY, time(12), time(14)), 30),)
_RITUALS = (
    Ritual(
        "shutdown",
        "Shutdown: close the day, see tomorrow",
        "work",
        "life",
        10,
        read_steps(
            "Write tomorrow’s first line\nClear the table\n5 min Walk around the block\nBreathe 1 min"
        ),
    ),
    Ritual(
        "warm-up",
        "Warm-up: arrive, choose the first thing",
        "life",
        "work",
        5,
        read_steps("Tea\nChoose the first thing\nBreathe 1 min"),
    ),
)
_ROUTINES = (
    Routine(
        "alto", "Practise the alto part", 30, 2, (WeeklyWindow(EVERY_DAY, time(17), time(21)),), 2, "choir"
    ),
    Routine("mum", "Call mum", 30, 1, (WeeklyWindow(WEEKEND, time(9), time(20)),), 1, "family"),
    Routine(
        "weekly", "Look at the week", 30, 1, (WeeklyWindow(frozenset({FRI}), time(14), time(17)),), 1, "work"
    ),
    HANDED_ON,
)
_TASKS: tuple[tuple[Task, int | None], ...] = (
    (Task("proposal", "Draft the museum proposal", 240, "work", "", "must", "deep", True, 60, 120), THU),
    (Task("review", "Review Tomke’s concept", 90, "work", "", "should", "deep"), FRI),
    (Task("mail", "Answer what has piled up", 60, "work", "", "should", "light", True, 30, 60), None),
    (Task("invoice", "Write the October invoice", 30, "work", "", "must", "light"), WED),
    (Task("coach", "Talk with Ada about her first project", 45, "work", "", "should", "social"), FRI),
    (Task("course", "Colour course, chapter 4", 90, "learning", "", "could", "steady", True, 45, 90), None),
    (Task("bike", "Mend Eli’s bike together", 60, "family", "", "should", "light"), SUN),
    (Task("dentist", "Call the dentist", 15, "health", "", "should", "light"), FRI),
    (Task("shelf", "Put up the shelf", 75, "home", "", "could", "steady"), None),
    (Task("papers", "Papers for the tax return", 90, "home", "", "should", "steady", True, 45, 90), SUN + 7),
)
