"""Markers are kept a week at a time, whatever day weeks begin on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from counterpoint.desk.reviews.ending import Chosen, finish
from counterpoint.desk.reviews.looks import keep_words, last_promise
from counterpoint.desk.reviews.markers import keep_markers, marker_lines, markers_of
from counterpoint.desk.reviews.offers import review_due
from counterpoint.desk.settings import change_settings
from counterpoint.domain.boundaries import Bend
from counterpoint.domain.living import Pause
from counterpoint.domain.reviews import Markers
from counterpoint.domain.timeline import Span, Week
from tests.desk.reviews.review_lives import FRIDAY, MONDAY, WEDNESDAY, WEEK, begun
from tests.memory import MemoryDiary


def test_markers_are_kept_a_week_at_a_time_and_what_is_left_out_stays(diary: MemoryDiary) -> None:
    assert markers_of(diary, WEEK) is None
    keep_markers(diary, WEEK, {"stress": 3, "focus": 7}, FRIDAY)
    keep_markers(diary, WEEK, {"stress": 4, "focus": None}, FRIDAY)
    said = markers_of(diary, WEEK)
    assert said is not None
    assert (said.stress, said.focus, said.energy) == (4, 7, None)


def test_weeks_in_which_life_happened_are_left_out_of_every_comparison(diary: MemoryDiary) -> None:
    assert marker_lines(diary, FRIDAY) == ()
    for n in range(10):
        keep_markers(diary, WEEK.next(-n), {"stress": 5}, FRIDAY - timedelta(weeks=n))
    (line,) = marker_lines(diary, FRIDAY)
    assert (line.verdict, len(line.weeks)) == ("usual", 10)
    begins = datetime(2026, 11, 16, tzinfo=UTC)
    diary.dated(Pause).add(Pause("z", begins, begins + timedelta(days=3, hours=2)))
    (line,) = marker_lines(diary, FRIDAY)
    assert len(line.weeks) == 9


def test_a_week_that_was_answered_as_beginning_on_two_days_counts_once(diary: MemoryDiary) -> None:
    for n in range(10):
        keep_markers(diary, WEEK.next(-n), {"stress": 5}, FRIDAY - timedelta(weeks=n))
    diary.dated(Markers).add(Markers("imported", FRIDAY, MONDAY - timedelta(days=1), stress=8))
    (line,) = marker_lines(diary, FRIDAY)
    assert line.lately is not None


def with_weeks_from(diary: MemoryDiary, weekday: int) -> None:
    settings = diary.settings()
    change_settings(diary, replace(settings.thing, week_start=weekday), version=settings.version)


@pytest.mark.parametrize("weekday", range(1, 7))
def test_what_was_said_of_a_week_is_found_when_weeks_begin_on_another_day(
    diary: MemoryDiary, weekday: int
) -> None:
    for n in range(10):
        keep_markers(diary, WEEK.next(-n), {"stress": n}, FRIDAY - timedelta(weeks=n))
    with_weeks_from(diary, weekday)
    week = Week.holding(MONDAY + timedelta(days=3), week_start=weekday)
    assert [said and said.stress for said in (markers_of(diary, week.next(-n)) for n in range(10))] == [
        *range(10)
    ]
    keep_markers(diary, week, {"focus": 7}, FRIDAY)
    assert len(diary.dated(Markers).all()) == 10
    with_weeks_from(diary, 0)
    said = markers_of(diary, WEEK)
    assert said is not None
    assert (said.stress, said.focus) == (0, 7)


def test_of_two_weeks_that_are_one_now_what_was_said_later_counts(diary: MemoryDiary) -> None:
    diary.dated(Markers).add(Markers("a", FRIDAY, MONDAY, stress=8))
    diary.dated(Markers).add(Markers("b", WEDNESDAY, MONDAY - timedelta(days=1), stress=2, focus=3))
    with_weeks_from(diary, 6)
    (kept,) = diary.dated(Markers).all()
    assert (kept.thing.stress, kept.thing.focus, kept.thing.week) == (8, 3, MONDAY - timedelta(days=1))


def test_a_week_that_was_looked_back_at_is_not_offered_again_from_another_day(diary: MemoryDiary) -> None:
    at = FRIDAY - timedelta(days=1)
    diary.dated(Bend).add(Bend("b", at, "p", "Dinner", Span(at, at + timedelta(hours=1))))
    review = keep_words(diary, begun(diary), {"plan": "mine"})
    with_weeks_from(diary, 6)
    assert begun(diary).words_at("plan") == "mine"
    finish(diary, review, Chosen("later", "Read"), FRIDAY)
    assert review_due(diary, FRIDAY) is None
    assert last_promise(diary, MONDAY + timedelta(days=1)) is None
    assert begun(diary, FRIDAY + timedelta(weeks=1)).id != review.id
