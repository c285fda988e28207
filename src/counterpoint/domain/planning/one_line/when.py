"""When a line says that it is to be: deadline, earliest time, a day, hours of the day."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from counterpoint.domain.notation import DURATION_PATTERN
from counterpoint.domain.planning.one_line.days import BARE_WEEKDAY, DAY, END_OF, Days, clock_in
from counterpoint.domain.planning.one_line.draft import TAKEN, Draft
from counterpoint.domain.timeline import WEEKDAYS, WEEKEND
from counterpoint.domain.words import gettext as _

_PARTS_OF_DAY = {
    "morning": (time(6), time(12)),
    "afternoon": (time(12), time(18)),
    "evening": (time(18), time(22)),
}
_HOUR = r"\d{1,2}(?::\d{2}|\.\d{2}(?!\.?\d))(?:\s*(?:am|pm))?|\d{1,2}\s*(?:am|pm)|noon|midnight"
_CLOCK = rf"(?:\s+(?:at\s+)?(?P<clock>{_HOUR})(?!\s*[-–]\s*\d))?"
_THEN_FREE = re.compile(rf"\s*(?:$|{TAKEN}|{DURATION_PATTERN})", re.IGNORECASE)


def deadline(line: Draft) -> None:
    """``by Fri``, ``by Fri 17:00``, ``by end of week``, ``due 2026-12-01``, ``before Fri``."""
    days = Days(line.today)

    def end(found: re.Match[str]) -> bool:
        line.deadline_at = line.at(days.end_of(found[1] or found[2]) + timedelta(days=1))
        line.dated.append(found[0])
        return True

    def day(found: re.Match[str]) -> bool:
        on, at = _day_and_hour(line, found)
        if on is None:
            return False
        ends = on if at or found[1].lower() == "before" else on + timedelta(days=1)
        line.deadline_at = line.at(ends, at or time(0))
        line.dated.append(found[0])
        return True

    def hour(found: re.Match[str]) -> bool:
        at = clock_in(found["clock"])
        if at is None:
            return False
        line.deadline_at = line.at(line.today, at)
        line.dated.append(found[0])
        line.notes.append(_("“%(found)s” was read as today.") % {"found": found[0]})
        return True

    line.take(rf"(?:(?:by|due|until|till|before)\s+)?(?:the\s+)?{END_OF}", end)
    if line.deadline_at is None:
        line.take(rf"(by|due:?|until|till|before|deadline:?)\s*(?P<day>{DAY}){_CLOCK}", day)
    if line.deadline_at is None:
        line.take(rf"(?:by|until|till|before)\s+(?P<clock>{_HOUR})", hour)


def earliest(line: Draft) -> None:
    """``after Wed`` (from the next day on), ``from Wed`` (that day included)."""

    def day(found: re.Match[str]) -> bool:
        on, at = _day_and_hour(line, found)
        if on is None:
            return False
        begins = on + timedelta(days=1) if found[1].lower() == "after" and not at else on
        line.earliest_at = line.at(begins, at or time(0))
        line.dated.append(found[0])
        return True

    line.take(rf"(after|from|starting|not\s+before|since)\s+(?P<day>{DAY}){_CLOCK}", day)


def this_evening(line: Draft) -> None:
    """``tonight``: today, in the evening."""

    def read(found: re.Match[str]) -> bool:
        line.earliest_at, line.deadline_at = line.at(line.today), line.at(line.today + timedelta(days=1))
        line.hours = _PARTS_OF_DAY["evening"]
        line.dated.append(found[0])
        return True

    line.take("tonight", read)


def next_week(line: Draft) -> None:
    """``next week``: from its Monday to its Sunday."""

    def read(found: re.Match[str]) -> bool:
        monday = Days(line.today).end_of("week") + timedelta(days=1)
        line.earliest_at, line.deadline_at = line.at(monday), line.at(monday + timedelta(days=7))
        line.dated.append(found[0])
        return True

    if line.deadline_at is None and line.earliest_at is None:
        line.take(r"next\s+week", read)


def on_a_day(line: Draft) -> None:
    """``tomorrow``, ``next Tue``, ``on 1 Dec``: that day; with a time, exactly then."""

    def read(found: re.Match[str]) -> bool:
        if _belongs_to_the_title(line, found):
            return False
        on, at = _day_and_hour(line, found)
        if on is None:
            return False
        line.dated.append(found[0])
        if at:
            line.starts_at = line.at(on, at)
        else:
            line.earliest_at = line.earliest_at or line.at(on)
            line.deadline_at = line.deadline_at or line.at(on + timedelta(days=1))
        return True

    if line.deadline_at is None or line.earliest_at is None:
        line.take(rf"(?:on\s+)?(?P<day>{DAY}){_CLOCK}", read)


def at_an_hour(line: Draft) -> None:
    """``at 14:00``: today, exactly then."""

    def read(found: re.Match[str]) -> bool:
        at = clock_in(found["clock"])
        if at is None:
            return False
        line.starts_at = line.at(line.today, at)
        line.dated.append(found[0])
        line.notes.append(_("“%(found)s” was read as today.") % {"found": found[0]})
        return True

    if line.starts_at is None and line.deadline_at is None:
        line.take(rf"at\s+(?P<clock>{_HOUR})", read)


def _day_and_hour(line: Draft, found: re.Match[str]) -> tuple[date | None, time | None]:
    """The day that a match names and the time on it, if any; no day, and a note, when there is none."""
    on, at = Days(line.today).day_in(found["day"], line.notes), clock_in(found["clock"])
    if on is None or (found["clock"] and at is None):
        line.notes.append(
            _("“%(found)s” stays in the title: there is no such day or time.") % {"found": found[0]}
        )
        return None, None
    return on, at


def _belongs_to_the_title(line: Draft, found: re.Match[str]) -> bool:
    """Whether a bare weekday stands before other words (“Prepare Sunday roast”); then a note says so."""
    if not re.fullmatch(BARE_WEEKDAY, found[0], re.IGNORECASE) or _THEN_FREE.match(line.text, found.end()):
        return False
    line.notes.append(
        _("“%(found)s” stays in the title; write “on %(found)s” if it is to be on that day.")
        % {"found": found[0]}
    )
    return True


def hours(line: Draft) -> None:
    """``evenings``, ``in the morning``, ``weekends``, ``18:00-20:00``: when it can be."""

    def alone(found: re.Match[str]) -> bool:
        return line.text[: found.start()].rstrip().endswith(TAKEN) and part(found)

    def part(found: re.Match[str]) -> bool:
        line.hours = line.hours or _PARTS_OF_DAY[found[1].lower()]
        return True

    def between(found: re.Match[str]) -> bool:
        start, end = clock_in(found[1]), clock_in(found[2])
        if start is None or end is None:
            return False
        line.hours = (start, end)
        return True

    def days(found: re.Match[str]) -> bool:
        line.days = line.days or (WEEKEND if "end" in found[0].lower() else WEEKDAYS)
        return True

    line.take(r"(?:between\s+)?(\d{1,2}[:.]\d{2})\s*(?:-|–|and|to)\s*(\d{1,2}[:.]\d{2})", between)
    line.take(r"(?:(?:in|during)\s+the|this|on)\s+(morning|afternoon|evening)s?", part)
    line.take(r"(morning|afternoon|evening)s", part)
    line.take(r"(morning|afternoon|evening)", alone)
    line.take(r"(?:on\s+|at\s+)?(?:weekends|weekdays)|(?:on|at)\s+the\s+weekend", days)
