"""Looks back at a week, two weeks, a month: begun, left, found again, and ended in one change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from counterpoint.desk.matters.things import fresh_id_of, ids_on
from counterpoint.desk.ports import ChangedMeanwhile, Diary, Kept, NotThere
from counterpoint.desk.week.which import week_of
from counterpoint.domain.boundaries import Bend
from counterpoint.domain.energy import CheckIn, Stretch
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.living import GoodThing, MicroHabit
from counterpoint.domain.reviews import Change, Markers, Note, Review, ReviewKind, review_id
from counterpoint.domain.timeline import DAY, Span, Week, instant, local
from counterpoint.domain.words import gettext as _

ENDING = timedelta(days=4)  # into a week: from its fifth day on it can be looked back at
TWO_WEEKS = timedelta(days=14)
HALF_A_WEEK = timedelta(days=3)
HALF_A_MONTH = 15
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


def week_to_review(diary: Diary, now: datetime) -> Week:
    """The week that a review now looks back at: this one from its fifth day on, else the one before."""
    this = week_of(diary, now)
    return this if _today(diary, now) >= this.first + ENDING else this.next(-1)


def week_can_be_reviewed(diary: Diary, now: datetime) -> bool:
    """Whether anything is known of the week to look back at, be it only that one was here by then."""
    week = week_to_review(diary, now)
    return _was_lived(diary, week) or _was_here(diary, week)


def _was_here(diary: Diary, week: Week) -> bool:
    """Whether anything was said or planned before a week ended."""
    end = week.span(diary.settings().thing.zone).end
    kinds = (CheckIn, Bend, GoodThing, Stretch, Review, Markers)
    first = (kept.thing.at for kind in kinds for kept in diary.dated(kind).oldest(1))  # type: ignore[attr-defined]
    return any(at < end for at in first) or any(diary.plans.of(week.next(-n)) for n in range(1, 5))


def week_has_markers(diary: Diary, now: datetime) -> bool:
    """Whether one can be asked how that week was: this one, or one that was lived with Counterpoint."""
    return week_to_review(diary, now) == week_of(diary, now) or week_can_be_reviewed(diary, now)


def week_due_on(diary: Diary, now: datetime) -> date | None:
    """The day from which this week can be looked back at; None where it is that day, or after it."""
    due = week_of(diary, now).first + ENDING
    return due if _today(diary, now) < due else None


def month_to_review(diary: Diary, now: datetime) -> tuple[date, date]:
    """The first and last day of the month to look back at: from the 15th on this one, else the last."""
    first = _today(diary, now).replace(day=1)
    if _today(diary, now).day < HALF_A_MONTH:
        first = (first - DAY).replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - DAY


def fortnight_to_review(diary: Diary, now: datetime) -> tuple[date, date]:
    """The two weeks up to today; one that was begun in the last week goes on."""
    today = _today(diary, now)
    for review in reversed(_lately(diary, "fortnight", now)):
        if review.finished_at is None and today - review.last < timedelta(days=7):
            return review.first, review.last
    return today - timedelta(days=13), today


def _today(diary: Diary, now: datetime) -> date:
    return local(now, diary.settings().thing.zone).date()


def days_to_review(diary: Diary, kind: ReviewKind, now: datetime) -> tuple[date, date]:
    if kind == "month":
        return month_to_review(diary, now)
    if kind == "fortnight":
        return fortnight_to_review(diary, now)
    week = week_to_review(diary, now)
    return week.first, week.days[-1]


def reviews_of(diary: Diary, kind: ReviewKind | None = None) -> tuple[Review, ...]:
    """All looks back, of one kind or of every kind, in order of time."""
    shelf = diary.dated(Review)
    return tuple(kept.thing for kept in (shelf.all() if kind is None else shelf.having(kind=kind)))


def _lately(diary: Diary, kind: ReviewKind, now: datetime) -> tuple[Review, ...]:
    """Those of a kind that may still lie in the two weeks up to now, or in the two before."""
    begun = diary.dated(Review).within(Span(now - 4 * TWO_WEEKS, now + DAY))
    return tuple(kept.thing for kept in begun if kept.thing.kind == kind)


def review_under_way(diary: Diary, kind: ReviewKind, now: datetime) -> Review:
    """The look back that is open now, as it was left; a blank one that is not kept yet when it is new."""
    first, last = days_to_review(diary, kind, now)
    kept = _kept(diary, _begun_as(diary, kind, first))
    return kept.thing if kept else Review(review_id(kind, first), now, kind, first, last)


def _begun_as(diary: Diary, kind: ReviewKind, first: date) -> str:
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


def _kept(diary: Diary, id: str) -> Kept[Review] | None:
    try:
        return diary.dated(Review).get(id)
    except NotThere:
        return None


def _listed(diary: Diary, id: str) -> Kept[Review] | None:
    """The same where its words do not matter: one of which they cannot be opened is there all the same."""
    try:
        return _kept(diary, id)
    except CounterpointError:
        return next((kept for kept in diary.dated(Review).all() if kept.thing.id == id), None)


def keep_words(
    diary: Diary, review: Review, said: Mapping[str, str], was: Mapping[str, str] | None = None
) -> Review:
    """Keeps the words at some parts; `was` is what each part said when it was shown.

    Raises ChangedMeanwhile when another tab has said something else at one of them since.
    """
    with diary.together():
        kept = _kept(diary, review.id)
        now_there = kept.thing if kept else review
        _nobody_else_wrote(now_there, kept, said, was or {})
        for part, words in said.items():
            now_there = now_there.saying(part, words.strip())
        return _write(diary, now_there, kept)


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


def _write(diary: Diary, review: Review, kept: Kept[Review] | None) -> Review:
    shelf = diary.dated(Review)
    if kept is None:
        return shelf.add(review).thing
    return kept.thing if kept.thing == review else shelf.change(review, version=kept.version).thing


@dataclass(frozen=True, slots=True)
class Chosen:
    """The one change that a review ends in. `rest` names a micro habit that rests once a new one begins."""

    change: Change
    title: str = ""
    cue: str = ""
    value_id: str = ""
    rest: str = ""


def finish(diary: Diary, review: Review, chosen: Chosen, now: datetime) -> Review:
    """Ends a review with its one change. A micro habit begins at once; pressed twice, it is one."""
    with diary.together():
        kept = _kept(diary, review.id)
        there = kept.thing if kept else review
        same = (there.change, there.promise, there.cue) == (chosen.change, chosen.title, chosen.cue)
        if there.finished_at is not None and same:
            return there
        habit_id = _begin(diary, chosen, now) if chosen.change == "habit" else ""
        resting = chosen.rest if habit_id else ""  # only a new habit lets an earlier one rest
        _let_rest(diary, {resting, there.habit_id} - {"", habit_id})
        last = Note("change", there.words_at("change"))
        ended = replace(
            there.saying(last.part, last.words),
            change=chosen.change,
            promise=chosen.title,
            cue=chosen.cue,
            habit_id=habit_id,
            finished_at=now,
        )
        return _write(diary, ended, kept)


def _begin(diary: Diary, chosen: Chosen, now: datetime) -> str:
    shelf = diary.shelf(MicroHabit)
    habit = MicroHabit(
        fresh_id_of(MicroHabit, "", ids_on(shelf)), chosen.title, chosen.cue, chosen.value_id,
        since=_today(diary, now),
    )  # fmt: skip
    return shelf.add(habit).thing.id


def begin_habit(diary: Diary, title: str, cue: str, now: datetime) -> str:
    """A micro habit that was taken up outside a review; its id. The one before it rests."""
    _let_rest(diary, {kept.thing.id for kept in diary.shelf(MicroHabit).all()})
    return _begin(diary, Chosen("habit", title, cue), now)


def _let_rest(diary: Diary, ids: set[str]) -> None:
    for kept in diary.shelf(MicroHabit).all():
        if kept.thing.id in ids and kept.thing.state == "on":
            diary.shelf(MicroHabit).change(replace(kept.thing, state="resting"), version=kept.version)


def finish_look(diary: Diary, review: Review, said: Mapping[str, str], now: datetime) -> Review:
    """Ends a two-week or monthly look with what was said at its parts."""
    with diary.together():
        ended = keep_words(diary, review, said)
        kept = _kept(diary, ended.id)
        return _write(diary, replace(ended, finished_at=ended.finished_at or now), kept)


def last_promise(diary: Diary, before: date) -> Review | None:
    """The newest weekly review of an earlier week that ended in a change: what was chosen then."""
    promised = diary.dated(Review).having(kind="week", change=("habit", "boundary", "later"))
    earlier = (kept.thing for kept in reversed(promised) if before - kept.thing.first > HALF_A_WEEK)
    return next(earlier, None)


def to_try_later(diary: Diary) -> tuple[Review, ...]:
    """What was put aside for later at the end of a review, newest first."""
    return tuple(kept.thing for kept in reversed(diary.dated(Review).having(kind="week", change="later")))


def offers(diary: Diary, now: datetime) -> tuple[Offer, ...]:
    """The looks back that are open now: the week's, the month's, and after two weeks the two-week look.

    Offered only where there is something to look back at. The two-week look is there for who wants it and
    is never pushed.
    """
    week = week_to_review(diary, now)
    found = [_offer(diary, "week", week.first, week.days[-1], now)] if _was_lived(diary, week) else []
    today = _today(diary, now)
    since = _has_two_weeks(diary, now)
    if since and (today.day <= MONTH_BEGINS or today.day >= MONTH_ENDS):
        found.append(_offer(diary, "month", *month_to_review(diary, now), now))
    if since:
        found.append(_offer(diary, "fortnight", *fortnight_to_review(diary, now), now))
    return tuple(offer for offer in found if offer is not None)


def _offer(diary: Diary, kind: ReviewKind, first: date, last: date, now: datetime) -> Offer | None:
    kept = _listed(diary, _begun_as(diary, kind, first))
    if kept and kept.thing.finished_at is not None:
        return None
    if kind == "fortnight" and any(
        review.finished_at and first <= review.last for review in _lately(diary, kind, now)
    ):
        return None
    return Offer(kind, first, last, under_way=kept is not None, pushed=kind != "fortnight")


def review_due(diary: Diary, now: datetime) -> Offer | None:
    """The one look back that a page may point to now: the week's first, then the month's; or none."""
    return next((offer for offer in offers(diary, now) if offer.pushed), None)


def _was_lived(diary: Diary, week: Week) -> bool:
    """Whether anything is known of a week: a plan, a check-in, a bend, a good thing, how something was."""
    if diary.plans.of(week) is not None:
        return True
    span = week.span(diary.settings().thing.zone)
    return any(diary.dated(kind).within(span) for kind in (CheckIn, Bend, GoodThing, Stretch))


def _has_two_weeks(diary: Diary, now: datetime) -> bool:
    """Whether something is known of a time before the last two weeks."""
    earlier = Span(now - 4 * TWO_WEEKS, now - TWO_WEEKS)
    week = week_of(diary, now)
    return any(diary.plans.of(week.next(-n)) is not None for n in range(2, 6)) or any(
        diary.dated(kind).within(earlier) for kind in (CheckIn, Bend, Review)
    )
