"""From many series to the occurrences in a window, within bounds of work and number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta, tzinfo
from itertools import chain
from operator import attrgetter

from counterpoint.domain.agenda import Doubt, Occurrence
from counterpoint.domain.timeline import Span
from counterpoint.domain.words import gettext as _
from counterpoint.engines.recurrence.budget import Budget
from counterpoint.engines.recurrence.events import Series
from counterpoint.engines.recurrence.making import many_values
from counterpoint.engines.recurrence.series import instances, is_far
from counterpoint.engines.recurrence.telling import Run, View

MOST_OCCURRENCES = 150_000
"""Of one calendar in one window."""
STEPS, STEPS_A_SERIES = 300_000, 300
"""Work for one calendar and window that its series share: the first number, and the second for each."""
LEAST_STEPS = 200
"""What every series may use in any case; with few of them, an even part of STEPS."""

_START = attrgetter("span.start")


def occurrences(
    every: Iterable[Series], window: Span, floating: tzinfo, *, source: str = "", budget: Budget | None = None
) -> tuple[list[Occurrence], list[Doubt]]:
    """The occurrences of all series in order of start, and what is missing because a bound was reached.

    `budget` is there where several calls share their work; each series then has LEAST_STEPS of its own.
    """
    every, view = tuple(every), View(window, floating, source)
    reserve = LEAST_STEPS if budget else max(LEAST_STEPS, STEPS // max(1, len(every)))
    budget = budget or Budget(STEPS + STEPS_A_SERIES * len(every))
    with many_values():
        return _unrolled(every, view, budget, reserve)


def _unrolled(
    every: tuple[Series, ...], view: View, budget: Budget, reserve: int
) -> tuple[list[Occurrence], list[Doubt]]:
    found: list[Run] = []
    doubts: list[Doubt] = []
    count = 0
    for series in every:
        if count >= MOST_OCCURRENCES:
            doubts.append(_too_many())
            break
        if is_far(series, view):
            continue
        result = instances(series, view, budget, reserve=reserve)
        found += result.runs
        count += result.count
        if result.incomplete:
            doubts.append(
                Doubt(
                    _("event %(uid)s") % {"uid": series.uid},
                    f"{result.incomplete[0].upper()}{result.incomplete[1:]}.",
                )
            )
    return _in_order(found), doubts


def _in_order(runs: list[Run]) -> list[Occurrence]:
    """All of them by start; of those that begin together whole days come first, then it goes by end, title
    and UID. The runs are used up.

    All of a run last equally long, so only the runs have to be compared for the latter.
    """
    runs.sort(key=_rank)
    found = list(chain.from_iterable(runs))
    runs.clear()
    found.sort(key=_START)
    return found


def _rank(run: Run) -> tuple[bool, timedelta, str, str]:
    first = run[0]
    return not first.all_day, first.span.end - first.span.start, first.title, first.uid


def _too_many() -> Doubt:
    return Doubt(
        "calendar",
        _("It has more than %(most_occurrences)s occurrences in this time; ask for a shorter time.")
        % {"most_occurrences": f"{MOST_OCCURRENCES:,}"},
    )
