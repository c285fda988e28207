"""Sweet spots: where what is needed meets what one is good at and what gives energy.

Read from the person's own words alone; where one of the three was not said, nothing is concluded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from counterpoint.domain.values.commitments import Commitment, Question

Spot = Literal["sweet", "costly", "learn", "passion", "hand_over", "dead_weight", "between", "unknown"]
AXES: tuple[Question, ...] = ("necessity", "strength", "energy")
MUCH, LITTLE = 4, 2
FEWEST = 5
"""Check-ins of one activity, below which they are only counted and nothing is said of them."""


def spot_of(each: Commitment) -> Spot:
    """Where a commitment lies. Needed and strong from 4 of 5 on; it feeds above 0 and drains below."""
    if each.necessity is None or each.strength is None or each.energy is None:
        return "unknown"
    needed, strong = each.necessity >= MUCH, each.strength >= MUCH
    if each.energy > 0:
        return _feeding(needed, strong)
    if needed:
        return _needed(strong, drains=each.energy < 0)
    return "dead_weight" if each.energy < 0 and each.necessity <= LITTLE else "between"


def _feeding(needed: bool, strong: bool) -> Spot:
    if strong:
        return "sweet" if needed else "passion"
    return "learn" if needed else "between"


def _needed(strong: bool, *, drains: bool) -> Spot:
    if strong:
        return "costly"
    return "hand_over" if drains else "between"


def unsaid(each: Commitment) -> tuple[Question, ...]:
    """Which of the three are open."""
    return tuple(axis for axis in AXES if getattr(each, axis) is None)


@dataclass(frozen=True, slots=True)
class EnergySeen:
    """What check-ins during something said of energy, 1 to 7: a description, not an effect.

    `lowest`, `middle` and `highest` are None with fewer than `FEWEST` of them.
    """

    count: int
    lowest: int | None = None
    middle: float | None = None
    highest: int | None = None


def energy_seen(levels: Sequence[int]) -> EnergySeen:
    if len(levels) < FEWEST:
        return EnergySeen(len(levels))
    return EnergySeen(len(levels), min(levels), median(levels), max(levels))
