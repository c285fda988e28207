"""What several calendars say together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest

from counterpoint.adapters.calendars.files import CannotRead, calendar_bytes
from counterpoint.adapters.calendars.ics import read_calendar
from counterpoint.desk.calendars.reading import (
    AgendaRead,
    AskedWindow,
    NotAWindow,
    NothingToRead,
    agenda_of_files,
)
from counterpoint.domain.zones import UnknownZone
from tests.ics_texts import ics, vevent

WORK = ics(vevent("DTSTART:20261123T090000Z", "SUMMARY:Stand-up"))
HOME = ics(
    vevent("DTSTART;VALUE=DATE:20261123", "SUMMARY:Holiday"), vevent("DTSTART:20261123T080000Z", uid="b")
)
STATED = ics("X-WR-TIMEZONE:Asia/Tokyo", vevent("DTSTART:20261123T090000", "SUMMARY:Tea"))
FLOATING = ics(vevent("DTSTART:20261123T090000", "SUMMARY:Tea"))
MONDAY = AskedWindow(date(2026, 11, 23), date(2026, 11, 23))


def read(files: Mapping[str, bytes], zone: str | None = "UTC", asked: AskedWindow = MONDAY) -> AgendaRead:
    def load(path: str) -> bytes:
        if path not in files:
            raise CannotRead(f"“{path}” cannot be read.", advice="Check it.")
        return files[path]

    paths = [*files, *(["missing.ics"] if "missing" in files else [])]
    return agenda_of_files(
        [path for path in paths if path != "missing"], asked, zone, load=load, read=read_calendar
    )


def test_calendars_are_merged_in_order_of_time_with_their_sources() -> None:
    found = read({"work.ics": WORK, "home.ics": HOME}).occurrences
    assert [(each.title, each.source) for each in found] == [
        ("Holiday", "home.ics"),
        ("", "home.ics"),
        ("Stand-up", "work.ics"),
    ]


def test_one_calendar_alone_keeps_its_order_and_none_gives_nothing() -> None:
    assert [each.title for each in read({"work.ics": WORK}).occurrences] == ["Stand-up"]
    assert read({}).occurrences == []


def test_a_calendar_that_cannot_be_read_is_named_beside_the_others() -> None:
    found = read({"missing": b"", "work.ics": WORK, "page.html": b"<html>"})
    assert len(found.occurrences) == 1
    assert [source for source, _ in found.set_aside] == ["page.html", "missing.ics"]


def test_when_none_can_be_read_it_says_so_and_why() -> None:
    with pytest.raises(NothingToRead) as alone:
        read({"page.html": b"<html>"})
    assert "no calendar" in alone.value.message
    with pytest.raises(NothingToRead) as both:
        read({"missing": b"", "page.html": b"<html>"})
    assert "None of these 2 files" in both.value.message
    assert len(both.value.read.set_aside) == 2


@pytest.mark.parametrize(
    ("files", "zone", "wanted"),
    [
        ({"a": WORK}, "Europe/Berlin", "Europe/Berlin"),
        ({"a": WORK, "b": STATED}, None, "Asia/Tokyo"),
        ({"a": WORK}, None, "UTC"),
        ({"a": ics("X-WR-TIMEZONE:GMT+0100", vevent("DTSTART:20261123T090000Z"))}, None, "UTC"),
    ],
)
def test_the_zone_is_the_one_asked_for_or_that_of_the_first_calendar_that_has_one(
    files: dict[str, bytes], zone: str | None, wanted: str
) -> None:
    assert read(files, zone).zone == wanted


def test_floating_times_without_a_zone_to_read_them_in_are_warned_of() -> None:
    assert [doubt.why for _, doubt in read({"a": FLOATING}, None).warnings] == [
        "Some times are in no zone; they were read in UTC. Give a zone to read them in yours."
    ]
    assert read({"a": FLOATING}, "UTC").warnings == []
    assert read({"a": STATED}, None).warnings == []


def test_a_zone_that_does_not_exist_is_refused_before_anything_is_read() -> None:
    with pytest.raises(UnknownZone):
        read({"missing": b""}, "Europe/Atlantis")


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (date(2026, 10, 25), date(2026, 10, 25), 25),
        (date(2026, 3, 29), date(2026, 3, 30), 23),
        (date(2026, 11, 23), date(2026, 11, 30), 168),
        (datetime(2026, 11, 23, 9), datetime(2026, 11, 23, 17), 8),  # noqa: DTZ001 - local times
        (datetime(2026, 11, 23, 9, tzinfo=UTC), datetime(2026, 11, 23, 9, tzinfo=UTC), 0),
        (date(9999, 12, 31), date(9999, 12, 31), 0),
    ],
)
def test_a_window_is_days_or_times_on_the_clock_of_the_zone(start: date, end: date, hours: int) -> None:
    assert AskedWindow(start, end).span("Europe/Berlin").minutes == hours * 60


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York"])
def test_the_ends_of_time_can_be_asked_for(zone: str) -> None:
    whole = AskedWindow(date(1, 1, 1), datetime(9999, 12, 31, 23, 59)).span(zone)  # noqa: DTZ001 - a local time
    assert whole.start.year == 1
    assert whole.end.year == 9999


def test_an_end_before_its_start_is_refused() -> None:
    with pytest.raises(NotAWindow):
        read({"a": WORK}, None, AskedWindow(date(2026, 11, 24), date(2026, 11, 23)))


def test_files_that_are_none_are_refused(tmp_path: object) -> None:
    for path in (str(tmp_path), f"{tmp_path}/none.ics", "\0"):
        with pytest.raises(CannotRead):
            calendar_bytes(path)
