"""Which change loosens a boundary, and what holds while its wish waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings

from counterpoint.domain.boundaries import ProtectedTime
from counterpoint.domain.boundaries.loosening import (
    loosened,
    meanwhile,
    minutes_of,
    protects_the_same,
    waits_until,
    with_names_of,
)
from counterpoint.domain.timeline import EVERY_DAY, WEEKDAYS, WEEKEND, WeeklyWindow
from tests.domain.boundaries.forms import boundaries
from tests.seeds import of_many

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
EVENING = WeeklyWindow(WEEKDAYS, time(18), time(19, 30))
DINNER = ProtectedTime("dinner", "Dinner", (EVENING,), "firm", "family")
SWIM = ProtectedTime("swim", "Swim", (WeeklyWindow(EVERY_DAY, time(7), time(9)),), "firm", "", "", 2, 45)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (DINNER, None, ("removed",)),
        (DINNER, replace(DINNER, firmness="bends"), ("bends",)),
        (DINNER, replace(DINNER, bends_for=("emergency",)), ("bends_for",)),
        (DINNER, replace(DINNER, windows=(WeeklyWindow(WEEKDAYS, time(18), time(19)),)), ("shorter",)),
        (
            DINNER,
            replace(DINNER, windows=(WeeklyWindow(frozenset({1}), time(18), time(19, 30)),)),
            ("shorter",),
        ),
        (DINNER, replace(DINNER, times_a_week=5, minutes=90), ("shape",)),
        (SWIM, replace(SWIM, times_a_week=1), ("fewer",)),
        (SWIM, replace(SWIM, minutes=30), ("shorter",)),
        (SWIM, replace(SWIM, times_a_week=1, minutes=30), ("fewer", "shorter")),
        (SWIM, replace(SWIM, times_a_week=None, minutes=None, windows=()), ("shape",)),
        (
            replace(DINNER, firmness="bends", bends_for=("emergency",)),
            replace(DINNER, firmness="bends"),
            ("bends_for",),
        ),
    ],
)
def test_what_asks_less_of_a_boundary_loosens_it(
    before: ProtectedTime, after: ProtectedTime | None, said: tuple[str, ...]
) -> None:
    assert loosened(before, after) == said


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (DINNER, replace(DINNER, title="Supper", value_id="", domain_id="home", disclosure="nothing")),
        (DINNER, replace(DINNER, windows=(EVENING, WeeklyWindow(WEEKEND, time(12), time(13))))),
        (DINNER, replace(DINNER, windows=(WeeklyWindow(EVERY_DAY, time(17), time(20)),))),
        (replace(DINNER, firmness="bends"), DINNER),
        (SWIM, replace(SWIM, times_a_week=3, minutes=60)),
        (SWIM, replace(SWIM, windows=(WeeklyWindow(WEEKEND, time(7), time(9)),))),
        (SWIM, replace(SWIM, times_a_week=None, minutes=None)),
    ],
)
def test_what_asks_as_much_or_more_does_not(before: ProtectedTime, after: ProtectedTime) -> None:
    assert loosened(before, after) == ()
    assert waits_until(before, after, days=7, now=NOW) is None


def test_a_night_is_counted_over_midnight_and_over_the_end_of_the_week() -> None:
    night = minutes_of((WeeklyWindow(frozenset({6}), time(23), time(1)),))
    assert night == minutes_of(
        (WeeklyWindow(frozenset({6}), time(23), time(0)), WeeklyWindow(frozenset({0}), time(0), time(1)))
    )
    assert len(minutes_of((WeeklyWindow(frozenset({0}), time(0), time(0)),))) == 24 * 60


def test_only_what_is_firm_waits_and_only_where_it_was_asked_for() -> None:
    assert waits_until(DINNER, None, days=3, now=NOW) == NOW + timedelta(days=3)
    assert waits_until(DINNER, None, days=0, now=NOW) is None
    assert waits_until(replace(DINNER, firmness="bends"), None, days=3, now=NOW) is None


def test_a_wish_that_waits_goes_by_the_names_of_now() -> None:
    wish = replace(DINNER, firmness="bends")
    named = replace(DINNER, title="Supper", disclosure="nothing")
    assert with_names_of(wish, named) == replace(named, firmness="bends")
    assert protects_the_same(DINNER, named)
    assert not protects_the_same(DINNER, wish)


@settings(max_examples=of_many(60, 150), deadline=None)
@given(boundaries(firmness="firm"), boundaries())
def test_meanwhile_nothing_is_lost_and_what_tightens_is_there_at_once(
    before: ProtectedTime, after: ProtectedTime
) -> None:
    holds = meanwhile(before, after)
    assert loosened(before, holds) == ()
    assert loosened(before, before) == ()
    assert meanwhile(before, None) == before
    assert (holds.title, holds.value_id, holds.disclosure) == (after.title, after.value_id, after.disclosure)
    if before.floats == after.floats and not before.floats:
        assert minutes_of(holds.windows) == minutes_of(before.windows) | minutes_of(after.windows)
    if before.floats and after.floats:
        assert (holds.times_a_week or 0) >= (after.times_a_week or 0)
        assert (holds.minutes or 0) >= (after.minutes or 0)


def test_windows_that_overlap_protect_their_time_once() -> None:
    evening = tuple(WeeklyWindow(WEEKDAYS, time(a), time(b)) for a, b in ((18, 19), (18, 20), (21, 22)))
    times = replace(DINNER, windows=evening).times_on(date(2026, 11, 23), "UTC")
    assert [(nth, span.start.hour, span.end.hour) for nth, span in times] == [(0, 18, 20), (2, 21, 22)]


def test_while_a_shorter_time_is_wished_for_the_longer_one_is_the_only_one() -> None:
    shorter = replace(DINNER, windows=(WeeklyWindow(WEEKDAYS, time(18), time(19)),))
    assert meanwhile(DINNER, shorter) == DINNER
