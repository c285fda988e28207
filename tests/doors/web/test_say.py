"""How times read on a page, on a clock of 24 hours or of 12, in a week that begins on any day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from counterpoint.domain.planning import Settings
from counterpoint.domain.timeline import EVERY_DAY, WEEKDAYS, WEEKEND, WeeklyWindow, instant
from counterpoint.doors.web import say
from counterpoint.doors.web.forms.fields import as_deadline, last_moment

BERLIN = Settings(zone="Europe/Berlin")
SUNDAYS = Settings(zone="America/New_York", clock=12, week_start=6)
MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0 min"), (45, "45 min"), (120, "2 h"), (150, "2 h 30 min")]
)
def test_lengths(minutes: int, words: str) -> None:
    assert say.length(minutes) == words


@pytest.mark.parametrize(
    ("days", "settings", "words"),
    [
        (EVERY_DAY, BERLIN, "every day"),
        (WEEKDAYS, BERLIN, "Mon–Fri"),
        (WEEKEND, BERLIN, "weekend"),
        (frozenset({1, 2, 3}), BERLIN, "Tue–Thu"),
        (frozenset({0, 2}), BERLIN, "Mon, Wed"),
        (frozenset({6, 0, 1}), SUNDAYS, "Sun–Tue"),
        (frozenset({6, 2}), SUNDAYS, "Sun, Wed"),
    ],
)
def test_days(days: frozenset[int], settings: Settings, words: str) -> None:
    assert say.days(days, settings) == words


def test_windows_are_said_on_the_persons_own_clock() -> None:
    evening = WeeklyWindow(WEEKDAYS, time(18), time(19, 30))
    night = WeeklyWindow(WEEKEND, time(22), time(0))
    assert say.windows([evening, night], BERLIN) == "Mon–Fri 18:00–19:30; weekend 22:00–midnight"
    assert say.windows([evening], SUNDAYS) == "Mon–Fri 6:00 pm–7:30 pm"
    assert say.window(WeeklyWindow(EVERY_DAY, time(0), time(0)), BERLIN) == "every day, all day"
    assert say.clock(time(0, 5), SUNDAYS) == "12:05 am"


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (MONDAY, "today"),
        (date(2026, 11, 24), "tomorrow"),
        (date(2026, 11, 22), "yesterday"),
        (date(2026, 11, 29), "Sunday"),
        (date(2026, 11, 30), "Mon 30 Nov"),
        (date(2027, 1, 4), "Mon 4 Jan 2027"),
    ],
)
def test_a_day_is_said_as_one_would(on: date, words: str) -> None:
    assert say.day(on, MONDAY) == words


def test_a_deadline_at_the_end_of_a_day_is_that_day() -> None:
    now = datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert say.deadline(instant(date(2026, 11, 27), time(0), "Europe/Berlin"), BERLIN, now) == "Thursday"
    assert say.deadline(instant(date(2026, 11, 26), time(23, 59), "Europe/Berlin"), BERLIN, now) == "Thursday"
    assert (
        say.deadline(instant(date(2026, 11, 26), time(17), "Europe/Berlin"), BERLIN, now) == "Thursday 17:00"
    )


@pytest.mark.parametrize("at", [None, time(17), time(2, 30)])
@pytest.mark.parametrize("on", [MONDAY, date(2026, 10, 24), date(2026, 10, 25), date(2026, 3, 28)])
def test_a_deadline_comes_back_as_it_was_typed(on: date, at: time | None) -> None:
    """Also around both changes of the clock."""
    assert as_deadline(last_moment(on, at, "Europe/Berlin"), "Europe/Berlin") == (on, at)
    assert as_deadline(None, "Europe/Berlin") == (None, None)
