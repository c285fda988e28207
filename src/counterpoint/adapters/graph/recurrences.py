"""How an event repeats, as a rule of iCalendar (“recurrencePattern resource type”, “recurrenceRange …”)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from counterpoint.adapters.graph import lines
from counterpoint.adapters.graph.said import Json, Unreadable, number, part, several, words
from counterpoint.adapters.graph.times import FIRST_YEAR, LAST_YEAR
from counterpoint.domain.words import gettext as _

DAYS = {
    "monday": "MO",
    "tuesday": "TU",
    "wednesday": "WE",
    "thursday": "TH",
    "friday": "FR",
    "saturday": "SA",
    "sunday": "SU",
}
_ORDER = tuple(DAYS)
INDEXES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
MOST_INTERVAL, MOST_TIMES = 999, 9999
_SHORTEST_MONTH = 28


@dataclass(frozen=True, slots=True)
class Pattern:
    """`days` are those of the week (0: Monday) that are meant, `month` is 0 for every one, `on` a day of the
    month or 0, and `index` which of the `days` in a month.
    """

    kind: str
    interval: int = 1
    days: tuple[int, ...] = ()
    week_start: int = 6
    index: int = 1
    on: int = 0
    month: int = 0


def pattern_of(recurrence: Json) -> Pattern:
    """Raises Unreadable."""
    said = part(recurrence, "pattern")
    kind = words(said, "type").casefold()
    pattern = Pattern(
        kind=kind,
        interval=_within(said, "interval", 1, MOST_INTERVAL),
        days=tuple(sorted({_weekday(each) for each in several(said, "daysOfWeek")})),
        week_start=_weekday(words(said, "firstDayOfWeek") or "sunday"),
        index=_index(words(said, "index") or "first"),
        on=_within(said, "dayOfMonth", 1, 31) if kind.startswith("absolute") else 0,
        month=_within(said, "month", 1, 12) if kind.endswith("yearly") else 0,
    )
    if kind not in _FREQUENCY or (kind in _BY_DAYS and not pattern.days):
        raise _unknown()
    return pattern


_FREQUENCY = {
    "daily": "DAILY",
    "weekly": "WEEKLY",
    "absolutemonthly": "MONTHLY",
    "relativemonthly": "MONTHLY",
    "absoluteyearly": "YEARLY",
    "relativeyearly": "YEARLY",
}
_BY_DAYS = frozenset({"weekly", "relativemonthly", "relativeyearly"})


def rule(recurrence: Json, zone: tzinfo, *, all_day: bool) -> str:
    """The RRULE. Raises Unreadable."""
    pattern = pattern_of(recurrence)
    return ";".join([*_by(pattern), *_until(part(recurrence, "range"), zone, all_day=all_day)])


def _by(pattern: Pattern) -> Iterator[str]:
    yield f"FREQ={_FREQUENCY[pattern.kind]}"
    yield f"INTERVAL={pattern.interval}"
    if pattern.month:
        yield f"BYMONTH={pattern.month}"
    if pattern.kind in _BY_DAYS:
        yield "BYDAY=" + ",".join(DAYS[_ORDER[each]] for each in pattern.days)
    if pattern.kind == "weekly":
        yield f"WKST={DAYS[_ORDER[pattern.week_start]]}"
    elif pattern.kind in _BY_DAYS:
        yield f"BYSETPOS={pattern.index}"
    elif pattern.on > _SHORTEST_MONTH:  # Outlook takes the last day of a month that has no such day
        yield "BYMONTHDAY=" + ",".join(str(each) for each in range(_SHORTEST_MONTH, pattern.on + 1))
        yield "BYSETPOS=-1"
    elif pattern.on:
        yield f"BYMONTHDAY={pattern.on}"


def _until(span: Json, zone: tzinfo, *, all_day: bool) -> Iterator[str]:
    kind = words(span, "type").casefold()
    if kind == "numbered":
        yield f"COUNT={_within(span, 'numberOfOccurrences', 1, MOST_TIMES)}"
    elif kind == "enddate":
        last = _date(words(span, "endDate"))
        end = datetime.combine(last, time(23, 59, 59), tzinfo=zone).astimezone(UTC)
        yield f"UNTIL={lines.day(last) if all_day else lines.instant(end)}"
    elif kind != "noend":
        raise _unknown()


def first_of(recurrence: Json, start: date) -> date:
    """The day of the first occurrence: `start`, or where that is none of the pattern, the next that is."""
    pattern = pattern_of(recurrence)
    return next((each for each in _candidates(pattern, start) if each >= start), start)


def starts_on(recurrence: Json) -> date | None:
    """The day from which a series counts; None where none is told."""
    said = words(part(recurrence, "range"), "startDate")
    return _date(said) if said else None


def _candidates(pattern: Pattern, start: date) -> Iterator[date]:
    """Days of the first two periods that an interval counts from."""
    if pattern.kind == "daily":
        yield start
    elif pattern.kind == "weekly":
        week = start - timedelta(days=(start.weekday() - pattern.week_start) % 7)
        for days in (0, 7 * pattern.interval):
            yield from sorted(
                week + timedelta(days=days + (each - pattern.week_start) % 7) for each in pattern.days
            )
    else:
        for turn in (0, 1):
            yield _in_month(pattern, *_month(pattern, start, turn))


def _month(pattern: Pattern, start: date, turn: int) -> tuple[int, int]:
    if pattern.month:
        return start.year + turn * pattern.interval, pattern.month
    months = start.year * 12 + start.month - 1 + turn * pattern.interval
    return months // 12, months % 12 + 1


def _in_month(pattern: Pattern, year: int, month: int) -> date:
    length = monthrange(year, month)[1]
    if pattern.on:
        return date(year, month, min(pattern.on, length))
    fitting = [
        each
        for each in (date(year, month, day) for day in range(1, length + 1))
        if each.weekday() in pattern.days
    ]
    return fitting[pattern.index - 1 if pattern.index > 0 else -1]


def _date(said: str) -> date:
    try:
        found = date.fromisoformat(said[:10])
    except ValueError as wrong:
        raise _unknown() from wrong
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise _unknown()
    return found


def _weekday(name: str) -> int:
    if name.casefold() not in DAYS:
        raise _unknown()
    return _ORDER.index(name.casefold())


def _index(name: str) -> int:
    if name.casefold() not in INDEXES:
        raise _unknown()
    return INDEXES[name.casefold()]


def _within(said: Json, name: str, least: int, most: int) -> int:
    found = number(said, name)
    if found is None or not least <= found <= most:
        raise _unknown()
    return found


def _unknown() -> Unreadable:
    return Unreadable(_("It repeats in a way that is not understood here."))
