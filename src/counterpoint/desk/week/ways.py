"""The ways of a week as it is now: from each thing that is at a place to the next one that is at another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from counterpoint.desk.week.look import WeekView
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.ways import Leg, ways_of
from counterpoint.domain.timeline import Span


@dataclass(frozen=True, slots=True)
class WayInWeek:
    """A way of `minutes` between two places, and when: the latest that leads to what comes after it.

    `span` is shorter than the way where there is not enough time for it.
    """

    span: Span
    minutes: int
    from_name: str
    to_name: str

    @property
    def fits(self) -> bool:
        return self.span.minutes >= self.minutes


def ways_in(view: WeekView) -> Iterator[WayInWeek]:
    """The ways between everything that is in the week, in order; none where no way is known."""
    if not view.life.ways:
        return
    blocks = tuple(each for each in view.blocks if each.kind != "ritual")
    problem = pose(view.life, view.facts, view.week, pinned=blocks)
    for leg in ways_of(problem, ()):
        names = (problem.place_name(each) for each in (leg.from_id, leg.to_id))
        yield WayInWeek(_when(leg), leg.minutes, *names)


def _when(leg: Leg) -> Span:
    """Right before what comes after it; home after the last thing of a day."""
    if leg.free is None:
        return Span(leg.between.start, leg.between.start)
    length = min(timedelta(minutes=leg.minutes), leg.free.end - leg.free.start)
    if leg.after is None:
        return Span(leg.free.start, leg.free.start + length)
    return Span(leg.free.end - length, leg.free.end)
