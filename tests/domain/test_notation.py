"""Durations, windows and short names: read leniently, written in one way."""

from __future__ import annotations

from contextlib import suppress
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.notation import (
    NotADuration,
    NotAWindow,
    read_clock,
    read_days,
    read_duration,
    read_windows,
    say_duration,
    say_window,
    slug,
    up_to_grid,
)
from counterpoint.domain.timeline import EVERY_DAY, WEEKDAYS, WEEKEND, WeeklyWindow

clock_times = st.builds(time, st.integers(0, 23), st.integers(0, 59), st.integers(0, 59))
windows = st.builds(WeeklyWindow, st.frozensets(st.integers(0, 6), min_size=1), clock_times, clock_times)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        ("45m", 45),
        ("90 min", 90),
        ("2h", 120),
        ("2h 30m", 150),
        ("2h30", 150),
        ("1h5m", 65),
        ("1.5h", 90),
        ("1,5 Std.", 90),
        ("1 hour 30 minutes", 90),
        ("3 heures", 180),
        ("0.1h", 6),
        ("12.5 min", 13),
    ],
)
def test_a_length_is_read_as_people_write_it(text, minutes):
    assert read_duration(text) == minutes


@pytest.mark.parametrize("text", ["", "soon", "h", "5 km", "-5m", "3 hmm", "99999999999m"])
def test_what_is_no_length_is_refused_with_an_example(text):
    with pytest.raises(NotADuration) as refused:
        read_duration(text)
    assert "2h 30m" in refused.value.advice


@given(st.integers(1, 60_000))
def test_a_length_that_is_written_is_read_back(minutes):
    assert read_duration(say_duration(minutes)) == minutes
    assert 0 <= up_to_grid(minutes) - minutes < 5


@pytest.mark.parametrize(
    ("text", "days", "start", "end"),
    [
        ("mon-fri 09:00-17:30", WEEKDAYS, time(9), time(17, 30)),
        ("Monday to Friday 9-17", WEEKDAYS, time(9), time(17)),
        ("sat,sun 10:00-12:00", WEEKEND, time(10), time(12)),
        ("Sat and Sun 10.00–12.00", WEEKEND, time(10), time(12)),
        ("daily 18:00-20:00", EVERY_DAY, time(18), time(20)),
        ("18:00-20:00", EVERY_DAY, time(18), time(20)),
        ("fri - mon 9am-5pm", frozenset({4, 5, 6, 0}), time(9), time(17)),
        ("weekend all day", WEEKEND, time(0), time(0)),
        ("sun 22:00-06:00", frozenset({6}), time(22), time(6)),
        ("wed 12pm-12am", frozenset({2}), time(12), time(0)),
        ("weekdays, sat 8:00-24:00", WEEKDAYS | {5}, time(8), time(0)),
    ],
)
def test_a_window_is_read_as_people_write_it(text, days, start, end):
    assert read_windows(text) == (WeeklyWindow(days, start, end),)


def test_one_text_can_hold_several_windows():
    assert len(read_windows("mon-fri 09:00-12:30, 13:30-17:30; sat 10:00-12:00")) == 3


@pytest.mark.parametrize(
    "text",
    ["mon", "someday 9-10", "mon-tue-wed 9-10", "mon 25:00-26:00", "mon 9", "mon 9-10-11", "m 9-10",
     "mon 13pm-14pm", "24:30-25:00", "and 9-10"],
)  # fmt: skip
def test_what_is_no_window_is_refused_with_an_example(text):
    with pytest.raises(NotAWindow) as refused:
        read_windows(text)
    assert refused.value.advice


def test_no_day_is_no_window():
    with pytest.raises(NotAWindow):
        read_days("and")


def test_midnight_is_written_as_the_end_of_the_day():
    assert read_clock("24:00") == time(0)
    assert say_window(WeeklyWindow(EVERY_DAY, time(18), time(0))) == "daily 18:00-24:00"


@given(windows)
def test_a_window_that_is_written_is_read_back(window):
    assert read_windows(say_window(window)) == (window,)


@given(st.text())
def test_any_text_is_read_or_refused_in_words(text):
    for read in (read_duration, read_windows, read_clock, read_days):
        with suppress(CounterpointError):
            read(text)


@given(st.text(min_size=1))
def test_a_short_name_is_never_empty_and_always_plain(text):
    assert slug(text)
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug(text) == slug(text)


def test_a_short_name_folds_accents():
    assert slug("Größe & Café!") == "grosse-cafe"
