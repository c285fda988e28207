"""Zones that a calendar describes by rules, against the same zones in the IANA database."""

from __future__ import annotations

import copy
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.engines.recurrence.budget import Budget
from counterpoint.engines.recurrence.clocks import Observance, RuledZone, later, to_local, to_utc
from counterpoint.engines.recurrence.rules import Rule

HOUR = timedelta(hours=1)
MARCH = Rule("YEARLY", by_month=(3,), by_day=((-1, 6),))
OCTOBER = Rule("YEARLY", by_month=(10,), by_day=((-1, 6),))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def berlin(until: datetime | None = None) -> RuledZone:
    """Berlin since 1996; with `until`, the summer times end there."""
    summer = MARCH if until is None else Rule("YEARLY", by_month=(3,), by_day=((-1, 6),), until=until)
    return RuledZone(
        "Berlin",
        (
            Observance(HOUR, 2 * HOUR, at("1981-03-29T02:00"), (summer,)),
            Observance(2 * HOUR, HOUR, at("1996-10-27T03:00"), (OCTOBER,)),
        ),
    )


moments = st.datetimes(at("2000-01-01"), at("2035-12-31")).map(lambda each: each.replace(microsecond=0))
near = st.integers(-300, 300).map(lambda minutes: timedelta(minutes=minutes))
changes = st.sampled_from(
    ["2026-03-29T02:00", "2026-10-25T03:00", "2010-10-31T02:30", "2011-03-27T03:00"]
).map(at)


@settings(max_examples=300, deadline=None)
@given(st.one_of(moments, st.builds(lambda change, by: change + by, changes, near)), st.sampled_from([0, 1]))
def test_a_described_zone_tells_the_same_time_as_the_real_one(local: datetime, fold: int) -> None:
    ours, real = berlin(), ZoneInfo("Europe/Berlin")
    instant = local.replace(tzinfo=ours, fold=fold).astimezone(UTC)
    assert instant == local.replace(tzinfo=real, fold=fold).astimezone(UTC)
    back, theirs = instant.astimezone(ours), instant.astimezone(real)
    assert (back.replace(tzinfo=None), back.fold) == (theirs.replace(tzinfo=None), theirs.fold)


@pytest.mark.parametrize("until", [at("2010-03-28T01:00:00+00:00"), at("2010-03-28T02:00:00")])
def test_a_rule_with_an_end_ends(until: datetime) -> None:
    zone = berlin(until)
    offsets = [at(f"{year}-07-01T12:00").replace(tzinfo=zone).utcoffset() for year in (2009, 2010, 2011)]
    assert offsets == [2 * HOUR, 2 * HOUR, HOUR]


def test_a_rule_may_end_with_a_day() -> None:
    part = Observance(
        HOUR, 2 * HOUR, at("2000-03-26T02:00"), (Rule("YEARLY", until=at("2002-03-26").date()),)
    )
    winter = Observance(
        2 * HOUR, HOUR, at("2000-10-29T03:00"), more=(at("2001-10-28T03:00"), at("2002-10-27T03:00"))
    )
    zone = RuledZone("x", (part, winter))
    assert [at(f"{year}-07-01").replace(tzinfo=zone).utcoffset() for year in (2002, 2003)] == [2 * HOUR, HOUR]


def test_before_the_first_change_its_earlier_offset_holds() -> None:
    zone = RuledZone("x", (Observance(HOUR, 2 * HOUR, at("2018-03-25T03:00")),))
    assert at("2018-01-01").replace(tzinfo=zone).utcoffset() == HOUR
    assert at("2019-01-01").replace(tzinfo=zone).utcoffset() == 2 * HOUR
    assert at("0001-01-01").replace(tzinfo=zone).utcoffset() == HOUR
    assert at("9999-12-31").replace(tzinfo=zone).utcoffset() == 2 * HOUR


def test_a_zone_without_work_left_keeps_one_offset() -> None:
    parts = (
        Observance(HOUR, 2 * HOUR, at("1981-03-29T02:00"), (MARCH,)),
        Observance(2 * HOUR, HOUR, at("1996-10-27T03:00")),
    )
    zone = RuledZone("x", parts, Budget(0))
    assert at("2026-01-01").replace(tzinfo=zone).utcoffset() == 2 * HOUR


def test_a_zone_is_known_by_its_name_and_is_one_thing() -> None:
    zone = berlin()
    assert (zone.tzname(None), zone.dst(None), zone.utcoffset(None)) == ("Berlin", timedelta(0), 2 * HOUR)
    assert copy.deepcopy(zone) is zone


def test_the_ends_of_time_are_held() -> None:
    tokyo, new_york = ZoneInfo("Asia/Tokyo"), ZoneInfo("America/New_York")
    first, last = at("0001-01-01"), at("9999-12-31T23:59:59.999999")
    assert to_utc(first, tokyo) == first.replace(tzinfo=UTC)
    assert to_utc(last, new_york) == last.replace(tzinfo=UTC)
    assert to_local(last.replace(tzinfo=UTC), tokyo) == last
    assert later(last, HOUR) == last
    assert later(first, -HOUR) == first
