"""Calendar texts line by line, and what is read from them, in the shortest form that a test can compare."""

from __future__ import annotations

from datetime import UTC, datetime

from counterpoint.adapters.calendars.ics import CalendarFile, read_calendar
from counterpoint.domain.agenda import Agenda, Occurrence
from counterpoint.domain.timeline import Span, local


def ics(*lines: str) -> bytes:
    """A calendar of these lines."""
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""]).encode()


def vevent(*lines: str, uid: str = "a") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"])


def window(first: str, last: str) -> Span:
    """From one date or time in UTC to another."""
    return Span(*(datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (first, last)))


def agenda(source: bytes | CalendarFile, first: str, last: str, zone: str = "UTC") -> Agenda:
    file = source if isinstance(source, CalendarFile) else read_calendar(source)
    return file.agenda(window(first, last), zone=zone)


def when(each: Occurrence, zone: str = "UTC") -> str:
    """``2026-11-23..2026-11-24`` for days, ``2026-11-23 09:00–10:00`` for times on the clock of a zone."""
    if each.all_day:
        return f"{each.first_on}..{each.until_on}"
    start, end = local(each.span.start, zone), local(each.span.end, zone)
    later = "" if start.date() == end.date() else f"{end:%Y-%m-%d} "
    return f"{start:%Y-%m-%d %H:%M}–{later}{end:%H:%M}"


def times(source: bytes, first: str, last: str, zone: str = "UTC") -> list[str]:
    return [when(each, zone) for each in agenda(source, first, last, zone).occurrences]
