"""How hard days are, and which are wished lighter: after a hard day, and after a loud season."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from counterpoint.domain.planning.problem import Day, Item, Problem, is_focus
from counterpoint.domain.planning.sequence import Entry
from counterpoint.domain.timeline import SLOT_MINUTES, union
from counterpoint.domain.values import Season, is_loud

HARD_SLOT = 500
LIGHTER_DAYS = timedelta(days=7)


def is_load(item: Item) -> bool:
    """Whether time of it counts: work, and what asks for depth or steadiness in whatever sphere."""
    return item.sphere == "work" or is_focus(item.kind, item.demand)


def load(entries: Iterable[Entry]) -> int:
    """The slots of a day that work and focus take, given or placed, each once."""
    taken = union(each.span for each in entries if each.sphere == "work" or each.focus)
    return sum(each.minutes for each in taken) // SLOT_MINUTES


def hard_slots(problem: Problem) -> int:
    """The load above which a day is hard."""
    return problem.hard_minutes // SLOT_MINUTES


def lighter_slots(problem: Problem) -> int:
    """The load that a day after a loud season is wished to have at most: three quarters of that."""
    return hard_slots(problem) * 3 // 4


def strain(problem: Problem, days: Sequence[Sequence[Entry]]) -> int:
    """Hard days that follow each other: by how much the lighter of the two is a hard day still."""
    if not hard_slots(problem):
        return 0
    over = [max(0, load(each) - hard_slots(problem)) for each in days]
    both = zip(pairwise(problem.days), pairwise(over), strict=True)
    return HARD_SLOT * sum(min(loads) for (one, other), loads in both if follows(one, other))


def follows(one: Day, other: Day) -> bool:
    """Whether a day is the one after another."""
    return (other.on - one.on).days == 1


def recovery(problem: Problem, day: Day, entries: Iterable[Entry]) -> int:
    """What a day after a loud season has above the load that it is wished to have."""
    if not hard_slots(problem) or not day.after_season:
        return 0
    return HARD_SLOT * max(0, load(entries) - lighter_slots(problem))


def season_before(seasons: Iterable[Season], on: date) -> str:
    """The title of the loud season that ended within a week before a day; "" for none, or when one is on."""
    loud = [each for each in seasons if any(is_loud(voice.dynamic) for voice in each.emphasis)]
    ended = [each for each in loud if each.last < on <= each.last + LIGHTER_DAYS]
    if not ended or any(each.covers(on) for each in loud):
        return ""
    return max(ended, key=lambda each: (each.last, each.id)).title
