"""Rules, added and excluded dates, and changed instances of one UID (RFC 5545 §3.8.4.4, §3.8.5; RFC 5546)."""

from __future__ import annotations

import pytest

from counterpoint.adapters.calendars.ics import read_calendar
from tests.ics_texts import agenda, ics, times, vevent

NOVEMBER = ("2026-11-01", "2026-12-01")
WEEKLY = ["DTSTART;TZID=Europe/Berlin:20261102T090000", "DTEND;TZID=Europe/Berlin:20261102T100000"]
RULE = "RRULE:FREQ=WEEKLY;COUNT=5"
STARTS = [f"2026-11-{day:02} 08:00–09:00" for day in (2, 9, 16, 23, 30)]


def november(*events: str) -> list[str]:
    return times(ics(*events), *NOVEMBER)


def without(*gone: int) -> list[str]:
    return [text for text in STARTS if int(text[8:10]) not in gone]


def test_a_weekly_event_happens_every_week() -> None:
    assert november(vevent(*WEEKLY, RULE)) == STARTS


@pytest.mark.parametrize(
    "rule",
    [
        "freq=weekly;count=5",
        " FREQ = WEEKLY ; COUNT = 5 ;",
        "RRULE:FREQ=WEEKLY;COUNT=5",
        "FREQ=WEEKLY;COUNT=5;COUNT=9",
    ],
)
def test_a_rule_may_be_written_carelessly(rule: str) -> None:
    assert november(vevent(*WEEKLY, f"RRULE:{rule}")) == STARTS


def test_each_instance_is_named_by_its_original_start() -> None:
    (first, *_) = agenda(ics(vevent(*WEEKLY, RULE)), *NOVEMBER).occurrences
    assert first.recurrence_id == "20261102T080000Z"
    (day, *_) = agenda(ics(vevent("DTSTART;VALUE=DATE:20261102", RULE)), *NOVEMBER).occurrences
    assert day.recurrence_id == "20261102"
    (single,) = agenda(ics(vevent(*WEEKLY)), *NOVEMBER).occurrences
    assert single.recurrence_id is None


@pytest.mark.parametrize(
    "exdate",
    [
        "EXDATE;TZID=Europe/Berlin:20261109T090000",
        "EXDATE:20261109T080000Z",
        "EXDATE;TZID=America/New_York:20261109T030000",
        "EXDATE:20261109T090000",
        "EXDATE:20261109T090000Z",
        "EXDATE;VALUE=DATE:20261109",
        "EXDATE;VALUE=DATE-TIME:20261109T080000Z,20261110T080000Z",
        "EXDATE:20261109T080000Z;20261110T080000Z",
        "EXRULE:FREQ=MONTHLY;BYMONTHDAY=9",
    ],
)
def test_an_excluded_start_does_not_happen_however_it_is_written(exdate: str) -> None:
    assert november(vevent(*WEEKLY, RULE, exdate)) == without(9)


@pytest.mark.parametrize(
    "exdate", ["EXDATE;VALUE=DATE:20261109", "EXDATE:20261109T000000", "EXDATE:20261109T000000Z"]
)
def test_an_excluded_day_of_an_all_day_series(exdate: str) -> None:
    found = november(vevent("DTSTART;VALUE=DATE:20261102", "RRULE:FREQ=WEEKLY;COUNT=3", exdate))
    assert found == ["2026-11-02..2026-11-03", "2026-11-16..2026-11-17"]


def test_midnight_of_the_calendar_s_zone_in_utc_means_the_day_that_begins() -> None:
    part = [
        "BEGIN:STANDARD",
        "DTSTART:16010101T000000",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0100",
        "END:STANDARD",
    ]
    zone = "\r\n".join(["BEGIN:VTIMEZONE", "TZID:W. Europe Standard Time", *part, "END:VTIMEZONE"])
    event = vevent(
        "DTSTART;VALUE=DATE:20261102", "RRULE:FREQ=WEEKLY;UNTIL=20261122T230000Z", "EXDATE:20261108T230000Z"
    )
    days = ["2026-11-02..2026-11-03", "2026-11-16..2026-11-17", "2026-11-23..2026-11-24"]
    assert november(zone, event) == days
    assert november("X-WR-TIMEZONE:Europe/Berlin", event) == days


