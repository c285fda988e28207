"""Four weeks of a person's own data as one value, for radar and coach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, TypeVar

from counterpoint.desk.day.checking_in import settled
from counterpoint.desk.ports import Diary
from counterpoint.desk.reviews.markers import marker_lines
from counterpoint.desk.week.facts import facts_for
from counterpoint.desk.week.which import week_holding, week_of
from counterpoint.domain.boundaries import Bend, GiveBack
from counterpoint.domain.energy import CheckIn, Demand, Stretch
from counterpoint.domain.living import MicroHabit, Pause
from counterpoint.domain.planning import Block, Life
from counterpoint.domain.reviews import Look, Piece, Review
from counterpoint.domain.reviews.look import FOUR_WEEKS
from counterpoint.domain.timeline import Span, Week
from counterpoint.domain.values import Commitment, Season

T = TypeVar("T")
WEEKS = 5


def look_back(diary: Diary, now: datetime) -> Look:
    """The last four weeks as of `now`, without the days on which life happened."""
    life, span = diary.life(), Span(now - FOUR_WEEKS, now)
    pauses = pauses_of(diary)
    pieces = tuple(piece for piece in _pieces(diary, life, now) if not _in_any(piece.span, pauses, now))
    bends, check_ins = _dated(diary, Bend, span), settled_check_ins(diary, span)
    reviews = tuple(kept.thing for kept in diary.dated(Review).newest(20))
    moments = [
        *(piece.span.start for piece in pieces if piece.kind != "event"),
        *(_at(each) for each in (*bends, *_dated(diary, CheckIn, span), *_dated(diary, Stretch, span))),
        *(review.at for review in reviews),
    ]
    return Look(
        now=now,
        life=life,
        since=min(moments, default=None),
        pieces=pieces,
        check_ins=check_ins,
        stretches=outside(_dated(diary, Stretch, span), pauses),
        bends=outside(bends, pauses),
        give_backs=_dated(diary, GiveBack, span),
        commitments=_all(diary, Commitment),
        seasons=_all(diary, Season),
        habits=_all(diary, MicroHabit),
        reviews=reviews,
        lines=marker_lines(diary, now),
    )


def pauses_of(diary: Diary) -> tuple[Pause, ...]:
    return tuple(kept.thing for kept in diary.dated(Pause).all())


def outside(things: Iterable[T], pauses: Iterable[Pause]) -> tuple[T, ...]:
    """What does not lie in a time in which life happened."""
    pauses = tuple(pauses)
    return tuple(each for each in things if not any(pause.holds(_at(each)) for pause in pauses))


def _at(thing: Any) -> datetime:
    at: datetime = thing.at
    return at


def settled_check_ins(diary: Diary, span: Span) -> tuple[CheckIn, ...]:
    """The check-ins of a span that estimates may use: not of the first two days, nor where life happened."""
    return outside(settled(diary, _dated(diary, CheckIn, span)), pauses_of(diary))


def _dated(diary: Diary, kind: type[T], span: Span) -> tuple[T, ...]:
    return tuple(kept.thing for kept in diary.dated(kind).within(span))


def _all(diary: Diary, kind: type[T]) -> tuple[T, ...]:
    return tuple(kept.thing for kept in diary.shelf(kind).all())


def _in_any(span: Span, pauses: Iterable[Pause], now: datetime) -> bool:
    return any(Span(pause.at, max(pause.at, pause.until or now)).overlaps(span) for pause in pauses)


def _pieces(diary: Diary, life: Life, now: datetime) -> Iterator[Piece]:
    """What plans and calendars had in the last weeks, until now."""
    first = week_of(diary, now).next(1 - WEEKS)
    since = now - FOUR_WEEKS
    demands = {task.id: task.demand for task in life.tasks}
    demands |= {routine.id: routine.demand for routine in life.routines}
    for week in (first.next(n) for n in range(WEEKS)):
        kept = diary.plans.of(week)
        for block in kept.thing.current.blocks if kept else ():
            if since <= block.span.start < now and block.state != "skipped":
                yield _piece(block, week, life, demands)
    for fact in facts_for(diary, first, life, weeks=WEEKS):
        if fact.blocking and not fact.all_day and since <= fact.span.start < now:
            domain = life.domain(fact.domain_id)
            yield Piece(
                fact.key, "event", fact.title, fact.span, domain.sphere if domain else "", fact.domain_id,
                domain.value_id if domain else "", week=week_holding(life, fact.span.start).name,
            )  # fmt: skip


def _piece(block: Block, week: Week, life: Life, demands: dict[str, Demand]) -> Piece:
    domain = life.domain(block.domain_id)
    return Piece(
        block.id, block.kind, block.title, block.span, domain.sphere if domain else "", block.domain_id,
        block.value_id or (domain.value_id if domain else ""),
        demands.get(block.subject_id, "") if block.kind in ("task", "routine") else "",
        block.state, block.subject_id, week.name,
    )  # fmt: skip
