"""What the times, durations and marks of an event mean (RFC 5545 §3.6.1, §3.8.2)."""

from __future__ import annotations

import pytest

from counterpoint.adapters.calendars.ics import read_calendar
from tests.ics_texts import agenda, ics, times, vevent, window

YEAR = ("2026-01-01", "2027-01-01")
BERLIN = "Europe/Berlin"


def one(*lines: str, zone: str = "UTC") -> list[str]:
    return times(ics(vevent(*lines)), *YEAR, zone)


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["DTSTART:20261123T090000Z"], "2026-11-23 09:00–09:00"),
        (["DTSTART;VALUE=DATE:20261123"], "2026-11-23..2026-11-24"),
        (["DTSTART;VALUE=DATE:20261123", "DTEND;VALUE=DATE:20261126"], "2026-11-23..2026-11-26"),
        (["DTSTART:20261123T220000Z", "DTEND:20261124T060000Z"], "2026-11-23 22:00–2026-11-24 06:00"),
        (["DTSTART:20261123T220000Z", "DURATION:PT8H"], "2026-11-23 22:00–2026-11-24 06:00"),
        (["DTSTART;VALUE=DATE:20261123", "DURATION:P2D"], "2026-11-23..2026-11-25"),
        (["DTSTART;VALUE=DATE:20261123", "DURATION:P1W"], "2026-11-23..2026-11-30"),
        (["DTSTART:20261123T090000Z", "DURATION:P1DT1H30M15S"], "2026-11-23 09:00–2026-11-24 10:30"),
        (["DTSTART:20261123T090000Z", "DURATION:P15M"], "2026-11-23 09:00–09:15"),
        (["DTSTART:20261123T090000Z", "DTEND:20261123T100000Z", "DURATION:PT5H"], "2026-11-23 09:00–10:00"),
    ],
)
def test_an_event_lasts_as_long_as_it_says(lines: list[str], wanted: str) -> None:
    found = agenda(ics(vevent(*lines)), *YEAR)
    assert times(ics(vevent(*lines)), *YEAR) == [wanted]
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("lines", "wanted", "why"),
    [
        (["DTSTART:20261123T100000Z", "DTEND:20261123T090000Z"], "2026-11-23 09:00–10:00", "swapped"),
        (["DTSTART;VALUE=DATE:20261125", "DTEND;VALUE=DATE:20261123"], "2026-11-23..2026-11-25", "swapped"),
        (["DTSTART:20261123T100000Z", "DURATION:-PT1H"], "2026-11-23 09:00–10:00", "below zero"),
        (["DTSTART;VALUE=DATE:20261123", "DTEND;VALUE=DATE:20261123"], "2026-11-23..2026-11-24", "no time"),
        (["DTSTART;VALUE=DATE:20261123", "DTEND:20261126T000000Z"], "2026-11-23..2026-11-26", "all-day"),
        (["DTSTART;VALUE=DATE:20261123", "DTEND:20261126T120000Z"], "2026-11-23..2026-11-27", "all-day"),
        (["DTSTART;VALUE=DATE:20261123", "DURATION:PT8H"], "2026-11-23..2026-11-24", "all-day"),
        (
            ["DTSTART:20261123T100000Z", "DTEND;VALUE=DATE:20261125"],
            "2026-11-23 10:00–2026-11-25 00:00",
            "midnight",
        ),
        (
            ["DTSTART:20261123T100000Z", "DTEND;VALUE=DATE:20261123"],
            "2026-11-23 10:00–2026-11-24 00:00",
            "midnight",
        ),
        (["DTSTART:20261123T100000Z", "DTEND:20261123T110000"], "2026-11-23 10:00–11:00", "same"),
        (["DTSTART:20261123T100000", "DTEND:20261123T110000Z"], "2026-11-23 10:00–11:00", "same"),
        (["DTSTART:20261123T100000Z", "DTEND:never"], "2026-11-23 10:00–10:00", "cannot be read"),
        (["DTSTART:20261123T100000Z", "DURATION:P"], "2026-11-23 10:00–10:00", "cannot be read"),
        (["DTSTART:20261123T100000Z", "DURATION:P99999999D"], "2026-11-23 10:00–10:00", "longer"),
        (["DTSTART:20261123T100000Z", "RDATE:x,20261124T100000Z"], "2026-11-23 10:00–10:00", "RDATE"),
    ],
)
def test_an_end_that_cannot_be_meant_is_mended_with_a_warning(
    lines: list[str], wanted: str, why: str
) -> None:
    found = agenda(ics(vevent(*lines)), *YEAR)
    assert times(ics(vevent(*lines)), *YEAR)[0] == wanted
    assert why in found.warnings[0].why


def test_days_and_weeks_of_a_duration_are_nominal_and_hours_exact() -> None:
    """§3.3.6: over the night of a clock change one day is 23 or 25 hours long, 24 hours are always 24."""
    start = f"DTSTART;TZID={BERLIN}:20261024T120000"
    assert one(start, "DURATION:P1D", zone=BERLIN) == ["2026-10-24 12:00–2026-10-25 12:00"]
    assert one(start, "DURATION:PT24H", zone=BERLIN) == ["2026-10-24 12:00–2026-10-25 11:00"]


def test_with_dtend_every_instance_has_the_same_exact_length() -> None:
    """§3.8.5.3: "the same exact duration will apply to all the members of the generated recurrence set"."""
    night = [f"DTSTART;TZID={BERLIN}:20261023T220000", f"DTEND;TZID={BERLIN}:20261024T060000"]
    found = one(*night, "RRULE:FREQ=DAILY;COUNT=3", zone=BERLIN)
    assert found[1] == "2026-10-24 22:00–2026-10-25 05:00"
    assert found[2] == "2026-10-25 22:00–2026-10-26 06:00"


