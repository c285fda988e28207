"""Which days a rule meets within a year, a month or a week, as ordinals (day 1 is 0001-01-01).

The table of RFC 5545 §3.3.10 says which parts add days ("expand") and which take them away ("limit").
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache

from counterpoint.engines.recurrence.rules import Rule

FIRST_YEAR, LAST_YEAR = date.min.year, date.max.year
LAST_ORDINAL = date.max.toordinal()
WEEK, MONTHS = 7, 12
FEBRUARY = 2
_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ALL_MONTHS = tuple(range(1, 13))


def month_length(year: int, month: int) -> int:
    return 29 if month == FEBRUARY and isleap(year) else _LENGTHS[month]


def weekday(ordinal: int) -> int:
    return (ordinal + 6) % WEEK


@lru_cache(maxsize=4096)
def month_start(year: int, month: int) -> int:
    return date(year, month, 1).toordinal()


def days_of_year(rule: Rule, first: date, year: int) -> list[int]:
    """The days of `year` that a YEARLY rule meets, in order; parts that it lacks come from `first`."""
    months = rule.by_month or _ALL_MONTHS
    if rule.by_year_day:
        return _limited(rule, _by_year_day(rule, year), lambda: _nth_of_year(rule, year))
    if rule.by_month_day:
        found = (d for month in months for d in _by_month_day(rule, year, month))
        return _limited(rule, found, lambda: _nth_of_year(rule, year))
    if rule.by_week:
        days = _by_week(rule, year)
        wanted = rule.weekdays or {first.weekday()}
        return _limited(rule, (d for d in days if weekday(d) in wanted), None)
    if rule.by_day:
        return _nth_of_year(rule, year)
    months = rule.by_month or (first.month,)
    return sorted({d for month in months for d in _same_day(rule, year, month, first.day)})


def days_of_month(rule: Rule, first: date, year: int, month: int) -> list[int]:
    """The days of a month that a MONTHLY rule meets, in order."""
    if rule.by_month and month not in rule.by_month:
        return []
    if rule.by_month_day:
        return _limited(rule, _by_month_day(rule, year, month), lambda: _nth_days(rule, year, month))
    if rule.by_day:
        return [d for d in _nth_days(rule, year, month) if _year_parts_allow(rule, d)]
    if rule.by_year_day:
        start = month_start(year, month)
        return [d for d in range(start, start + month_length(year, month)) if _year_parts_allow(rule, d)]
    return sorted(_same_day(rule, year, month, first.day))


def days_of_week(rule: Rule, first: date, start: int) -> list[int]:
    """The days of the week beginning at ordinal `start` that a WEEKLY rule meets, in order."""
    wanted = rule.weekdays or {first.weekday()}
    days = [d for d in range(start, start + WEEK) if weekday(d) in wanted and 1 <= d <= LAST_ORDINAL]
    return [d for d in days if _date_parts_allow(rule, d)] if rule.limits_days else days


def day_fits(rule: Rule, ordinal: int) -> bool:
    """Whether the parts that limit a DAILY or faster rule leave this day in."""
    if rule.by_day and weekday(ordinal) not in rule.weekdays:
        return False
    return not rule.limits_days or _date_parts_allow(rule, ordinal)


def _limited(rule: Rule, days: Iterable[int], nth: Callable[[], list[int]] | None) -> list[int]:
    """`days` in order, without those that BYMONTH, BYWEEKNO, BYYEARDAY and BYDAY exclude.

    BYDAY limits here (§3.3.10, notes 1 and 2); `nth` gives the days it means when it has ordinals.
    """
    wanted = rule.weekdays
    kept = {d for d in days if not wanted or weekday(d) in wanted}
    if nth is not None and any(ordinal for ordinal, _ in rule.by_day):
        kept &= set(nth())
    return sorted(d for d in kept if _parts_allow(rule, d))


def _parts_allow(rule: Rule, ordinal: int) -> bool:
    day = date.fromordinal(ordinal)
    if rule.by_month and day.month not in rule.by_month and rule.skip == "OMIT":
        return False
    if rule.by_year_day and rule.by_month_day and not _month_day_in(rule, day):
        return False
    return _year_parts_allow(rule, ordinal)


def _date_parts_allow(rule: Rule, ordinal: int) -> bool:
    day = date.fromordinal(ordinal)
    if rule.by_month and day.month not in rule.by_month:
        return False
    if rule.by_month_day and not _month_day_in(rule, day):
        return False
    return _year_parts_allow(rule, ordinal)


def _year_parts_allow(rule: Rule, ordinal: int) -> bool:
    if rule.by_week and ordinal not in _by_week(rule, date.fromordinal(ordinal).year):
        return False
    return not rule.by_year_day or ordinal in _by_year_day(rule, date.fromordinal(ordinal).year)


def _month_day_in(rule: Rule, day: date) -> bool:
    length = month_length(day.year, day.month)
    return day.day in rule.by_month_day or day.day - length - 1 in rule.by_month_day


def _by_year_day(rule: Rule, year: int) -> set[int]:
    start, length = month_start(year, 1) - 1, 365 + isleap(year)
    numbers = (n if n > 0 else length + 1 + n for n in rule.by_year_day)
    return {start + n for n in numbers if 1 <= n <= length}


def _by_month_day(rule: Rule, year: int, month: int) -> set[int]:
    days: set[int] = set()
    for number in rule.by_month_day:
        days |= _same_day(rule, year, month, number)
    return days


def _same_day(rule: Rule, year: int, month: int, number: int) -> set[int]:
    """The day `number` of a month (negative: from its end); SKIP says what becomes of a day it lacks."""
    start, length = month_start(year, month), month_length(year, month)
    if number < 0:
        number += length + 1
    if number > length and rule.skip != "OMIT":
        number = length if rule.skip == "BACKWARD" else length + 1
        return {start + number - 1} & set(range(1, LAST_ORDINAL + 1))
    return {start + number - 1} if 1 <= number <= length else set()


def _nth_of_year(rule: Rule, year: int) -> list[int]:
    """The days that BYDAY means in a year: counted within each month of BYMONTH, or else within the year."""
    if rule.by_month:
        return sorted({d for month in rule.by_month for d in _nth_days(rule, year, month)})
    start = month_start(year, 1)
    return _nth(rule.by_day, start, start + 365 + isleap(year))


def _nth_days(rule: Rule, year: int, month: int) -> list[int]:
    start = month_start(year, month)
    return _nth(rule.by_day, start, start + month_length(year, month))


def _nth(by_day: tuple[tuple[int, int], ...], start: int, end: int) -> list[int]:
    """Every (ordinal, weekday) within [start, end): all of them for 0, the nth from the end for n < 0."""
    days: set[int] = set()
    for nth, wanted in by_day:
        first = start + (wanted - weekday(start)) % WEEK
        found = range(first, end, WEEK)
        if nth == 0:
            days.update(found)
        elif abs(nth) <= len(found):
            days.add(found[nth - 1 if nth > 0 else nth])
    return sorted(days)


def _by_week(rule: Rule, year: int) -> frozenset[int]:
    return _days_of_weeks(rule.by_week, rule.week_start, year)


@lru_cache(maxsize=256)
def _days_of_weeks(numbers: tuple[int, ...], week_start: int, year: int) -> frozenset[int]:
    """The days of the calendar year that lie in the weeks so numbered (§3.3.10 BYWEEKNO, weeks as in ISO
    8601).
    """
    start, end = month_start(year, 1), month_start(year, 1) + 365 + isleap(year)
    days: set[int] = set()
    for week_year in (year - 1, year, year + 1):
        first, weeks = _weeks(week_year, week_start)
        wanted = {n if n > 0 else weeks + 1 + n for n in numbers}
        for number in wanted & set(range(1, weeks + 1)):
            monday = first + (number - 1) * WEEK
            days.update(range(max(monday, start), min(monday + WEEK, end)))
    return frozenset(days)


def _weeks(year: int, week_start: int) -> tuple[int, int]:
    """(ordinal of the first day of week 1, number of weeks): week 1 is the first with four days in the
    year.
    """
    first = _first_week(year, week_start)
    return first, (_first_week(year + 1, week_start) - first) // WEEK


def _first_week(year: int, week_start: int) -> int:
    january = _january_first(year)
    back = (weekday(january) - week_start) % WEEK
    return january - back if back <= 3 else january - back + WEEK  # noqa: PLR2004 - four days of seven


def _january_first(year: int) -> int:
    """The ordinal of January 1, also for the years just outside what a date can hold."""
    before = year - 1
    return before * 365 + before // 4 - before // 100 + before // 400 + 1
