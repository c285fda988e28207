"""What the parts of a weekly review show: one person's week, gathered once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from counterpoint.desk.boundaries.ledger import WeekTold, ledger
from counterpoint.desk.ports import Diary
from counterpoint.desk.reviews.coaching import Advice, advise
from counterpoint.desk.reviews.looking_back import outside, pauses_of, settled_check_ins
from counterpoint.desk.reviews.looks import last_promise, to_try_later
from counterpoint.desk.reviews.markers import markers_of
from counterpoint.domain.energy import CheckIn, Stretch
from counterpoint.domain.living import GoodThing, MicroHabit
from counterpoint.domain.planning import Block, Life
from counterpoint.domain.reviews import Markers, Review
from counterpoint.domain.reviews.look import FOUR_WEEKS
from counterpoint.domain.reviews.week import (
    BlockFate,
    DomainLevel,
    Spillover,
    fates,
    spillovers,
)
from counterpoint.domain.timeline import Span, Week
from counterpoint.engines.statistics.domains import levels_by_domain


@dataclass(frozen=True, slots=True)
class Promise:
    """What was chosen at an earlier review, and the micro habit that came of it, if it is still there."""

    review: Review
    habit: MicroHabit | None


def promise_before(diary: Diary, review: Review) -> Promise | None:
    """The last promise, which a review reopens first."""
    last = last_promise(diary, review.first)
    if last is None:
        return None
    habits = {kept.thing.id: kept.thing for kept in diary.shelf(MicroHabit).all()}
    return Promise(last, habits.get(last.habit_id))


def habits_on(diary: Diary) -> tuple[MicroHabit, ...]:
    return tuple(kept.thing for kept in diary.shelf(MicroHabit).all() if kept.thing.state == "on")


def held_in(diary: Diary, week: Week, now: datetime) -> WeekTold | None:
    """What the ledger tells of a week; None when nothing is known of it."""
    return next(iter(ledger(diary, now, until=week, weeks=1)), None)


def fates_in(diary: Diary, week: Week, now: datetime) -> dict[BlockFate, tuple[Block, ...]] | None:
    """What came of a week's plan; None when there was none."""
    kept = diary.plans.of(week)
    return fates(kept.thing.current.blocks, now) if kept else None


def levels_until(diary: Diary, week: Week, now: datetime) -> tuple[DomainLevel, ...]:
    """Energy, quality and presence by life domain in the four weeks that end with this one."""
    life = diary.life()
    end = min(now, week.span(life.zone).end)
    span = Span(end - FOUR_WEEKS, end)
    stretches = outside((kept.thing for kept in diary.dated(Stretch).within(span)), pauses_of(diary))
    known = {domain.id for domain in life.domains}
    levels = levels_by_domain(settled_check_ins(diary, span), stretches, life.zone)
    return tuple(level for level in levels if level.domain_id in known)


def spillovers_in(diary: Diary, week: Week) -> tuple[Spillover, ...]:
    """The moments of a week at which one part of life reached into the other."""
    zone = diary.settings().thing.zone
    check_ins = [kept.thing for kept in diary.dated(CheckIn).within(week.span(zone))]
    return spillovers(check_ins, zone)


def good_in(diary: Diary, week: Week) -> tuple[GoodThing, ...]:
    """The good things that were kept in a week."""
    span = week.span(diary.settings().thing.zone)
    return tuple(kept.thing for kept in diary.dated(GoodThing).within(span))


def markers_said(diary: Diary, week: Week) -> Markers | None:
    return markers_of(diary, week)


@dataclass(frozen=True, slots=True)
class ToChoose:
    """What the one change may be: what one's own data suggest, and what was put aside for later."""

    advice: Advice
    later: tuple[Review, ...]
    habits: tuple[MicroHabit, ...]
    life: Life


def to_choose(diary: Diary, now: datetime) -> ToChoose:
    return ToChoose(advise(diary, now), to_try_later(diary), habits_on(diary), diary.life())
