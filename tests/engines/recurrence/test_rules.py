"""From a rule to its starts: against dateutil where that is right, else against the RFC's words."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from dateutil.rrule import rrulestr
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from counterpoint.engines.recurrence.budget import Budget
from counterpoint.engines.recurrence.expansion import starts
from counterpoint.engines.recurrence.periods import Course
from counterpoint.engines.recurrence.rules import Freq, Rule

EXAMPLES = 3_000 if os.environ.get("COUNTERPOINT_FULL") == "1" else 100
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQS: list[Freq] = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY"]
PARTS = {
    "by_month": "BYMONTH",
    "by_week": "BYWEEKNO",
    "by_year_day": "BYYEARDAY",
    "by_month_day": "BYMONTHDAY",
    "by_hour": "BYHOUR",
    "by_minute": "BYMINUTE",
    "by_position": "BYSETPOS",
}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def found(
    rule: Rule, first: str, low: str, high: str, *, all_day: bool = False, steps: int = 10**6
) -> list[str]:
    course = Course(rule, at(first), None, all_day)
    return [each.isoformat()[:16] for each in starts(course, at(low), at(high), Budget(steps))]


def few(values: st.SearchStrategy[int]) -> st.SearchStrategy[tuple[int, ...]]:
    return st.lists(values, min_size=1, max_size=3, unique=True).map(lambda each: tuple(sorted(each)))


@st.composite
def any_rule(draw: st.DrawFn) -> Rule:
    """Rules in which dateutil and the RFC agree: no numbered days where BYDAY limits, BYDAY beside
    BYWEEKNO.
    """
    freq = draw(st.sampled_from(FREQS))
    parts: dict[str, object] = {"interval": draw(st.integers(1, 5)) * (700 if freq == "MINUTELY" else 1)}
    chance = st.integers(0, 3).map(lambda n: n == 0)
    if draw(chance):
        parts["by_month"] = draw(few(st.integers(1, 12)))
    if freq != "WEEKLY" and draw(chance):
        parts["by_month_day"] = draw(few(st.sampled_from([1, 2, 13, 28, 29, 30, 31, -1, -5, -31])))
    if freq == "YEARLY" and draw(chance):
        parts["by_year_day"] = draw(few(st.sampled_from([1, 60, 100, 200, 366, -1, -100])))
    if freq == "YEARLY" and draw(chance):
        parts["by_week"] = draw(few(st.sampled_from([1, 2, 20, 52, 53, -1, -53])))
    if draw(chance) or "by_week" in parts:
        counted = freq in ("YEARLY", "MONTHLY") and "by_week" not in parts and draw(st.booleans())
        numbers = st.sampled_from([1, 2, -1, -2]) if counted else st.just(0)
        days = st.lists(st.tuples(numbers, st.integers(0, 6)), min_size=1, max_size=3, unique=True)
        parts["by_day"] = tuple(draw(days))
    if draw(chance) and freq != "MINUTELY":
        parts["by_hour"] = draw(few(st.integers(0, 23)))
    if draw(chance):
        parts["by_minute"] = draw(few(st.integers(0, 59)))
    if "by_day" in parts and freq in ("YEARLY", "MONTHLY") and draw(chance):
        parts["by_position"] = draw(few(st.sampled_from([1, 2, 3, -1, -2])))
    parts["week_start"] = draw(st.sampled_from([0, 1, 6]))
    return Rule(freq=freq, **parts)  # type: ignore[arg-type]


def written(rule: Rule) -> str:
    parts = [f"FREQ={rule.freq}", f"INTERVAL={rule.interval}", f"WKST={WEEKDAYS[rule.week_start]}"]
    parts += [
        f"{word}={','.join(map(str, value))}"
        for name, word in PARTS.items()
        if (value := getattr(rule, name))
    ]
    if rule.by_day:
        parts.append("BYDAY=" + ",".join(f"{nth or ''}{WEEKDAYS[day]}" for nth, day in rule.by_day))
    return ";".join(parts)


@pytest.mark.uncounted
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)
@given(any_rule(), st.dates(date(2015, 1, 1), date(2024, 12, 28)), st.integers(0, 900), st.integers(5, 300))
def test_dateutil_gives_the_same_starts(rule: Rule, on: date, wait: int, width: int) -> None:
    first = datetime(on.year, on.month, on.day, 9, 30)  # noqa: DTZ001 - starts are local
    low = first + timedelta(days=wait)
    high = low + timedelta(days=width)
    try:
        theirs = rrulestr(written(rule), dtstart=first)
    except ValueError:
        assume(False)
    assume(
        rule.freq not in ("HOURLY", "MINUTELY") or not rule.limits_days
    )  # dateutil steps through all of it
    assert list(starts(Course(rule, first), low, high, Budget(10**6))) == theirs.between(low, high, inc=True)


@pytest.mark.uncounted
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(any_rule(), st.dates(date(2015, 1, 1), date(2024, 12, 28)), st.integers(0, 400), st.integers(1, 60))
def test_a_part_of_the_window_gives_a_part_of_the_starts(rule: Rule, on: date, wait: int, width: int) -> None:
    """Arithmetic to the window and replay from the beginning come to the same; also when starts are
    counted.
    """
    first = datetime(on.year, on.month, on.day, 9, 30)  # noqa: DTZ001
    low = first + timedelta(days=wait)
    high = low + timedelta(days=width)
    for counted in (rule, Rule(**{**_fields(rule), "count": 40})):  # type: ignore[arg-type]
        every = list(starts(Course(counted, first), first, high, Budget(10**7)))
        assert all(a < b for a, b in pairwise(every))
        some = list(starts(Course(counted, first), low, high, Budget(10**7)))
        assert some == [each for each in every if each >= low]


def _fields(rule: Rule) -> dict[str, object]:
    return {name: getattr(rule, name) for name in Rule.__slots__}


def test_a_week_number_without_a_day_means_the_weekday_of_the_first_start() -> None:
    """BYWEEKNO: what a rule lacks "is retrieved from … DTSTART"; dateutil gives all seven days."""
    rule = Rule("YEARLY", by_week=(20,))
    assert found(rule, "1997-05-12T09:00", "1997-01-01", "2000-01-01") == [
        "1997-05-12T09:00",
        "1998-05-11T09:00",
        "1999-05-17T09:00",
    ]


def test_a_place_in_the_week_counts_from_the_beginning_of_the_week() -> None:
    """ "A set of … instances starts at the beginning of the interval defined by the FREQ rule part."""
    rule = Rule("WEEKLY", by_day=((0, 0), (0, 2), (0, 4)), by_position=(1,))
    assert found(rule, "2026-11-25T09:00", "2026-11-01", "2026-12-10") == [
        "2026-11-30T09:00",
        "2026-12-07T09:00",
    ]


