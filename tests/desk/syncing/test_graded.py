"""Blocks in the person's own calendar show as free while they have other times to go to, else as busy."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest

from counterpoint.desk.export import everything_of, restore
from counterpoint.desk.planning.why_not import other_times
from counterpoint.desk.publishing.grading import grade
from counterpoint.desk.syncing.choosing import choose
from counterpoint.desk.syncing.starting import plan_collection, show_plan_as
from counterpoint.domain.agenda import Showing, ShowsAs
from counterpoint.domain.planning import Task
from counterpoint.domain.timeline import WeeklyWindow
from tests.calendars import calendar, event
from tests.contracts.examples import WEEK, block
from tests.desk.syncing.plan_lives import Life, life_at
from tests.memory import MemoryDiary
from tests.servers import MemoryServer
from tests.sync.planned import at, pinned

TUESDAY = (WeeklyWindow(frozenset({1}), time(9), time(15)),)
LETTER = block("letter", 33, item_id="task:letter", subject_id="letter")
FREE, BUSY = "TRANSP:TRANSPARENT", "TRANSP:OPAQUE"


@pytest.fixture
def life() -> Life:
    """A letter on Tuesday at nine with five other hours of that day, and a swim that is pinned."""
    life = life_at(MemoryServer(), LETTER, pinned("swim", 56))
    life.diary.tasks.add(Task("letter", "Letter", 60, windows=TUESDAY))
    return life


def put(life: Life, shows_as: ShowsAs) -> None:
    life.put(connects=life.server.connects)
    show_plan_as(life.diary, life.id, Showing(shows_as))
    life.sync()


def fill(life: Life, *hours: float) -> None:
    """Events in another calendar of the same account, which is kept here."""
    work = life.server.make("work")
    work.put("a.ics", calendar(*(event(f"e{hour}@t", "Meeting", at(hour)) for hour in hours)))
    choose(
        life.diary,
        life.id,
        {next(url for url in life.server.calendars if "work" in url): ""},
        connects=life.server.connects,
    )


@pytest.mark.parametrize(
    ("shows_as", "letter", "swim"), [("busy", BUSY, BUSY), ("graded", FREE, BUSY), ("free", FREE, FREE)]
)
def test_each_way_of_showing(life: Life, shows_as: ShowsAs, letter: str, swim: str) -> None:
    put(life, shows_as)
    assert letter in life.raw("letter")
    assert swim in life.raw("swim")


def test_a_kind_that_stays_busy_is_so_whatever_room_it_has(life: Life) -> None:
    put(life, "graded")
    show_plan_as(life.diary, life.id, Showing("graded", ("task",)))
    life.sync()
    assert BUSY in life.raw("letter")


def test_a_week_that_fills_up_turns_it_busy_in_the_same_visit_and_then_there_is_nothing_to_write(
    life: Life,
) -> None:
    put(life, "graded")
    fill(life, 34, 35)
    life.sync()
    assert BUSY in life.raw("letter")
    assert "SEQUENCE:2" in life.raw("letter")
    before = life.raw("letter")
    life.server.asked.clear()
    life.sync()
    assert not [each for each in life.server.asked if "put" in each]
    assert life.raw("letter") == before
    life.server.calendars[next(url for url in life.server.calendars if "work" in url)].delete("a.ics")
    life.sync()
    assert FREE in life.raw("letter")


def test_what_is_near_and_what_has_begun_stays_as_it_was_shown(life: Life) -> None:
    put(life, "graded")
    life.now = at(33.5)
    life.sync()
    assert FREE in life.raw("letter")


def test_the_same_count_stands_beside_the_block(life: Life) -> None:
    assert other_times(life.diary, WEEK, "letter", now=life.now) == 5
    fill(life, 34, 35)
    life.sync()
    assert other_times(life.diary, WEEK, "letter", now=life.now) == 3
    assert other_times(life.diary, WEEK, "swim", now=life.now) is None


def test_no_plan_and_no_accepted_plan_is_no_reason_to_stumble(life: Life) -> None:
    grade(MemoryDiary(), now=life.now)
    later = life.diary.plans.keep(
        replace(life.diary.plans.all()[0].thing.current, week=WEEK.next(), blocks=()),
        step="Planned",
        version=None,
    )
    assert later.thing.accepted is None
    grade(life.diary, now=life.now + timedelta(days=30))
    grade(life.diary, now=life.now)


def test_the_choice_goes_with_an_export(life: Life) -> None:
    put(life, "graded")
    other = MemoryDiary()
    restore(other, everything_of(life.diary))
    place = plan_collection(other)
    assert place is not None
    assert (place.plan, place.shows_as) == ("rests", "graded")
