"""A request read from a line of words."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.asking import Asked, read_request

TODAY = date(2026, 11, 25)  # a Wednesday
ZONE = "Europe/Berlin"


def read(text: str) -> Asked:
    return read_request(text, today=TODAY, zone=ZONE)


@pytest.mark.parametrize(
    ("text", "who", "what", "when"),
    [
        ("Anna asks for Thursday 18:00, an hour", "Anna", "", (date(2026, 11, 26), time(18), 60)),
        (
            "Ben wants to talk about the launch tomorrow at 6pm for 45 min",
            "Ben", "talk about the launch", (date(2026, 11, 26), time(18), 45),
        ),
        (
            "Dr. Meier asks for a call on 1 Dec at 9, half an hour",
            "Dr. Meier", "call", (date(2026, 12, 1), time(9), 30),
        ),
        ("Can we meet Tue 10:00-11:30?", "", "Can we meet", (date(2026, 12, 1), time(10), 90)),
        ("Lunch with Cleo Fri noon", "Cleo", "Lunch", (date(2026, 11, 27), time(12), 60)),
        ("Boss needs me next Tue 7:30 for 2h", "Boss", "", (date(2026, 12, 1), time(7, 30), 120)),
        ("Anna asks for Thursday 22:30 - 0:30", "Anna", "", (date(2026, 11, 26), time(22, 30), 120)),
        ("Tom asks for 3 Dec at 14:00, an hour and a half", "Tom", "", (date(2026, 12, 3), time(14), 90)),
        (
            "Anna asks for a chat at the station Thursday 18:00, an hour",
            "Anna", "chat at the station", (date(2026, 11, 26), time(18), 60),
        ),
        ("Mum asks for dinner tonight", "Mum", "dinner", (date(2026, 11, 25), time(18), 60)),
    ],
)  # fmt: skip
def test_a_line_says_who_what_when_and_how_long(
    text: str, who: str, what: str, when: tuple[date, time, int]
) -> None:
    asked = read(text)
    assert (asked.who, asked.what, asked.on, asked.start, asked.minutes) == (who, what, *when)


def test_what_was_assumed_is_said() -> None:
    assert read("Anna asks for Thursday 18:00").notes == ("No length was said; an hour is assumed.",)
    assert "No day was said; today is assumed." in read("Anna asks for 18:00, an hour").notes
    assert any("evening" in note for note in read("Anna asks for Thursday evening, 2h").notes)


def test_a_whole_day_is_midnight_to_midnight_by_the_clock_on_the_wall() -> None:
    asked = read("Anna asks for all day on 2026-10-25")
    span = asked.span(ZONE)
    assert span is not None
    assert asked.all_day
    assert span.minutes == 25 * 60


def test_an_hour_that_a_clock_change_skips_is_the_one_after_the_gap() -> None:
    span = read_request("Anna asks for 2026-03-29 02:30, an hour", today=date(2026, 3, 1), zone=ZONE).span(
        ZONE
    )
    assert span is not None
    assert span.start == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert span.minutes == 60


def test_without_a_day_or_an_hour_there_is_no_time_yet() -> None:
    assert read("Anna asks whether we could talk").span(ZONE) is None
    assert read("Anna asks for Thursday").span(ZONE) is None
    assert read("").span(ZONE) is None


@given(st.text(max_size=80))
def test_no_line_fails(text: str) -> None:
    asked = read(text)
    assert 0 < asked.minutes <= 24 * 60
    assert "\x00" not in asked.who + asked.what
