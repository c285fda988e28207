"""Events at one time: those that are ahead, take time, and lie on another one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from counterpoint.domain.agenda import Fact, at_one_time
from counterpoint.domain.timeline import Span

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def event(title: str, begins: int, minutes: int = 60, **more: bool) -> Fact:
    start = NOON + timedelta(minutes=begins)
    return Fact(title, title, Span(start, start + timedelta(minutes=minutes)), "", **more)


def told(*facts: Fact) -> list[list[str]]:
    return [[each.title for each in several.facts] for several in at_one_time(facts, NOON)]


def test_what_overlaps_is_told_together_in_order_of_time() -> None:
    assert told(event("B", 90), event("A", 60), event("C", 300)) == [["A", "B"]]
    assert told(event("A", 0, 120), event("B", 30, 10), event("C", 100)) == [["A", "B", "C"]]


def test_one_event_in_two_calendars_is_one_event() -> None:
    at_home = replace(event("Dentist", 60), key="home/dentist")
    assert told(event("Dentist", 60), at_home) == []
    assert told(event("Dentist", 60), at_home, event("Call", 90)) == [["Dentist", "Call"]]


def test_one_after_the_other_is_nothing_to_tell() -> None:
    assert told(event("A", 0), event("B", 60)) == []


def test_what_takes_no_time_stands_over_the_day_or_is_behind_is_left_out() -> None:
    assert told(event("A", 60), event("B", 60, blocking=False)) == []
    assert told(event("A", 60), event("Holiday", 0, 1440, all_day=True)) == []
    assert told(event("A", -120), event("B", -90)) == []
    assert told(event("A", -30), event("B", -10)) == [["A", "B"]]
