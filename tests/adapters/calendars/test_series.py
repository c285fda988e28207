"""Rules, added and excluded dates, and changed instances of one UID (RFC 5545 §3.8.4.4, §3.8.5; RFC 5546)."""

from __future__ import annotations

import pytest

from counterpoint.adapters.calendars.ics import read_calendar
from tests.adapters.calendars.november import NOVEMBER, RULE, STARTS, WEEKLY, november, without
from tests.ics_texts import agenda, ics, times, vevent


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
