"""The clock on the wall of somebody who travels."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.timeline import DAY, EVERY_DAY, Span, Week, WeeklyWindow, hours_on, instant, local
from counterpoint.domain.zones import UnknownZone, home_of, iana_zone, legs_of, with_stays, zone_at, zone_of
from counterpoint.domain.zones import zone_during as during

BERLIN, NEW_YORK, LISBON = "Europe/Berlin", "America/New_York", "Europe/Lisbon"
AUCKLAND, LOS_ANGELES = "Pacific/Auckland", "America/Los_Angeles"
TUESDAY = date(2026, 11, 3)


def at(zone: str, day: int, hour: int, minute: int = 0) -> datetime:
    return instant(date(2026, 11, day), time(hour, minute), zone)


def away(home: str, zone: str, arrives: datetime, leaves: datetime) -> str:
    return with_stays(home, [(zone, arrives, leaves)])


WEST = away(BERLIN, NEW_YORK, at(NEW_YORK, 3, 12), at(NEW_YORK, 6, 18))
EAST = away(LOS_ANGELES, AUCKLAND, at(AUCKLAND, 4, 8), at(AUCKLAND, 11, 20))
BACK_A_DAY = away(AUCKLAND, LOS_ANGELES, at(LOS_ANGELES, 4, 11), at(LOS_ANGELES, 9, 22))
CLOCKS = (WEST, EAST, BACK_A_DAY)


def test_who_stays_at_home_has_the_clock_of_the_home() -> None:
    assert with_stays(BERLIN, []) == BERLIN
    assert zone_of(BERLIN) is iana_zone(BERLIN)


def test_the_clock_is_set_when_one_arrives_and_when_one_leaves() -> None:
    assert f"{local(at(BERLIN, 3, 17, 59), WEST):%a %H:%M}" == "Tue 17:59"
    assert f"{local(at(BERLIN, 3, 18), WEST):%a %H:%M}" == "Tue 12:00"
    assert f"{local(at(NEW_YORK, 6, 18), WEST):%a %H:%M}" == "Sat 00:00"
    assert zone_at(WEST, at(NEW_YORK, 5, 9)) == NEW_YORK
    assert zone_at(WEST, at(BERLIN, 9, 9)) == home_of(WEST) == BERLIN


def test_a_time_that_comes_twice_is_the_first_of_the_two_unless_it_is_said() -> None:
    assert instant(TUESDAY, time(13), WEST) == at(BERLIN, 3, 13)
    second = at(NEW_YORK, 3, 13).astimezone(zone_of(WEST))
    assert second.fold == 1
    assert second.astimezone(UTC) == at(NEW_YORK, 3, 13)


def test_of_a_time_that_comes_twice_the_nearer_one_can_be_asked_for() -> None:
    assert instant(TUESDAY, time(13), WEST, near=at(NEW_YORK, 3, 20)) == at(NEW_YORK, 3, 13)
    assert instant(TUESDAY, time(13), WEST, near=at(BERLIN, 3, 8)) == at(BERLIN, 3, 13)


def test_a_time_that_a_journey_skips_is_when_the_clock_is_set() -> None:
    assert instant(date(2026, 11, 4), time(3), EAST) == at(AUCKLAND, 4, 8)


def test_a_date_does_not_come_again() -> None:
    assert f"{local(at(AUCKLAND, 4, 23, 59), BACK_A_DAY):%a %H:%M}" == "Wed 23:59"
    assert f"{local(at(AUCKLAND, 5, 0), BACK_A_DAY):%a %H:%M}" == "Wed 03:00"
    assert Week(date(2026, 11, 2)).span(BACK_A_DAY).minutes == (7 * 24 + 21) * 60


def test_a_change_of_the_clocks_at_home_is_as_ever() -> None:
    spring = away(BERLIN, LISBON, at(LISBON, 3, 12), at(LISBON, 6, 12))
    assert instant(date(2026, 3, 29), time(2, 30), spring) == instant(date(2026, 3, 29), time(2, 30), BERLIN)
    assert instant(date(2026, 10, 25), time(2, 30), spring) == instant(
        date(2026, 10, 25), time(2, 30), BERLIN
    )


def test_the_clocks_are_changed_where_one_is() -> None:
    there = away(BERLIN, NEW_YORK, instant(date(2026, 10, 30), time(12), NEW_YORK), at(NEW_YORK, 6, 18))
    assert local(at(NEW_YORK, 1, 12), there) - local(at(NEW_YORK, 1, 12) - DAY, there) == timedelta(hours=23)


@given(st.sampled_from(CLOCKS), st.integers(0, 26 * 24 * 60))
def test_what_the_clock_shows_means_the_moment_at_which_it_shows_it(zone: str, minutes: int) -> None:
    moment = datetime(2026, 10, 25, tzinfo=UTC) + timedelta(minutes=minutes)
    here, alike = local(moment, zone), moment.astimezone(zone_of(zone))
    assert here.astimezone(UTC) == alike.astimezone(UTC) == moment
    assert here.replace(tzinfo=None, fold=0) == alike.replace(tzinfo=None, fold=0)
    assert here.utcoffset() == alike.utcoffset()


@given(st.sampled_from(CLOCKS), st.integers(0, 2500))
def test_days_come_one_after_the_other(zone: str, quarters: int) -> None:
    moment = datetime(2026, 10, 28, tzinfo=UTC) + quarters * timedelta(minutes=15)
    assert local(moment, zone).date() <= local(moment + timedelta(minutes=15), zone).date()
    on = local(moment, zone).date()
    assert instant(on, time(0), zone) <= moment < instant(on + DAY, time(0), zone)


def test_a_window_lies_where_the_clock_shows_most_of_it() -> None:
    dinner, whole = WeeklyWindow(EVERY_DAY, time(17, 30), time(19)), WeeklyWindow(EVERY_DAY, time(0), time(0))
    assert dinner.span_on(TUESDAY, WEST) == Span(at(NEW_YORK, 3, 17, 30), at(NEW_YORK, 3, 19))
    assert whole.span_on(TUESDAY, WEST) == Span(at(BERLIN, 3, 0), at(NEW_YORK, 4, 0))


def test_of_two_alike_a_window_is_the_one_that_is_not_on_the_way() -> None:
    lunch = WeeklyWindow(EVERY_DAY, time(12), time(13))
    assert lunch.span_on(TUESDAY, WEST) == Span(at(NEW_YORK, 3, 12), at(NEW_YORK, 3, 13))
    from_tokyo = away(BERLIN, "Asia/Tokyo", at("Asia/Tokyo", 1, 12), at("Asia/Tokyo", 3, 14))
    assert lunch.span_on(TUESDAY, from_tokyo) == Span(at("Asia/Tokyo", 3, 12), at("Asia/Tokyo", 3, 13))


def test_a_window_that_a_journey_skips_is_no_time() -> None:
    assert WeeklyWindow(EVERY_DAY, time(18), time(20)).span_on(TUESDAY, EAST).minutes == 0
    assert hours_on([WeeklyWindow(EVERY_DAY, time(18), time(20))], TUESDAY, EAST) == []


def test_waking_begins_by_the_old_clock_and_ends_by_the_new() -> None:
    assert hours_on([WeeklyWindow(EVERY_DAY, time(7), time(22, 30))], TUESDAY, WEST) == [
        Span(at(BERLIN, 3, 7), at(NEW_YORK, 3, 22, 30))
    ]


def test_the_later_of_two_stays_that_overlap_holds() -> None:
    zone = with_stays(
        BERLIN,
        [(NEW_YORK, at(BERLIN, 5, 8), at(BERLIN, 7, 8)), (LISBON, at(BERLIN, 3, 8), at(BERLIN, 6, 8))],
    )
    assert [each.zone for each in legs_of(zone)] == [BERLIN, LISBON, NEW_YORK, BERLIN]


def test_from_one_stay_to_the_next_there_need_be_no_home() -> None:
    zone = with_stays(
        BERLIN,
        [(LISBON, at(BERLIN, 3, 8), at(BERLIN, 5, 8)), (NEW_YORK, at(BERLIN, 5, 8), at(BERLIN, 7, 8))],
    )
    assert [each.zone for each in legs_of(zone)] == [BERLIN, LISBON, NEW_YORK, BERLIN]


def test_a_clock_is_known_by_its_name_alone() -> None:
    assert pickle.loads(pickle.dumps(zone_of(WEST))) is zone_of(WEST)  # our own
    there = at(NEW_YORK, 4, 9).astimezone(zone_of(WEST))
    assert (there.tzname(), there.dst()) == ("EST", timedelta(0))


def test_stays_that_do_not_touch_a_time_are_nothing_to_it() -> None:
    assert during(WEST, at(BERLIN, 9, 0), at(BERLIN, 16, 0)) == BERLIN
    assert during(WEST, at(BERLIN, 4, 0), at(BERLIN, 5, 0)) == WEST
    assert during(BERLIN, at(BERLIN, 4, 0), at(BERLIN, 5, 0)) == BERLIN


@pytest.mark.parametrize(
    "name", [f"{BERLIN} Europe/Lisbon", f"{BERLIN} Nowhere/At@20261103T0800Z/20261104T0800Z", "Nowhere/At "]
)
def test_what_is_no_clock_is_refused(name: str) -> None:
    with pytest.raises(UnknownZone):
        local(at(BERLIN, 3, 9), name)


def test_nobody_chooses_a_clock_with_stays_as_a_home() -> None:
    with pytest.raises(UnknownZone):
        iana_zone(WEST)
