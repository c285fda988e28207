"""Makes people with a realistic week in the home that COUNTERPOINT_HOME names; run as a program of its own.

`python -m tests.e2e.people PASSWORD` reads lines of a NAME, a WEEK and perhaps the word "planned", and says
each name once they exist, with the key of a session in which they are signed in.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.conf import settings

from counterpoint import wiring
from counterpoint.desk.planning.background import PLANNED
from counterpoint.desk.ports import Diary
from counterpoint.desk.week.facts import facts_for
from counterpoint.domain.agenda import Agenda, CalendarSource, Mark, Occurrence
from counterpoint.domain.boundaries import Meal, ProtectedTime
from counterpoint.domain.planning import FlexBlock, Ritual, Routine, Task
from counterpoint.domain.timeline import EVERY_DAY, WEEKDAYS, Span, Week, WeeklyWindow, instant
from counterpoint.domain.values import CoreValue, LifeDomain

ZONE = "Europe/Berlin"
STEPS = 2_000
HOSTILE = "<img src=x onerror=alert(1)> & “quotes”"
VALUES = (
    CoreValue("family", "Family", 1, "Dinner together"),
    CoreValue("craft", "Craft", 2, "Good work, finished"),
    CoreValue("vitality", "Vitality", 3),
)
DOMAINS = (
    LifeDomain("work", "Work", "work", "craft"),
    LifeDomain("home", "Family", "life", "family"),
    LifeDomain("health", "Health", "life", "vitality"),
    LifeDomain("study", "Learning", "both"),
)


def daily(start: int, end: int, days: frozenset[int] = EVERY_DAY) -> WeeklyWindow:
    return WeeklyWindow(days, time(start), time(end))


PROTECTED = (
    ProtectedTime("dinner", "Dinner with the children", (daily(18, 19, WEEKDAYS),), "firm", "family", "home"),
    ProtectedTime(
        "book", "Deep work on the book", (daily(9, 12, WEEKDAYS),), "bends", "craft", "work", 2, 90
    ),
)
TASKS = (
    Task("report", "Annual report", 240, "work", "craft", "must", "deep", True, 60, 120),
    Task("call", "Call grandmother", 30, "home", "family", "should", "social"),
    Task("hostile", HOSTILE, 30, "work", "", "could", "light"),
    Task("cellar", "Clear the cellar", 900, "home", "", "could", "light"),
)


def settle_in(diary: Diary) -> None:
    kept = diary.settings()
    flex = FlexBlock("flex", "Open desk, open door", 120, 60)
    diary.change_settings(replace(kept.thing, zone=ZONE, flex=flex), version=kept.version)
    for value in VALUES:
        diary.values.add(value)
    for domain in DOMAINS:
        diary.domains.add(domain)
    for protected in PROTECTED:
        diary.protected.add(protected)
    for task in TASKS:
        diary.tasks.add(task)
    diary.meals.add(Meal("lunch", "Lunch", daily(12, 14), 40))
    diary.rituals.add(Ritual("shutdown", "Close the day: write tomorrow’s first line", "work", "life", 10))
    swim = (daily(7, 9), daily(17, 21))
    diary.routines.add(Routine("swim", "Swim", 45, 2, swim, 2, "health", "vitality"))


def with_events(diary: Diary, week: Week) -> None:
    def event(title: str, day: int, hour: int, minutes: int) -> Occurrence:
        start = instant(week.first + timedelta(days=day), time(hour), ZONE)
        return Occurrence(title, None, Span(start, start + timedelta(minutes=minutes)), title)

    events = [event(f"Stand-up {day}", day, 9, 15) for day in range(5)]
    events += [
        event("Board of the foundation", 3, 14, 120),
        event("Late call", 3, 18, 60),
        event("Choir", 2, 20, 90),
    ]
    birthday = week.first + timedelta(days=2)
    whole = Span(instant(birthday, time(0), ZONE), instant(birthday + timedelta(days=1), time(0), ZONE))
    events.append(
        Occurrence("b", None, whole, "Lena’s birthday", True, birthday, birthday + timedelta(days=1))
    )
    around = week.span(ZONE).grown(timedelta(days=60), timedelta(days=60))
    id = f"office-{diary.person_id}"
    diary.calendars.add(CalendarSource(id, "Office", "work", zone=ZONE, events=len(events)))
    diary.calendars.fill(id, b"", Agenda(tuple(events)), around)
    diary.calendars.mark(id, "Choir", Mark(domain_id="home"))


def with_a_plan(diary: Diary, week: Week) -> None:
    """As the planner makes it, in a number of steps."""
    from counterpoint.desk.planning.weeks import plan_week

    life, now = diary.life(), datetime.now(UTC)
    plan = plan_week(life, facts_for(diary, week, life), week, now=now, iterations=STEPS)
    diary.plans.keep(plan, step=PLANNED, version=None, begun_at=now)


def signed_in(person: Any) -> str:
    from django.test import Client

    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def make(name: str, password: str, week: str, *words: str) -> str:
    from counterpoint.adapters.storage.models import Person

    person = Person(username=name, display_name=name.title())
    person.set_password(password)
    person.save()
    diary = wiring.diary_of(person)
    settle_in(diary)
    with_events(diary, Week.named(week))
    if "planned" in words:
        with_a_plan(diary, Week.named(week))
    return signed_in(person)


def main(password: str) -> None:
    wiring.open_storage()
    for line in sys.stdin:
        name, week, *words = line.split()
        print(name, make(name, password, week, *words), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