def test_start_and_end_may_be_in_different_zones() -> None:
    flight = [f"DTSTART;TZID={BERLIN}:20261123T100000", "DTEND;TZID=America/New_York:20261123T130000"]
    assert one(*flight) == ["2026-11-23 09:00–18:00"]


def test_a_whole_day_is_a_day_of_whoever_asks() -> None:
    file = read_calendar(ics(vevent("DTSTART;VALUE=DATE:20261025")))
    spans = [
        file.agenda(window("2026-10-24", "2026-10-27"), zone=zone).occurrences[0].span
        for zone in ("UTC", BERLIN)
    ]
    assert [span.minutes // 60 for span in spans] == [24, 25]


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        ("2026-11-23T09:00", "2026-11-23T10:00", 1),
        ("2026-11-23T08:00", "2026-11-23T09:00", 0),
        ("2026-11-23T10:00", "2026-11-23T11:00", 0),
        ("2026-11-23T09:59", "2026-11-23T12:00", 1),
        ("2026-11-23T09:30", "2026-11-23T09:30", 1),
        ("2026-11-23T10:00", "2026-11-23T10:00", 0),
    ],
)
def test_a_window_is_half_open_and_may_be_an_instant(first: str, last: str, count: int) -> None:
    raw = ics(vevent("DTSTART:20261123T090000Z", "DURATION:PT1H"))
    assert len(agenda(raw, first, last).occurrences) == count


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        ("2026-11-23T09:00", "2026-11-23T10:00", 1),
        ("2026-11-23T08:00", "2026-11-23T09:00", 0),
        ("2026-11-23T09:00", "2026-11-23T09:00", 1),
        ("2026-11-23T08:59", "2026-11-23T08:59", 0),
    ],
)
def test_what_takes_no_time_belongs_where_it_begins(first: str, last: str, count: int) -> None:
    assert len(agenda(ics(vevent("DTSTART:20261123T090000Z")), first, last).occurrences) == count


@pytest.mark.parametrize(
    ("lines", "status", "blocking"),
    [
        ([], "confirmed", True),
        (["STATUS:TENTATIVE"], "tentative", True),
        (["STATUS:CANCELLED"], "cancelled", False),
        (["STATUS:canceled"], "cancelled", False),
        (["STATUS:IMAGINARY"], "confirmed", True),
        (["TRANSP:TRANSPARENT"], "confirmed", False),
        (["TRANSP:OPAQUE", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"], "confirmed", True),
        (["X-MICROSOFT-CDO-BUSYSTATUS:FREE"], "confirmed", False),
        (["X-MICROSOFT-CDO-BUSYSTATUS:BUSY"], "confirmed", True),
    ],
)
def test_what_takes_time_and_what_does_not(lines: list[str], status: str, blocking: bool) -> None:
    (found,) = agenda(ics(vevent("DTSTART:20261123T090000Z", *lines)), *YEAR).occurrences
    assert (found.status, found.blocking) == (status, blocking)


@pytest.mark.parametrize(
    ("owner", "blocking"), [("", True), ("ADA@example.org", False), ("bo@example.org", True)]
)
def test_what_the_owner_declined_does_not_block(owner: str, blocking: bool) -> None:
    raw = ics(
        vevent(
            "DTSTART:20261123T090000Z",
            "ATTENDEE;PARTSTAT=ACCEPTED:mailto:bo@example.org",
            "ATTENDEE;PARTSTAT=DECLINED:MAILTO:ada@example.org",
        )
    )
    file = read_calendar(raw, owner=owner)
    assert file.agenda(window(*YEAR), zone="UTC").occurrences[0].blocking is blocking


@pytest.mark.parametrize(
    ("method", "status", "blocking"), [("CANCEL", "cancelled", False), ("REPLY", "confirmed", False)]
)
def test_messages_about_an_event_do_not_block(method: str, status: str, blocking: bool) -> None:
    raw = ics(f"METHOD: {method}", vevent("DTSTART:20261123T090000Z"))
    (found,) = agenda(raw, *YEAR).occurrences
    assert (found.status, found.blocking) == (status, blocking)


@pytest.mark.uncounted
@pytest.mark.parametrize(
    "lines",
    [
        ["DTSTART:00010101T000000Z", "DURATION:P3652058D"],
        ["DTSTART;TZID=Asia/Tokyo:00010101T000000", "RRULE:FREQ=YEARLY"],
        ["DTSTART:99991231T235959Z", "DURATION:P10000D"],
        ["DTSTART;VALUE=DATE:99991231", "RRULE:FREQ=DAILY"],
        ["DTSTART;TZID=America/New_York:99991231T235959", "RRULE:FREQ=HOURLY"],
        ["DTSTART;VALUE=DATE:00010101", "DTEND;VALUE=DATE:99991231", "RRULE:FREQ=DAILY"],
        ["DTSTART;VALUE=DATE:00010101", "DURATION:-P5D"],
    ],
)
def test_the_ends_of_time_are_no_trouble(lines: list[str]) -> None:
    everything = ("0001-01-01", "9999-12-31T23:59:59.999999")
    for zone in ("UTC", "Asia/Tokyo", "America/New_York"):
        found = agenda(ics(vevent(*lines)), *everything, zone).occurrences
        assert all(each.span.start <= each.span.end for each in found)
        agenda(ics("X-WR-TIMEZONE:Asia/Tokyo", vevent(*lines)), *everything, zone)
