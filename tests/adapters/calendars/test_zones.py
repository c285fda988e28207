"""TZIDs as producers write them, and what each is read as."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from counterpoint.adapters.calendars.ics import read_calendar
from counterpoint.domain.zones import UnknownZone, with_stays
from tests.ics_texts import agenda, ics, times, vevent

SUMMER, WINTER = "20260701T120000", "20261201T120000"


def vtimezone(name: str, standard: str, daylight: str = "", *more: str) -> str:
    lines = [f"TZID:{name}", *more, "BEGIN:STANDARD", "DTSTART:16011028T030000"]
    lines += [f"TZOFFSETFROM:{daylight or standard}", f"TZOFFSETTO:{standard}"]
    lines += ["RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"] if daylight else []
    lines += ["END:STANDARD"]
    if daylight:
        lines += [
            "BEGIN:DAYLIGHT",
            "DTSTART:16010325T020000",
            f"TZOFFSETFROM:{standard}",
            f"TZOFFSETTO:{daylight}",
        ]
        lines += ["RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "END:DAYLIGHT"]
    return "\r\n".join(["BEGIN:VTIMEZONE", *lines, "END:VTIMEZONE"])


def hours(tzid: str, *components: str) -> tuple[str, str]:
    """What 12:00 in summer and in winter is in UTC."""
    events = [vevent(f"DTSTART;TZID={tzid}:{at}", uid=at) for at in (SUMMER, WINTER)]
    found = agenda(ics(*components, *events), "2026-01-01", "2027-01-01").occurrences
    summer, winter = (f"{each.span.start:%H:%M}" for each in found)
    return summer, winter


@pytest.mark.parametrize(
    "tzid",
    [
        "Europe/Berlin",
        "europe/berlin",
        "/Europe/Berlin",
        "/freeassociation.sourceforge.net/Europe/Berlin",
        "/freeassociation.sourceforge.net/Tzfile/Europe/Berlin",
        "/mozilla.org/20050126_1/Europe/Berlin",
        "/softwarestudio.org/Olson_20011030_5/Europe/Berlin",
        "Europe/Berlin 1",
        "W. Europe Standard Time",
        "W. Europe Standard Time 1",
        "W. Europe Daylight Time",
        '"W. Europe Standard Time"',
        '"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"',
        "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna",
        "(GMT+01.00) Amsterdam / Berlin / Bern / Rome / Stockholm / Vienna",
        "Berlin",
        "CEST",
        "CET",
    ],
)
def test_these_all_mean_berlin(tzid: str) -> None:
    assert hours(tzid) == ("10:00", "11:00")


@pytest.mark.parametrize(
    ("tzid", "summer", "winter"),
    [
        ("GMT Standard Time 1", "11:00", "12:00"),
        ("UTC", "12:00", "12:00"),
        ("Z", "12:00", "12:00"),
        ("tzone://Microsoft/Utc", "12:00", "12:00"),
        ("UTC+2", "10:00", "10:00"),
        ("GMT+0530", "06:30", "06:30"),
        ("Etc/GMT+5", "17:00", "17:00"),
        ("GMT-05:00", "17:00", "17:00"),
        ("US/Eastern", "16:00", "17:00"),
        ("US-Eastern", "16:00", "17:00"),
        ("(UTC-05:00) Eastern Time (US & Canada)", "16:00", "17:00"),
        ("Eastern Standard Time", "16:00", "17:00"),
        ("EST5EDT", "16:00", "17:00"),
        ("PST", "19:00", "20:00"),
        ("(UTC+03:15) Nowhere", "08:45", "08:45"),
        ("Tokyo", "03:00", "03:00"),
    ],
)
def test_other_names_and_their_hours(tzid: str, summer: str, winter: str) -> None:
    assert hours(tzid) == (summer, winter)


@pytest.mark.parametrize(
    "tzid",
    ["Customized Time Zone", "tzone://Microsoft/Custom", "(UTC-03:00) Brasília", "Mitteleuropäische Zeit"],
)
def test_a_name_that_nobody_knows_is_what_the_file_says_of_it(tzid: str) -> None:
    assert hours(tzid, vtimezone(tzid, "+0130", "+0230")) == ("09:30", "10:30")


def test_the_description_may_come_after_the_events_and_in_another_calendar() -> None:
    event = vevent(f"DTSTART;TZID=Mine:{WINTER}")
    description = vtimezone("Mine", "+0300")
    for raw in (ics(event, description), ics(event) + ics(description)):
        assert times(raw, "2026-12-01", "2026-12-02") == ["2026-12-01 09:00–09:00"]


def test_a_description_that_names_a_known_place_is_that_place() -> None:
    mine = vtimezone("Mine", "+0100", "+0200", "X-LIC-LOCATION:Europe/Berlin")
    event = vevent(f"DTSTART;TZID=Mine:{WINTER}")
    master = read_calendar(ics(mine, event)).series[0].master
    assert master is not None
    assert isinstance(master.start, datetime)
    assert str(master.start.tzinfo) == "Europe/Berlin"


def test_a_windows_name_that_the_file_contradicts_is_what_the_file_says_with_a_warning() -> None:
    raw = ics(
        vtimezone("New Zealand Standard Time", "+0100"),
        vevent(f"DTSTART;TZID=New Zealand Standard Time:{WINTER}"),
    )
    found = agenda(raw, "2026-12-01", "2026-12-02")
    assert f"{found.occurrences[0].span.start:%H:%M}" == "11:00"
    assert "Pacific/Auckland" in found.warnings[0].why


def test_an_iana_name_that_the_file_contradicts_is_the_place_with_a_warning() -> None:
    raw = ics(vtimezone("Europe/Berlin", "-0500"), vevent(f"DTSTART;TZID=Europe/Berlin:{WINTER}"))
    found = agenda(raw, "2026-12-01", "2026-12-02")
    assert f"{found.occurrences[0].span.start:%H:%M}" == "11:00"
    assert "IANA" in found.warnings[0].why


def test_an_iana_name_with_half_a_description_gives_no_warning() -> None:
    part = [
        "BEGIN:DAYLIGHT",
        "DTSTART:20260329T020000",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "END:DAYLIGHT",
    ]
    half = "\r\n".join(["BEGIN:VTIMEZONE", "TZID:Europe/Berlin", *part, "END:VTIMEZONE"])
    raw = ics(half, vevent(f"DTSTART;TZID=Europe/Berlin:{WINTER}"))
    assert agenda(raw, "2026-12-01", "2026-12-02").warnings == ()


@pytest.mark.parametrize("tzid", ["", '""', "Nowhere/At-all", "foo"])
def test_without_a_clue_the_reader_s_zone_is_taken_with_a_warning(tzid: str) -> None:
    raw = ics(vevent(f"DTSTART;TZID={tzid}:{WINTER}"))
    found = agenda(raw, "2026-12-01", "2026-12-02", "Asia/Tokyo")
    assert f"{found.occurrences[0].span.start:%H:%M}" == "03:00"
    assert "default zone" in found.warnings[0].why


def test_a_zone_that_cannot_be_read_is_set_aside_and_its_events_are_kept() -> None:
    part = "BEGIN:STANDARD\r\nDTSTART:x\r\nEND:STANDARD"
    broken = f"BEGIN:VTIMEZONE\r\nTZID:Broken\r\n{part}\r\nEND:VTIMEZONE"
    found = agenda(ics(broken, vevent(f"DTSTART;TZID=Broken:{WINTER}")), "2026-12-01", "2026-12-02")
    assert len(found.occurrences) == 1
    assert {each.component for each in found.set_aside} == {"STANDARD of zone Broken", "VTIMEZONE Broken"}


def test_clocks_that_change_by_the_second_are_set_aside() -> None:
    mad = vtimezone("Mad", "+0100", "+0200").replace("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "FREQ=SECONDLY")
    worse = mad.replace("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "FREQ=NEVER")
    found = agenda(ics(worse, vevent(f"DTSTART;TZID=Mad:{WINTER}")), "2026-12-01", "2026-12-02")
    assert len(found.occurrences) == 1
    assert len(found.set_aside) == 2


def test_x_wr_timezone_is_the_zone_of_floating_times_and_of_recurrence_in_utc() -> None:
    """As the x-wr-timezone library: 09:00Z in winter is 10:00 in Berlin, and stays 10:00 there in summer."""
    raw = ics(
        "X-WR-TIMEZONE:Europe/Berlin",
        vevent("DTSTART:20260105T090000Z", "RRULE:FREQ=MONTHLY;COUNT=8"),
        vevent("DTSTART:20260801T090000", uid="b"),
    )
    assert times(raw, "2026-08-01", "2026-08-06") == ["2026-08-01 07:00–07:00", "2026-08-05 08:00–08:00"]
    assert not read_calendar(raw).floats


def test_an_x_wr_timezone_that_names_nothing_is_passed_over_with_a_warning() -> None:
    raw = ics("X-WR-TIMEZONE:Atlantis", vevent("DTSTART:20260801T090000"))
    found = agenda(raw, "2026-08-01", "2026-08-02", "Asia/Tokyo")
    assert f"{found.occurrences[0].span.start:%H:%M}" == "00:00"
    assert "X-WR-TIMEZONE" in found.warnings[0].why


def test_floating_times_are_the_reader_s() -> None:
    raw = ics(vevent("DTSTART:20260801T090000"))
    assert times(raw, "2026-08-01", "2026-08-02", "Europe/Berlin") == ["2026-08-01 09:00–09:00"]
    assert read_calendar(raw).floats
    assert not read_calendar(raw, zone="Asia/Tokyo").floats
    file = read_calendar(raw, zone="Asia/Tokyo")
    assert f"{agenda(file, '2026-07-31', '2026-08-02').occurrences[0].span.start:%H:%M}" == "00:00"
    with pytest.raises(UnknownZone):
        read_calendar(raw, zone="Asia/Atlantis")


def test_floating_times_travel_with_the_reader() -> None:
    """RFC 5545 §3.3.5: a floating time is the same hour wherever one is."""
    raw = ics(vevent("DTSTART:20261102T090000", "RRULE:FREQ=DAILY;COUNT=4"))
    arrives, leaves = (datetime(2026, 11, day, hour, tzinfo=UTC) for day, hour in ((3, 18), (4, 22)))
    away = with_stays("Europe/Berlin", [("America/New_York", arrives, leaves)])
    found = agenda(raw, "2026-11-02", "2026-11-06", away).occurrences
    assert [f"{each.span.start:%d %H:%M}" for each in found] == [
        "02 08:00",
        "03 08:00",
        "04 14:00",
        "05 08:00",
    ]


def test_a_zone_of_the_file_has_its_gaps_and_folds() -> None:
    """02:30 in a gap is read with the offset before it; 02:30 that happens twice is the first of the two
    (§3.3.5).
    """
    zone = vtimezone("Mine", "+0100", "+0200")
    raw = ics(
        zone,
        vevent("DTSTART;TZID=Mine:20260329T023000", "DURATION:PT1H"),
        vevent("DTSTART;TZID=Mine:20261025T023000", "DURATION:PT1H", uid="b"),
    )
    assert times(raw, "2026-01-01", "2027-01-01") == ["2026-03-29 01:30–02:30", "2026-10-25 00:30–01:30"]
    file = read_calendar(raw)
    starts = [series.master.start for series in file.series if series.master]
    assert all(isinstance(start, datetime) for start in starts)
    assert [start.utcoffset() for start in starts] == [timedelta(hours=1), timedelta(hours=2)]  # type: ignore[union-attr]
