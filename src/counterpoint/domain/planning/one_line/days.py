"""Days as people name them in a line: “Fri”, “next Tue”, “tomorrow”, “in 3 days”, “1 Dec”, “2026-12-01”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta

from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.notation import day_number, read_clock
from counterpoint.domain.timeline import YEARS
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import month_name, weekday_name

_WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_ISO = r"\d{4}-\d{2}-\d{2}"
_DOTTED = r"\d{1,2}\.\d{1,2}\.(?:\d{4})?"
_DAY_MONTH = rf"\d{{1,2}}(?:st|nd|rd|th)?\.?\s+{_MONTH}(?:,?\s+\d{{4}})?"
_MONTH_DAY = rf"{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}}(?!:))?(?!:)"
DAY = (
    rf"(?:{_ISO}|{_DOTTED}|{_DAY_MONTH}|{_MONTH_DAY}|(?:(?:next|this)\s+)?{_WEEKDAY}"
    r"|today|tomorrow|in\s+\d{1,3}\s+(?:days?|weeks?))"
)
"""One day, in any of its forms; see `Days.day_in`."""

BARE_WEEKDAY = _WEEKDAY

END_OF = r"(?:end\s+of\s+(?:the\s+|this\s+)?(day|week|month|year)|(eod|eow|eom)|(this\s+week))"
_FAR = 1000
_SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Days:
    """Days counted from `today`. A weekday is the next one to come, today included; weeks begin on Monday."""

    today: date

    @staticmethod
    def weekdays_in(text: str) -> frozenset[int]:
        named = (
            day_number(found[0].rstrip("sS") or found[0])
            for found in re.finditer(_WEEKDAY, text, re.IGNORECASE)
        )
        return frozenset(day for day in named if day is not None)

    def end_of(self, text: str | None) -> date:
        """The last day of the day, week, month or year that we are in."""
        word = (text or "week").lower()
        if word in {"day", "eod"}:
            return self.today
        if word in {"month", "eom"}:
            return _first_of_next_month(self.today) - timedelta(days=1)
        if word == "year":
            return date(self.today.year, 12, 31)
        return self.today + timedelta(days=_SUNDAY - self.today.weekday())

    def day_in(self, text: str, notes: list[str]) -> date | None:
        """The day that a text means; None when there is none in our time. What was assumed is noted."""
        day = self._day_in(text, notes)
        return day if day is not None and day.year in YEARS else None

    def _day_in(self, text: str, notes: list[str]) -> date | None:
        words = text.lower().split()
        try:
            if words[-1] in {"today", "tomorrow"}:
                return self.today + timedelta(days=int(words[-1] == "tomorrow"))
            if words[0] == "in":
                return self.today + timedelta(days=int(words[1]) * (7 if words[2].startswith("week") else 1))
            if (weekday := day_number(words[-1].removesuffix("s"))) is not None:
                return self._weekday(weekday, words[0] == "next", text, notes)
            return self._date(text.lower())
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
        month = next((n for n, name in enumerate(_MONTHS, start=1) if name in text), 0)
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


def clock_in(text: str | None) -> time | None:
    """A time of day such as ``17:00``, ``5pm`` or ``noon``; None when there is none."""
    if text is None:
        return None
    named = {"noon": time(12), "midnight": time(0)}.get(text.lower())
    if named:
        return named
    try:
        return read_clock(text)
    except CounterpointError:
        return None