@pytest.mark.parametrize(
    ("rdate", "wanted"),
    [
        ("RDATE;TZID=Europe/Berlin:20261104T120000", "2026-11-04 11:00–12:00"),
        ("RDATE:20261104T110000Z", "2026-11-04 11:00–12:00"),
        ("RDATE;VALUE=PERIOD:20261104T110000Z/PT3H", "2026-11-04 11:00–14:00"),
        ("RDATE;VALUE=PERIOD:20261104T110000Z/20261104T113000Z", "2026-11-04 11:00–11:30"),
        ("RDATE;VALUE=DATE:20261104", "2026-11-04 08:00–09:00"),
        ("RDATE:20261001T080000Z,20261104T080000Z", "2026-11-04 08:00–09:00"),
    ],
)
def test_an_added_start_happens_as_well(rdate: str, wanted: str) -> None:
    assert november(vevent(*WEEKLY, rdate)) == [STARTS[0], wanted]


def test_what_is_given_twice_happens_once() -> None:
    added = "RDATE:20261109T080000Z,20261102T080000Z"
    assert november(vevent(*WEEKLY, RULE, RULE, "RRULE:FREQ=DAILY;INTERVAL=14;COUNT=2", added)) == STARTS


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


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20261123", "23"),
        ("20261122", "16"),
        ("20261123T080000Z", "23"),
        ("20261123T075959Z", "16"),
        ("20261123T090000", "23"),
        ("20261123T085959", "16"),
        ("20261102T080000Z", "02"),
        ("20261102", "02"),
    ],
)
def test_until_is_inclusive_in_whatever_form(until: str, last: str) -> None:
    assert november(vevent(*WEEKLY, f"RRULE:FREQ=WEEKLY;UNTIL={until}"))[-1][8:10] == last


@pytest.mark.parametrize("until", ["20261101", "20261102T075959Z", "20001231T000000Z"])
def test_a_series_that_ends_before_it_begins_was_deleted(until: str) -> None:
    assert november(vevent(*WEEKLY, f"RRULE:FREQ=WEEKLY;UNTIL={until}")) == []


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL 0"),
        ("FREQ=DAILY;INTERVAL=-1", "INTERVAL -1"),
        ("FREQ=DAILY;INTERVAL=x", "no number"),
        ("FREQ=SOMETIMES", "SOMETIMES"),
        ("COUNT=5", "FREQ"),
        ("W1 MO #10", "FREQ"),
        ("FREQ=YEARLY;BYMONTH=13", "BYMONTH 13"),
        ("FREQ=YEARLY;BYMONTHDAY=0", "BYMONTHDAY 0"),
        ("FREQ=YEARLY;BYYEARDAY=-367", "BYYEARDAY"),
        ("FREQ=DAILY;BYHOUR=24", "BYHOUR 24"),
        ("FREQ=DAILY;BYDAY=XX", "XX"),
        ("FREQ=MONTHLY;BYDAY=0MO", "0MO"),
        ("FREQ=DAILY;UNTIL=then", "THEN"),
        ("RSCALE=CHINESE;FREQ=YEARLY", "CHINESE"),
        ("RSCALE=GREGORIAN;SKIP=JUMP;FREQ=YEARLY", "JUMP"),
        ("FREQ=DAILY;BYMINUTE=" + ",".join(f"{n}" for n in range(1_000)), "1,000 values"),
    ],
)
def test_a_rule_that_cannot_be_read_is_set_aside_and_the_first_start_kept(rule: str, why: str) -> None:
    found = agenda(ics(vevent(*WEEKLY, f"RRULE:{rule}")), *NOVEMBER)
    assert len(found.occurrences) == 1
    assert why in found.set_aside[0].why
    assert found.set_aside[0].component == "RRULE of event a"


