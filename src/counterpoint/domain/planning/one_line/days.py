"""Days as people name them in a line: “Fri”, “next Tue”, “tomorrow”, “in 3 days”, “1 Dec”, “2026-12-01”."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import cache

from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.grammar import Grammar, grammar
from counterpoint.domain.notation import read_clock
from counterpoint.domain.timeline import YEARS
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import month_name, weekday_name

_ISO = r"\d{4}-\d{2}-\d{2}"
_DOTTED = r"\d{1,2}\.\d{1,2}\.(?:\d{4})?"
ENDS = ("end_of_day", "end_of_week", "end_of_month", "end_of_year")
_SUNDAY = 6


@cache
def weekday(words: Grammar) -> str:
    """One weekday by its name, as a pattern."""
    return f"(?:{'|'.join(words.weekdays)})"


@cache
def day(words: Grammar) -> str:
    """One day in any of its forms, as a pattern without groups; see `Days.day_in`."""
    month = rf"(?:{'|'.join(words.months)})\.?"
    day_month = rf"\d{{1,2}}{words.ordinal}\s+{month}(?:,?\s+\d{{4}})?"
    month_day = rf"{month}\s+\d{{1,2}}{words.ordinal}(?:,?\s+\d{{4}}(?!:))?(?!:)"
    named = rf"(?:(?:{words.next_day}|{words.this_day})\s+)?{weekday(words)}"
    near = f"{words.today}|{words.tomorrow}|{words.in_days}|{words.in_weeks}"
    return f"(?:{_ISO}|{_DOTTED}|{day_month}|{month_day}|{named}|{near})"


@cache
def end_of(words: Grammar) -> str:
    """The end of a day, week, month or year, as a pattern with a group for each of `ENDS`."""
    return "(?:" + "|".join(f"(?P<{name}>{getattr(words, name)})" for name in ENDS) + ")"


def is_said(pattern: str, text: str) -> bool:
    """Whether a text as a whole is what a pattern of a grammar says."""
    return re.fullmatch(pattern, text, re.IGNORECASE) is not None


@dataclass(frozen=True, slots=True)
class Days:
    """Days counted from `today`. A weekday is the next one to come, today included; weeks begin on Monday."""

    today: date
    words: Grammar = field(default_factory=grammar)

    def weekdays_in(self, text: str) -> frozenset[int]:
        named = re.finditer(weekday(self.words), text, re.IGNORECASE)
        return frozenset(nth for found in named if (nth := self._weekday_named(found[0])) is not None)

    def _weekday_named(self, word: str) -> int | None:
        return next((nth for nth, name in enumerate(self.words.weekdays) if is_said(name, word)), None)

    def end_of(self, which: str) -> date:
        """The last day of the day, week, month or year (one of `ENDS`) that we are in."""
        if which == "end_of_day":
            return self.today
        if which == "end_of_month":
            return _first_of_next_month(self.today) - timedelta(days=1)
        if which == "end_of_year":
            return date(self.today.year, 12, 31)
        return self.today + timedelta(days=_SUNDAY - self.today.weekday())

    def day_in(self, text: str, notes: list[str]) -> date | None:
        """The day that a text means; None when there is none in our time. What was assumed is noted."""
        day = self._day_in(text, notes)
        return day if day is not None and day.year in YEARS else None

    def _day_in(self, text: str, notes: list[str]) -> date | None:
        words = self.words
        try:
            if is_said(words.today, text) or is_said(words.tomorrow, text):
                return self.today + timedelta(days=int(is_said(words.tomorrow, text)))
            if is_said(words.in_days, text) or is_said(words.in_weeks, text):
                number = int(re.findall(r"\d+", text)[0])
                return self.today + timedelta(days=number * (7 if is_said(words.in_weeks, text) else 1))
            if named := re.fullmatch(
                rf"(?:(?P<next>{words.next_day})\s+|(?:{words.this_day})\s+)?(?P<day>{weekday(words)})",
                text,
                re.IGNORECASE,
            ):
                nth = self._weekday_named(named["day"])
                return None if nth is None else self._weekday(nth, bool(named["next"]), text, notes)
            return self._date(text)
        except (ValueError, OverflowError):
            return None

    def _weekday(self, weekday: int, next_week: bool, text: str, notes: list[str]) -> date:
        ahead = (weekday - self.today.weekday()) % 7
        if next_week:
            monday = self.today + timedelta(days=7 - self.today.weekday())
            found = monday + timedelta(days=weekday)
            notes.append(_("“%(text)s” was read as %(day)s.") % {"text": text, "day": _said(found)})
            return found
        if ahead == 0:
            notes.append(_("“%(text)s” was read as today.") % {"text": text})
        return self.today + timedelta(days=ahead)

    def _date(self, text: str) -> date:
        """A date; one without a year is the next to come, today included."""
        if re.fullmatch(_ISO, text):
            return date.fromisoformat(text)
        numbers = [int(each) for each in re.findall(r"\d+", text)]
        named = (re.search(name, text, re.IGNORECASE) for name in self.words.months)
        month = next((n for n, found in enumerate(named, start=1) if found), 0)
        day, month, year = (
            (numbers[0], month, numbers[1:]) if month else (numbers[0], numbers[1], numbers[2:])
        )
        if year:
            return date(year[0], month, day)
        this_year = date(self.today.year, month, day)
        return this_year if this_year >= self.today else date(self.today.year + 1, month, day)


def _first_of_next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)


def _said(day: date) -> str:
    return _("%(weekday)s %(day)s %(month)s %(year)s") % {
        "weekday": weekday_name(day),
        "day": day.day,
        "month": month_name(day),
        "year": day.year,
    }


def clock_in(text: str | None, words: Grammar) -> time | None:
    """A time of day such as ``17:00``, ``5pm`` or ``noon``; None when there is none."""
    if text is None:
        return None
    if is_said(words.noon, text):
        return time(12)
    if is_said(words.midnight, text):
        return time(0)
    try:
        return read_clock(text)
    except CounterpointError:
        return None
