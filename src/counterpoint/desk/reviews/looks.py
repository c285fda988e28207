"""Looks back at a week, two weeks, a month: begun, left, found again, and ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from counterpoint.desk.ports import ChangedMeanwhile, Diary, Kept, NotThere
from counterpoint.desk.reviews.days import days_to_review
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.reviews import Review, ReviewKind, review_id
from counterpoint.domain.timeline import DAY, Span, instant
from counterpoint.domain.words import gettext as _

HALF_A_WEEK = timedelta(days=3)


def reviews_of(diary: Diary, kind: ReviewKind | None = None) -> tuple[Review, ...]:
    """All looks back, of one kind or of every kind, in order of time."""
    shelf = diary.dated(Review)
    return tuple(kept.thing for kept in (shelf.all() if kind is None else shelf.having(kind=kind)))


def review_under_way(diary: Diary, kind: ReviewKind, now: datetime) -> Review:
    """The look back that is open now, as it was left; a blank one that is not kept yet when it is new."""
    first, last = days_to_review(diary, kind, now)
    kept = kept_look(diary, begun_as(diary, kind, first))
    return kept.thing if kept else Review(review_id(kind, first), now, kind, first, last)


def begun_as(diary: Diary, kind: ReviewKind, first: date) -> str:
    """The id under which these days were begun to be looked back at.

    For a week it may be that of one which began some days apart, when weeks began on another day.
    """
    around = Span(*(instant(first + n * DAY, time(0), diary.settings().thing.zone) for n in (-3, 28)))
    begun = diary.dated(Review).within(around) if kind == "week" else ()
    same = [
        kept.thing.id
        for kept in begun
        if kept.thing.kind == kind and abs(kept.thing.first - first) <= HALF_A_WEEK
    ]
    exact = review_id(kind, first)
    return same[-1] if same and exact not in same else exact


def kept_look(diary: Diary, id: str) -> Kept[Review] | None:
    try:
        return diary.dated(Review).get(id)
    except NotThere:
        return None


def listed_look(diary: Diary, id: str) -> Kept[Review] | None:
    """The same where its words do not matter: one of which they cannot be opened is there all the same."""
    try:
        return kept_look(diary, id)
    except CounterpointError:
        return next((kept for kept in diary.dated(Review).all() if kept.thing.id == id), None)


def keep_words(
    diary: Diary, review: Review, said: Mapping[str, str], was: Mapping[str, str] | None = None
) -> Review:
    """Keeps the words at some parts; `was` is what each part said when it was shown.

    Raises ChangedMeanwhile when another tab has said something else at one of them since.
    """
    with diary.together():
        kept = kept_look(diary, review.id)
        now_there = kept.thing if kept else review
        _nobody_else_wrote(now_there, kept, said, was or {})
        for part, words in said.items():
            now_there = now_there.saying(part, words.strip())
        return write_look(diary, now_there, kept)


def _nobody_else_wrote(
    there: Review, kept: Kept[Review] | None, said: Mapping[str, str], was: Mapping[str, str]
) -> None:
    for part, words in said.items():
        if part in was and there.words_at(part) not in (was[part].strip(), words.strip()):
            raise ChangedMeanwhile(
                _("In another tab something else was written here meanwhile."),
                kept=kept,
                advice=_("Keep what stands here now, or bring both together first."),
            )


def write_look(diary: Diary, review: Review, kept: Kept[Review] | None) -> Review:
    shelf = diary.dated(Review)
    if kept is None:
        return shelf.add(review).thing
    return kept.thing if kept.thing == review else shelf.change(review, version=kept.version).thing


def last_promise(diary: Diary, before: date) -> Review | None:
    """The newest weekly review of an earlier week that ended in a change: what was chosen then."""
    promised = diary.dated(Review).having(kind="week", change=("habit", "boundary", "later"))
    earlier = (kept.thing for kept in reversed(promised) if before - kept.thing.first > HALF_A_WEEK)
    return next(earlier, None)


def to_try_later(diary: Diary) -> tuple[Review, ...]:
    """What was put aside for later at the end of a review, newest first."""
    return tuple(kept.thing for kept in reversed(diary.dated(Review).having(kind="week", change="later")))
