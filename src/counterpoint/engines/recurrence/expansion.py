"""From a rule and its first start to the starts in a window, as naive local times in order.

Periods (years, months, weeks, days, or units of seconds) are reached by arithmetic, never by replay from the
beginning, except where COUNT needs it. All work is paid from a `Budget`, so that no rule can run away.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain, islice

from counterpoint.engines.recurrence.budget import Budget
from counterpoint.engines.recurrence.days import MONTHS
from counterpoint.engines.recurrence.periods import Course, Periods, periods_of
from counterpoint.engines.recurrence.rules import UNIT_SECONDS, Rule

INHUMAN = 4
"""Steps for a look at a second or a minute: a calendar of those is a bomb or a fault, not a life."""
FEWEST_AT_ONCE, MOST_AT_ONCE = 16, 512
"""Periods, or starts, that are worked out together."""
SAFE_DAY = 28
"""The last day that every month has."""


def starts(course: Course, low: datetime, high: datetime, budget: Budget) -> Iterator[datetime]:
    """The starts with ``low <= start <= high``, in order, without duplicates; fewer when the budget runs out.

    COUNT counts the starts that the rule gives. Where DTSTART is none of them, what is meant is "undefined"
    (§3.8.5.3); it then comes on top, as dateutil has it.
    """
    return chain.from_iterable(runs(course, low, high, budget))


def runs(course: Course, low: datetime, high: datetime, budget: Budget) -> Iterator[list[datetime]]:
    """What `starts` gives, many at a time: never an empty list."""
    end = high if course.until is None else min(high, course.until)
    if end < course.first:
        return
    periods = periods_of(course)
    skipped, left = 0, course.rule.count
    if left is not None:
        index, skipped = _regular_skip(course, periods, low)
        left -= skipped
    else:
        index = periods.before(low)
    found = (_in_bulk if periods.plain else _one_by_one)(periods, index, course, end, budget)
    for batch in found:
        some = batch
        if left is not None:
            if left <= 0:
                return
            some = batch[:left]
            left -= len(some)
        if some[0] < low:
            some = some[bisect_left(some, low) :]
        if some:
            yield some


def _in_bulk(
    periods: Periods, index: int, course: Course, end: datetime, budget: Budget
) -> Iterator[list[datetime]]:
    """For periods with few starts each: ever larger runs of them are worked out and paid for at once."""
    beyond, weight = periods.before(end) + 2, _weight(course.rule)
    most = MOST_AT_ONCE if periods.ordered else FEWEST_AT_ONCE
    many, last = FEWEST_AT_ONCE, course.first
    while index <= beyond:
        within = max(1, budget.rest() // (weight + 1))  # so that what is found can be paid for as well
        paid = budget.pay(min(many, within, beyond - index + 1), weight)
        found = periods.run(index, paid)
        if not periods.ordered:
            found = _rising(found)
        found = found[bisect_left(found, last) : bisect_right(found, end)]
        found = found[: budget.pay(len(found))]
        if found:
            last = found[-1] + timedelta.resolution  # in whole seconds, so never the last moment of time
            yield found
        if budget.ran_out:
            return
        index, many = index + paid, min(many * 4, most)


def _rising(found: list[datetime]) -> list[datetime]:
    """Only those that come after all before them (SKIP may push one into the next period)."""
    kept = found[:1]
    for start in found:
        if start > kept[-1]:
            kept.append(start)
    return kept


def _one_by_one(
    periods: Periods, index: int, course: Course, end: datetime, budget: Budget
) -> Iterator[list[datetime]]:
    """For periods that may hold very many starts, or of which very many hold none."""
    each = _run(periods, index, course.first, end, budget, weight=_weight(course.rule))
    while some := list(islice(each, FEWEST_AT_ONCE)):
        yield some


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
