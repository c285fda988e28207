"""What is due and may be said now: looked up, shown in the app, put off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from counterpoint.desk.boundaries.giving_back import open_give_backs, places_of
from counterpoint.desk.day.checking_in import due_prompts, prompt_wishes
from counterpoint.desk.day.moment import protected_spans
from counterpoint.desk.day.pausing import pause_at
from counterpoint.desk.day.rituals import ritual_due
from counterpoint.desk.matters.seasons import season_news
from counterpoint.desk.plate.commitments import due_to_look_again
from counterpoint.desk.ports import Diary, Kept, NotThere
from counterpoint.desk.reviews.offers import review_due
from counterpoint.desk.week.look import WeekView, look_at_week
from counterpoint.desk.week.which import date_here, week_of
from counterpoint.domain.living import Notice, NoticeKind, NoticeWishes
from counterpoint.domain.living.notices import KINDS, REMEMBERED, Due, Ground, put_off_id, to_show
from counterpoint.domain.timeline import DAY, Span
from counterpoint.domain.words import gettext as _

GIVE_BACK_NEAR = timedelta(days=2)
"""So long before its last day a give-back is brought to mind."""


@dataclass(frozen=True, slots=True)
class Board:
    """What the app has to say now. `quiet_until`: nothing, until then, because it is quiet time."""

    shown: tuple[Due, ...] = ()
    quiet_until: datetime | None = None


def notice_wishes(diary: Diary) -> Kept[NoticeWishes]:
    """Of what the person wants to hear; version 0 while nothing was ever said."""
    return next(iter(diary.shelf(NoticeWishes).all()), Kept(NoticeWishes(), 0))


def keep_notice_wishes(diary: Diary, wishes: NoticeWishes, *, version: int) -> Kept[NoticeWishes]:
    """Raises ChangedMeanwhile when another tab was quicker."""
    shelf = diary.shelf(NoticeWishes)
    return shelf.change(wishes, version=version) if version else shelf.add(wishes)


def board(
    diary: Diary, now: datetime, view: WeekView | None = None, kinds: Iterable[NoticeKind] = KINDS
) -> Board:
    """What the app says now of these kinds. Looking at it changes nothing.

    `view`: this week, where it was read already.
    """
    view = view or look_at_week(diary, week_of(diary, now), now)
    ground = ground_of(diary, now, view)
    if ground.quiet_until is not None:
        return Board(quiet_until=ground.quiet_until)
    return Board(to_show(due_things(diary, now, view, kinds), ground))


def ground_of(diary: Diary, now: datetime, view: WeekView) -> Ground:
    """The snapshot on which notices are decided."""
    kept = diary.dated(Notice).within(Span(now - REMEMBERED, now + DAY))
    return Ground(
        now,
        view.life.zone,
        _with_prompts_quiet(diary),
        tuple(_left_alone(diary, now, view)),
        tuple(each.thing for each in kept),
    )


def _with_prompts_quiet(diary: Diary) -> NoticeWishes:
    """The quiet hours that were named for check-in prompts are quiet for everything."""
    wishes = notice_wishes(diary).thing
    return replace(wishes, quiet=(*wishes.quiet, *prompt_wishes(diary).thing.quiet))


def _left_alone(diary: Diary, now: datetime, view: WeekView) -> Iterator[Span]:
    """Protected time, deep focus, and days on which life happened."""
    yield from protected_spans(view)
    deep = {task.id for task in view.life.tasks if task.demand == "deep"}
    deep |= {routine.id for routine in view.life.routines if routine.demand == "deep"}
    yield from (
        each.span
        for each in view.blocks
        if each.kind in ("task", "routine") and each.subject_id in deep and each.state != "skipped"
    )
    pause = pause_at(diary, now)
    if pause:
        yield Span(pause.at, pause.until or now + DAY)


def due_things(
    diary: Diary, now: datetime, view: WeekView, kinds: Iterable[NoticeKind] = KINDS
) -> tuple[Due, ...]:
    """Everything of these kinds that is due at this moment, the nearest of a kind first."""
    return tuple(due for kind in kinds for due in _FINDERS[kind](diary, now, view))


def _prompts(diary: Diary, now: datetime, view: WeekView) -> Iterator[Due]:
    for prompt in due_prompts(diary, now, view):
        yield Due("prompt", prompt.id, prompt.id, until=prompt.until)


def _rituals(diary: Diary, now: datetime, _view: WeekView) -> Iterator[Due]:
    ritual = ritual_due(diary, now)
    if ritual:
        begins = ritual.block.span.start.isoformat()
        yield Due("ritual", f"{ritual.ritual.id}@{begins}", ritual.ritual.id, ritual.ritual.title)


def _reviews(diary: Diary, now: datetime, _view: WeekView) -> Iterator[Due]:
    review = review_due(diary, now)
    if review:
        yield Due("review", f"{review.kind}-{review.first}", review.kind)


def _seasons(diary: Diary, now: datetime, _view: WeekView) -> Iterator[Due]:
    for news in season_news(diary, now):
        season = news.season
        yield Due("season", f"{season.id}@{season.last}", season.id, season.title)


def _give_backs(diary: Diary, now: datetime, _view: WeekView) -> Iterator[Due]:
    for back in open_give_backs(diary, now):
        if now < back.due_at <= now + GIVE_BACK_NEAR and not places_of(diary, back, now):
            subject = f"{back.id}@{back.due_at.isoformat()}"
            yield Due("give_back", subject, back.id, back.title, until=back.due_at)


def _commitments(diary: Diary, now: datetime, _view: WeekView) -> Iterator[Due]:
    for each in due_to_look_again(diary, now=now):
        yield Due("commitment", f"{each.id}@{each.look_again_on}", each.id, each.title)


def _plan(_diary: Diary, _now: datetime, view: WeekView) -> Iterator[Due]:
    if view.coming == "open" and view.version:
        yield Due("plan", view.week.next().name, view.week.next().name)


_FINDERS: Mapping[NoticeKind, Callable[[Diary, datetime, WeekView], Iterator[Due]]] = {
    "prompt": _prompts,
    "ritual": _rituals,
    "review": _reviews,
    "season": _seasons,
    "give_back": _give_backs,
    "commitment": _commitments,
    "plan": _plan,
}


def put_off(diary: Diary, due: Due, now: datetime) -> None:
    """“Not now”: lets something that is due be for some days."""
    today = date_here(diary, now)
    said = Notice(put_off_id(due.kind, due.subject, today), now, due.kind, due.subject, "put_off")
    shelf = diary.dated(Notice)
    with diary.together():
        if all(each.thing.id != said.id for each in shelf.within(_near(now))):
            shelf.add(said)


def due_named(diary: Diary, kind: str, subject: str, now: datetime) -> Due:
    """Raises NotThere when it is due no more."""
    view = look_at_week(diary, week_of(diary, now), now)
    for each in due_things(diary, now, view):
        if (each.kind, each.subject) == (kind, subject):
            return each
    raise NotThere(_("This is not due any more; there is nothing left to do about it."))


def _near(now: datetime) -> Span:
    return Span(now - 2 * DAY, now + DAY)
