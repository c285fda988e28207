"""From many series to the occurrences in a window, within bounds of work and number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import tzinfo
from itertools import pairwise
from operator import attrgetter

from counterpoint.domain.agenda import Doubt, Occurrence
from counterpoint.domain.timeline import Span
from counterpoint.domain.words import gettext as _
from counterpoint.engines.recurrence.budget import Budget
from counterpoint.engines.recurrence.events import Series
from counterpoint.engines.recurrence.making import many_values
from counterpoint.engines.recurrence.series import instances, is_far
from counterpoint.engines.recurrence.telling import View

MOST_OCCURRENCES = 150_000
"""Of one calendar in one window."""
STEPS, STEPS_A_SERIES = 300_000, 300
"""Work for one calendar and window that its series share: the first number, and the second for each."""
LEAST_STEPS = 200
"""What every series may use in any case; with few of them, an even part of STEPS."""

_ALL_DAY, _START = attrgetter("all_day"), attrgetter("span.start")
_RANK = attrgetter("span.end", "title", "uid")


def occurrences(
    every: Iterable[Series], window: Span, floating: tzinfo, *, source: str = ""
) -> tuple[list[Occurrence], list[Doubt]]:
    """The occurrences of all series in order of start, and what is missing because a bound was reached."""
    every, view = tuple(every), View(window, floating, source)
    budget = Budget(STEPS + STEPS_A_SERIES * len(every))
    reserve = max(LEAST_STEPS, STEPS // max(1, len(every)))
    with many_values():
        return _unrolled(every, view, budget, reserve)


def _unrolled(
    every: tuple[Series, ...], view: View, budget: Budget, reserve: int
) -> tuple[list[Occurrence], list[Doubt]]:
    found: list[Occurrence] = []
    doubts: list[Doubt] = []
    for series in every:
        if len(found) >= MOST_OCCURRENCES:
            doubts.append(_too_many())
            break
        if is_far(series, view):
            continue
        result = instances(series, view, budget, reserve=reserve)
        found += result.occurrences
        if result.incomplete:
            doubts.append(
                Doubt(
                    _("event %(uid)s") % {"uid": series.uid},
                    f"{result.incomplete[0].upper()}{result.incomplete[1:]}.",
                )
            )
    found.sort(key=_START)
    _settle(found)
    return found, doubts


def _settle(found: list[Occurrence]) -> None:
    """Puts those that begin at one time in order: whole days first, then by end, title and UID."""
    starts = map(_START, found)  # what is put in order meanwhile has the same starts
    together = (place for place, (one, other) in enumerate(pairwise(starts)) if one == other)
    for first, last in _stretches(together):
        some = sorted(found[first : last + 2], key=_RANK)
        if any(map(_ALL_DAY, some)):
            some.sort(key=_ALL_DAY, reverse=True)
        found[first : last + 2] = some


def _stretches(places: Iterator[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of each stretch of numbers that follow one another."""
    first = last = -1
    for place in places:
        if first >= 0 and place == last + 1:
            last = place
            continue
        if first >= 0:
            yield first, last
        first = last = place
    if first >= 0:
        yield first, last


def _too_many() -> Doubt:
    return Doubt(
        "calendar",
        _("It has more than %(most_occurrences)s occurrences in this time; ask for a shorter time.")
        % {"most_occurrences": f"{MOST_OCCURRENCES:,}"},
    )
