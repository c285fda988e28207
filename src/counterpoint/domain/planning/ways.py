"""The ways of a day: from each thing that is at a place to the next one that is at another.

A way is gone in one go, so some stretch between the two has to be free for all of it; what has no place may
lie before that stretch or after it, and a ritual may be held on the way. Days begin and end at home, if the
person said where that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from counterpoint.domain.planning.moments import length_words
from counterpoint.domain.planning.plan import Block
from counterpoint.domain.planning.problem import Day, Problem
from counterpoint.domain.planning.sequence import Entry, chain, sequences
from counterpoint.domain.timeline import SLOT_MINUTES, Span, without
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
        -(-problem.way_minutes(from_id, to_id) // SLOT_MINUTES) * SLOT_MINUTES,
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
