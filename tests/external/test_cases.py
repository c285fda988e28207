"""Calendars from public test suites with what their own tests expect, in the folder that
COUNTERPOINT_EXTERNAL names.

Each entry below is one claim of `manifest.json` written out: window, zone, and what must be found there.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from counterpoint.adapters.calendars.ics import read_calendar
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.timeline import Span
from counterpoint.doors.cli import main

FOLDER = Path(os.environ.get("COUNTERPOINT_EXTERNAL", "/nowhere")) / "cases"

pytestmark = pytest.mark.skipif(
    not (FOLDER / "manifest.json").is_file(),
    reason="no folder `cases` with a manifest.json in $COUNTERPOINT_EXTERNAL: nothing to compare with",
)

Found = dict[str, Any]


@dataclass(frozen=True)
class Claim:
    """What is to be found in one window of one file. `starts` are local in `zone`, as far as they are
    written.
    """

    file: str
    first: str
    last: str
    zone: str = "UTC"
    count: int | None = None
    starts: tuple[str, ...] | None = None
    ends: tuple[str, ...] | None = None
    titles: tuple[str, ...] | None = None
    uid: str | None = None
    at_least: int | None = None
    sequence: int | None = None


def day(file: str, on: str, count: int, **more: Any) -> Claim:
    return Claim(file, on, on, count=count, **more)


RANGE_75 = "rie__issue_75_range_parameter.ics"
ALWAYS = ("1900-01-01", "2100-01-01")
CLAIMS = [
    day("i4j__samples__valid__2207678.ics", "2008-10-31", 1),
    day("i4j__samples__valid__2207678.ics", "2008-11-07", 1),
    day("i4j__samples__valid__2207678.ics", "2008-11-01", 0),
    day("i4j__samples__valid__blankTzid.ics", "2015-08-26", 1, starts=("2015-08-26T09:00",)),
    Claim("i4j__samples__valid__dst-only-vtimezone.ics", *ALWAYS, starts=("2018-04-03T07:00",)),
    Claim("i4j__samples__valid__zidestoreical4jbomb.ics", *ALWAYS, starts=("2006-06-11",)),
    Claim("ic__bom_calendar.ics", *ALWAYS, count=0),
    Claim("ic__big_bad_calendar.ics", *ALWAYS, count=0),
    Claim(
        "ic__issue_237_fail_to_parse_timezone_with_non_ascii_tzid.ics", *ALWAYS, starts=("2017-05-11T16:30",)
    ),
    Claim("ic__issue_321_assert_dst_offset_is_not_false.ics", *ALWAYS, starts=("2020-04-03T08:20",)),
    Claim("ic__issue_348_exception_parsing_value.ics", *ALWAYS, starts=("2019-06-24T06:30",)),
    Claim("ic__issue_351_whitespace_in_property_and_params.ics", *ALWAYS, starts=("2026-03-19T09:00",)),
    Claim(
        "ic__issue_466_convert_tzid_with_slash.ics",
        "2022-10-21",
        "2022-11-05",
        starts=("2022-10-21T18:00", "2022-10-28T18:00", "2022-11-04T19:00"),
    ),
    Claim(
        "js__google_birthday.ics",
        *ALWAYS,
        uid="2014_BIRTHDAY_79d389868f96182e@google.com",
        starts=("2012-12-10", "2013-12-10", "2014-12-10"),
    ),
    Claim(
        "js__recur_instances_finite.ics",
        *ALWAYS,
        starts=("2012-10-02T17", "2012-11-05T18", "2012-11-06T18", "2012-11-10T18", "2012-12-04T18"),
    ),
    Claim("js__utc_negative_zero.ics", *ALWAYS, starts=("2012-08-21T21:00",)),
    Claim(
        "khal__event_dt_rrule_invalid_until.ics", *ALWAYS, starts=("2007-12-01", "2008-01-01", "2008-02-01")
    ),
    Claim(
        "khal__event_rrule_recuid_invalid_tzid.ics",
        *ALWAYS,
        starts=(
            "2014-06-30T07:00",
            "2014-07-07T09:00",
            "2014-07-14T07:00",
            "2014-07-21T07:00",
            "2014-07-28T07:00",
            "2014-08-04T07:00",
        ),
    ),
    Claim(
        "khal__mult_uids_and_recuid_no_order.ics",
        "2014-07-07",
        "2014-07-07",
        zone="Europe/Berlin",
        starts=("2014-07-07T09:00",),
        ends=("2014-07-07T14:00",),
    ),
    Claim(
        "khal__mult_uids_and_recuid_no_order.ics",
        *ALWAYS,
        uid="date123",
        starts=("2013-03-01", "2013-05-01", "2013-07-01", "2013-09-01", "2013-11-01", "2014-01-01"),
    ),
    Claim("khal__tz_windows_format.ics", *ALWAYS, starts=("2019-11-20T12:00",)),
    Claim("rie__duplicated_rrule.ics", *ALWAYS, count=20),
    Claim(
        "rie__issue_113_period_rdate_duration.ics",
        "2024-09-13",
        "2024-09-13",
        starts=("2024-09-13T12:00",),
        ends=("2024-09-13T14:00",),
    ),
    Claim("rie__issue_117_until_before_dtstart.ics", *ALWAYS, count=0),
    Claim(
        "rie__issue_132_swapped_start_and_end.ics",
        *ALWAYS,
        zone="Europe/Paris",
        starts=("2023-12-18T23:30",),
        ends=("2023-12-18T23:45",),
    ),
    day("rie__issue_163_deleted_modification.ics", "2024-08-19", 0),
    Claim("rie__issue_164_duplicated_event.ics", "2024-08-01", "2024-09-01", count=2),
    day(
        "rie__issue_173_only_modifications_error.ics",
        "2024-01-08",
        1,
        uid="_6krj2dhl74q34b9j60sj4b9k8h238b9p6gok2ba68gojgchl6cpj0h1o88_R20231009T130000@google.com",
    ),
    Claim(
        "rie__issue_201_mixed_datetime_and_date.ics", *ALWAYS, starts=("2023-07-24",), ends=("2023-08-17",)
    ),
    day("rie__issue_223_thunderbird.ics", "2025-04-23", 1, sequence=3),
    day("rie__issue_223_thunderbird.ics", "2025-04-24", 1, sequence=3),
    day("rie__issue_223_thunderbird.ics", "2025-04-25", 1, sequence=3),
    Claim(
        "rie__issue_253_additional_recurrence_id.ics",
        "2024-07-01",
        "2024-08-01",
        starts=("2024-07-01", "2024-07-15"),
    ),
    Claim("rie__issue_28_rrule_with_UTC_endinginZ.ics", "2020-05-25", "2020-09-05", count=15),
    Claim("rie__issue_28_rrule_with_UTC_endinginZ.ics", "2020-09-03", "2020-09-05", count=1),
    Claim(
        "rie__issue_36_recurrence_ID_format.ics",
        "2020-09-17",
        "2020-09-17",
        count=1,
        titles=("Modified event",),
    ),
    day("rie__issue_44_double_event.ics", "2020-08-13", 0),
    day("rie__issue_44_double_event.ics", "2020-08-14", 1, titles=("test2",)),
    day("rie__issue_44_double_event.ics", "2020-08-15", 0),
    *(
        Claim(
            "rie__issue_48_daylight_aware_repeats.ics",
            f"2020-11-02T{at}",
            f"2020-11-02T{at}",
            "Europe/Lisbon",
            count=count,
        )
        for at, count in (("11:15", 0), ("11:31", 1), ("12:59", 1), ("13:01", 0))
    ),
    Claim("rie__issue_48_dst.ics", "2020-12-11T10:00", "2020-12-11T15:00", "America/Chicago", count=3),
    Claim("rie__issue_4_rrule_until.ics", *ALWAYS, count=12),
    Claim("rie__issue_4_weidenrinde.ics", *ALWAYS, count=2),
    Claim(
        "rie__issue_62_moved_event.ics", "2021-12-01", "2022-01-01", "Europe/Berlin", starts=("2021-12-17",)
    ),
    day("rie__issue_62_moved_event.ics", "2021-12-31", 0),
    Claim(RANGE_75, "2024-09-01", "2024-09-12", count=6, titles=("ORIGINAL EVENT",)),
    Claim(RANGE_75, "2024-09-01", "2024-09-18", count=10, titles=("ORIGINAL EVENT", "MODIFIED EVENT")),
    Claim(RANGE_75, "2024-09-01", "2024-09-24T23:59:59", count=13),
    Claim(RANGE_75, "2024-09-22", "2024-09-25", count=2, titles=("EDITED EVENT",)),
    *(
        Claim("rie__rdate_hackerpublicradio.ics", f"2013-08-03T{at}", f"2013-08-03T{at}", count=count)
        for at, count in (("19:00", 1), ("20:00", 1), ("21:00", 0))
    ),
    Claim(
        "vo__RecurrenceIterator__UntilRespectsTimezoneTest.ics",
        *ALWAYS,
        "America/New_York",
        count=9,
    ),
    Claim(
        "rie__discourse_no_dtend.ics",
        "2019-01-17",
        "2019-01-18",
        "Europe/Berlin",
        ends=("2019-01-17T18:00:25",),
    ),
    Claim("i4j__samples__invalid__korganizer-lowercase.ics", "2005-01-01", "2010-01-01", count=5),
    Claim("i4j__samples__invalid__sogo-geo-escaped-semicolon.ics", *ALWAYS, starts=("2022-10-12T17:00",)),
    Claim("i4j__samples__valid__stacksize.ics", *ALWAYS, starts=("2023-06-13T15:55",)),
    Claim("rie__machbar_16_feb_2019.ics", "2019-02-01", "2019-03-01", at_least=1),
    Claim("rie__fablab_cottbus.ics", "2017-06-01", "2017-07-01", at_least=1),
]
"""Files that need words of their own are below: what is set aside, what is warned of, zones without events.
"""


def command(capsys: pytest.CaptureFixture[str], file: str, first: str, last: str, zone: str = "UTC") -> Found:
    if not (FOLDER / file).is_file():
        pytest.skip(f"the folder has no {file}")
    code = main(["agenda", str(FOLDER / file), "--from", first, "--to", last, "--zone", zone, "--json"])
    told = capsys.readouterr()
    assert code == 0, told.err
    result: Found = json.loads(told.out)
    return result


@pytest.mark.parametrize(
    "claim", CLAIMS, ids=lambda claim: f"{claim.file.removesuffix('.ics')}-{claim.first}"
)
def test_what_the_suite_expects_is_what_the_command_says(
    claim: Claim, capsys: pytest.CaptureFixture[str]
) -> None:
    result = command(capsys, claim.file, claim.first, claim.last, claim.zone)
    found = [each for each in result["occurrences"] if claim.uid in (None, each["uid"])]
    for name, wanted in (("start", claim.starts), ("end", claim.ends)):
        if wanted is not None:
            assert len(found) == len(wanted), found
            assert all(each[name].startswith(text) for each, text in zip(found, wanted, strict=True)), found
    assert claim.count in (None, len(found)), found
    assert len(found) >= (claim.at_least or 0)
    assert claim.titles is None or {each["title"] for each in found} == set(claim.titles)
    assert claim.sequence is None or {each["sequence"] for each in found} == {claim.sequence}


WARNED: dict[str, Callable[[Found], bool]] = {
    "i4j__samples__valid__blankTzid.ics": lambda found: "TZID is blank" in found["warnings"][0]["why"],
    "khal__event_rrule_recuid_invalid_tzid.ics": lambda found: "foo" in found["warnings"][0]["about"],
    "khal__tz_windows_format.ics": lambda found: "New Zealand" in found["warnings"][0]["about"],
    "rie__issue_132_swapped_start_and_end.ics": lambda found: "swapped" in found["warnings"][0]["why"],
    "ic__issue_1081_invalid_start_valid_end.ics": lambda found: (
        "DTSTART" in found["set_aside"][0]["why"] and "test-123" in found["set_aside"][0]["component"]
    ),
    "ic__big_bad_calendar.ics": lambda found: len(found["set_aside"]) == 20,
    "ic__fuzz_testcase_vtimezone_lone_cr.ics": lambda found: (
        "VTIMEZONE" in found["set_aside"][0]["component"]
    ),
    "cdt__extended-freebusy__2.ics": lambda found: "DTSTART" in found["set_aside"][0]["why"],
    "lib__test-data__restriction.ics": lambda found: len(found["set_aside"]) == 2,
}


@pytest.mark.parametrize("file", WARNED)
def test_what_is_wrong_with_a_file_is_told(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert WARNED[file](command(capsys, file, *ALWAYS))


def test_a_zone_in_the_file_alone_has_the_offsets_of_its_rules() -> None:
    """ical.js asks three dates of a zone whose rules have ended: -5, -4 and -4 hours."""
    raw = (FOLDER / "js__timezones__Makebelieve__RRULE_UNTIL_test.ics").read_bytes()
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{year}\r\nDTSTART;TZID=Makebelieve/RRULE_UNTIL:{year}0601T120000\r\nEND:VEVENT\r\n"
        for year in (1972, 1977, 1983)
    ).encode()
    file = read_calendar(raw.replace(b"END:VCALENDAR", events + b"END:VCALENDAR"))
    offsets = [series.master.start.utcoffset() for series in file.series if series.master]  # type: ignore[union-attr]
    assert offsets == [timedelta(hours=-5), timedelta(hours=-4), timedelta(hours=-4)]


def test_ramadan_moves_the_clocks_of_casablanca_as_the_file_says() -> None:
    raw = (
        (FOLDER / "i4j__samples__valid__Casablanca.ics")
        .read_bytes()
        .replace(b"Africa/Casablanca", b"Only/Here")
    )
    event = b"BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Only/Here:%s\r\nEND:VEVENT\r\n"
    for stated, wanted in ((b"20240320T120000", 12), (b"20240501T120000", 11)):
        file = read_calendar(raw.replace(b"END:VCALENDAR", event % stated + b"END:VCALENDAR"))
        master = file.series[0].master
        assert master is not None
        assert isinstance(master.start, datetime)
        assert master.start.astimezone(UTC).hour == wanted


def test_every_other_file_of_the_folder_is_read_or_refused_in_words() -> None:
    manifest = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    for case in manifest:
        with contextlib.suppress(CounterpointError):
            read_calendar((FOLDER / case["file"]).read_bytes()).agenda(
                Span(datetime(2000, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)), zone="Europe/Berlin"
            )
