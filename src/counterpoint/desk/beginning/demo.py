"""An example life, clearly made up: Robin Vale, with weeks behind to look back at and one to plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from counterpoint.desk.beginning.demo_lived import lived_of_example
from counterpoint.desk.beginning.demo_others import Weeks, others_of_example
from counterpoint.desk.beginning.demo_plate import decide_of_example, plate_of_example
from counterpoint.desk.beginning.demo_said import said_of_example
from counterpoint.desk.beginning.demo_weeks import HANDED_ON, live_weeks
from counterpoint.desk.calendars.subscriptions import Read
from counterpoint.desk.planning.background import start_planning
from counterpoint.desk.ports import Diary, Job, Shelf
from counterpoint.desk.week.look import last_planning, week_ahead, week_of
from counterpoint.domain.agenda import CalendarSource, EventRule, Mark
from counterpoint.domain.boundaries import Availability, Meal, ProtectedTime
from counterpoint.domain.planning import FlexBlock, Ritual, Routine, Settings, Task
from counterpoint.domain.planning.places import Place, Way
from counterpoint.domain.planning.steps import read_steps
from counterpoint.domain.timeline import (
    EVERY_DAY,
    WEEKDAYS,
    WEEKEND,
    Span,
    Week,
    WeeklyWindow,
    instant,
    local,
)
from counterpoint.domain.values import CoreValue, Emphasis, LifeDomain, Season

NAME = "Robin Vale (example)"
ZONE = "Europe/Berlin"
WEEKS_BEHIND, WEEKS_AHEAD = 8, 4
TOO_NEAR = timedelta(hours=12)
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


def fill_example(diary: Diary, *, now: datetime, read: Read, zone: str = ZONE) -> Job:
    """Puts the example life into an empty diary and asks for a plan of its week (from Saturday: the next)."""
    today = local(now, zone).date()
    week = Week.holding(today).next(1 if today.weekday() >= SAT else 0)
    weeks = Weeks(week, zone, now)
    with diary.together():
        diary.change_settings(_settings(zone), version=diary.settings().version)
        _put(_shelves(diary, weeks))
        _put(others_of_example(diary, weeks))
        for calendar in _CALENDARS:
            _add_calendar(diary, calendar, weeks, read)
        lived = live_weeks(diary, week, now)
        _put(said_of_example(diary, weeks, lived))
        decide_of_example(diary, weeks)
        return start_planning(diary, week, seconds=3)


def _put(shelves: Iterable[tuple[Shelf[Any], Sequence[Any]]]) -> None:
    for shelf, things in shelves:
        shelf.add_all(things)


def week_to_show(diary: Diary, now: datetime) -> Week:
    """The week that is planned for the example, the coming one first; with none, the one to plan."""
    ahead = week_ahead(diary, now)
    planned = (week for week in (ahead, week_of(diary, now)) if _was_planned(diary, week))
    return next(planned, ahead)


def _was_planned(diary: Diary, week: Week) -> bool:
    return last_planning(diary, week) is not None


def _settings(zone: str) -> Settings:
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


def _shelves(diary: Diary, weeks: Weeks) -> Iterator[tuple[Shelf[Any], Sequence[Any]]]:
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
    yield from lived_of_example(diary, week, zone, now)


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


@dataclass(frozen=True, slots=True)
class _Event:
    """An event on a weekday: once, in a week counted from the planned one, or `every` so many weeks."""

    title: str
    day: int
    start: time
    minutes: int
    week: int | None = None
    every: int = 1


@dataclass(frozen=True, slots=True)
class _Calendar:
    id: str
    name: str
    domain_id: str
    events: tuple[_Event, ...]


_CALENDARS = (
    _Calendar(
        "example-work",
        "Example: studio",
        "work",
        (
            _Event("Team round", MON, time(9, 30), 45),
            _Event("Design review", TUE, time(14), 60),
            _Event("One to one with Tomke", WED, time(10), 30, every=2),
            _Event("Client call, museum", THU, time(15), 60),
            _Event("Demo", FRI, time(11), 45, every=2),
            _Event("Workshop with the city library", TUE, time(9), 210, -6),
            _Event("Late launch", WED, time(17), 180, -5),
            _Event("Interviews", THU, time(10), 150, -3),
            _Event("Budget talk", MON, time(17), 90, -2),
            _Event("Client visit", WED, time(13), 120, -1),
            _Event("Museum: second look", TUE, time(16, 30), 90, 0),
            _Event("Portfolio day", THU, time(9, 30), 120, 1),
        ),
    ),
    _Calendar(
        "example-family",
        "Example: family",
        "family",
        (
            _Event("Eli: football", WED, time(16), 75),
            _Event("Parents’ evening", TUE, time(19, 30), 90, -4),
            _Event("Noa's birthday", SAT, time(15), 240, -2),
            _Event("Eli: dentist", MON, time(15, 30), 45, 0),
            _Event("Grandparents visit", SUN, time(11), 120, 0),
            _Event("School fair", SAT, time(10), 180, 1),
        ),
    ),
    _Calendar(
        "example-choir",
        "Example: choir",
        "choir",
        (
            _Event("Choir rehearsal", THU, time(20), 120),
            _Event("Concert", SAT, time(18), 180, -3),
            _Event("Extra rehearsal", SAT, time(14), 150, 2),
        ),
    ),
)


def _add_calendar(diary: Diary, calendar: _Calendar, weeks: Weeks, read: Read) -> None:
    week, zone = weeks.week, weeks.zone
    raw = _as_ics(calendar, week, zone).encode()
    window = Span(week.next(-WEEKS_BEHIND).span(zone).start, week.next(WEEKS_AHEAD).span(zone).end)
    agenda = read(raw, source=calendar.name, zone=zone, window=window, progress=lambda _share: None)
    count = len({each.uid for each in agenda.occurrences})
    diary.calendars.add(
        CalendarSource(
            calendar.id,
            calendar.name,
            calendar.domain_id,
            zone=zone,
            refreshed_at=weeks.now,
            events=count,
            example=True,
        )
    )
    diary.calendars.fill(calendar.id, raw, agenda, window)


def _as_ics(calendar: _Calendar, week: Week, zone: str) -> str:
    """A calendar file (RFC 5545) of the example's events."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Counterpoint//Example//EN",
        f"X-WR-CALNAME:{calendar.name}",
    ]
    for number, event in enumerate(calendar.events):
        lines += _event_lines(event, f"{calendar.id}-{number}@example.invalid", week, zone)
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _event_lines(event: _Event, uid: str, week: Week, zone: str) -> Iterator[str]:
    weeks = -WEEKS_BEHIND if event.week is None else event.week
    on: date = week.first + timedelta(days=event.day, weeks=weeks)
    start = datetime.combine(on, event.start)
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield f"DTSTAMP:{week.first:%Y%m%d}T000000Z"
    yield f"DTSTART;TZID={zone}:{start:%Y%m%dT%H%M%S}"
    yield f"DTEND;TZID={zone}:{start + timedelta(minutes=event.minutes):%Y%m%dT%H%M%S}"
    if event.week is None:
        yield f"RRULE:FREQ=WEEKLY;INTERVAL={event.every}"
    yield f"SUMMARY:{event.title.replace(',', chr(92) + ',')}"
    yield "END:VEVENT"
