"""From many series to the occurrences in a window, within bounds of work and number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import tzinfo

from counterpoint.domain.agenda import Doubt, Occurrence
from counterpoint.domain.timeline import Span
from counterpoint.domain.words import gettext as _
from counterpoint.engines.recurrence.budget import Budget
from counterpoint.engines.recurrence.events import Instance, Series, basic
from counterpoint.engines.recurrence.series import instances

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
    every = tuple(every)
    budget = Budget(STEPS + STEPS_A_SERIES * len(every))
    reserve = max(LEAST_STEPS, STEPS // max(1, len(every)))
    found: list[Occurrence] = []
    doubts: list[Doubt] = []
    for series in every:
        if len(found) >= MOST_OCCURRENCES:
            doubts.append(_too_many())
            break
        result = instances(series, window, floating, budget, reserve=reserve)
        found.extend(_occurrences(series, result.instances, floating, source))
        if result.incomplete:
            doubts.append(
                Doubt(
                    _("event %(uid)s") % {"uid": series.uid},
                    f"{result.incomplete[0].upper()}{result.incomplete[1:]}.",
                )
            )
    found.sort(key=lambda each: (each.span.start, not each.all_day, each.span.end, each.title, each.uid))
    return found, doubts


def _too_many() -> Doubt:
    return Doubt(
        "calendar",
        _("It has more than %(most_occurrences)s occurrences in this time; ask for a shorter time.")
        % {"most_occurrences": f"{MOST_OCCURRENCES:,}"},
    )


def _occurrences(
    series: Series, found: Iterable[Instance], floating: tzinfo, source: str
) -> Iterator[Occurrence]:
    sequence = series.sequence
    for instance in found:
        event, days = instance.event, instance.days
        yield Occurrence(
            series.uid,
            None if instance.original is None else basic(instance.original, floating),
            instance.span,
            event.title,
            days is not None,
            days[0] if days else None,
            days[1] if days else None,
            event.status,
            sequence,
            event.blocking,
            event.organiser,
            event.location,
            source,
        )
