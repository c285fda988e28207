"""The calendars of the example life: studio, family and choir."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from counterpoint.desk.beginning.demo.others import FRI, MON, SAT, SUN, THU, TUE, WED, Weeks
from counterpoint.desk.calendars.keeping import unwatched
from counterpoint.desk.ports import Diary, Read
from counterpoint.domain.agenda import CalendarSource
from counterpoint.domain.timeline import Span, Week

WEEKS_BEHIND, WEEKS_AHEAD = 8, 4


@dataclass(frozen=True, slots=True)
class DemoEvent:
    """An event on a weekday: once, in a week counted from the planned one, or `every` so many weeks."""

    title: str
    day: int
    start: time
    minutes: int
    week: int | None = None
    every: int = 1


@dataclass(frozen=True, slots=True)
class DemoCalendar:
    id: str
    name: str
    domain_id: str
    events: tuple[DemoEvent, ...]


CALENDARS = (
    DemoCalendar(
        "example-work",
        "Example: studio",
        "work",
        (
            DemoEvent("Team round", MON, time(9, 30), 45),
            DemoEvent("Design review", TUE, time(14), 60),
            DemoEvent("One to one with Tomke", WED, time(10), 30, every=2),
            DemoEvent("Client call, museum", THU, time(15), 60),
            DemoEvent("Demo", FRI, time(11), 45, every=2),
            DemoEvent("Workshop with the city library", TUE, time(9), 210, -6),
            DemoEvent("Late launch", WED, time(17), 180, -5),
            DemoEvent("Interviews", THU, time(10), 150, -3),
            DemoEvent("Budget talk", MON, time(17), 90, -2),
            DemoEvent("Client visit", WED, time(13), 120, -1),
            DemoEvent("Museum: second look", TUE, time(16, 30), 90, 0),
            DemoEvent("Portfolio day", THU, time(9, 30), 120, 1),
        ),
    ),
    DemoCalendar(
        "example-family",
        "Example: family",
        "family",
        (
            DemoEvent("Eli: football", WED, time(16), 75),
            DemoEvent("Parents’ evening", TUE, time(19, 30), 90, -4),
            DemoEvent("Noa's birthday", SAT, time(15), 240, -2),
            DemoEvent("Eli: dentist", MON, time(15, 30), 45, 0),
            DemoEvent("Grandparents visit", SUN, time(11), 120, 0),
            DemoEvent("School fair", SAT, time(10), 180, 1),
        ),
    ),
    DemoCalendar(
        "example-choir",
        "Example: choir",
        "choir",
        (
            DemoEvent("Choir rehearsal", THU, time(20), 120),
            DemoEvent("Concert", SAT, time(18), 180, -3),
            DemoEvent("Extra rehearsal", SAT, time(14), 150, 2),
        ),
    ),
)


def add_calendar(diary: Diary, calendar: DemoCalendar, weeks: Weeks, read: Read) -> None:
    week, zone = weeks.week, weeks.zone
    raw = _as_ics(calendar, week, zone).encode()
    window = Span(week.next(-WEEKS_BEHIND).span(zone).start, week.next(WEEKS_AHEAD).span(zone).end)
    agenda = read(raw, source=calendar.name, zone=zone, window=window, progress=unwatched)
    count = len({each.uid for each in agenda.occurrences})
    diary.calendars.add(
        CalendarSource(
            calendar.id,
            calendar.name,
            calendar.domain_id,
            zone=diary.settings().thing.zone,
            refreshed_at=weeks.now,
            events=count,
            example=True,
        )
    )
    diary.calendars.fill(calendar.id, raw, agenda, window)


def _as_ics(calendar: DemoCalendar, week: Week, zone: str) -> str:
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


def _event_lines(event: DemoEvent, uid: str, week: Week, zone: str) -> Iterator[str]:
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
