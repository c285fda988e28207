"""The energy curve as a value: a level for each half hour of the local day.

Before there is any check-in, the first curve is a drawing and not a measurement: a rise after waking, a dip
in the early afternoon and a second, lower hill, moved earlier or later by the person's own word on being a
morning or an evening type.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Literal

Demand = Literal["deep", "steady", "light", "social"]
Chronotype = Literal["morning", "between", "evening"]

HALF_HOURS = 48
_PEAK: dict[str, float] = {"morning": 9.0, "between": 10.5, "evening": 13.0}
_SECOND_AFTER = 7.0


@dataclass(frozen=True, slots=True)
class EnergyCurve:
    """Levels 0–1 for the 48 half hours of a local day, and how unsure they are (0 known – 1 a guess)."""

    levels: tuple[float, ...]
    unsure: float = 1.0
    source: str = "first"

    def at(self, moment_local: datetime) -> float:
        """The level at a local time."""
        return self.levels[(moment_local.hour * 60 + moment_local.minute) // 30]


@cache
def first_curve(chronotype: Chronotype = "between") -> EnergyCurve:
    """The curve before any evidence, for a morning, an in-between or an evening type."""
    peak = _PEAK[chronotype]
    levels = (_drawn(half / 2 + 0.25, peak) for half in range(HALF_HOURS))
    return EnergyCurve(tuple(round(level, 3) for level in levels))


def _drawn(hour: float, peak: float) -> float:
    first = _hill(hour, peak, 2.4)
    second = 0.75 * _hill(hour, peak + _SECOND_AFTER, 2.2)
    return 0.15 + 0.85 * max(first, second)


def _hill(hour: float, top: float, width: float) -> float:
    apart = min(abs(hour - top), 24 - abs(hour - top))
    return math.exp(-((apart / width) ** 2) / 2)


def fit(demand: Demand, level: float) -> float:
    """How well (0–1) a stretch of this energy level suits a task of this demand.

    Deep work wants all there is; steady work is content with the middle; time with people wants a middling
    level and minds the very low ones most. Light things leave the high hours to others, and the last ones
    before sleep as well: they are for winding down.
    """
    if demand == "deep":
        return level
    if demand == "steady":
        return 0.4 + 0.6 * min(1.0, level / 0.6)
    if demand == "social":
        return 0.3 + 0.7 * min(1.0, level / 0.5)
    return 1.0 - 0.8 * max(0.0, level - 0.5) - 0.8 * max(0.0, 0.35 - level)
