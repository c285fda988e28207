"""Time that bends and that an event has is told: nothing protected goes away without a word."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from counterpoint.domain.boundaries import Availability, Bend, ProtectedTime
from counterpoint.domain.planning import Life
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.timeline import EVERY_DAY, Span, WeeklyWindow
from tests.domain.planning.test_pose import LIFE, PLAIN, fact, on

STORY = ProtectedTime("story", "Story", (WeeklyWindow(EVERY_DAY, time(19), time(19, 30)),), "bends")
BENDS = replace(LIFE, protected=(STORY,))
SHIFTS = [fact(on(day, 13), on(day, 21, 30)) for day in (4, 5)]


def test_the_days_on_which_an_event_has_it_are_named() -> None:
    (note,) = pose(BENDS, SHIFTS, PLAIN).notes
    assert note == (
        "“Shift” takes the time of “Story”: Friday, Saturday. "
        "Have it at another time, or let it be this once."
    )


def test_time_past_midnight_is_of_the_evening_before() -> None:
    late = Availability(waking=(WeeklyWindow(EVERY_DAY, time(10), time(2)),))
    reading = replace(STORY, windows=(WeeklyWindow(EVERY_DAY, time(0, 30), time(1)),))
    life = replace(LIFE, availability=late, protected=(reading,))
    (note,) = pose(life, [fact(on(1, 0), on(1, 2))], PLAIN).notes
    assert note.startswith("“Shift” takes the time of “Story”: ")


@pytest.mark.parametrize(
    "life",
    [
        replace(LIFE, protected=(replace(STORY, firmness="firm"),)),
        replace(LIFE, protected=(replace(STORY, times_a_week=2, minutes=30),)),
        replace(
            BENDS,
            bends=tuple(
                Bend(f"b{day}", on(0, 8), "story", "Story", Span(on(day, 19), on(day, 19, 30)))
                for day in (4, 5)
            ),
        ),
    ],
    ids=["firm time is a crossing", "what comes n a week goes elsewhere", "what bent is known"],
)
def test_nothing_is_told_of_what_is_told_elsewhere(life: Life) -> None:
    assert pose(life, SHIFTS, PLAIN).notes == ()


def test_nothing_is_told_of_days_that_are_past_or_of_time_that_is_left_in_part() -> None:
    assert pose(BENDS, SHIFTS, PLAIN, now=on(6, 9)).notes == ()
    assert pose(BENDS, [fact(on(4, 18), on(4, 19, 10))], PLAIN).notes == ()
