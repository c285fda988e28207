"""From a rule and its first start to the starts in a window, as naive local times in order.

Periods (years, months, weeks, days, or units of seconds) are reached by arithmetic, never by replay from the
beginning, except where COUNT needs it. All work is paid from a `Budget`, so that no rule can run away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile

from counterpoint.engines.recurrence.days import (
    LAST_ORDINAL,
    LAST_YEAR,
    WEEK,
    day_fits,
    days_of_month,
    days_of_week,
    days_of_year,
    weekday,
)
from counterpoint.engines.recurrence.rules import UNIT_SECONDS, Rule

DAY_SECONDS = 86_400
MONTHS = 12
SAFE_DAY = 28
"""The last day that every month has."""
MOST_CANDIDATES = 100_000


class Budget:
    """Steps that may still be taken; one step is a period looked at or a start produced (about a microsecond).

    A part of a budget (`share`) ends on its own, and what it uses is taken from the whole.
    """

    __slots__ = ("_whole", "left", "ran_out")

    def __init__(self, steps: int, whole: Budget | None = None) -> None:
        self.left = steps
        self.ran_out = False
        self._whole = whole

    def share(self, steps: int) -> Budget:
        return Budget(min(steps, self.left), self)

    def take(self, steps: int = 1) -> bool:
        """Whether there is enough left for `steps` more; they are gone then."""
        if self._whole is not None and not self._whole.take(steps):
            self.ran_out = True
        self.left -= steps
        self.ran_out = self.ran_out or self.left < 0
        return not self.ran_out


@dataclass(frozen=True, slots=True)
class Course:
    """A rule together with the start that it counts from. `until` is local and inclusive, like the starts."""

    rule: Rule
    first: datetime
    until: datetime | None = None
    all_day: bool = False


def starts(course: Course, low: datetime, high: datetime, budget: Budget) -> Iterator[datetime]:
    """The starts with ``low <= start <= high``, in order, without duplicates; fewer when the budget runs out."""
    end = high if course.until is None else min(high, course.until)
    rule = course.rule
    if end < course.first or not budget.take(_times_in_period(rule) // 8):
        return
    periods = _fast(course) if rule.freq in UNIT_SECONDS else _slow(course)
    skipped, count = 0, rule.count
    if count is not None:
        count -= 0 if _begins_with_first(course, periods) else 1
        index, skipped = _regular_skip(course, periods, low)
    else:
        index = periods.before(low)
    left = None if count is None else count - skipped
    for start in _run(periods, index, course.first, end, budget, weight=_weight(rule)):
        if left is not None:
            if left <= 0:
                return
            left -= 1
        if start >= low:
            yield start


class _Periods:
    """The periods of a course by number: where each lies and which starts it has."""

    __slots__ = ("before", "jump", "of")

    def __init__(
        self,
        of: Callable[[int], Iterable[datetime] | None],
        before: Callable[[datetime], int],
        jump: Callable[[int], int] | None = None,
    ) -> None:
        self.of = of  # None past the end of time
        self.before = before  # the number of a period that holds no later start than this
        self.jump = jump  # the next period worth looking at


def _run(
    periods: _Periods, index: int, first: datetime, end: datetime, budget: Budget, *, weight: int
) -> Iterator[datetime]:
    last: datetime | None = None
    beyond = periods.before(end) + 2
    while budget.take(weight):
        if periods.jump is not None:
            index = periods.jump(index)
        if index > beyond:
            return
        found = periods.of(index)
        if found is None:
            return
        for start in found:
            if start > end or not budget.take():
                return
            if start >= first and (last is None or start > last):
                last = start
                yield start
        index += 1


def _begins_with_first(course: Course, periods: _Periods) -> bool:
    """Whether the rule itself meets the first start; where not, that start still counts (§3.3.10, COUNT)."""
    found = islice(periods.of(0) or (), MOST_CANDIDATES)
    return any(start == course.first for start in takewhile(lambda start: start <= course.first, found))


def _times_in_period(rule: Rule) -> int:
    return max(1, len(rule.by_hour)) * max(1, len(rule.by_minute)) * max(1, len(rule.by_second))


def _weight(rule: Rule) -> int:
    """What a look at one period costs, in steps: more for a rule with many parts."""
    parts = len(rule.by_month_day) + len(rule.by_day) + len(rule.by_year_day) + len(rule.by_week)
    return 1 + parts * (MONTHS if rule.freq == "YEARLY" else 1) // 4


def _regular_skip(course: Course, periods: _Periods, low: datetime) -> tuple[int, int]:
    """(number of the first period to look at, how many starts lie before it) for a rule with COUNT.

    Only where every period has equally many starts can they be counted without being produced.
    """
    index = periods.before(low)
    if index <= 1 or not _is_regular(course):
        return 0, 0
    initial, every = periods.of(0), periods.of(1)
    if initial is None or every is None:
        return 0, 0
    return index, sum(start >= course.first for start in initial) + (index - 1) * sum(1 for _ in every)


def _is_regular(course: Course) -> bool:
    rule, first = course.rule, course.first
    if rule.limits_days or rule.by_position:
        return False
    if rule.freq == "WEEKLY":
        return True
    if rule.by_day or (rule.freq in UNIT_SECONDS and (rule.by_hour or rule.by_minute or rule.by_second)):
        return False
    return rule.freq not in ("MONTHLY", "YEARLY") or first.day <= SAFE_DAY


def _places(positions: tuple[int, ...], size: int) -> list[int]:
    """Where in a period of `size` starts BYSETPOS points, counted from 1, or from the end below 0."""
    return sorted({p - 1 if p > 0 else size + p for p in positions if 0 < abs(p) <= size})


def _times(course: Course) -> list[timedelta]:
    """The times of day of a DAILY or slower rule. A DATE has none: BYHOUR and the like "MUST be ignored"."""
    rule, first = course.rule, course.first
    if course.all_day:
        return [timedelta(0)]
    hours, minutes = rule.by_hour or (first.hour,), rule.by_minute or (first.minute,)
    seconds = rule.by_second or (first.second,)
    return sorted({timedelta(hours=h, minutes=m, seconds=s) for h in hours for m in minutes for s in seconds})


def _slow(course: Course) -> _Periods:
    times = _times(course)
    days_in, before = _DAYS[course.rule.freq](course.rule, course.first.date())

    def of(index: int) -> Iterable[datetime] | None:
        days = days_in(index)
        return None if days is None else _moments(days, times, course.rule.by_position)

    return _Periods(of, before)


def _moments(days: list[int], times: list[timedelta], positions: tuple[int, ...]) -> Iterator[datetime]:
    """Each day at each time, in order; only the places that BYSETPOS names, when it names any."""
    if positions:
        each = len(times)
        for place in _places(positions, len(days) * each):
            yield _midnight(days[place // each]) + times[place % each]
        return
    for day in days:
        for at in times:
            yield _midnight(day) + at


def _midnight(day: int) -> datetime:
    return datetime.combine(date.fromordinal(day), time(0))


_DaysIn = Callable[[int], list[int] | None]
_Before = Callable[[datetime], int]


def _yearly(rule: Rule, first: date) -> tuple[_DaysIn, _Before]:
    def days_in(index: int) -> list[int] | None:
        year = first.year + index * rule.interval
        return None if year > LAST_YEAR else days_of_year(rule, first, year)

    return days_in, lambda moment: max(0, (moment.year - 1 - first.year) // rule.interval)


def _monthly(rule: Rule, first: date) -> tuple[_DaysIn, _Before]:
    origin = first.year * MONTHS + first.month - 1

    def days_in(index: int) -> list[int] | None:
        year, month = divmod(origin + index * rule.interval, MONTHS)
        return None if year > LAST_YEAR else days_of_month(rule, first, year, month + 1)

    def before(moment: datetime) -> int:
        return max(0, (moment.year * MONTHS + moment.month - 2 - origin) // rule.interval)

    return days_in, before


def _weekly(rule: Rule, first: date) -> tuple[_DaysIn, _Before]:
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

    return days_in, lambda moment: max(0, (moment.toordinal() - WEEK - origin) // step)


def _daily(rule: Rule, first: date) -> tuple[_DaysIn, _Before]:
    origin = first.toordinal()
    free = not (rule.limits_days or rule.by_day)

    def days_in(index: int) -> list[int] | None:
        day = origin + index * rule.interval
        if day > LAST_ORDINAL:
            return None
        return [day] if free or day_fits(rule, day) else []

    return days_in, lambda moment: max(0, (moment.toordinal() - 1 - origin) // rule.interval)


_DAYS = {"YEARLY": _yearly, "MONTHLY": _monthly, "WEEKLY": _weekly, "DAILY": _daily}


def _fast(course: Course) -> _Periods:
    """HOURLY, MINUTELY and SECONDLY: periods by their second since day 0; days and hours that cannot match are jumped."""
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

    return _Periods(of, lambda m: max(0, (_second_of(m) - unit - origin) // step), jump)


def _second_of(moment: datetime) -> int:
    return moment.toordinal() * DAY_SECONDS + moment.hour * 3600 + moment.minute * 60 + moment.second


def _moment(second: int) -> datetime:
    day, rest = divmod(second, DAY_SECONDS)
    return _midnight(day) + timedelta(seconds=rest)


def _seconds_within(rule: Rule, first: datetime, unit: int) -> list[int]:
    """The starts within one hour, minute or second, as seconds from its beginning."""
    minutes = (rule.by_minute or (first.minute,)) if unit == UNIT_SECONDS["HOURLY"] else (0,)
    seconds = (rule.by_second or (first.second,)) if unit > 1 else (0,)
    return sorted({minute * 60 + second for minute in minutes for second in seconds})


def _unit_fits(rule: Rule, second: int, unit: int) -> bool:
    return _next_fit(rule, second, unit) == second


def _next_fit(rule: Rule, second: int, unit: int) -> int:
    """`second` when its day, hour, minute and second are allowed, else the beginning of the next one to try."""
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
