"""Whether there is anything to look back at."""

from __future__ import annotations

from datetime import datetime

from counterpoint.desk.ports import Diary
from counterpoint.desk.reviews.days import TWO_WEEKS, week_to_review
from counterpoint.desk.week.which import week_of
from counterpoint.domain.boundaries import Bend
from counterpoint.domain.energy import CheckIn, Stretch
from counterpoint.domain.living import GoodThing
from counterpoint.domain.reviews import Markers, Review
from counterpoint.domain.timeline import Span, Week


def week_can_be_reviewed(diary: Diary, now: datetime) -> bool:
    """Whether anything is known of the week to look back at, be it only that one was here by then."""
    week = week_to_review(diary, now)
    return was_lived(diary, week) or _was_here(diary, week)


def _was_here(diary: Diary, week: Week) -> bool:
    """Whether anything was said or planned before a week ended."""
    end = week.span(diary.settings().thing.zone).end
    kinds = (CheckIn, Bend, GoodThing, Stretch, Review, Markers)
    first = (kept.thing.at for kind in kinds for kept in diary.dated(kind).oldest(1))  # type: ignore[attr-defined]
    return any(at < end for at in first) or any(diary.plans.of(week.next(-n)) for n in range(1, 5))


def week_has_markers(diary: Diary, now: datetime) -> bool:
    """Whether one can be asked how that week was: this one, or one that was lived with Counterpoint."""
    return week_to_review(diary, now) == week_of(diary, now) or week_can_be_reviewed(diary, now)


def was_lived(diary: Diary, week: Week) -> bool:
    """Whether anything is known of a week: a plan, a check-in, a bend, a good thing, how something was."""
    if diary.plans.of(week) is not None:
        return True
    span = week.span(diary.settings().thing.zone)
    return any(diary.dated(kind).within(span) for kind in (CheckIn, Bend, GoodThing, Stretch))


def has_two_weeks(diary: Diary, now: datetime) -> bool:
    """Whether something is known of a time before the last two weeks."""
    earlier = Span(now - 4 * TWO_WEEKS, now - TWO_WEEKS)
    week = week_of(diary, now)
    return any(diary.plans.of(week.next(-n)) is not None for n in range(2, 6)) or any(
        diary.dated(kind).within(earlier) for kind in (CheckIn, Bend, Review)
    )
