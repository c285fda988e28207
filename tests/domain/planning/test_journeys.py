"""Weeks in which a person travels: days by the clock of where they are lived."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterpoint.domain.agenda import Fact
from counterpoint.domain.boundaries import Availability, Meal, ProtectedTime
from counterpoint.domain.planning import Life, Problem, Routine, Task
from counterpoint.domain.planning.cost import misfit_at
from counterpoint.domain.planning.days import days_awake
from counterpoint.domain.planning.pose import firm_times, pose
from counterpoint.domain.timeline import (
    EVERY_DAY,
    WEEKDAYS,
    Span,
    Week,
    WeeklyWindow,
    hours_on,
    instant,
    local,
)
from counterpoint.domain.values import LifeDomain
from counterpoint.domain.zones import home_of, legs_of, with_stays, zone_at
from tests.seeds import of_many
from tests.strategies import AUTUMN, PLAIN, SPRING, WAKING, clocks

BERLIN, NEW_YORK, TOKYO, HELSINKI = "Europe/Berlin", "America/New_York", "Asia/Tokyo", "Europe/Helsinki"
AUCKLAND, LOS_ANGELES = "Pacific/Auckland", "America/Los_Angeles"
DOMAINS = (LifeDomain("work", "Work", "work"), LifeDomain("home", "Home", "life"))
UP = (WeeklyWindow(EVERY_DAY, time(7), time(23)),)
HOURS = Availability(waking=UP, working=(WeeklyWindow(WEEKDAYS, time(9), time(17)),), sleep_minutes=480)
WEEK = Week(date(2026, 11, 2))


def at(zone: str, day: int, hour: int, minute: int = 0) -> datetime:
    return instant(date(2026, 11, day), time(hour, minute), zone)


def living(home: str, away: str, arrives: datetime, leaves: datetime, **more: object) -> Life:
    life = Life(zone=with_stays(home, [(away, arrives, leaves)]), domains=DOMAINS, availability=HOURS)
    return replace(life, **more)  # type: ignore[arg-type]


def founder(**more: object) -> Life:
    """From Berlin to New York, there on Tuesday at noon, away from there on Friday at six."""
    return living(BERLIN, NEW_YORK, at(NEW_YORK, 3, 12), at(NEW_YORK, 6, 18), **more)


def days(problem: Problem) -> list[str]:
    """Each day from waking to sleep, by the clocks of these two moments."""
    return [
        f"{each.on:%a} {local(each.waking.start, problem.zone):%a %H:%M}"
        f" {local(each.waking.end, problem.zone):%a %H:%M} {each.waking.minutes // 60}h"
        for each in problem.days
    ]


def test_a_day_of_a_journey_west_is_long_and_one_east_is_short() -> None:
    assert days(pose(founder(), (), WEEK)) == [
        "Mon Mon 07:00 Mon 23:00 16h",
        "Tue Tue 07:00 Tue 23:00 22h",
        "Wed Wed 07:00 Wed 23:00 16h",
        "Thu Thu 07:00 Thu 23:00 16h",
        "Fri Fri 07:00 Fri 17:00 10h",
        "Sat Sat 07:00 Sat 23:00 16h",
        "Sun Sun 07:00 Sun 23:00 16h",
    ]


def test_where_the_clock_is_set_forward_at_night_the_evening_before_ends_earlier() -> None:
    life = living(BERLIN, HELSINKI, at(HELSINKI, 4, 2), at(HELSINKI, 6, 12))
    assert days(pose(life, (), WEEK))[1:3] == ["Tue Tue 07:00 Tue 22:00 15h", "Wed Wed 07:00 Wed 23:00 16h"]
    night_flight = living(BERLIN, TOKYO, at(TOKYO, 4, 8), at(TOKYO, 8, 12))
    assert days(pose(night_flight, (), WEEK))[1:3] == [
        "Tue Tue 07:00 Tue 16:00 9h",
        "Wed Wed 08:00 Wed 23:00 15h",
    ]


def test_over_the_date_line_westward_a_day_comes_but_once() -> None:
    life = living(AUCKLAND, LOS_ANGELES, at(LOS_ANGELES, 4, 11), at(LOS_ANGELES, 8, 22))
    problem = pose(life, (), WEEK)
    assert [each.on for each in problem.days] == list(WEEK.days)
    assert days(problem)[2:4] == ["Wed Wed 07:00 Wed 23:00 37h", "Thu Thu 07:00 Thu 23:00 16h"]


def test_over_the_date_line_eastward_a_day_that_is_slept_away_is_none() -> None:
    life = living(LOS_ANGELES, AUCKLAND, at(AUCKLAND, 4, 8), at(AUCKLAND, 15, 12))
    assert days(pose(life, (), WEEK))[:2] == ["Mon Mon 07:00 Mon 23:00 16h", "Wed Wed 08:00 Wed 23:00 15h"]


def test_a_night_on_the_way_is_no_time_for_anything() -> None:
    life = living(
        AUCKLAND, LOS_ANGELES, at(LOS_ANGELES, 4, 11), at(LOS_ANGELES, 8, 22), tasks=(Task("t", "Tax", 600),)
    )
    windows = pose(life, (), WEEK).item_by_id["task:t"].windows
    night = Span(at(AUCKLAND, 4, 23), at(LOS_ANGELES, 4, 7))
    assert not any(each.overlaps(night) for each in windows)
    assert any(each.end == night.start for each in windows)


def test_a_flight_through_the_night_puts_off_no_day() -> None:
    life = living(NEW_YORK, BERLIN, at(BERLIN, 4, 9), at(BERLIN, 8, 12))
    flight = Fact("c/1", "Flight", Span(at(NEW_YORK, 3, 19), at(BERLIN, 4, 9)), "work")
    problem = pose(life, (flight,), WEEK)
    assert flight in problem.facts
    assert days(problem)[1:3] == ["Tue Tue 07:00 Tue 19:00 12h", "Wed Wed 09:00 Wed 23:00 14h"]
    later = replace(flight, span=Span(at(NEW_YORK, 3, 20), at(BERLIN, 4, 10)))
    assert days(pose(life, (later,), WEEK)) == days(problem)


def test_an_early_train_on_the_day_of_a_journey_belongs_to_that_day() -> None:
    train = Fact("c/1", "Train", Span(at(BERLIN, 3, 5), at(BERLIN, 3, 7, 30)), "work")
    assert days(pose(founder(), (train,), WEEK))[1] == "Tue Tue 05:00 Tue 23:00 24h"


def test_working_hours_dinner_and_lunch_are_by_the_clock_of_where_one_is() -> None:
    dinner = ProtectedTime("d", "Dinner", (WeeklyWindow(EVERY_DAY, time(18), time(20)),), "firm")
    lunch = Meal("l", "Lunch", WeeklyWindow(EVERY_DAY, time(12), time(14)), 30)
    life = founder(protected=(dinner,), availability=replace(HOURS, meals=(lunch,)))
    problem = pose(life, (), WEEK)
    assert [each.span.start for each in firm_times(life, WEEK)][:4] == [
        at(BERLIN, 2, 18),
        at(NEW_YORK, 3, 18),
        at(NEW_YORK, 4, 18),
        at(NEW_YORK, 5, 18),
    ]
    assert problem.days[3].working == (Span(at(NEW_YORK, 5, 9), at(NEW_YORK, 5, 17)),)
    noons = [span for item in problem.items if item.kind == "meal" for span in item.windows]
    assert Span(at(NEW_YORK, 5, 12), at(NEW_YORK, 5, 14)) in noons


def test_a_window_of_ones_own_and_the_energy_of_an_hour_travel_too() -> None:
    swim = Routine("s", "Swim", 45, 3, (WeeklyWindow(EVERY_DAY, time(7), time(8)),), domain_id="home")
    problem = pose(founder(routines=(swim,)), (), WEEK)
    item = problem.item_by_id["routine:s"]
    assert Span(at(NEW_YORK, 5, 7), at(NEW_YORK, 5, 8)) in item.windows
    there, home = (at(zone, 5, 10) for zone in (NEW_YORK, BERLIN))
    assert misfit_at(problem.curve, item, local(there, problem.zone)) == misfit_at(
        problem.curve, item, local(home, BERLIN)
    )


def test_a_week_that_a_stay_does_not_touch_is_the_same_with_it_and_without() -> None:
    tasks = (Task("t", "Tax", 90, domain_id="work"),)
    at_home = Life(zone=BERLIN, domains=DOMAINS, availability=HOURS, tasks=tasks)
    assert pose(founder(tasks=tasks), (), WEEK.next(2)) == pose(at_home, (), WEEK.next(2))


@settings(max_examples=of_many(80, 200), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from((PLAIN, AUTUMN, SPRING)), st.sampled_from(WAKING), st.data())
def test_days_stay_in_order_and_the_nights_of_a_journey_are_whole(
    week: Week, waking: tuple[WeeklyWindow, ...], data: st.DataObject
) -> None:
    zone = data.draw(clocks(week))
    dates = [week.first + timedelta(days=n) for n in range(-1, 8)]
    sleep = timedelta(hours=8)
    found = days_awake(waking, (), dates, zone=zone, sleep=sleep)
    assert [each.on for each in found] == sorted({each.on for each in found})
    for one, other in pairwise(found):
        night = other.waking.start - one.waking.end
        assert night >= timedelta(0)
        if len(legs_of(zone, one.waking.start, other.waking.end)) > 1:
            here = zone_at(zone, other.waking.start)
            usual = hours_on(waking, other.on, here)[0].start - hours_on(waking, one.on, here)[-1].end
            assert night >= min(sleep, usual)
    if home_of(zone) == zone:
        assert len(found) == sum(bool(hours_on(waking, day, zone)) for day in dates)
