import itertools
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.timeline import (
    EVERY_DAY,
    NotADay,
    NotASpan,
    NotAWeek,
    Span,
    Week,
    WeeklyWindow,
    ceil_to_slot,
    common,
    floor_to_slot,
    instant,
    local,
    union,
    without,
)
from counterpoint.domain.zones import UnknownZone, zone_of

START = datetime(2026, 11, 23, tzinfo=UTC)
instants = st.integers(0, 2000).map(lambda minutes: START + timedelta(minutes=minutes))
spans = st.tuples(instants, instants).map(lambda pair: Span(min(pair), max(pair)))


def minute_set(some: list[Span]) -> set[int]:
    return {
        minute
        for span in some
        for minute in range(
            int((span.start - START).total_seconds() // 60), int((span.end - START).total_seconds() // 60)
        )
    }


@pytest.mark.parametrize(("week", "hours"), [("2026-W13", 167), ("2026-W43", 169), ("2026-W48", 168)])
def test_a_week_with_a_clock_change_has_an_hour_less_or_more(week: str, hours: int) -> None:
    assert Week.named(week).span("Europe/Berlin").minutes == hours * 60


def test_a_time_that_the_clock_skips_is_read_with_the_offset_before_the_gap() -> None:
    skipped = instant(date(2026, 3, 29), time(2, 30), "Europe/Berlin")
    assert local(skipped, "Europe/Berlin").time() == time(3, 30)


def test_a_time_that_happens_twice_is_the_first_of_the_two() -> None:
    assert instant(date(2026, 10, 25), time(2, 30), "Europe/Berlin") == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


def test_a_window_over_midnight_belongs_to_the_day_on_which_it_begins() -> None:
    night = WeeklyWindow(frozenset({0}), time(22), time(6))
    (span,) = night.spans(Week.named("2026-W48").days, "Europe/Berlin")
    assert local(span.start, "Europe/Berlin").date() == date(2026, 11, 23)
    assert span.minutes == 8 * 60


def test_a_night_over_the_clock_change_is_as_long_as_it_really_is() -> None:
    night = WeeklyWindow(EVERY_DAY, time(22), time(6))
    assert night.span_on(date(2026, 3, 28), "Europe/Berlin").minutes == 7 * 60
    assert night.span_on(date(2026, 10, 24), "Europe/Berlin").minutes == 9 * 60


def test_a_window_that_the_clock_change_swallows_is_empty_and_not_negative() -> None:
    swallowed = WeeklyWindow(EVERY_DAY, time(2), time(2, 30)).span_on(date(2026, 3, 29), "Europe/Berlin")
    assert swallowed.minutes in (0, 30)
    turned = WeeklyWindow(EVERY_DAY, time(2, 30), time(3, 10)).span_on(date(2026, 3, 29), "Europe/Berlin")
    assert turned.minutes == 0


def test_midnight_to_midnight_is_the_whole_day() -> None:
    assert WeeklyWindow(EVERY_DAY, time(0), time(0)).span_on(date(2026, 11, 23), "UTC").minutes == 24 * 60


@pytest.mark.parametrize("name", ["", "Berlin", "../etc/passwd", "Europe/Nowhere", "UTC\0"])
def test_an_unknown_zone_is_an_error_with_advice(name: str) -> None:
    with pytest.raises(UnknownZone) as told:
        zone_of(name)
    assert "Europe/Berlin" in told.value.advice


@pytest.mark.parametrize("days", [{7}, {-1, 0}])
def test_a_window_is_on_days_of_the_week(days: set[int]) -> None:
    with pytest.raises(NotADay):
        WeeklyWindow(frozenset(days), time(9), time(17))


@pytest.mark.parametrize("text", ["0001-W02", "1000-W01", "9999-W52"])
def test_a_week_in_which_nobody_plans_is_too_far_away(text: str) -> None:
    with pytest.raises(NotAWeek, match="too far away"):
        Week.named(text)


@pytest.mark.parametrize("text", ["2026-W54", "next week", "2026-48", "", "2025-W53"])
def test_a_text_that_names_no_week_is_an_error_with_advice(text: str) -> None:
    with pytest.raises(NotAWeek) as told:
        Week.named(text)
    assert "2026-W48" in told.value.advice


def test_a_week_is_named_as_it_was_asked_for() -> None:
    assert Week.named("2026-W48").name == "2026-W48"
    assert Week.named("2020-w53".upper()).next().name == "2021-W01"


def test_a_week_that_begins_on_sunday_holds_its_sunday() -> None:
    assert Week.holding(date(2026, 11, 22), week_start=6).first == date(2026, 11, 22)
    assert Week.holding(date(2026, 11, 22), week_start=0).first == date(2026, 11, 16)


def test_a_span_needs_zones_and_order() -> None:
    with pytest.raises(NotASpan):
        Span(datetime(2026, 1, 1), START)  # noqa: DTZ001
    with pytest.raises(NotASpan):
        Span(START, START - timedelta(minutes=1))


def test_half_open_means_that_neighbours_do_not_overlap() -> None:
    first, second = (
        Span(START, START + timedelta(hours=1)),
        Span(START + timedelta(hours=1), START + timedelta(hours=2)),
    )
    assert not first.overlaps(second)
    assert first.meet(second) is None
    assert START + timedelta(hours=1) not in first
    assert first.grown(timedelta(minutes=5), timedelta()).start == START - timedelta(minutes=5)
    assert Span(first.start, second.end).covers(second)


def test_the_grid_is_five_minutes_and_grows_outwards() -> None:
    odd = Span(START + timedelta(minutes=3, seconds=1), START + timedelta(minutes=11, seconds=1))
    assert odd.on_grid() == Span(START, START + timedelta(minutes=15))
    assert floor_to_slot(START) == ceil_to_slot(START) == START


@given(st.lists(spans, max_size=8), st.lists(spans, max_size=8))
def test_union_difference_and_meeting_agree_with_sets_of_minutes(
    some: list[Span], others: list[Span]
) -> None:
    assert minute_set(union(some)) == minute_set(some)
    assert minute_set(without(some, others)) == minute_set(some) - minute_set(others)
    assert minute_set(common(some, others)) == minute_set(some) & minute_set(others)
    joined = union(some)
    assert all(a.end < b.start for a, b in itertools.pairwise(joined))
