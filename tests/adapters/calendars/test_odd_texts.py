"""Calendars whose lines are not as RFC 5545 §3.1 wants them: every good part is read, every bad one named."""

from __future__ import annotations

import pytest

from counterpoint.adapters.calendars.ics import NotACalendar, read_calendar
from counterpoint.adapters.calendars.text import MOST_BYTES, CalendarTooLarge
from tests.ics_texts import agenda, ics, times, vevent

ONE = vevent("DTSTART:20261123T090000Z", "DTEND:20261123T100000Z", "SUMMARY:Grüße aus Köln")
DAY = ("2026-11-23", "2026-11-24")


def titles(raw: bytes) -> list[str]:
    return [each.title for each in agenda(raw, *DAY).occurrences]


@pytest.mark.parametrize(
    "raw",
    [
        ics(ONE),
        ics(ONE).replace(b"\r\n", b"\n"),
        ics(ONE).replace(b"\r\n", b"\r"),
        ics(ONE).replace(b"\r\n", b"\r\r\n"),
        b"\xef\xbb\xbf" + ics(ONE),
        ics(ONE).decode().encode("utf-16"),
        ics(ONE).decode().encode("utf-16-le"),
        ics(ONE).decode().encode("utf-16-be"),
        ics(ONE).decode().encode("utf-32"),
        ics(ONE).decode().encode("latin-1"),
        ics(ONE).replace(b"SUMMARY", b"\r\n\r\nSUMMARY"),
        ics(ONE).replace(b"SUMMARY:", b"summary :"),
        ics(ONE).replace(b"Gr\xc3\xbc", b"Gr\xc3\r\n \xbc"),
        ics(ONE).replace(b"aus", b"\r\n\taus"),
        ics(ONE).replace(b"END:VCALENDAR\r\n", b""),
        ics(ONE).replace(b"END:VEVENT\r\nEND:VCALENDAR\r\n", b""),
        ics(ONE)
        .lower()
        .replace(b"gr\xc3\xbc\xc3\x9fe", b"Gr\xc3\xbc\xc3\x9fe")
        .replace(b"k\xc3\xb6", b"K\xc3\xb6"),
        ONE.encode(),
        b"\r\n \r\n" + ics(ONE) + b"\r\n\r\n",
    ],
    ids=str,
)
def test_the_event_is_read_whatever_the_encoding_and_the_line_ends(raw: bytes) -> None:
    assert titles(raw) == ["Grüße aus Köln"]


def test_stray_bytes_in_one_line_do_not_cost_the_others_their_letters() -> None:
    raw = ics(ONE, vevent("DTSTART:20261123T110000Z", "SUMMARY:Caf\xe9 ").replace("\xe9", "%"), "").replace(
        b"%", b"\xe9"
    )
    assert titles(raw) == ["Grüße aus Köln", "Café"]
    assert "Windows-1252" in agenda(raw, *DAY).warnings[0].why


def test_a_raw_line_break_in_a_place_does_not_end_the_event() -> None:
    raw = ics(vevent("LOCATION:Main Street 1", "10115 Berlin", "Germany", "DTSTART:20261123T090000Z"))
    (found,) = agenda(raw, *DAY).occurrences
    assert found.location == "Main Street 1\n10115 Berlin\nGermany"


def test_an_event_without_an_end_is_closed_by_the_next_one() -> None:
    raw = ics(ONE.replace("\r\nEND:VEVENT", ""), vevent("DTSTART:20261123T120000Z", "SUMMARY:Next", uid="b"))
    found = agenda(raw, *DAY)
    assert [each.title for each in found.occurrences] == ["Grüße aus Köln", "Next"]
    assert "no END" in found.warnings[0].why


def test_what_is_in_an_alarm_is_not_taken_for_the_event() -> None:
    alarm = ["BEGIN:VALARM", "SUMMARY:Alarm", "DURATION:PT9H", "REPEAT:999999999", "END:VALARM"]
    assert times(ics(vevent("DTSTART:20261123T090000Z", *alarm)), *DAY) == ["2026-11-23 09:00–09:00"]


def test_stray_ends_and_nested_parts_are_passed_over() -> None:
    raw = ics("END:VTODO", "BEGIN:X-BOX", ONE, "END:X-BOX", "END:NOTHING")
    assert titles(raw) == ["Grüße aus Köln"]


def test_a_component_nested_too_deeply_costs_nothing() -> None:
    raw = ics(*["BEGIN:X-DEEP"] * 5_000, *["END:X-DEEP"] * 5_000, ONE)
    assert titles(raw) == ["Grüße aus Köln"]


def test_two_calendars_in_one_file_are_both_read() -> None:
    assert titles(ics(ONE) + ics(vevent("DTSTART:20261123T120000Z", "SUMMARY:Second", uid="b"))) == [
        "Grüße aus Köln",
        "Second",
    ]


def test_every_bad_event_is_named_and_every_good_one_read() -> None:
    bad = [
        vevent("SUMMARY:No start", uid="none"),
        vevent("DTSTART:tomorrow", uid="word"),
        vevent("DTSTART:20260230", uid="february"),
        vevent("DTSTART:20261123T250000Z", uid="hour"),
    ]
    found = agenda(ics(*bad, ONE), *DAY)
    assert [each.title for each in found.occurrences] == ["Grüße aus Köln"]
    assert [each.component for each in found.set_aside] == [
        "VEVENT none",
        "VEVENT word",
        "VEVENT february",
        "VEVENT hour",
    ]


