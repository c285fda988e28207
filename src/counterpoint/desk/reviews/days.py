"""Which days are looked back at."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from counterpoint.desk.ports import Diary
from counterpoint.desk.week.which import date_here, week_of
from counterpoint.domain.reviews import Review, ReviewKind
from counterpoint.domain.timeline import DAY, Span, Week

ENDING = timedelta(days=4)  # into a week: from its fifth day on it can be looked back at
TWO_WEEKS = timedelta(days=14)
HALF_A_MONTH = 15


def week_to_review(diary: Diary, now: datetime) -> Week:
    """The week that a review now looks back at: this one from its fifth day on, else the one before."""
    this = week_of(diary, now)
    return this if date_here(diary, now) >= this.first + ENDING else this.next(-1)


def week_due_on(diary: Diary, now: datetime) -> date | None:
    """The day from which this week can be looked back at; None where it is that day, or after it."""
    due = week_of(diary, now).first + ENDING
    return due if date_here(diary, now) < due else None


def month_to_review(diary: Diary, now: datetime) -> tuple[date, date]:
    """The first and last day of the month to look back at: from the 15th on this one, else the last."""
    first = date_here(diary, now).replace(day=1)
    if date_here(diary, now).day < HALF_A_MONTH:
        first = (first - DAY).replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - DAY


def fortnight_to_review(diary: Diary, now: datetime) -> tuple[date, date]:
    """The two weeks up to today; one that was begun in the last week goes on."""
    today = date_here(diary, now)
    for review in reversed(lately(diary, "fortnight", now)):
        if review.finished_at is None and today - review.last < timedelta(days=7):
            return review.first, review.last
    return today - timedelta(days=13), today


def days_to_review(diary: Diary, kind: ReviewKind, now: datetime) -> tuple[date, date]:
    if kind == "month":
        return month_to_review(diary, now)
    if kind == "fortnight":
        return fortnight_to_review(diary, now)
    week = week_to_review(diary, now)
    return week.first, week.days[-1]


def lately(diary: Diary, kind: ReviewKind, now: datetime) -> tuple[Review, ...]:
    """Those of a kind that may still lie in the two weeks up to now, or in the two before."""
    begun = diary.dated(Review).within(Span(now - 4 * TWO_WEEKS, now + DAY))
    return tuple(kept.thing for kept in begun if kept.thing.kind == kind)
