"""From many series to the occurrences in a window, within bounds of work and number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo
from operator import attrgetter

from counterpoint.domain.agenda import Doubt, Occurrence
from counterpoint.domain.timeline import Span
from counterpoint.domain.words import gettext as _
from counterpoint.engines.recurrence.budget import Budget
from counterpoint.engines.recurrence.events import Series
from counterpoint.engines.recurrence.series import instances, is_far
from counterpoint.engines.recurrence.telling import View

MOST_OCCURRENCES = 150_000
"""Of one calendar in one window."""
STEPS, STEPS_A_SERIES = 300_000, 300
"""Work for one calendar and window that its series share: the first number, and the second for each."""
LEAST_STEPS = 200
"""What every series may use in any case; with few of them, an even part of STEPS."""


def occurrences(
    every: Iterable[Series], window: Span, floating: tzinfo, *, source: str = ""
) -> tuple[list[Occurrence], list[Doubt]]:
    """The occurrences of all series in order of start, and what is missing because a bound was reached."""
    every, view = tuple(every), View(window, floating, source)
    budget = Budget(STEPS + STEPS_A_SERIES * len(every))
    reserve = max(LEAST_STEPS, STEPS // max(1, len(every)))
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
    found.sort(key=attrgetter("span.start"))
    _settle(found)
    return found, doubts


def _settle(found: list[Occurrence]) -> None:
    """Puts those that begin at one time in order: whole days first, then by end, title and UID."""
    place, before = 0, None
    for number, each in enumerate(found):
        if each.span.start != before:
            if number - place > 1:
                found[place:number] = sorted(found[place:number], key=_rank)
            place, before = number, each.span.start
    found[place:] = sorted(found[place:], key=_rank)


def _rank(each: Occurrence) -> tuple[bool, datetime, str, str]:
    return not each.all_day, each.span.end, each.title, each.uid


def _too_many() -> Doubt:
    return Doubt(
        "calendar",
        _("It has more than %(most_occurrences)s occurrences in this time; ask for a shorter time.")
        % {"most_occurrences": f"{MOST_OCCURRENCES:,}"},
    )
