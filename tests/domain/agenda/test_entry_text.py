"""The text of an entry: taken apart, compared, and changed without touching what is not meant."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.domain.agenda.entry_text import (
    entry_of,
    is_ours,
    our_span,
    patched,
    says_the_same,
    what_we_changed,
    with_span,
)
from counterpoint.domain.timeline import Span
from tests.calendars import NOW, calendar, event

ALARM = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nSUMMARY:Soon\r\nTRIGGER:-PT10M\r\nEND:VALARM"


def text(title: str = "Swim", hours: float = 0, *lines: str) -> str:
    return calendar(event("1@t", title, NOW + timedelta(hours=hours), *lines)).decode()


def test_an_entry_is_one_event_that_happens_once() -> None:
    assert entry_of(text()) is not None
    for odd in (
        "",
        "BEGIN:VCALENDAR",
        text("Swim", 0, "RRULE:FREQ=DAILY"),
        text("Swim", 0, "RECURRENCE-ID:20261123T080000Z"),
        calendar().decode(),
        calendar(event("1@t", "One", NOW), event("2@t", "Two", NOW)).decode(),
        text().replace("END:VEVENT", "END:VTODO"),
        text().replace("UID:1@t\r\n", ""),
    ):
        assert entry_of(odd) is None


def test_what_is_folded_escaped_or_broken_reads_as_it_was_meant() -> None:
    raw = text("Swim\\, far\\; wi\r\n th Ada\\nand Robin", 0, 'LOCATION;ALTREP="cid:x:y":The pool')
    entry = entry_of(raw)
    assert entry is not None
    assert entry.said("SUMMARY") == "Swim, far; with Ada\nand Robin"
    assert entry.said("LOCATION") == "The pool"
    broken = entry_of(text("Swim", 0, "LOCATION:The pool\r\nMain street 1"))
    assert broken is not None
    assert not broken.of("MAIN")


def test_stamps_alone_make_no_difference_and_neither_do_defaults_or_the_order_of_categories() -> None:
    one = text("Swim", 0, "CATEGORIES:Life,Sport", "STATUS:CONFIRMED")
    other = text("Swim", 0, "CATEGORIES:Sport", "CATEGORIES:Life", "TRANSP:OPAQUE", "SEQUENCE:4")
    assert says_the_same(one, other)
    assert says_the_same(one, one.replace("20261101T000000Z", "20261102T000000Z"))
    assert not says_the_same(one, text("Run"))
    assert not says_the_same(one, "x")


def test_a_change_is_patched_in_before_the_alarm_and_all_else_stays() -> None:
    there = text("Swim with Robin", 0, "X-OTHER:kept;", "LOCATION:A\r\n B", ALARM)
    after = patched(there, text(), text(hours=2))
    assert [line for line in there.splitlines() if line not in after.splitlines()] == [
        line for line in there.splitlines() if line.startswith(("DTSTART", "DTEND"))
    ]
    assert our_span(after).start == NOW + timedelta(hours=2)
    assert "SUMMARY:Swim with Robin" in after
    assert "SUMMARY:Soon" in after
    assert after.index("DTSTART") < after.index("BEGIN:VALARM")


def test_a_length_that_was_said_as_a_duration_is_said_anew() -> None:
    there = text().replace("DTEND:20261123T090000Z", "DURATION:PT1H")
    after = patched(there, text(), text(hours=1))
    assert "DURATION" not in after
    assert our_span(after) == Span(NOW + timedelta(hours=1), NOW + timedelta(hours=2))


def test_the_number_of_a_form_grows() -> None:
    there = text("Swim", 0, "SEQUENCE:7")
    assert "SEQUENCE:8" in patched(there, text(), text("Run"))
    assert "SEQUENCE:1" in patched(text("Swim", 0, "SEQUENCE:soon"), text(), text("Run"))
    assert patched(there, text(), text()) == there


def test_our_text_with_other_times() -> None:
    span = Span(NOW + timedelta(hours=5), NOW + timedelta(hours=7))
    assert our_span(with_span(text(), span)) == span
    assert with_span(text(), our_span(text())) == text()
    assert what_we_changed(text(), with_span(text(), span)) == {"DTSTART"}


@pytest.mark.parametrize("odd", ["", "x", text().replace("DTEND:20261123T090000Z", "DTEND:soon")])
def test_what_is_not_of_our_writing_is_told(odd: str) -> None:
    assert not is_ours(odd)
    assert is_ours(text())


WORDS = st.text('abc \\,;:="é', max_size=20)
LINES = st.lists(st.builds("X-{}:{}".format, st.text("ABC-", min_size=1, max_size=4), WORDS), max_size=4)


@settings(max_examples=40)
@given(LINES, st.sampled_from(["\r\n", "\n"]))
def test_no_line_of_others_is_ever_touched(lines: list[str], end: str) -> None:
    there = text("Theirs", 3, *lines, ALARM).replace("\r\n", end)
    after = patched(there, text(), text("Ours", 4))
    kept = [line for line in after.splitlines(keepends=True) if line.startswith(("X-", "TRIGGER"))]
    assert kept == [line for line in there.splitlines(keepends=True) if line.startswith(("X-", "TRIGGER"))]
    entry = entry_of(after)
    assert entry is not None
    assert entry.said("SUMMARY") == "Ours"
