"""The looks back that are open now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from counterpoint.desk.ports import Diary
from counterpoint.desk.reviews.days import fortnight_to_review, lately, month_to_review, week_to_review
from counterpoint.desk.reviews.lived import has_two_weeks, was_lived
from counterpoint.desk.reviews.looks import begun_as, listed_look
from counterpoint.desk.week.which import date_here
from counterpoint.domain.reviews import ReviewKind

MONTH_BEGINS, MONTH_ENDS = 7, 28
"""The days of a month until which, and from which on, a look back at a month is offered."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A look back that is open. `under_way`: it was begun. `pushed`: a page may point to it by itself."""

    kind: ReviewKind
    first: date
    last: date
    under_way: bool = False
    pushed: bool = True


def offers(diary: Diary, now: datetime) -> tuple[Offer, ...]:
    """The looks back that are open now: the week's, the month's, and after two weeks the two-week look.

    Offered only where there is something to look back at. The two-week look is there for who wants it and
    is never pushed.
    """
    week = week_to_review(diary, now)
    found = [_offer(diary, "week", week.first, week.days[-1], now)] if was_lived(diary, week) else []
    today = date_here(diary, now)
    since = has_two_weeks(diary, now)
    if since and (today.day <= MONTH_BEGINS or today.day >= MONTH_ENDS):
        found.append(_offer(diary, "month", *month_to_review(diary, now), now))
    if since:
        found.append(_offer(diary, "fortnight", *fortnight_to_review(diary, now), now))
    return tuple(offer for offer in found if offer is not None)


def _offer(diary: Diary, kind: ReviewKind, first: date, last: date, now: datetime) -> Offer | None:
    kept = listed_look(diary, begun_as(diary, kind, first))
    if kept and kept.thing.finished_at is not None:
        return None
    if kind == "fortnight" and any(
        review.finished_at and first <= review.last for review in lately(diary, kind, now)
    ):
        return None
    return Offer(kind, first, last, under_way=kept is not None, pushed=kind != "fortnight")


def review_due(diary: Diary, now: datetime) -> Offer | None:
    """The one look back that a page may point to now: the week's first, then the month's; or none."""
    return next((offer for offer in offers(diary, now) if offer.pushed), None)
