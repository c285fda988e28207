"""Whether a person's own firm rules can hold together, seen two by two: events do not come into it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from counterpoint.domain.planning.problem import FirmTime, Problem
from counterpoint.domain.timeline import common, local

FIXED_HOURS = "Your hours of work are fixed"


def clashing_pairs(problem: Problem) -> Iterator[tuple[str, ...]]:
    """Two names that exclude each other, each said with when; the first by time comes first."""
    for one, other in combinations(problem.firm, 2):
        if one.subject_id != other.subject_id and one.span.overlaps(other.span):
            yield _named(problem, one), _named(problem, other)
    if problem.hours_are_fixed:
        working = [span for day in problem.days for span in day.working]
        for firm in problem.firm:
            if firm.sphere == "life" and common([firm.span], working):
                yield FIXED_HOURS, _named(problem, firm)


def _named(problem: Problem, firm: FirmTime) -> str:
    start, end = local(firm.span.start, problem.zone), local(firm.span.end, problem.zone)
    return f"{firm.title} ({start:%A %H:%M}–{end:%H:%M})"
