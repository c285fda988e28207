"""Instances that were changed, moved, cancelled or left out, and which form of them counts."""

from __future__ import annotations

import pytest

from tests.adapters.calendars.november import NOVEMBER, RULE, STARTS, WEEKLY, november, without
from tests.ics_texts import agenda, ics, times, vevent

CHANGED = ["DTSTART;TZID=Europe/Berlin:20261110T150000", "DTEND;TZID=Europe/Berlin:20261110T160000"]


@pytest.mark.parametrize(
    "named",
    [
        "RECURRENCE-ID;TZID=Europe/Berlin:20261109T090000",
        "RECURRENCE-ID:20261109T080000Z",
        "RECURRENCE-ID;TZID=America/New_York:20261109T030000",
        "RECURRENCE-ID:20261109T090000",
        "RECURRENCE-ID:20261109T090000Z",
        "RECURRENCE-ID;VALUE=DATE:20261109",
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_changed_instance_replaces_its_original_however_that_is_named(named: str, first: bool) -> None:
    master, change = vevent(*WEEKLY, RULE), vevent(*CHANGED, named)
    found = november(*((change, master) if first else (master, change)))
    assert found == sorted([*without(9), "2026-11-10 14:00–15:00"])


def test_a_change_moved_into_the_window_from_outside_is_found() -> None:
    change = vevent("DTSTART:20270115T080000Z", "RECURRENCE-ID:20261109T080000Z")
    raw = ics(vevent(*WEEKLY, RULE), change)
    assert times(raw, "2027-01-15", "2027-01-16") == ["2027-01-15 08:00–08:00"]
    assert times(raw, "2026-11-09", "2026-11-10") == []


def test_a_cancelled_instance_is_told_and_does_not_block() -> None:
    change = vevent(*CHANGED, "RECURRENCE-ID:20261109T080000Z", "STATUS:CANCELLED")
    found = agenda(ics(vevent(*WEEKLY, RULE), change), "2026-11-10", "2026-11-11").occurrences
    assert [(each.status, each.blocking) for each in found] == [("cancelled", False)]


def test_an_instance_that_is_changed_and_left_out_is_left_out() -> None:
    change = vevent(*CHANGED, "RECURRENCE-ID:20261109T080000Z")
    assert november(vevent(*WEEKLY, RULE, "EXDATE:20261109T080000Z"), change) == without(9)


def test_changes_without_their_series_stand_as_they_are() -> None:
    assert november(vevent(*CHANGED, "RECURRENCE-ID:20261109T080000Z")) == ["2026-11-10 14:00–15:00"]


def test_a_change_whose_original_cannot_be_read_stands_beside_its_series() -> None:
    found = agenda(ics(vevent(*WEEKLY, RULE), vevent(*CHANGED, "RECURRENCE-ID:soon")), *NOVEMBER)
    assert len(found.occurrences) == 6
    assert "stands beside" in found.warnings[0].why


@pytest.mark.parametrize(
    ("older", "newer"),
    [("SEQUENCE:1", "SEQUENCE:2"), ("DTSTAMP:20260101T000000Z", "DTSTAMP:20260201T000000Z")],
)
def test_the_newer_of_two_forms_counts(older: str, newer: str) -> None:
    old, new = vevent(*WEEKLY, RULE, older), vevent(*CHANGED, newer)
    for events in ((old, new), (new, old)):
        assert november(*events) == ["2026-11-10 14:00–15:00"]
    changes = (
        vevent("DTSTART:20261111T000000Z", "RECURRENCE-ID:20261109T080000Z", older),
        vevent("DTSTART:20261112T000000Z", "RECURRENCE-ID;TZID=Europe/Berlin:20261109T090000", newer),
    )
    for pair in (changes, changes[::-1]):
        assert november(vevent(*WEEKLY, RULE), *pair) == sorted([*without(9), "2026-11-12 00:00–00:00"])


def test_different_events_that_share_a_uid_are_all_kept_with_a_warning() -> None:
    found = agenda(ics(vevent(*WEEKLY), vevent(*CHANGED), vevent(*CHANGED)), *NOVEMBER)
    assert len(found.occurrences) == 2
    assert "share this UID" in found.warnings[0].why


def test_a_left_over_of_an_older_form_of_the_series_is_dropped_with_a_warning() -> None:
    old = vevent(*CHANGED, "RECURRENCE-ID:20261110T080000Z", RULE, "SEQUENCE:1")
    found = agenda(ics(vevent(*WEEKLY, RULE, "SEQUENCE:2"), old), *NOVEMBER)
    assert len(found.occurrences) == 5
    assert "older revision" in found.warnings[0].why
    kept = vevent(*CHANGED, "RECURRENCE-ID:20261109T080000Z", RULE, "SEQUENCE:1")
    assert len(november(vevent(*WEEKLY, RULE, "SEQUENCE:2"), kept)) == 5


def test_the_revision_told_is_that_of_the_whole_series() -> None:
    change = vevent(*CHANGED, "RECURRENCE-ID:20261109T080000Z", "SEQUENCE:7")
    found = agenda(ics(vevent(*WEEKLY, RULE, "SEQUENCE:2"), change), *NOVEMBER).occurrences
    assert {each.sequence for each in found} == {7}


def test_this_and_future_moves_all_that_follow_by_the_same_difference() -> None:
    """§3.8.4.4: "all subsequent instances are also rescheduled by the same time difference"."""
    change = vevent(*CHANGED, "RECURRENCE-ID;RANGE=THISANDFUTURE:20261109T080000Z", "SUMMARY:Later")
    found = november(vevent(*WEEKLY, RULE), change)
    assert found == [STARTS[0], *(f"2026-11-{day} 14:00–15:00" for day in (10, 17, 24))]
    assert times(ics(vevent(*WEEKLY, RULE), change), "2026-12-01", "2026-12-02") == ["2026-12-01 14:00–15:00"]


def test_this_and_future_stated_in_utc_stays_on_the_clock_of_the_series() -> None:
    start = ["DTSTART;TZID=Europe/Berlin:20261005T090000", "RRULE:FREQ=WEEKLY;COUNT=6"]
    change = vevent("DTSTART:20261012T120000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261012T070000Z")
    found = times(ics(vevent(*start), change), "2026-10-19", "2026-11-03")
    assert found == ["2026-10-19 12:00–12:00", "2026-10-26 13:00–13:00", "2026-11-02 13:00–13:00"]


def test_this_and_future_may_make_whole_days_of_times_and_back() -> None:
    days = vevent("DTSTART;VALUE=DATE:20261109", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261109T080000Z")
    assert november(vevent(*WEEKLY, RULE), days)[1:3] == ["2026-11-09..2026-11-10", "2026-11-16..2026-11-17"]
    hours = vevent("DTSTART:20261109T100000Z", "RECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20261109")
    found = november(vevent("DTSTART;VALUE=DATE:20261102", RULE), hours)
    assert found[:3] == ["2026-11-02..2026-11-03", "2026-11-09 10:00–10:00", "2026-11-16 10:00–10:00"]
