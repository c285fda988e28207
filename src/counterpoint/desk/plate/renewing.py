"""What renews a person: their own list, its places in the week, and the moments at which it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from counterpoint.desk.day.moment import Around, Entry, entries_of
from counterpoint.desk.day.pausing import pause_at
from counterpoint.desk.matters.things import fresh_id, ids_on
from counterpoint.desk.ports import Diary, Kept, NotThere
from counterpoint.desk.reviews.looking_back import outside, pauses_of, settled_check_ins
from counterpoint.desk.week.days import day_of
from counterpoint.desk.week.look import WeekView
from counterpoint.domain.boundaries import ProtectedTime
from counterpoint.domain.energy import CheckIn, Stretch
from counterpoint.domain.living import Renewal
from counterpoint.domain.living.renewal import (
    A_LONG_STRETCH,
    AROUND,
    LEAST_MINUTES,
    TAKEN,
    Hard,
    Renewed,
    before_and_after,
    hard_before,
    that_fit,
)
from counterpoint.domain.planning import Life, Routine
from counterpoint.domain.timeline import DAY, Span, Week

USUAL_TIMES = 2
"""How often a week a renewal comes when it becomes a routine; the form of the routine changes it."""
FREE_FOR_LONG = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class AtHome:
    """A renewal with its place in the week, if it has one that is still there."""

    renewal: Renewal
    routine: Routine | None = None
    protected: ProtectedTime | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """After something hard: a few of the person's own renewals that fit before the next thing."""

    hard: Hard
    renewals: tuple[Renewal, ...]
    until: datetime | None


def renewals_of(diary: Diary) -> tuple[AtHome, ...]:
    life = diary.life()
    routines = {each.id: each for each in life.routines}
    protected = {each.id: each for each in life.protected}
    return tuple(
        AtHome(each, routines.get(each.routine_id), protected.get(each.protected_id))
        for each in life.renewals
    )


def choose(diary: Diary, title: str, minutes: int) -> Kept[Renewal]:
    """Puts something on the list; what is on it already under the same title stays as it is."""
    shelf = diary.shelf(Renewal)
    with diary.together():
        there = next((each for each in shelf.all() if each.thing.title == title), None)
        return there or shelf.add(Renewal(fresh_id(title, ids_on(shelf)), title, minutes))


def give_place(diary: Diary, id: str) -> Kept[Routine]:
    """Makes it a routine of its own, twice a week, light and whenever life has room. Raises NotThere.

    The one that it has already is its routine, also when this is pressed twice.
    """
    with diary.together():
        kept = diary.shelf(Renewal).get(id)
        made = kept.thing
        if there := next((each for each in diary.routines.all() if each.thing.id == made.routine_id), None):
            return there
        new = Routine(fresh_id(made.title, ids_on(diary.routines)), made.title, made.minutes, USUAL_TIMES)
        routine = diary.routines.add(new)
        diary.shelf(Renewal).change(replace(made, routine_id=routine.thing.id), version=kept.version)
        return routine


# After something hard


def offer(diary: Diary, now: datetime, view: WeekView, around: Around) -> Offer | None:
    """What to show now, from the person's own list: only while nothing is on, and not while life happens."""
    renewals = view.life.renewals
    if not renewals or around.now or taking(diary, now) or pause_at(diary, now):
        return None
    hard = _hard(diary, now, view)
    until = around.next.span.start if around.next else None
    free = (until - now if until else FREE_FOR_LONG) // timedelta(minutes=1)
    fit = that_fit(renewals, free)
    return Offer(hard, fit, until) if hard and fit else None


def _hard(diary: Diary, now: datetime, view: WeekView) -> Hard | None:
    lately = Span(now - 2 * A_LONG_STRETCH, now + timedelta(minutes=1))
    return hard_before(
        now,
        check_ins=[kept.thing for kept in diary.dated(CheckIn).within(lately)],
        stretches=[kept.thing for kept in diary.dated(Stretch).within(lately)],
        busy=[each.span for each in _demanding(view, now)],
    )


def _demanding(view: WeekView, now: datetime) -> Iterator[Entry]:
    """What takes strength today: events and tasks, not meals, rituals or protected time."""
    for each in entries_of(view):
        begun = each.kind in ("task", "event") and each.span.start < now
        if begun and day_of(each.span.start, view) == day_of(now, view):
            yield each


def take(diary: Diary, id: str, now: datetime) -> Kept[Stretch]:
    """Keeps that the time from now on goes to a renewal; pressed twice, it is one. Raises NotThere."""
    with diary.together():
        renewal = diary.shelf(Renewal).get(id).thing
        under_way = taking(diary, now)
        if under_way:
            return under_way
        shelf = diary.dated(Stretch)
        new = fresh_id(f"renewal {now:%Y-%m-%d %H-%M}", ids_on(shelf))
        return shelf.add(Stretch(new, now, renewal.minutes, renewal.title, f"{TAKEN}{renewal.id}"))


def taking(diary: Diary, now: datetime) -> Kept[Stretch] | None:
    """The renewal whose time is now."""
    near = diary.dated(Stretch).within(Span(now - DAY, now + timedelta(minutes=1)))
    return next((each for each in near if _is_taken(each.thing) and now < _end(each.thing)), None)


def not_after_all(diary: Diary, id: str) -> None:
    """Takes back that a renewal was taken. Raises NotThere for anything else."""
    kept = diary.dated(Stretch).get(id)
    if not _is_taken(kept.thing):
        raise NotThere(kept.thing.title)
    diary.dated(Stretch).remove(id)


def _is_taken(stretch: Stretch) -> bool:
    return stretch.subject_id.startswith(TAKEN)


def _end(stretch: Stretch) -> datetime:
    return stretch.at + timedelta(minutes=stretch.minutes)


# Looking back


def renewed_in(diary: Diary, week: Week, now: datetime) -> tuple[Renewed, ...]:
    """What renewed the person in a week until now, each between the words on energy around it."""
    life = diary.life()
    span = week.span(life.zone)
    times = [each for each in _times(diary, week, life, span) if each[1].end <= now]
    check_ins = settled_check_ins(diary, Span(span.start - AROUND, span.end + AROUND))
    return before_and_after(times, check_ins)


def _times(diary: Diary, week: Week, life: Life, span: Span) -> Iterator[tuple[str, Span, bool]]:
    """Blocks at the places of renewals, taken where they are marked so, and what was taken by a tap."""
    places = {("routine", each.routine_id) for each in life.renewals}
    places |= {("protected", each.protected_id) for each in life.renewals}
    kept = diary.plans.of(week)
    for block in kept.thing.current.blocks if kept else ():
        if block.subject_id and (block.kind, block.subject_id) in places and block.state != "skipped":
            yield block.title, block.span, block.state in ("done", "partly")
    stretches: Sequence[Stretch] = [each.thing for each in diary.dated(Stretch).within(span)]
    for each in outside(stretches, pauses_of(diary)):
        if _is_taken(each) and each.minutes >= LEAST_MINUTES:
            yield each.title, Span(each.at, _end(each)), True
