"""Rest between the work of one day and that of the next: who keeps it, and where events leave too little."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from counterpoint.domain.planning.plan import Block
from counterpoint.domain.planning.problem import Problem
from counterpoint.domain.planning.sequence import Entry, sequences
from counterpoint.domain.timeline import Span


@dataclass(frozen=True, slots=True)
class Night:
    """From the end of one day's work to the beginning of the next one's, of two days that follow each other.

    `before` and `after` are the work at both ends; None where it lies outside these days.
    """

    span: Span
    before: Entry | None
    after: Entry | None

    @property
    def chosen(self) -> bool:
        """Whether the planner placed one of its ends."""
        return any(each is not None and each.placed for each in (self.before, self.after))


def short_nights(problem: Problem, blocks: Iterable[Block]) -> Iterator[Night]:
    """Every pair of work of two days with less than the floor between them, were these the blocks."""
    if problem.rest_minutes:
        yield from short_nights_of(problem, sequences(problem, blocks))


def short_nights_of(problem: Problem, days: Iterable[Sequence[Entry]]) -> Iterator[Night]:
    """The same of each day's entries in order; there is a floor."""
    for one, other in pairwise(
        [_outside(problem.worked_until), *map(_work, days), _outside(problem.works_from)]
    ):
        yield from _short(one, other, timedelta(minutes=problem.rest_minutes))


Edge = tuple[datetime, datetime, Entry | None]


def _outside(moment: datetime | None) -> list[Edge]:
    return [(moment, moment, None)] if moment else []


def _work(entries: Sequence[Entry]) -> list[Edge]:
    return [(each.span.start, each.span.end, each) for each in entries if each.sphere == "work"]


def _short(one: Sequence[Edge], other: Sequence[Edge], floor: timedelta) -> Iterator[Night]:
    for _start, end, before in one:
        for start, _end, after in other:
            if start - end < floor:
                yield Night(Span(end, max(start, end)), before, after)


def open_for_work(problem: Problem, blocks: Iterable[Block] = ()) -> list[Span]:
    """For each day from when to when work can lie on it, by the other work of the days around it.

    That is what is given and, when there are any, these blocks. All of the horizon where there is no floor.
    """
    floor, outside = timedelta(minutes=problem.rest_minutes), (problem.worked_until, problem.works_from)
    days = [_outside(outside[0]), *map(_work, sequences(problem, blocks)), _outside(outside[1])]
    found = []
    for before, after in zip(days, days[2:], strict=False):
        opens = max((end + floor for _, end, _ in before), default=problem.horizon.start)
        closes = min((start - floor for start, _, _ in after), default=problem.horizon.end)
        whole = Span(opens, max(opens, closes))
        found.append(whole if problem.rest_minutes else problem.horizon)
    return found
