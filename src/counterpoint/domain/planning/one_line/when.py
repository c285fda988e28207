"""When a line says that it is to be: deadline, earliest time, a day, hours of the day."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from counterpoint.domain.grammar import Grammar
from counterpoint.domain.notation import DURATION_PATTERN
from counterpoint.domain.planning.one_line.days import ENDS, Days, clock_in, day, end_of, is_said, weekday
from counterpoint.domain.planning.one_line.draft import TAKEN, Draft
from counterpoint.domain.timeline import WEEKDAYS, WEEKEND
from counterpoint.domain.words import gettext as _

_MORNING, _AFTERNOON, _EVENING = (time(6), time(12)), (time(12), time(18)), (time(18), time(22))
_PARTS_OF_DAY = (_MORNING, _AFTERNOON, _EVENING)
_THEN_FREE = re.compile(rf"\s*(?:$|{TAKEN}|{DURATION_PATTERN})", re.IGNORECASE)


def _hour(words: Grammar) -> str:
    half = words.half_day
    clock = rf"\d{{1,2}}(?::\d{{2}}|\.\d{{2}}(?!\.?\d))(?:\s*(?:{half}))?|\d{{1,2}}\s*(?:{half})"
    return rf"(?P<clock>{clock}|{words.noon}|{words.midnight})"


def _clock(words: Grammar) -> str:
    """An hour after a day, if there is one."""
    return rf"(?:\s+(?:(?:{words.at})\s+)?{_hour(words)}(?!\s*[-–]\s*\d))?"


def deadline(line: Draft) -> None:
    """``by Fri``, ``by Fri 17:00``, ``by end of week``, ``due 2026-12-01``, ``before Fri``."""
    days, words = Days(line.today, line.words), line.words

    def end(found: re.Match[str]) -> bool:
        which = next(name for name in ENDS if found[name])
        line.deadline_at = line.at(days.end_of(which) + timedelta(days=1))
        line.dated.append(found[0])
        return True

    def on_day(found: re.Match[str]) -> bool:
        on, at = _day_and_hour(line, found)
        if on is None:
            return False
        ends = on if at or is_said(words.before, found["by"]) else on + timedelta(days=1)
        line.deadline_at = line.at(ends, at or time(0))
        line.dated.append(found[0])
        return True

    def hour(found: re.Match[str]) -> bool:
        at = clock_in(found["clock"], words)
        if at is None:
            return False
        line.deadline_at = line.at(line.today, at)
        line.dated.append(found[0])
        line.notes.append(_("“%(found)s” was read as today.") % {"found": found[0]})
        return True

    line.take(rf"(?:(?:{words.by})\s+)?(?:(?:{words.article})\s+)?{end_of(words)}", end)
    if line.deadline_at is None:
        line.take(rf"(?P<by>{words.by})\s*(?P<day>{day(words)}){_clock(words)}", on_day)
    if line.deadline_at is None:
        line.take(rf"(?:{words.by_hour})\s+{_hour(words)}", hour)


def earliest(line: Draft) -> None:
    """``after Wed`` (from the next day on), ``from Wed`` (that day included)."""

    words = line.words

    def on_day(found: re.Match[str]) -> bool:
        on, at = _day_and_hour(line, found)
        if on is None:
            return False
        begins = on + timedelta(days=1) if is_said(words.after, found["from"]) and not at else on
        line.earliest_at = line.at(begins, at or time(0))
        line.dated.append(found[0])
        return True

    line.take(rf"(?P<from>{words.from_day})\s+(?P<day>{day(words)}){_clock(words)}", on_day)


def this_evening(line: Draft) -> None:
    """``tonight``: today, in the evening."""

    def read(found: re.Match[str]) -> bool:
        line.earliest_at, line.deadline_at = line.at(line.today), line.at(line.today + timedelta(days=1))
        line.hours = _EVENING
        line.dated.append(found[0])
        return True

    line.take(line.words.tonight, read)


def next_week(line: Draft) -> None:
    """``next week``: from its Monday to its Sunday."""

    def read(found: re.Match[str]) -> bool:
        monday = Days(line.today, line.words).end_of("end_of_week") + timedelta(days=1)
        line.earliest_at, line.deadline_at = line.at(monday), line.at(monday + timedelta(days=7))
        line.dated.append(found[0])
        return True

    if line.deadline_at is None and line.earliest_at is None:
        line.take(line.words.next_week, read)


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
        words = line.words
        line.take(rf"(?:(?:{words.on})\s+)?(?P<day>{day(words)}){_clock(words)}", read)


def at_an_hour(line: Draft) -> None:
    """``at 14:00``: today, exactly then."""

    def read(found: re.Match[str]) -> bool:
        at = clock_in(found["clock"], line.words)
        if at is None:
            return False
        line.starts_at = line.at(line.today, at)
        line.dated.append(found[0])
        line.notes.append(_("“%(found)s” was read as today.") % {"found": found[0]})
        return True

    if line.starts_at is None and line.deadline_at is None:
        line.take(rf"(?:{line.words.at})\s+{_hour(line.words)}", read)


def _day_and_hour(line: Draft, found: re.Match[str]) -> tuple[date | None, time | None]:
    """The day that a match names and the time on it, if any; no day, and a note, when there is none."""
    on = Days(line.today, line.words).day_in(found["day"], line.notes)
    at = clock_in(found["clock"], line.words)
    if on is None or (found["clock"] and at is None):
        line.notes.append(
            _("“%(found)s” stays in the title: there is no such day or time.") % {"found": found[0]}
        )
        return None, None
    return on, at


def _belongs_to_the_title(line: Draft, found: re.Match[str]) -> bool:
    """Whether a bare weekday stands before other words (“Prepare Sunday roast”); then a note says so."""
    if not is_said(weekday(line.words), found[0]) or _THEN_FREE.match(line.text, found.end()):
        return False
    line.notes.append(
        _("“%(found)s” stays in the title; write “on %(found)s” if it is to be on that day.")
        % {"found": found[0]}
    )
    return True


def hours(line: Draft) -> None:
    """``evenings``, ``in the morning``, ``weekends``, ``18:00-20:00``: when it can be."""

    words = line.words

    def alone(found: re.Match[str]) -> bool:
        return line.text[: found.start()].rstrip().endswith(TAKEN) and part(found)

    def part(found: re.Match[str]) -> bool:
        line.hours = line.hours or next(at for n, at in enumerate(_PARTS_OF_DAY) if found[f"part{n}"])
        return True

    def between(found: re.Match[str]) -> bool:
        start, end = clock_in(found[1], words), clock_in(found[2], words)
        if start is None or end is None:
            return False
        line.hours = (start, end)
        return True

    def days(found: re.Match[str]) -> bool:
        line.days = line.days or (WEEKEND if found["weekend"] else WEEKDAYS)
        return True

    clock = r"(\d{1,2}[:.]\d{2})"
    line.take(rf"(?:(?:{words.from_hour})\s+)?{clock}\s*(?:-|–|{words.to_hour})\s*{clock}", between)
    line.take(rf"(?:{words.in_part})\s+{_parts(words, once=True, often=True)}", part)
    line.take(_parts(words, often=True), part)
    line.take(_parts(words, once=True), alone)
    line.take(rf"(?P<weekend>{words.weekend})|{words.working_days}", days)


def _parts(words: Grammar, *, once: bool = False, often: bool = False) -> str:
    """A part of the day, each in a group of its own; as it is said once, or of every day."""
    groups = []
    for nth, (single, every) in enumerate(words.parts[: len(_PARTS_OF_DAY)]):
        said = "|".join([*([single] if once else []), *([every] if often else [])])
        groups.append(f"(?P<part{nth}>{said})")
    return f"(?:{'|'.join(groups)})"
