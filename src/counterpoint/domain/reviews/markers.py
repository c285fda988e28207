"""Markers: six plain items from 0 to 10, a week at a time, each against one's own usual."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from counterpoint.domain.reviews.estimate import Estimate

Marker = Literal["satisfaction", "stress", "conflict", "focus", "unexpected", "energy"]
Verdict = Literal["usual", "higher", "lower", "unclear", "too_few", "too_varied"]

ALL_MARKERS: tuple[Marker, ...] = get_args(Marker)
WEEKLY: tuple[Marker, ...] = ("satisfaction", "stress", "conflict", "focus", "unexpected")
AT_TWO_WEEKS: tuple[Marker, ...] = ("satisfaction", "energy", "conflict")

RECENT_WEEKS = 4
"""What is compared: the last four weeks …"""
LEAST_RECENT = 3
LEAST_BEFORE = 4
"""… of which three were answered, with at least four answered weeks before them."""
WEEKS_BEFORE = 26
SMALL = 2.0
"""Points of 0–10: a difference that surely is smaller counts as “about as usual”."""
MOST_WAITING = 26


@dataclass(frozen=True, slots=True)
class Markers:
    """How one week was, each from 0 (not at all) to 10 (completely); None where nothing was said.

    `week` is the first day of the week that it speaks of, `at` when it was said.
    """

    id: str
    at: datetime
    week: date
    satisfaction: int | None = None
    stress: int | None = None
    conflict: int | None = None
    focus: int | None = None
    unexpected: int | None = None
    energy: int | None = None

    def of(self, marker: Marker) -> int | None:
        found: int | None = getattr(self, marker)
        return found


def markers_id(week: date) -> str:
    """One entry for each week."""
    return f"week-{week.isoformat()}"


@dataclass(frozen=True, slots=True)
class MarkerLine:
    """One marker over time: (first day of a week, answer), and how the last four weeks compare.

    `usual` and `lately` are the means before and in the last four weeks, `apart` their difference; each is
    None where there is too little. `waiting`: about how many more weeks until it can be told, None when
    more weeks would not help.
    """

    marker: Marker
    weeks: tuple[tuple[date, int], ...]
    verdict: Verdict
    usual: Estimate | None = None
    lately: Estimate | None = None
    apart: Estimate | None = None
    waiting: int | None = None


def verdict_on(apart: Estimate) -> Verdict:
    """What a difference from one's usual says.

    Changed only where its interval leaves out zero; as usual only where it lies within ± `SMALL`.
    """
    if apart.low > 0:
        return "higher"
    if apart.high < 0:
        return "lower"
    return "usual" if apart.low >= -SMALL and apart.high <= SMALL else "unclear"


def weeks_until_enough(before: int, recent: int) -> int:
    """About how many more answered weeks until there is something to compare.

    `before` and `recent` are the answered weeks before and in the last four. A week that is answered now is
    recent first; after four weeks it belongs to those before.
    """
    return max(LEAST_RECENT - recent, LEAST_BEFORE + RECENT_WEEKS - before - recent, 1)
