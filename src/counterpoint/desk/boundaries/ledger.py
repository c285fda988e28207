"""The ledger as its person reads it: week by week and value by value, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from counterpoint.desk.ports import Diary
from counterpoint.desk.week.facts import facts_for
from counterpoint.desk.week.which import week_of
from counterpoint.domain.agenda import Fact
from counterpoint.domain.boundaries import Bend, GiveBack
from counterpoint.domain.boundaries.story import Moment, story_of
from counterpoint.domain.planning import Block, Life
from counterpoint.domain.timeline import Span, Week, local
from counterpoint.domain.values import CoreValue

WEEKS = 6


@dataclass(frozen=True, slots=True)
class Chapter:
    """What a week says of one value (None: of no value in particular), with its bends to be opened."""

    value: CoreValue | None
    sentences: tuple[str, ...]
    bends: tuple[Bend, ...] = ()


@dataclass(frozen=True, slots=True)
class WeekTold:
    """A week of which something is known. `paused`: life happened in it, and of that time nothing is told."""

    week: Week
    chapters: tuple[Chapter, ...]
    paused: bool = False


def ledger(
    diary: Diary, now: datetime, *, until: Week | None = None, weeks: int = WEEKS
) -> tuple[WeekTold, ...]:
    """The last weeks up to `until` (this one), the latest first, but those of which nothing is known."""
    life, last = diary.life(), until or week_of(diary, now)
    facts = facts_for(diary, last.next(1 - weeks), life, weeks=weeks)
    found = (_told(diary, life, last.next(-n), now, facts) for n in range(weeks))
    return tuple(each for each in found if each.chapters or each.paused)


def _told(diary: Diary, life: Life, week: Week, now: datetime, facts: Sequence[Fact]) -> WeekTold:
    whole = week.span(life.zone)
    paused = [Span(each.at, max(each.at, each.until or now)) for each in life.pauses]
    moments = [*_bent(life, whole, now), *_planned(diary, life, week, now, facts), *_gifts(life, whole)]
    told = [(value, each) for value, each in moments if not _is_paused(each, life, paused)]
    values = sorted(life.values, key=lambda each: each.rank)
    chapters = [_chapter(value, [each for of, each in told if of == value.id]) for value in values]
    known = {each.id for each in values}
    chapters.append(_chapter(None, [each for of, each in told if of not in known]))
    return WeekTold(
        week, tuple(each for each in chapters if each.sentences), any(each.overlaps(whole) for each in paused)
    )


def _chapter(value: CoreValue | None, moments: Sequence[Moment]) -> Chapter:
    return Chapter(value, story_of(moments), tuple(each.bend for each in moments if each.bend))


def _is_paused(moment: Moment, life: Life, paused: Sequence[Span]) -> bool:
    """Whether life happened all through its day, or it began then; what bent is told all the same."""
    if moment.bend is not None:
        return False
    return any(
        local(each.start, life.zone).date()
        <= moment.on
        <= local(each.end - timedelta(microseconds=1), life.zone).date()
        for each in paused
        if each.start < each.end
    )


def _bent(life: Life, whole: Span, now: datetime) -> Iterator[tuple[str, Moment]]:
    backs = {each.bend_id: each for each in life.give_backs}
    for each in life.bends:
        if each.span.start in whole:
            yield each.value_id, _moment(life, each, backs.get(each.id), now)


def _moment(life: Life, bend: Bend, back: GiveBack | None, now: datetime) -> Moment:
    return Moment(
        title=bend.title,
        on=local(bend.span.start, life.zone).date(),
        outcome="bent",
        bend=bend,
        give_back=back,
        given_on=local(back.given_at, life.zone).date() if back and back.given_at else None,
        due_on=local(back.due_at, life.zone).date() if back else None,
        ahead=bend.span.start > now,
    )


def _gifts(life: Life, whole: Span) -> Iterator[tuple[str, Moment]]:
    """What was given back for a bend that was taken back since."""
    for each in life.give_backs:
        if each.is_gift and each.given_at and each.given_at in whole:
            yield each.value_id, Moment(each.title, local(each.given_at, life.zone).date(), "gift")


def _planned(
    diary: Diary, life: Life, week: Week, now: datetime, facts: Sequence[Fact]
) -> Iterator[tuple[str, Moment]]:
    """Protected time in the plan of that week that is past.

    Nothing is known of what was before there was a plan; what is marked is told all the same.
    """
    kept, whole = diary.plans.of(week), week.span(life.zone)
    begun = kept.thing.begun_at if kept and kept.thing.begun_at else whole.start
    since = begun if begun in whole else whole.start
    past = [
        each
        for each in (kept.thing.current.blocks if kept else ())
        if each.kind == "protected" and each.span.end <= now
        if each.span.start >= since or each.state != "planned"
    ]
    for block in past:
        if not any(
            each.protected_id == block.subject_id and each.span.overlaps(block.span) for each in life.bends
        ):
            yield block.value_id, _of_block(life, block, facts)


def _of_block(life: Life, block: Block, facts: Sequence[Fact]) -> Moment:
    on = local(block.span.start, life.zone).date()
    if block.state in ("done", "partly"):
        return Moment(block.title, on, "lived")
    if block.state == "skipped":
        return Moment(block.title, on, "missed")
    event = next((each.title for each in facts if each.blocking and each.span.overlaps(block.span)), None)
    if event is not None:
        return Moment(block.title, on, "crossed", event=event)
    return Moment(block.title, on, "kept")
