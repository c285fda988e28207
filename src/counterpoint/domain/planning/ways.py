"""The ways of a day: from each thing that is at a place to the next one that is at another.

A way is gone in one go, so some stretch between the two has to be free for all of it; what has no place may
lie before that stretch or after it, and a ritual may be held on the way. Days begin and end at home, if the
person said where that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from counterpoint.domain.planning.moments import length_words
from counterpoint.domain.planning.plan import Block
from counterpoint.domain.planning.problem import Day, Problem
from counterpoint.domain.planning.sequence import Entry, chain, sequences
from counterpoint.domain.timeline import SLOT_MINUTES, Span, common, without
from counterpoint.domain.words import gettext as _


@dataclass(frozen=True, slots=True)
class Leg:
    """A way of `minutes` from one place to another, between two things of a day.

    `before` and `after` are those things; None is the night at home. `free` is the longest stretch between
    them that nothing has and that is not past; None where there is none. `chosen` is what the planner placed
    of the two and of what lies between them.
    """

    from_id: str
    to_id: str
    minutes: int
    between: Span
    free: Span | None
    before: Entry | None
    after: Entry | None
    chosen: tuple[Entry, ...] = ()

    @property
    def minutes_free(self) -> int:
        return self.free.minutes if self.free else 0

    @property
    def fits(self) -> bool:
        return self.minutes_free >= self.minutes


def ways_of(problem: Problem, blocks: Iterable[Block]) -> Iterator[Leg]:
    """Every way that the days of a problem ask for, were these the blocks; only those of known length."""
    if problem.ways:
        for day, entries in zip(problem.days, sequences(problem, blocks), strict=True):
            yield from ways_on(problem, day, entries)


def ways_on(problem: Problem, day: Day, entries: Sequence[Entry]) -> Iterator[Leg]:
    """The ways between the entries of one day, which are in order of start."""
    there = chain(each for each in entries if each.place_id)
    for before, after in pairwise((None, *there, None)):
        from_id, to_id = (each.place_id if each else problem.home_id for each in (before, after))
        if problem.way_minutes(from_id, to_id):
            start = before.span.end if before else day.waking.start
            end = after.span.start if after else day.waking.end
            yield _leg(problem, entries, before, after, Span(start, max(start, end)))


def _leg(
    problem: Problem, entries: Sequence[Entry], before: Entry | None, after: Entry | None, between: Span
) -> Leg:
    from_id, to_id = (each.place_id if each else problem.home_id for each in (before, after))
    inside = (each for each in entries if each.placed and between.covers(each.span))
    ends = (each for each in (after, before) if each and each.placed)
    return Leg(
        from_id,
        to_id,
        _slots(problem, from_id, to_id),
        between,
        _longest_free(between, entries, problem.open_from),
        before,
        after,
        (*ends, *inside),
    )


def _longest_free(between: Span, entries: Iterable[Entry], opens: datetime | None) -> Span | None:
    start = between.start if opens is None else min(max(between.start, opens), between.end)
    free = without([Span(start, between.end)], [each.span for each in entries])
    return max(free, key=lambda each: (each.minutes, each.start), default=None)


def open_by_ways(
    problem: Problem, blocks: Iterable[Block], place_id: str, *, within: Sequence[Span]
) -> list[Span]:
    """The parts of `within` where something at a place ("": anywhere) leaves time for the ways beside these
    blocks.
    """
    found: list[Span] = []
    for day, entries in zip(problem.days, sequences(problem, blocks), strict=True):
        start = day.waking.start if problem.open_from is None else max(day.waking.start, problem.open_from)
        free = without([Span(min(start, day.waking.end), day.waking.end)], [each.span for each in entries])
        there = chain(each for each in entries if each.place_id)
        for gap in free:
            for part in _open_in(problem, gap, _around(problem, gap, free, there), place_id):
                found += common(within, [part])
    return found


@dataclass(frozen=True, slots=True)
class _Around:
    """The places before and after a gap, and the longest stretch that is free on either side, in minutes."""

    from_id: str
    to_id: str
    before: int
    after: int


def _around(problem: Problem, gap: Span, free: Sequence[Span], there: Sequence[Entry]) -> _Around:
    earlier = [each for each in there if each.span.start < gap.start]
    later = [each for each in there if each.span.start >= gap.end]
    left = earlier[-1].span.end if earlier else None
    meets = later[0].span.start if later else None
    before = (each for each in free if each.end <= gap.start and (left is None or each.start >= left))
    after = (each for each in free if each.start >= gap.end and (meets is None or each.end <= meets))
    return _Around(
        earlier[-1].place_id if earlier else problem.home_id,
        later[0].place_id if later else problem.home_id,
        max((each.minutes for each in before), default=0),
        max((each.minutes for each in after), default=0),
    )


def _open_in(problem: Problem, gap: Span, around: _Around, place_id: str) -> Iterator[Span]:
    if place_id:
        there, back = (
            _slots(problem, *each) for each in ((around.from_id, place_id), (place_id, around.to_id))
        )
        yield from _cut(gap, there if there > around.before else 0, back if back > around.after else 0)
        return
    way = _slots(problem, around.from_id, around.to_id)
    if way <= max(around.before, around.after):
        yield gap
    else:
        yield from _cut(gap, way, 0)
        yield from _cut(gap, 0, way)


def _cut(gap: Span, first: int, last: int) -> Iterator[Span]:
    start, end = gap.start + timedelta(minutes=first), gap.end - timedelta(minutes=last)
    if start < end:
        yield Span(start, end)


def _slots(problem: Problem, from_id: str, to_id: str) -> int:
    """The minutes of a way as they are kept free: on the grid."""
    return -(-problem.way_minutes(from_id, to_id) // SLOT_MINUTES) * SLOT_MINUTES


def too_little_words(problem: Problem, leg: Leg) -> str:
    """That a way has no room, and how much there is."""
    said = {
        "place": problem.place_name(leg.from_id),
        "place2": problem.place_name(leg.to_id),
        "minutes": length_words(leg.minutes),
        "free": length_words(leg.minutes_free),
        "title": leg.after.title if leg.after else "",
        "title2": leg.before.title if leg.before else "",
    }
    way = _("The way from “%(place)s” to “%(place2)s” takes %(minutes)s.") % said
    if leg.after is None:
        return f"{way} " + _("After “%(title2)s” %(free)s are free for it.") % said
    return f"{way} " + _("Before “%(title)s” %(free)s are free for it.") % said
