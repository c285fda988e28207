"""On which days a pattern falls, day by day, as “recurrencePattern resource type” says it. Slow and plain."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
INDEX = ("first", "second", "third", "fourth")


def days_of(recurrence: Mapping[str, Any], until: date) -> Iterator[date]:
    """The days of a series before `until`: numbered ones, those to an end date, or all."""
    pattern, span = recurrence["pattern"], recurrence["range"]
    start = date.fromisoformat(span["startDate"])
    end, left = until - timedelta(days=1), None
    if span["type"] == "endDate":
        end = min(end, date.fromisoformat(span["endDate"]))
    elif span["type"] == "numbered":
        left = span["numberOfOccurrences"]
    day = start
    while day <= end and left != 0:
        if falls_on(pattern, start, day):
            yield day
            left = None if left is None else left - 1
        day += timedelta(days=1)


def falls_on(pattern: Mapping[str, Any], start: date, day: date) -> bool:
    """“interval: the number of units between occurrences”, from the period in which the series starts."""
    kind, interval = pattern["type"], pattern["interval"]
    if kind == "daily":
        return (day - start).days % interval == 0
    if kind == "weekly":
        begins = WEEKDAYS.index(pattern.get("firstDayOfWeek", "sunday"))
        weeks = (_week_of(day, begins) - _week_of(start, begins)).days // 7
        return weeks % interval == 0 and WEEKDAYS[day.weekday()] in pattern["daysOfWeek"]
    if kind.endswith("Yearly") and day.month != pattern["month"]:
        return False
    months = (day.year - start.year) * 12 + day.month - start.month
    periods = day.year - start.year if kind.endswith("Yearly") else months
    if periods % interval != 0:
        return False
    if kind.startswith("absolute"):  # in Outlook, the last day of a month that has no such day
        return day.day == min(pattern["dayOfMonth"], monthrange(day.year, day.month)[1])
    return day == _relative(pattern, day)


def _week_of(day: date, begins: int) -> date:
    return day - timedelta(days=(day.weekday() - begins) % 7)


def _relative(pattern: Mapping[str, Any], within: date) -> date:
    """“on which instance of the allowed days … counted from the first instance in the month”."""
    length = monthrange(within.year, within.month)[1]
    month = [within.replace(day=number) for number in range(1, length + 1)]
    allowed = [each for each in month if WEEKDAYS[each.weekday()] in pattern["daysOfWeek"]]
    index = pattern.get("index", "first")
    return allowed[-1] if index == "last" else allowed[INDEX.index(index)]
