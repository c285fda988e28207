"""What a request is judged on: one or two weeks with all that stands in them, from one snapshot."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from counterpoint.domain.agenda import Fact
from counterpoint.domain.boundaries import ProtectedTime, Request
from counterpoint.domain.boundaries.ledger import left_of
from counterpoint.domain.planning import Block, Day, FirmTime, Life, Problem
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.timeline import Span, Week, common, local, union, without
from counterpoint.domain.values import Sphere

WEEKS = 2
NEAR = timedelta(hours=2)
TELLING = 4
"""Letters from which on a word of what was asked for tells it from other things; “the” does not."""
REQUESTS = "requests"
"""Stands where a calendar's id does at the facts that come from accepted requests."""


@dataclass(frozen=True, slots=True)
class Bending:
    """One instance of recurring protected time that bends."""

    protected: ProtectedTime
    span: Span


@dataclass(frozen=True)
class Ground:
    """Some weeks as they stand. `blocks` are what is planned in them and still ahead, but for what recurs by
    itself: firm time is in the problem, bending time in `bending`.
    """

    life: Life
    problem: Problem
    blocks: tuple[Block, ...]
    bending: tuple[Bending, ...]

    @property
    def zone(self) -> str:
        return self.life.zone

    @property
    def facts(self) -> tuple[Fact, ...]:
        return self.problem.facts

    @property
    def firm(self) -> tuple[FirmTime, ...]:
        return self.problem.firm

    def day_of(self, moment: datetime) -> Day | None:
        """The waking day that a moment belongs to; None in the night."""
        return next((each for each in self.problem.days if moment in each.waking), None)

    def sphere_of(self, span: Span) -> Sphere:
        """Whether something at that time is likely to be work: on a day of work, near its hours."""
        near = (each.grown(NEAR, NEAR) for day in self.problem.days for each in day.working)
        return "work" if any(span.overlaps(each) for each in near) else "life"

    @cached_property
    def hard(self) -> list[Span]:
        """What nothing new may lie on: events, protected time, and what the person pinned."""
        spans = [each.span.on_grid() for each in self.facts]
        spans += [each.span for each in self.firm] + [each.span.on_grid() for each in self.bending]
        spans += [each.span.on_grid() for each in self.blocks if _is_hard(each)]
        return union(spans)

    @cached_property
    def taken(self) -> list[Span]:
        """All that is not empty: what is hard, and what is planned."""
        return union([*self.hard, *(each.span for each in self.blocks)])

    def windows_of(self, block: Block) -> list[Span]:
        """Where the thing of a block could be, within the block's own week."""
        week = Week.holding(local(block.span.start, self.zone).date(), week_start=self.life.week_start)
        here = week.span(self.zone)
        return [
            met
            for item in self.problem.items
            if (item.kind, item.subject_id) == (block.kind, block.subject_id)
            for each in item.windows
            if (met := each.meet(here))
        ]

    def another_place(self, block: Block, *besides: Span) -> Span | None:
        """The nearest free place for a block if `besides` were taken; None when there is none."""
        free = without(common(self.windows_of(block), [self.problem.horizon]), [*self.taken, *besides])
        length = block.span.end - block.span.start
        starts = [
            min(max(each.start, block.span.start), each.end - length)
            for each in free
            if each.end - each.start >= length
        ]
        start = min(starts, key=lambda each: (abs(each - block.span.start), each), default=None)
        return None if start is None else Span(start, start + length)


def _is_hard(block: Block) -> bool:
    return block.pinned or block.kind in ("protected", "give_back")


def ground_of(
    life: Life,
    facts: Iterable[Fact],
    blocks: Iterable[Block],
    week: Week,
    *,
    now: datetime,
    weeks: int = WEEKS,
) -> Ground:
    """The ground from `week` on. `facts` and `blocks` may be of more than these weeks."""
    problem = pose(life, facts, week, weeks=weeks, now=now)
    recurring = {each.id for each in life.protected if not each.floats}
    ahead = tuple(
        each
        for each in blocks
        if each.state == "planned"
        and each.kind != "ritual"
        and not (each.kind == "protected" and each.subject_id in recurring)
        and each.span.overlaps(problem.horizon)
    )
    return Ground(life, problem, ahead, tuple(_bending(life, _dates(week, weeks))))


def _dates(week: Week, weeks: int) -> list[date]:
    return [week.first + timedelta(days=n) for n in range(-1, 7 * weeks)]


def _bending(life: Life, dates: list[date]) -> Iterator[Bending]:
    for each in life.protected:
        if each.firmness == "bends" and not each.floats:
            for day in dates:
                for _nth, span in each.times_on(day, life.zone):
                    yield from (Bending(each, held) for held in left_of(span, life.bends, each.id))


def facts_of_requests(
    requests: Iterable[Request], facts: Iterable[Fact], span: Span, *, known: Collection[str] = ()
) -> tuple[Fact, ...]:
    """Accepted requests as what they are: appointments, also on protected time, where they show as crossings.

    Once a calendar has it at the very same time, the calendar's word stands alone; so it does of those whose
    ids are `known`, at whatever time. What else lies there is another appointment: both stand.
    """
    there = [each for each in facts if each.blocking]
    return tuple(
        Fact(
            f"{REQUESTS}/{each.id}",
            each.title,
            each.span,
            each.domain_id,
            all_day=each.all_day,
            calendar_id=REQUESTS,
        )
        for each in requests
        if each.is_promised and each.id not in known and each.span.overlaps(span)
        if not any(is_it(fact, each) for fact in there)
    )


def is_it(fact: Fact, request: Request) -> bool:
    """Whether an event is what was asked for: at its time, and named or called by who asked or for what."""
    if fact.span != request.span:
        return False
    said = _words(f"{fact.title} {fact.organiser}")
    telling = {each for each in _words(request.what) if len(each) >= TELLING}
    return bool(said & (_words(request.who) | telling))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{2,}", text.casefold()))
