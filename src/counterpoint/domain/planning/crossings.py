"""Where events from calendars lie on protected time: shown as crossings, never repaired in silence."""

from __future__ import annotations

from counterpoint.domain.planning.plan import Crossing
from counterpoint.domain.planning.problem import Problem


def crossings_of(problem: Problem) -> tuple[Crossing, ...]:
    """Every blocking event on firm recurring time, in order of start; `span` is the time that both have."""
    found = [
        Crossing(fact.key, fact.title, firm.subject_id, firm.title, met)
        for fact in problem.facts
        if fact.blocking
        for firm in problem.firm
        if (met := fact.span.meet(firm.span))
    ]
    return tuple(sorted(found, key=lambda each: (each.span, each.fact_key)))