@pytest.mark.parametrize(
    ("rule", "count", "why"),
    [
        ("FREQ=WEEKLY;COUNT=-1", 5, "COUNT is -1"),
        ("FREQ=WEEKLY;COUNT=3;UNTIL=20261110T000000Z", 2, "both COUNT and UNTIL"),
        ("FREQ=WEEKLY;COUNT=2;WKST=XX", 2, "WKST"),
    ],
)
def test_a_rule_that_can_be_guessed_is_read_with_a_warning(rule: str, count: int, why: str) -> None:
    found = agenda(ics(vevent(*WEEKLY, f"RRULE:{rule}")), *NOVEMBER)
    assert len(found.occurrences) == count
    assert why in found.warnings[0].why


def test_more_rules_than_anyone_has_are_set_aside() -> None:
    rules = [f"RRULE:FREQ=DAILY;INTERVAL={n + 1};COUNT=2" for n in range(30)]
    found = agenda(ics(vevent(*WEEKLY, *rules)), *NOVEMBER)
    assert "Only 20 rules" in found.set_aside[0].why


@pytest.mark.parametrize(
    ("skip", "days"),
    [("OMIT", ["31", "31"]), ("BACKWARD", ["31", "28", "31"]), ("FORWARD", ["31", "01", "31"])],
)
def test_skip_says_what_becomes_of_a_day_that_a_month_lacks(skip: str, days: list[str]) -> None:
    """RFC 7529 §4.1."""
    rule = f"RRULE:RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP={skip}"
    found = times(ics(vevent("DTSTART;VALUE=DATE:20270131", rule)), "2027-01-01", "2027-04-01")
    assert [text[8:10] for text in found] == days


def test_a_dst_gap_gives_one_instance_an_hour_at_most() -> None:
    raw = ics(vevent("DTSTART;TZID=Europe/Berlin:20260329T000000", "RRULE:FREQ=HOURLY;COUNT=6"))
    assert [text[11:16] for text in times(raw, "2026-03-28", "2026-03-30")] == [
        "23:00",
        "00:00",
        "01:00",
        "02:00",
        "03:00",
    ]


def test_a_series_with_too_many_instances_is_cut_with_a_warning() -> None:
    found = agenda(ics(vevent("DTSTART:20000101T000000Z", "RRULE:FREQ=MINUTELY")), *NOVEMBER)
    assert len(found.occurrences) == 10_000
    assert "more than 10,000" in found.warnings[0].why


@pytest.mark.uncounted
def test_a_whole_calendar_with_too_many_occurrences_is_cut_with_a_warning() -> None:
    events = [vevent("DTSTART:20000101T000000Z", "RRULE:FREQ=HOURLY", uid=str(n)) for n in range(700)]
    found = agenda(ics(*events), *NOVEMBER)
    assert 150_000 <= len(found.occurrences) < 160_000
    assert "more than 150,000 occurrences" in found.warnings[-1].why


def test_a_series_of_swapped_days_is_named_by_its_stated_starts() -> None:
    event = vevent("DTSTART:20261105T090000Z", "DURATION:-P1D", "RRULE:FREQ=DAILY;COUNT=2")
    assert november(event) == [
        "2026-11-04 09:00–2026-11-05 09:00",
        "2026-11-05 09:00–2026-11-06 09:00",
    ]
    assert [each.recurrence_id for each in agenda(ics(event), *NOVEMBER).occurrences] == [
        "20261105T090000Z",
        "20261106T090000Z",
    ]


def test_a_series_that_takes_too_long_is_told() -> None:
    rule = "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5"
    found = agenda(ics(vevent("DTSTART:00010101T000000Z", rule)), *NOVEMBER)
    assert "too long" in found.warnings[0].why


def test_an_agenda_can_be_asked_again_and_again() -> None:
    file = read_calendar(ics(vevent(*WEEKLY, RULE)))
    assert agenda(file, *NOVEMBER) == agenda(file, *NOVEMBER)
    assert len(agenda(file, "2026-11-09", "2026-11-10").occurrences) == 1
