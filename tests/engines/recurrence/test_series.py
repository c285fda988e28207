"""From series to occurrences: what repeats, is added, left out and changed, without a calendar’s text."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from counterpoint.domain.agenda import Doubt, Occurrence
from counterpoint.domain.timeline import Span
from counterpoint.engines.recurrence.agenda import occurrences
from counterpoint.engines.recurrence.budget import Budget
from counterpoint.engines.recurrence.events import Change, Event, Length, Said, Series
from counterpoint.engines.recurrence.keys import Starts
from counterpoint.engines.recurrence.making import MANY, many_values
from counterpoint.engines.recurrence.rules import Rule

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = timedelta(hours=1)
DAILY, WEEKLY = Rule("DAILY"), Rule("WEEKLY")
NINE = datetime(2026, 11, 2, 9, tzinfo=BERLIN)
MEETING = Event(NINE, NINE + HOUR, said=lambda: Said("Meeting"))
NOVEMBER = (datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC))


def unrolled(
    *series: Series, first: datetime = NOVEMBER[0], last: datetime = NOVEMBER[1]
) -> tuple[list[Occurrence], list[Doubt]]:
    return occurrences(series, Span(first, last), BERLIN, source="Work")


def found(*series: Series, first: datetime = NOVEMBER[0], last: datetime = NOVEMBER[1]) -> list[str]:
    """``02 09:00 Meeting`` for each, on the clock of Berlin; days and their end for whole days."""
    every = unrolled(*series, first=first, last=last)[0]
    assert every == sorted(every, key=lambda each: (each.span.start, not each.all_day, each.span.end))
    return [_shown(each) for each in every]


def _shown(each: Occurrence) -> str:
    if each.all_day:
        return f"{each.first_on:%d}–{each.until_on:%d} {each.title}".strip()
    return f"{each.span.start.astimezone(BERLIN):%d %H:%M} {each.title}".strip()


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=BERLIN)


def moved(original: date, day: int, hour: int = 14, *, on: bool = False) -> Change:
    event = Event(at(day, hour), at(day, hour) + HOUR, said=lambda: Said("Moved", sequence=2))
    return Change(original, event, and_future=on)


def test_a_single_event_is_found_where_it_lies_and_nowhere_else() -> None:
    alone = Series("a", MEETING)
    assert found(alone) == ["02 09:00 Meeting"]
    assert found(alone, first=at(3), last=at(4)) == []
    assert found(alone, first=at(20), last=at(21)) == []
    assert unrolled(alone)[0][0].recurrence_id is None


@pytest.mark.parametrize("length", [Length(days=1), Length(exact=3 * HOUR), Length(days=-1)])
def test_a_single_event_with_a_duration_is_found_from_both_of_its_ends(length: Length) -> None:
    alone = Series("a", Event(NINE, length=length))
    start, end = length.after(NINE.replace(tzinfo=None), BERLIN)
    assert len(unrolled(alone, first=start, last=start + HOUR)[0]) == 1
    assert len(unrolled(alone, first=end - HOUR, last=end)[0]) == 1
    assert unrolled(alone, first=end, last=end + HOUR)[0] == []


def test_what_was_swapped_lies_between_its_two_times() -> None:
    swapped = Event(NINE + HOUR, NINE)
    assert found(Series("a", swapped)) == ["02 09:00"]


def test_an_event_that_no_window_meets_is_never_opened() -> None:
    def refuse() -> Said:
        raise AssertionError

    alone = Series("a", replace(MEETING, said=refuse))
    weekly = Series("b", replace(MEETING, said=refuse), (replace(WEEKLY, until=at(20)),))
    assert found(alone, weekly, first=at(25), last=at(26)) == []


def test_a_series_keeps_the_clock_of_its_zone_and_names_each_by_its_instant() -> None:
    october = datetime(2026, 10, 19, 9, tzinfo=BERLIN)
    series = Series("a", Event(october, october + HOUR), (WEEKLY,))
    every = unrolled(series, first=october, last=october + timedelta(days=10))[0]
    assert [each.recurrence_id for each in every] == ["20261019T070000Z", "20261026T080000Z"]
    assert {each.source for each in every} == {"Work"}


def test_added_dates_are_woven_in_and_left_out_ones_are_gone() -> None:
    series = Series(
        "a", MEETING, (WEEKLY,), added=((at(4), None), (at(9), None), (at(30, 8), None)), left_out=(at(16),)
    )
    assert found(series) == [
        f"{each} Meeting" for each in ("02 09:00", "04 09:00", "09 09:00", "23 09:00")
    ] + [
        "30 08:00 Meeting",
        "30 09:00 Meeting",
    ]


def test_a_date_leaves_out_its_whole_day_and_another_zone_the_same_instant() -> None:
    out = (date(2026, 11, 9), at(16).astimezone(UTC))
    assert found(Series("a", MEETING, (WEEKLY,), left_out=out)) == [
        "02 09:00 Meeting",
        "23 09:00 Meeting",
        "30 09:00 Meeting",
    ]


def test_a_start_that_is_named_in_utc_by_mistake_is_left_out_where_the_instant_is_none() -> None:
    by_mistake = datetime(2026, 11, 9, 9, tzinfo=UTC)
    assert "09 09:00 Meeting" not in found(Series("a", MEETING, (WEEKLY,), left_out=(by_mistake,)))
    both = Series("a", MEETING, (WEEKLY,), added=((at(9, 10), None),), left_out=(by_mistake,))
    assert "09 09:00 Meeting" in found(both)
    assert "09 10:00 Meeting" not in found(both)


def test_an_added_period_has_a_length_of_its_own() -> None:
    series = Series("a", MEETING, added=((at(4), Length(exact=3 * HOUR)),))
    assert [each.span.minutes for each in unrolled(series)[0]] == [60, 180]


def test_several_rules_give_each_start_once_and_an_except_rule_takes_its_own() -> None:
    twice = Series("a", MEETING, (WEEKLY, replace(DAILY, interval=7), Rule("WEEKLY", by_day=((0, 2),))))
    assert len(found(twice)) == 9
    assert len(found(replace(twice, except_rules=(Rule("WEEKLY", by_day=((0, 0),)),)))) == 4


def test_a_change_takes_the_place_of_what_it_names() -> None:
    series = Series("a", MEETING, (replace(WEEKLY, count=3),), changes=(moved(at(9), 10),))
    assert found(series) == ["02 09:00 Meeting", "10 14:00 Moved", "16 09:00 Meeting"]
    assert [each.sequence for each in unrolled(series)[0]] == [2, 2, 2]
    by_day = replace(series, changes=(moved(date(2026, 11, 9), 10),))
    assert found(by_day) == found(series)
    assert found(replace(series, left_out=(at(9),))) == ["02 09:00 Meeting", "16 09:00 Meeting"]


def test_a_change_that_is_named_in_utc_by_mistake_takes_the_place_of_that_reading() -> None:
    change = moved(datetime(2026, 11, 9, 9, tzinfo=UTC), 10)
    assert "09 09:00 Meeting" not in found(Series("a", MEETING, (WEEKLY,), changes=(change,)))


def test_changes_without_their_series_or_their_start_stand_by_themselves() -> None:
    assert found(Series("a", changes=(moved(at(9), 10),))) == ["10 14:00 Moved"]
    unknown = replace(moved(at(9), 10), original=None)
    assert found(Series("a", MEETING, (replace(WEEKLY, count=1),), changes=(unknown,))) == [
        "02 09:00 Meeting",
        "10 14:00 Moved",
    ]


def test_a_change_that_goes_on_moves_all_later_ones_by_as_much() -> None:
    series = Series("a", MEETING, (WEEKLY,), changes=(moved(at(16), 17, on=True),))
    assert found(series) == [
        "02 09:00 Meeting",
        "09 09:00 Meeting",
        "17 14:00 Moved",
        "24 14:00 Moved",
    ]
    in_utc = replace(moved(at(16), 17, on=True), event=Event(at(17, 14).astimezone(UTC)))
    assert found(replace(series, changes=(in_utc,)))[2:] == ["17 14:00", "24 14:00"]
    tokyo = ZoneInfo("Asia/Tokyo")
    far = replace(moved(at(16), 17, on=True), event=Event(at(17, 14).astimezone(tokyo)))
    assert found(replace(series, changes=(far,)))[2:] == ["17 14:00", "24 14:00"]


def test_whole_days_come_before_what_begins_at_midnight() -> None:
    days = Series("a", Event(date(2026, 11, 2), said=lambda: Said("Day")), (WEEKLY,))
    midnight = Series("b", Event(at(9, 0), at(9, 1), said=lambda: Said("Night")))
    other = Series("c", Event(at(9, 0), at(9, 1), said=lambda: Said("Also")))
    assert found(midnight, days, other)[1:4] == ["09–10 Day", "09 00:00 Also", "09 00:00 Night"]
    assert [each.recurrence_id for each in unrolled(days)[0]][:2] == ["20261102", "20261109"]


def test_whole_days_know_their_instances_by_day() -> None:
    days = Series("a", Event(date(2026, 11, 2), date(2026, 11, 4)), (replace(WEEKLY, until=at(10)),))
    out = replace(days, left_out=(datetime(2026, 11, 9, tzinfo=UTC),), changes=())
    assert found(days) == ["02–04", "09–11"]
    assert found(out) == ["02–04"]


def test_two_keys_of_one_instant_are_one_occurrence() -> None:
    gap = datetime(2026, 3, 29, 2, 30, tzinfo=BERLIN)
    after = datetime(2026, 3, 29, 3, 30, tzinfo=BERLIN)
    series = Series("a", Event(gap, gap + HOUR), added=((after, None),))
    assert len(unrolled(series, first=gap - HOUR, last=gap + 3 * HOUR)[0]) == 1
    nominal = Series("a", Event(gap, length=Length(days=1)), added=((after, None),))
    assert len(unrolled(nominal, first=gap - HOUR, last=gap + 3 * HOUR)[0]) == 1


def test_what_takes_no_time_belongs_where_it_begins_also_in_a_single_instant() -> None:
    moments = Series("a", Event(NINE), (DAILY,))
    assert found(moments, first=at(3), last=at(4)) == ["03 09:00"]
    assert found(moments, first=at(3), last=at(3)) == ["03 09:00"]
    assert found(Series("b", MEETING, (DAILY,)), first=at(3), last=at(3)) == ["03 09:00 Meeting"]


@pytest.mark.parametrize("year", [1, 9999])
def test_the_edges_of_time_hold(year: int) -> None:
    start = datetime(year, 12 if year > 1 else 1, 28 if year > 1 else 1, 23, tzinfo=BERLIN)
    series = [Series("a", Event(start, start + HOUR), (rule,)) for rule in (DAILY, WEEKLY, Rule("MONTHLY"))]
    window = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
    nominal = Series("b", Event(start, length=Length(days=9)), (DAILY,))
    every, _doubts = unrolled(*series, nominal, Series("c", Event(start)), first=window[0], last=window[1])
    assert every
    assert all(each.span.start <= each.span.end for each in every)


def test_more_than_is_kept_of_a_series_is_said() -> None:
    hourly = Series("a", Event(NINE), (Rule("HOURLY"),))
    every, doubts = unrolled(hourly, last=NOVEMBER[1] + timedelta(days=900))
    assert len(every) == 10_000
    assert "more than 10,000 instances" in doubts[0].why
    bomb = Series("b", Event(NINE), (Rule("MINUTELY", by_position=(2,)),))
    assert "take too long" in unrolled(bomb)[1][0].why


def test_a_start_is_known_to_be_one_of_a_series() -> None:
    starts = Starts(Series("a", MEETING, (WEEKLY,)), MEETING, BERLIN, Budget(1_000))
    assert starts.holds(at(9))
    assert starts.holds(date(2026, 11, 9))
    assert not starts.holds(at(10))
    assert Starts(Series("a", MEETING, (WEEKLY,)), MEETING, BERLIN, Budget(0)).holds(at(10))


def test_a_series_floats_where_a_time_of_it_is_in_no_zone() -> None:
    assert Series("a", Event(NINE.replace(tzinfo=None))).floats
    assert not Series("a", MEETING).floats


def test_garbage_is_looked_for_again_after_many_values() -> None:
    with many_values():
        assert not gc.isenabled()
        with many_values():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


class Circle:
    """What only looking for garbage can find."""

    def __init__(self) -> None:
        self.itself = self


def test_what_is_garbage_before_a_few_values_is_found_as_soon_as_ever() -> None:
    gc.collect()
    gone = weakref.ref(Circle())
    with many_values():
        few = [[] for _ in range(10)]  # type: ignore[var-annotated]
    gc.collect(0)
    assert gone() is None
    assert few


@pytest.fixture
def nothing_set_apart() -> Iterator[None]:
    """As it is without tests/conftest.py, which sets apart what is loaded."""
    gc.unfreeze()
    gc.collect()
    yield
    gc.collect()
    gc.freeze()


def test_very_many_values_count_as_old_at_once(nothing_set_apart: None) -> None:
    with many_values():
        many = [[] for _ in range(2 * MANY)]  # type: ignore[var-annotated]
    assert any(each is many for each in gc.get_objects(generation=2))
