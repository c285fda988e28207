"""The periods of a rule by number (years, months, weeks, days, units of seconds) and the starts in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain

from counterpoint.engines.recurrence.days import (
    LAST_ORDINAL,
    LAST_YEAR,
    MONTHS,
    WEEK,
    day_fits,
    days_of_month,
    days_of_week,
    days_of_year,
    weekday,
)
from counterpoint.engines.recurrence.rules import UNIT_SECONDS, Rule

DAY_SECONDS = 86_400
MOST_REMEMBERED = 20_000
"""Days; half a century of them."""


@dataclass(frozen=True, slots=True)
class Course:
    """A rule together with the start that it counts from. `until` is local and inclusive, like the starts."""

    rule: Rule
    first: datetime
    until: datetime | None = None
    all_day: bool = False


class Periods:
    """The periods of a course by number: where each lies and which starts it has."""

    __slots__ = ("before", "jump", "of", "ordered", "plain", "run")

    def __init__(
        self,
        of: Callable[[int], Iterable[datetime] | None],
        before: Callable[[datetime], int],
        *,
        jump: Callable[[int], int] | None = None,
        run: Callable[[int, int], list[datetime]] | None = None,
        ordered: bool = False,
    ) -> None:
        self.of = of  # None past the end of time
        self.before = before  # the number of a period that holds no later start than this
        self.jump = jump  # the next period worth looking at
        self.plain = run is not None  # a few starts in each, cheap to work out
        self.run = run or (lambda _index, _many: [])  # the starts of so many periods from one on
        self.ordered = ordered  # in `run`, each start comes after the one before


def periods_of(course: Course) -> Periods:
    return _fast(course) if course.rule.freq in UNIT_SECONDS else _slow(course)


def _places(positions: tuple[int, ...], size: int) -> list[int]:
    """Where in a period of `size` starts BYSETPOS points, counted from 1, or from the end below 0."""
    return sorted({p - 1 if p > 0 else size + p for p in positions if 0 < abs(p) <= size})


class _Times:
    """The times of day of a DAILY or slower rule, in order; worked out one by one, for there can be 86,400
    of them.
    """

    __slots__ = ("_hours", "_minutes", "_seconds", "size")

    def __init__(self, course: Course) -> None:
        rule, first = course.rule, course.first
        self._hours = sorted(rule.by_hour) or [first.hour]
        self._minutes = sorted(rule.by_minute) or [first.minute]
        self._seconds = sorted(rule.by_second) or [first.second]
        if course.all_day:  # in a DATE, BYHOUR and the like "MUST be ignored"
            self._hours = self._minutes = self._seconds = [0]
        self.size = len(self._hours) * len(self._minutes) * len(self._seconds)

    def at(self, place: int) -> time:
        rest, second = divmod(place, len(self._seconds))
        hour, minute = divmod(rest, len(self._minutes))
        return time(self._hours[hour], self._minutes[minute], self._seconds[second])

    def of(self, day: int) -> Iterator[datetime]:
        on = date.fromordinal(day)
        for place in range(self.size):
            yield datetime.combine(on, self.at(place))


class _Since(dict[int, timedelta]):
    """How long before a day (an ordinal) time began; very many starts share a few thousand days."""

    def __missing__(self, day: int) -> timedelta:
        if len(self) > MOST_REMEMBERED:
            self.clear()
        span = self[day] = timedelta(days=day - 1)
        return span


_SINCE = _Since()


def _slow(course: Course) -> Periods:
    rule, times = course.rule, _Times(course)
    days_in, before, ranges = _DAYS[rule.freq](rule, course.first.date())
    if times.size > 1 or rule.by_position:

        def of(index: int) -> Iterable[datetime] | None:
            days = days_in(index)
            return None if days is None else _moments(days, times, rule.by_position)

        return Periods(of, before)
    beginning, since = datetime.combine(date.min, times.at(0)), _SINCE

    def run(index: int, many: int) -> list[datetime]:
        if ranges is not None:
            days: Iterable[int] = ranges(index, many)
        else:
            days = chain.from_iterable(days_in(each) or () for each in range(index, index + many))
        return [beginning + since[day] for day in days]

    return Periods(lambda index: run(index, 1), before, run=run, ordered=ranges is not None)


def _moments(days: list[int], times: _Times, positions: tuple[int, ...]) -> Iterator[datetime]:
    """Each day at each time, in order; only the places that BYSETPOS names, when it names any."""
    if positions:
        for place in _places(positions, len(days) * times.size):
            yield datetime.combine(date.fromordinal(days[place // times.size]), times.at(place % times.size))
        return
    for day in days:
        yield from times.of(day)


_DaysIn = Callable[[int], list[int] | None]
_Before = Callable[[datetime], int]
_Ranges = Callable[[int, int], Iterable[int]]
"""The days of so many periods from one on, in order, where they can be had by arithmetic alone."""
_Shape = tuple[_DaysIn, _Before, _Ranges | None]


def _yearly(rule: Rule, first: date) -> _Shape:
    def days_in(index: int) -> list[int] | None:
        year = first.year + index * rule.interval
        return None if year > LAST_YEAR else days_of_year(rule, first, year)

    return days_in, lambda moment: max(0, (moment.year - 1 - first.year) // rule.interval), None


def _monthly(rule: Rule, first: date) -> _Shape:
    origin = first.year * MONTHS + first.month - 1

    def days_in(index: int) -> list[int] | None:
        year, month = divmod(origin + index * rule.interval, MONTHS)
        return None if year > LAST_YEAR else days_of_month(rule, first, year, month + 1)

    def before(moment: datetime) -> int:
        return max(0, (moment.year * MONTHS + moment.month - 2 - origin) // rule.interval)

    return days_in, before, None


def _weekly(rule: Rule, first: date) -> _Shape:
    ordinal = first.toordinal()
    origin = ordinal - (weekday(ordinal) - rule.week_start) % WEEK
    step = rule.interval * WEEK
    wanted = rule.weekdays or {weekday(ordinal)}
    offsets = [d for d in range(WEEK) if weekday(origin + d) in wanted]

    def days_in(index: int) -> list[int] | None:
        start = origin + index * step
        if start > LAST_ORDINAL:
            return None
        if rule.limits_days or start < 1 or start + WEEK > LAST_ORDINAL:
            return days_of_week(rule, first, start)
        return [start + offset for offset in offsets]

    def ranges(index: int, many: int) -> list[int]:
        start = origin + index * step
        weeks = range(start, min(start + many * step, LAST_ORDINAL + 1), step)
        days = [week + offset for week in weeks for offset in offsets]
        outside = days and (days[0] < 1 or days[-1] > LAST_ORDINAL)
        return [day for day in days if 1 <= day <= LAST_ORDINAL] if outside else days

    def before(moment: datetime) -> int:
        return max(0, (moment.toordinal() - WEEK - origin) // step)

    return days_in, before, None if rule.limits_days else ranges


def _daily(rule: Rule, first: date) -> _Shape:
    origin = first.toordinal()
    free = not (rule.limits_days or rule.by_day)

    def days_in(index: int) -> list[int] | None:
        day = origin + index * rule.interval
        if day > LAST_ORDINAL:
            return None
        return [day] if free or day_fits(rule, day) else []

    def ranges(index: int, many: int) -> range:
        start, step = origin + index * rule.interval, rule.interval
        return range(start, min(start + many * step, LAST_ORDINAL + 1), step)

    def before(moment: datetime) -> int:
        return max(0, (moment.toordinal() - 1 - origin) // rule.interval)

    return days_in, before, ranges if free else None


_DAYS = {"YEARLY": _yearly, "MONTHLY": _monthly, "WEEKLY": _weekly, "DAILY": _daily}


def _fast(course: Course) -> Periods:
    """HOURLY, MINUTELY and SECONDLY: periods by their second since day 0; days and hours that cannot match
    are jumped.
    """
    rule, first = course.rule, course.first
    unit = UNIT_SECONDS[rule.freq]
    step, origin = unit * rule.interval, _second_of(first) // unit * unit
    within = _seconds_within(rule, first, unit)

    def second(index: int) -> int:
        return origin + index * step

    def of(index: int) -> Iterable[datetime] | None:
        start = second(index)
        if start > LAST_ORDINAL * DAY_SECONDS + DAY_SECONDS - unit:
            return None
        if not _unit_fits(rule, start, unit):
            return []
        found = [_moment(start + extra) for extra in within]
        return [found[p] for p in _places(rule.by_position, len(found))] if rule.by_position else found

    def jump(index: int) -> int:
        return -((origin - _next_fit(rule, second(index), unit)) // step)

    return Periods(of, lambda m: max(0, (_second_of(m) - unit - origin) // step), jump=jump)


def _second_of(moment: datetime) -> int:
    return moment.toordinal() * DAY_SECONDS + moment.hour * 3600 + moment.minute * 60 + moment.second


def _moment(second: int) -> datetime:
    day, rest = divmod(second, DAY_SECONDS)
    return datetime.combine(date.fromordinal(day), time(0)) + timedelta(seconds=rest)


def _seconds_within(rule: Rule, first: datetime, unit: int) -> list[int]:
    """The starts within one hour, minute or second, as seconds from its beginning."""
    minutes = (rule.by_minute or (first.minute,)) if unit == UNIT_SECONDS["HOURLY"] else (0,)
    seconds = (rule.by_second or (first.second,)) if unit > 1 else (0,)
    return sorted({minute * 60 + second for minute in minutes for second in seconds})


def _unit_fits(rule: Rule, second: int, unit: int) -> bool:
    return _next_fit(rule, second, unit) == second


def _next_fit(rule: Rule, second: int, unit: int) -> int:
    """`second` when its day, hour, minute and second are allowed, else the beginning of the next one to
    try.
    """
    day, rest = divmod(second, DAY_SECONDS)
    if day > LAST_ORDINAL:
        return second
    if not day_fits(rule, day):
        return (day + 1) * DAY_SECONDS
    if rule.by_hour and rest // 3600 not in rule.by_hour:
        return second - rest % 3600 + 3600
    if unit < UNIT_SECONDS["HOURLY"] and rule.by_minute and rest % 3600 // 60 not in rule.by_minute:
        return second - rest % 60 + 60
    if unit == 1 and rule.by_second and rest % 60 not in rule.by_second:
        return second + 1
    return second