def test_hours_and_minutes_are_ignored_in_a_series_of_days() -> None:
    rule = Rule("DAILY", by_hour=(9, 10), by_minute=(5,), by_second=(7,), count=2)
    assert found(rule, "2026-11-23", "2026-11-01", "2026-12-01", all_day=True) == [
        "2026-11-23T00:00",
        "2026-11-24T00:00",
    ]


def test_plain_and_numbered_days_beside_each_other_both_count() -> None:
    rule = Rule("MONTHLY", by_day=((0, 1), (1, 4)))
    assert found(rule, "2026-12-01T09:00", "2026-12-01", "2026-12-15") == [
        "2026-12-01T09:00",
        "2026-12-04T09:00",
        "2026-12-08T09:00",
    ]
    limited = Rule("MONTHLY", by_day=((2, 4),), by_month_day=(11, 13, 14))
    assert found(limited, "2026-12-11T09:00", "2026-12-01", "2027-02-01") == ["2026-12-11T09:00"]


def test_parts_that_the_rfc_does_not_allow_together_limit_each_other() -> None:
    """ "N/A" in the RFC's table: the days that every part allows."""
    assert found(Rule("MONTHLY", by_year_day=(335,)), "2026-01-05T09:00", "2026-01-01", "2027-01-01") == [
        "2026-12-01T09:00"
    ]
    assert found(
        Rule("DAILY", by_week=(1,), by_day=((0, 0),)), "2026-01-05T09:00", "2026-01-01", "2027-12-31"
    ) == ["2027-01-04T09:00"]
    both = Rule("YEARLY", by_year_day=(1, 60), by_month_day=(1,))
    assert found(both, "2026-01-01T09:00", "2026-01-01", "2027-02-01") == [
        "2026-01-01T09:00",
        "2026-03-01T09:00",
        "2027-01-01T09:00",
    ]
    weekly = Rule("WEEKLY", by_month=(12,), by_month_day=(7, 14))
    assert found(weekly, "2026-11-23T09:00", "2026-11-01", "2027-01-01") == [
        "2026-12-07T09:00",
        "2026-12-14T09:00",
    ]


