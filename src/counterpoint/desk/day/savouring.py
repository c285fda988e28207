"""Savouring: keeping good things, the moment at which one is asked for, and the archive."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any, TypeVar

from counterpoint.desk.day.ahead import today_of, view_of_day
from counterpoint.desk.ports import ChangedMeanwhile, Dated, Diary, Kept, NotThere
from counterpoint.desk.week.days import day_of
from counterpoint.desk.week.look import WeekView
from counterpoint.domain.energy import Stretch
from counterpoint.domain.living import GoodKind, GoodThing, GoodWhere, JournalEntry, Pause, SavourOffer
from counterpoint.domain.living.savouring import Again, Lived, by_month, met_again, moment_for_savouring
from counterpoint.domain.planning import Block
from counterpoint.domain.timeline import DAY, Span, instant
from counterpoint.domain.values import Commitment

Said = TypeVar("Said", GoodThing, JournalEntry)
FED = 4
"""A stretch of this quality or more (1 to 5) did the person good."""
A_MOMENT = timedelta(minutes=1)
"""Who says the same again within it pressed twice."""
HOLDS = timedelta(hours=2)
"""How long an offer stands before it quietly goes."""


def add_good_thing(
    diary: Diary,
    text: str,
    *,
    kind: GoodKind = "gratitude",
    sphere: GoodWhere = "",
    domain_id: str = "",
    now: datetime,
) -> Kept[GoodThing]:
    """Keeps a good thing under an id that says nothing of it, and takes the day's offer as answered."""
    with diary.together():
        thing = GoodThing(id_at(diary, GoodThing, now), now, text.strip(), kind, domain_id, sphere)
        kept = just_said(diary, thing) or diary.dated(GoodThing).add(thing)
        answer_offer(diary, now=now)
    return kept


def just_said(diary: Diary, thing: Said) -> Kept[Said] | None:
    """The very same words of a moment ago: a form that was sent twice."""
    shelf: Dated[Any] = diary.dated(type(thing))
    same = replace(thing, id="")
    near = shelf.within(Span(thing.at - A_MOMENT, thing.at + A_MOMENT))
    return next((kept for kept in near if replace(kept.thing, id="", at=thing.at) == same), None)


def id_at(diary: Diary, kind: type[GoodThing] | type[JournalEntry], now: datetime) -> str:
    """An id from the moment alone: words of what is sealed must not show in an address."""
    first = f"{now:%Y%m%d-%H%M%S}"
    names = (f"{first}-{n}" if n else first for n in count())
    return next(name for name in names if not _there(diary, kind, name))


def _there(diary: Diary, kind: type[object], id: str) -> bool:
    try:
        diary.shelf(kind).get(id)
    except NotThere:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Archive:
    """Good things by month, newest first, and some worth meeting again. There is no count of them."""

    months: tuple[tuple[date, tuple[GoodThing, ...]], ...]
    again: Again


def archive_of(diary: Diary, *, now: datetime, chance: float) -> Archive:
    """`chance`, 0 up to 1, picks the one that is met again by chance."""
    zone = diary.settings().thing.zone
    things = [kept.thing for kept in diary.dated(GoodThing).all()]
    return Archive(by_month(things, zone), met_again(things, today_of(diary, now), zone=zone, chance=chance))


# The moment


def savour_offer(diary: Diary, now: datetime, view: WeekView | None = None) -> SavourOffer | None:
    """The offer that stands now: one a day at most, never during protected focus, gone after two hours.

    The first time that a moment suits, it is remembered that it was offered. `view` is this day’s week, if
    it was looked at already.
    """
    today = today_of(diary, now)
    made = _offer_of(diary, today)
    if made is not None and (made.answered or not made.at <= now < made.at + HOLDS):
        return None
    view = view or view_of_day(diary, today, now)
    moment = moment_for_savouring(
        now,
        lived=_lived(diary, view, today),
        day_ends_at=_end_of_day(view, today),
        focus=_focus(view),
        had_one=made is None and _had_one(diary, view, today),
        resting=any(kept.thing.holds(now) for kept in diary.dated(Pause).all()),
    )
    if made is not None:
        held = moment is not None or not any(now in span for span in _focus(view))
        return made if held else None
    offer = moment and SavourOffer(today.isoformat(), now, moment.occasion, moment.about)
    return _remember(diary, offer) if offer else None


def answer_offer(diary: Diary, *, now: datetime) -> None:
    """Whatever the answer was: today nothing more is offered."""
    today = today_of(diary, now)
    made = _offer_of(diary, today)
    if made is None:
        _remember(diary, SavourOffer(today.isoformat(), now, answered=True))
    elif not made.answered:
        shelf = diary.dated(SavourOffer)
        shelf.change(replace(made, answered=True), version=shelf.get(made.id).version)


def _offer_of(diary: Diary, today: date) -> SavourOffer | None:
    try:
        return diary.dated(SavourOffer).get(today.isoformat()).thing
    except NotThere:
        return None


def _remember(diary: Diary, offer: SavourOffer) -> SavourOffer:
    """Keeps the offer; those of earlier days are forgotten. Of two at once both get the first."""
    shelf = diary.dated(SavourOffer)
    try:
        with diary.together():
            for kept in shelf.all():
                if kept.thing.id != offer.id:
                    shelf.remove(kept.thing.id)
            return shelf.add(offer).thing
    except (ChangedMeanwhile, NotThere):
        return shelf.get(offer.id).thing


def _had_one(diary: Diary, view: WeekView, today: date) -> bool:
    begins = instant(today, time(0), view.life.zone)
    return bool(diary.dated(GoodThing).within(Span(begins, max(begins, view.now))))


def _end_of_day(view: WeekView, today: date) -> datetime:
    """When the waking day ends; at ten in the evening where nothing is said of it."""
    zone = view.life.zone
    waking = [each for window in view.life.availability.waking for each in window.spans([today], zone)]
    return max((each.end for each in waking), default=instant(today, time(22), zone))


def _focus(view: WeekView) -> list[Span]:
    """Protected time, and tasks that want depth: nothing knocks while they last."""
    deep = {task.id for task in view.life.tasks if task.demand == "deep"}
    planned = [
        each.span
        for each in view.blocks
        if each.state != "skipped" and (each.kind in ("protected", "give_back") or each.subject_id in deep)
    ]
    return [each.span for each in view.protected] + planned


def _lived(diary: Diary, view: WeekView, today: date) -> list[Lived]:
    """What the person said that they did or that was good. What was only planned is not lived."""
    feeding = _feeding(diary)
    blocks = [
        Lived(each.title, each.span.end, _feeds(each, feeding))
        for each in view.blocks
        if each.state in ("done", "partly") and day_of(each.span.start, view) == today
    ]
    since = Span(view.now - DAY, view.now)
    said = (kept.thing for kept in diary.dated(Stretch).within(since))
    return blocks + [
        Lived(each.title, each.at + timedelta(minutes=each.minutes), (each.quality or 0) >= FED)
        for each in said
    ]


def _feeds(block: Block, feeding: frozenset[str]) -> bool:
    for_a_value = block.kind in ("protected", "give_back") and bool(block.value_id)
    return for_a_value or block.subject_id in feeding


def _feeding(diary: Diary) -> frozenset[str]:
    """The tasks and routines of commitments that give energy, by the person's own word."""
    plate = (kept.thing for kept in diary.shelf(Commitment).all())
    return frozenset(
        named for each in plate if (each.energy or 0) > 0 for named in (*each.task_ids, *each.routine_ids)
    )