@pytest.mark.parametrize(
    ("stated", "starts"),
    [
        ("DTSTART:20261123T0900Z", "2026-11-23 09:00–09:00"),
        ("DTSTART:2026-11-23T09:00:00Z", "2026-11-23 09:00–09:00"),
        ("DTSTART:2026-11-23T09:00:00.000Z", "2026-11-23 09:00–09:00"),
        ("DTSTART:20261123T100000+0100", "2026-11-23 09:00–09:00"),
        ("DTSTART:20261123T090060Z", "2026-11-23 09:00–09:00"),
        ("DTSTART:20261122T240000Z", "2026-11-23 00:00–00:00"),
        ("dtstart;value=date-time : 20261123t090000z ", "2026-11-23 09:00–09:00"),
        ("DTSTART;VALUE=DATE:20261123T090000Z", "2026-11-23 09:00–09:00"),
        ("DTSTART:20261123", "2026-11-23..2026-11-24"),
        ("DTSTART;VALUE=DATE-TIME:20261123", "2026-11-23..2026-11-24"),
        ("DTSTART;TZID=Europe/Berlin;VALUE=DATE:20261123", "2026-11-23..2026-11-24"),
        ("DTSTART:20261123Z", "2026-11-23..2026-11-24"),
        ('DTSTART;X-NOTE="a;b:c":20261123T090000Z', "2026-11-23 09:00–09:00"),
        ("DTSTART:nothing\r\nDTSTART:20261123T090000Z", "2026-11-23 09:00–09:00"),
    ],
)
def test_a_start_is_read_by_its_shape(stated: str, starts: str) -> None:
    assert times(ics(vevent(stated)), *DAY) == [starts]


def test_escapes_and_quoted_printable_are_undone() -> None:
    raw = ics(
        vevent("DTSTART:20261123T090000Z", r"SUMMARY:Tea\, cake\; and\nsong \\o/"),
        vevent(
            "DTSTART:20261123T100000Z",
            "SUMMARY;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Caf=E9 ",
            uid="b",
        ),
        vevent("DTSTART:20261123T110000Z", "SUMMARY;CHARSET=nil;ENCODING=QUOTED-PRINTABLE:Caf=E9", uid="c"),
    )
    assert titles(raw) == ["Tea, cake; and song \\o/", "Café", "Café"]


def test_the_organiser_is_named_with_the_address() -> None:
    raw = ics(
        vevent("DTSTART:20261123T090000Z", 'ORGANIZER;CN="Ada ^n L.":MAILTO:ada@example.org'),
        vevent("DTSTART:20261123T100000Z", "ORGANIZER:mailto:bo@example.org", uid="b"),
    )
    assert [each.organiser for each in agenda(raw, *DAY).occurrences] == [
        "Ada \n L. <ada@example.org>",
        "bo@example.org",
    ]


def test_the_name_of_the_calendar_is_found_under_either_name() -> None:
    assert read_calendar(ics("X-WR-CALNAME:Team\\, all")).name == "Team, all"
    assert read_calendar(ics("NAME:RFC 7986")).name == "RFC 7986"


@pytest.mark.parametrize("raw", [b"", b"<html>Sign in</html>", b"BEGIN", b"\x00" * 100, b"PK\x03\x04zip"])
def test_what_is_no_calendar_is_refused_in_words(raw: bytes) -> None:
    with pytest.raises(NotACalendar) as refused:
        read_calendar(raw)
    assert "iCalendar" in refused.value.advice


@pytest.mark.parametrize(
    "raw",
    [
        b" " * (MOST_BYTES + 1),
        b"A\n" * 1_000_001,
        b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nEND:VEVENT\n" * 50_001,
    ],
    ids=["bytes", "lines", "components"],
)
def test_what_is_too_large_is_refused_in_words(raw: bytes) -> None:
    with pytest.raises(CalendarTooLarge) as refused:
        read_calendar(raw)
    assert refused.value.advice.startswith("Export a shorter time")


def test_warnings_do_not_grow_without_end() -> None:
    raw = ics(*[vevent(f"DTSTART;TZID=No{n}:20261123T090000", uid=str(n)) for n in range(1_100)])
    found = agenda(raw, *DAY)
    assert len(found.occurrences) == 1_100
    assert len(found.warnings) == 1_001
    assert found.warnings[-1].why.startswith("100 more")


def test_progress_is_told_and_what_it_raises_stops_the_reading() -> None:
    told: list[float] = []
    raw = ics(*[vevent("DTSTART:20261123T090000Z", *["X-A:b"] * 20, uid=str(n)) for n in range(1_000)])
    read_calendar(raw, progress=told.append)
    assert told == sorted(told)
    assert told[0] == 0
    assert told[-1] == 1
    assert len(told) > 5

    class Stop(Exception): ...

    def stop(share: float) -> None:
        raise Stop

    with pytest.raises(Stop):
        read_calendar(raw, progress=stop)


def test_an_event_without_a_uid_keeps_its_made_up_one() -> None:
    bare = "BEGIN:VEVENT\r\nDTSTART:20261123T090000Z\r\nSUMMARY:Bare\r\nEND:VEVENT"
    first, second = (agenda(ics(bare, bare), *DAY).occurrences for _ in range(2))
    assert [each.uid for each in first] == [each.uid for each in second]
    assert len({each.uid for each in first}) == 2


def test_a_monstrous_text_is_cut() -> None:
    raw = ics(vevent("DTSTART:20261123T090000Z", "SUMMARY:" + "x" * 100_000, uid="u" * 100_000))
    (found,) = agenda(raw, *DAY).occurrences
    assert len(found.title) == 1_001
    assert len(found.uid) < 100


def test_a_nul_in_a_name_or_a_title_is_left_out() -> None:
    raw = ics(vevent("DTSTART:20261123T090000Z", "SUMMARY:Ch\0oir").replace("UID:", "UID:\0"))
    (found,) = agenda(raw, *DAY).occurrences
    assert (found.title, "\0" in found.uid) == ("Choir", False)
