"""Recurring time that bends, of which events leave nothing: nothing protected goes away without a word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from counterpoint.domain.boundaries import ProtectedTime
from counterpoint.domain.boundaries.ledger import left_of
from counterpoint.domain.planning.life import Life
from counterpoint.domain.planning.moments import day_words
from counterpoint.domain.planning.problem import Problem
from counterpoint.domain.timeline import Span, without
from counterpoint.domain.words import gettext as _


def gave_way(life: Life, problem: Problem) -> Iterator[str]:
    """A sentence for each such time and the event that has it, with the days that are still to come."""
    for each in life.protected:
        days: dict[str, list[str]] = {}
        for span in _times(life, problem, each):
            met = [fact for fact in problem.facts if fact.span.overlaps(span)]
            if met and not without([span], [fact.span for fact in met]):
                days.setdefault(met[0].title or _("Busy"), []).append(day_words(problem, span.start))
        for event, on in days.items():
            words = _(
                "“%(event)s” takes the time of “%(title)s”: %(days)s. Have it at another time, or let it be "
                "this once."
            )
            yield words % {"event": event, "title": each.title, "days": ", ".join(on)}


def _times(life: Life, problem: Problem, each: ProtectedTime) -> Iterator[Span]:
    """When it would be on these days, from now on, less what bent already."""
    if each.firmness != "bends" or each.floats:
        return
    opens = problem.open_from or problem.horizon.start
    dates = {
        day.on + timedelta(days=n) for day in problem.days for n in (-1, 0)
    }  # past midnight it is the last one's
    for on in sorted(dates):
        for _nth, span in each.times_on(on, life.zone):
            for day in problem.days:
                awake = span.meet(day.waking)
                if awake and awake.start >= opens:
                    yield from left_of(awake, life.bends, each.id)
