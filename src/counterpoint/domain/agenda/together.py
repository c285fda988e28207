"""Events that take the same time: told, so that a person can answer one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from counterpoint.domain.agenda.facts import Fact


@dataclass(frozen=True, slots=True)
class Together:
    """Two or more events of which each lies, wholly or in part, on another one; the first to begin first."""

    facts: tuple[Fact, ...]


def at_one_time(facts: Iterable[Fact], now: datetime) -> tuple[Together, ...]:
    """What takes time and lies together, of what is not behind at `now`, in order of time.

    What stands over whole days lies on everything in them, and is none of it; nor is what takes no time. One
    event that is in two calendars, by its name and its times, is one event.
    """
    blocking = (each for each in facts if each.blocking and not each.all_day and each.span.end > now)
    ahead = {(each.title or each.key, each.span): each for each in blocking}.values()
    found: list[list[Fact]] = []
    for each in sorted(ahead, key=lambda fact: (fact.span.start, fact.span.end, fact.key)):
        if found and each.span.start < max(other.span.end for other in found[-1]):
            found[-1].append(each)
        else:
            found.append([each])
    return tuple(Together(tuple(several)) for several in found if len(several) > 1)
