"""A moment to savour comes when it suits, once a day at most; the archive is met again, never counted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.living import GoodThing
from counterpoint.domain.living.savouring import (
    Again,
    Lived,
    Moment,
    by_month,
    met_again,
    moment_for_savouring,
)
from counterpoint.domain.timeline import Span

NOW = datetime(2026, 11, 25, 15, tzinfo=UTC)
NIGHT = NOW + timedelta(hours=7)
SWIM = Lived("Swim", NOW - timedelta(minutes=20), feeds=True)


def asked(now: datetime = NOW, **more: object) -> Moment | None:
    known = {"lived": [SWIM], "day_ends_at": NIGHT} | more
    return moment_for_savouring(now, **known)  # type: ignore[arg-type]


def test_after_something_that_feeds_it_is_about_that() -> None:
    assert asked() == Moment("after", "Swim")
    later = Lived("Choir", NOW - timedelta(minutes=1), feeds=True)
    assert asked(lived=[SWIM, later]) == Moment("after", "Choir")


def test_what_does_not_feed_or_is_long_past_is_no_occasion() -> None:
    assert asked(lived=[Lived("Tax", NOW - timedelta(minutes=5))]) is None
    assert asked(NOW + timedelta(hours=2)) is None
    assert asked(lived=[Lived("Swim", NOW + timedelta(minutes=5), feeds=True)]) is None


def test_the_end_of_the_day_is_a_moment_of_its_own() -> None:
    assert asked(NIGHT - timedelta(hours=1)) == Moment("evening")
    assert asked(NIGHT - timedelta(hours=3), lived=[]) is None
    assert asked(NIGHT, lived=[]) is None


@given(st.integers(-600, 600), st.booleans())
def test_never_in_focus_never_while_life_happens_never_twice(minutes: int, feeds: bool) -> None:
    now = NOW + timedelta(minutes=minutes)
    lived = [Lived("Swim", now - timedelta(minutes=1), feeds=feeds)]
    around = Span(now - timedelta(minutes=30), now + timedelta(minutes=30))
    assert asked(now, lived=lived, focus=[around]) is None
    assert asked(now, lived=lived, resting=True) is None
    assert asked(now, lived=lived, had_one=True) is None


def good(name: str, days_ago: int) -> GoodThing:
    return GoodThing(name, NOW - timedelta(days=days_ago), name)


THINGS = [good("today", 0), good("week", 8), good("month", 31), good("year", 362), good("old", 800)]


def test_the_archive_opens_with_a_year_ago_a_month_ago_and_one_by_chance() -> None:
    again = met_again(THINGS, date(2026, 11, 25), zone="UTC", chance=0.99)
    assert [each and each.id for each in (again.a_year_ago, again.a_month_ago)] == ["year", "month"]
    assert again.by_chance == THINGS[4]
    assert met_again(THINGS, date(2026, 11, 25), zone="UTC", chance=0.0).by_chance == THINGS[1]
    assert met_again(THINGS[:1], date(2026, 11, 25), zone="UTC", chance=0.5) == Again()


@pytest.mark.parametrize("chance", [0.0, 0.5, 1.0])
def test_chance_always_finds_one_of_those_older_than_a_week(chance: float) -> None:
    assert met_again(THINGS, date(2026, 11, 25), zone="UTC", chance=chance).by_chance in (
        THINGS[1],
        THINGS[4],
    )


def test_months_follow_the_persons_own_calendar_newest_first() -> None:
    late = GoodThing("late", datetime(2026, 10, 31, 23, 30, tzinfo=UTC), "x")
    months = by_month([late, *THINGS], "Europe/Berlin")
    assert [month for month, _ in months][:2] == [date(2026, 11, 1), date(2026, 10, 1)]
    assert [each.id for each in months[0][1]] == ["today", "week", "late"]
