"""From a rule and its first start to the starts in a window, as naive local times in order.

Periods (years, months, weeks, days, or units of seconds) are reached by arithmetic, never by replay from the
beginning, except where COUNT needs it. All work is paid from a `Budget`, so that no rule can run away.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from counterpoint.engines.recurrence.budget import Budget
from counterpoint.engines.recurrence.days import MONTHS
from counterpoint.engines.recurrence.periods import Course, Periods, periods_of
from counterpoint.engines.recurrence.rules import UNIT_SECONDS, Rule

INHUMAN = 4
"""Steps for a look at a second or a minute: a calendar of those is a bomb or a fault, not a life."""
SAFE_DAY = 28
"""The last day that every month has."""


def starts(course: Course, low: datetime, high: datetime, budget: Budget) -> Iterator[datetime]:
    """The starts with ``low <= start <= high``, in order, without duplicates; fewer when the budget runs out.

    COUNT counts the starts that the rule gives. Where DTSTART is none of them, what is meant is "undefined"
    (§3.8.5.3); it then comes on top, as dateutil has it.
    """
    end = high if course.until is None else min(high, course.until)
    rule = course.rule
    if end < course.first:
        return
    periods = periods_of(course)
    skipped, count = 0, rule.count
    if count is not None:
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


def _run(
    periods: Periods, index: int, first: datetime, end: datetime, budget: Budget, *, weight: int
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


def _weight(rule: Rule) -> int:
    """What a look at one period costs, in steps: more for a rule with many parts, and for one that no person
    lives by.
    """
    if rule.freq in ("SECONDLY", "MINUTELY"):
        return INHUMAN
    parts = len(rule.by_month_day) + len(rule.by_day) + len(rule.by_year_day) + len(rule.by_week)
    return 1 + parts * (MONTHS if rule.freq == "YEARLY" else 1) // 4


def _regular_skip(course: Course, periods: Periods, low: datetime) -> tuple[int, int]:
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
