"""What cannot hold together: a person's own firm rules, events aside, or things of a week beside events."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import time
from itertools import combinations

from counterpoint.domain.planning.life import Life
from counterpoint.domain.planning.moments import span_words
from counterpoint.domain.planning.problem import FirmTime, Problem
from counterpoint.domain.timeline import EVERY_DAY, WeeklyWindow, common
from counterpoint.domain.words import gettext as _


@dataclass(frozen=True, slots=True)
class Rule:
    """One of the person's own rules in a clash: what it is, and what could be done about it."""

    words: str
    advice: str


def only(problem: Problem, item_ids: Collection[str]) -> Problem:
    """The same week with these things alone wanted of it, waiting for nothing that is not among them, and
    nothing to be kept where it was.
    """
    there = set(item_ids)
    items = (
        replace(each, after=tuple(name for name in each.after if name in there))
        for each in problem.items
        if each.id in there
    )
    return replace(problem, items=tuple(items), in_force=())


def fixed_hours() -> Rule:
    return Rule(_("Your hours of work are fixed"), _("let life into your hours of work"))


def waking_hours() -> Rule:
    return Rule(_("Your waking hours"), _("lengthen your waking hours"))


def clashing_pairs(problem: Problem) -> Iterator[tuple[Rule, Rule]]:
    """Two rules that exclude each other, firm time said with when; the first by time comes first."""
    for one, other in combinations(problem.firm, 2):
        if one.subject_id != other.subject_id and one.span.overlaps(other.span):
            yield _at_its_time(problem, one), _at_its_time(problem, other)
    if problem.hours_are_fixed:
        working = [span for day in problem.days for span in day.working]
        for firm in problem.firm:
            if firm.sphere == "life" and common([firm.span], working):
                yield fixed_hours(), _at_its_time(problem, firm)


def _at_its_time(problem: Problem, firm: FirmTime) -> Rule:
    return Rule(f"{firm.title} ({span_words(problem, firm.span)})", recurring_advice(firm.title))


def recurring_advice(title: str) -> str:
    return _("let “%(title)s” bend or move it") % {"title": title}


def floating_advice(title: str) -> str:
    return _("ask for less of “%(title)s”, widen its times or let it bend") % {"title": title}


def firm_alone(life: Life) -> Life:
    """The same life with its protected time and its hours, and nothing else that takes time."""
    hours = replace(life.availability, meals=())
    return replace(life, tasks=(), routines=(), flex=None, rituals=(), availability=hours, slack_minutes=0)


def wider_hours(life: Life) -> Iterator[tuple[Rule, Life]]:
    """The same life with its hours let loose one after the other, and which rule that takes away."""
    hours = life.availability
    if hours.hours_are_fixed:
        hours = replace(hours, hours_are_fixed=False)
        yield fixed_hours(), replace(life, availability=hours)
    always = (WeeklyWindow(EVERY_DAY, time(0), time(0)),)
    yield waking_hours(), replace(life, availability=replace(hours, waking=always))
