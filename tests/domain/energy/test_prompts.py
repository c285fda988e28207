"""When somebody is asked: once in each part of the day, by chance, never where they are left alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.energy import CheckIn, PromptWishes, settling_days
from counterpoint.domain.energy.prompts import (
    WINDOW,
    due_among,
    evening_begins,
    parts_of,
    prompts_on,
    waking_day,
)
from counterpoint.domain.timeline import EVERY_DAY, WEEKDAYS, WEEKEND, Span, WeeklyWindow

DAY = date(2026, 11, 25)
ZONE = "Europe/Berlin"
WAKING = (WeeklyWindow(EVERY_DAY, time(7), time(22, 30)),)
FOUR, LIGHT = PromptWishes(often="four"), PromptWishes(often="light")


def asked(wishes: PromptWishes = FOUR, *, day: date = DAY, person: str = "ada", **more: object):
    settled = {"waking": WAKING, "zone": ZONE} | more
    return prompts_on(day, wishes, person=person, **settled)


def an_hour(hour: int, minutes: int = 60) -> Span:
    start = datetime(2026, 11, 25, hour, tzinfo=UTC)
    return Span(start, start + timedelta(minutes=minutes))


def test_who_has_said_nothing_is_not_asked() -> None:
    assert asked(PromptWishes()) == ()


def test_each_quarter_of_the_waking_day_has_one_prompt_wholly_within_it() -> None:
    awake = waking_day(DAY, WAKING, ZONE)
    assert awake is not None
    quarters = parts_of(awake, 4)
    assert [quarter.covers(each.span) for quarter, each in zip(quarters, asked(), strict=True)] == [True] * 4
    assert {each.until - each.at for each in asked()} == {WINDOW}


def test_the_light_mode_asks_in_each_half() -> None:
    assert [each.id for each in asked(LIGHT)] == ["2026-11-25-1of2", "2026-11-25-2of2"]


def test_the_same_person_and_day_have_the_same_moments_and_others_have_others() -> None:
    assert asked() == asked()
    assert {each.at for each in asked()} != {each.at for each in asked(person="robin")}
    tomorrow = asked(day=DAY + timedelta(days=1))
    assert [each.at.time() for each in asked()] != [each.at.time() for each in tomorrow]


def test_over_many_days_no_hour_of_a_quarter_is_asked_much_more_than_another() -> None:
    """Moments are even over a quarter: 400 days in four bins stay well within chance (about 5 of its SDs)."""
    bins = [0, 0, 0, 0]
    for n in range(400):
        first = asked(day=DAY + timedelta(days=n), zone="UTC")[0]
        past = first.at - datetime.combine(first.at.date(), time(7), tzinfo=UTC)
        bins[min(3, int(past / timedelta(minutes=188) * 4))] += 1
    assert all(55 <= each <= 145 for each in bins), bins


@given(st.lists(st.builds(an_hour, st.integers(0, 23), st.integers(1, 240)), max_size=5), st.integers(0, 400))
def test_no_prompt_meets_time_that_is_left_alone(alone: list[Span], later: int) -> None:
    day = DAY + timedelta(days=later)
    shifted = [Span(each.start + timedelta(days=later), each.end + timedelta(days=later)) for each in alone]
    for prompt in asked(day=day, left_alone=shifted):
        assert not any(prompt.span.overlaps(each) for each in shifted)


@given(st.integers(0, 23), st.integers(0, 23))
def test_no_prompt_meets_quiet_hours_those_over_midnight_among_them(start: int, end: int) -> None:
    quiet = WeeklyWindow(EVERY_DAY, time(start), time(end))
    around = quiet.spans([DAY - timedelta(days=1), DAY], ZONE)
    for prompt in asked(PromptWishes(often="four", quiet=(quiet,))):
        assert not any(prompt.span.overlaps(each) for each in around)


def test_what_has_its_moment_keeps_it_when_other_time_becomes_protected() -> None:
    first, *others = asked()
    assert asked(left_alone=[first.span])[1:] == tuple(others)
    assert asked(left_alone=[first.span])[0].at != first.at


def test_a_day_that_is_left_alone_as_a_whole_asks_nothing() -> None:
    assert asked(left_alone=[an_hour(0, 2880)]) == ()


def test_a_day_without_waking_hours_asks_nothing() -> None:
    assert asked(waking=(WeeklyWindow(WEEKEND, time(8), time(20)),)) == ()


def test_a_very_short_day_asks_for_as_long_as_its_parts_last() -> None:
    short = asked(waking=(WeeklyWindow(WEEKDAYS, time(9), time(10)),))
    assert [each.until - each.at for each in short] == [timedelta(minutes=15)] * 4


def test_a_prompt_is_due_in_its_window_and_not_before_or_after() -> None:
    prompts = asked()
    first = prompts[0]
    assert due_among(prompts, (), first.at) == (first,)
    assert due_among(prompts, (), first.at - timedelta(seconds=1)) == ()
    assert due_among(prompts, (), first.until) == ()


def test_a_check_in_within_the_window_answers_also_when_it_came_unasked() -> None:
    prompts = asked()
    first = prompts[0]
    unasked = CheckIn("c", first.at + timedelta(minutes=1))
    named = CheckIn("c", first.at - timedelta(hours=1), prompt_id=first.id)
    assert due_among(prompts, [unasked], first.at + timedelta(minutes=2)) == ()
    assert due_among(prompts, [named], first.at) == ()


def test_the_evening_is_the_last_quarter_of_the_waking_day() -> None:
    awake = waking_day(DAY, WAKING, ZONE)
    assert awake is not None
    evening = evening_begins(DAY, WAKING, ZONE)
    assert evening is not None
    assert abs(evening - parts_of(awake, 4)[3].start) < timedelta(minutes=1)
    assert evening_begins(DAY, (), ZONE) is None


def test_the_first_two_local_days_stay_out_of_estimates() -> None:
    late = CheckIn("c", datetime(2026, 11, 25, 23, 30, tzinfo=UTC), zone=ZONE)
    assert settling_days(late) == {date(2026, 11, 26), date(2026, 11, 27)}
    assert settling_days(None) == frozenset()