def test_seconds_are_found_without_counting_them_all() -> None:
    rule = Rule("SECONDLY", interval=7, by_month=(12,), by_hour=(9,), by_minute=(30,), by_second=(0, 1, 2))
    low, high = "2026-12-01", "2026-12-02"
    direct = [
        each.isoformat()[:16]
        for n in range(86_400)
        if (each := at(low) + timedelta(seconds=n)).hour == 9
        and each.minute == 30
        and each.second < 3
        and (each - at("1990-01-01")).total_seconds() % 7 == 0
    ]
    assert found(rule, "1990-01-01", low, high, steps=5_000) == direct


def test_a_count_is_reached_by_arithmetic_where_all_periods_are_alike() -> None:
    million = Rule("DAILY", count=1_000_000)
    assert found(million, "0001-01-01", "2026-11-23", "2026-11-24", steps=10) == [
        "2026-11-23T00:00",
        "2026-11-24T00:00",
    ]
    assert found(
        Rule("WEEKLY", by_day=((0, 0), (0, 2)), count=5), "2026-11-25", "2026-12-09", "2027-01-01"
    ) == ["2026-12-09T00:00"]
    assert found(Rule("HOURLY", interval=5, count=100), "2026-11-23", "2026-12-13T10:00", "2027-01-01") == [
        "2026-12-13T10:00",
        "2026-12-13T15:00",
    ]


def test_a_first_start_that_the_rule_does_not_give_comes_on_top_of_the_count() -> None:
    assert found(Rule("DAILY", by_hour=(7,), count=3), "2026-11-23T09:00", "2026-11-01", "2027-01-01") == [
        "2026-11-24T07:00",
        "2026-11-25T07:00",
        "2026-11-26T07:00",
    ]


@pytest.mark.parametrize("freq", [*FREQS, "SECONDLY"])
def test_time_ends_with_the_year_9999(freq: Freq) -> None:
    last = found(Rule(freq), "9999-12-30T23:59:58", "9999-12-30", "9999-12-31T23:59:59.999999")
    assert last[0] == "9999-12-30T23:59"
    assert (
        found(Rule(freq, interval=2**31 - 1), "2026-11-23", "2026-01-01", "9999-12-31")[0]
        == "2026-11-23T00:00"
    )


def test_a_rule_ends_with_its_budget() -> None:
    budget = Budget(50)
    some = list(starts(Course(Rule("DAILY"), at("2026-01-01")), at("2026-01-01"), at("2027-01-01"), budget))
    assert len(some) == 25
    assert budget.ran_out


def test_a_share_has_a_reserve_of_its_own_beside_the_whole() -> None:
    whole = Budget(10)
    first, second = whole.share(100), whole.share(100, reserve=20)
    assert not first.take(11)
    assert second.take(20)
    assert not second.take(1)
    assert not whole.share(5).take(6)
