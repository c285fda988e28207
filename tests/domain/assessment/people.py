"""People who answer the everyday pack twice, with the error that such items have."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from counterpoint.domain.assessment.styles import CONSTRUCTS, ERROR_SHARE, ITEM_SD, nearest

STEPS = 6


@dataclass(frozen=True)
class Retest:
    """Shares: of people assigned at the first time; of those assigned both times, with the same style."""

    assigned: float
    agreement: float
    styles: dict[str, float]


def ask_twice(people: int, seed: int) -> Retest:
    """Each part has a true place around the middle; each answer adds an error and is a step from 1 to 7."""
    chance = Random(seed)
    pairs = [_two_sheets(chance) for _ in range(people)]
    first = [a for a, _ in pairs if a != "mixed"]
    both = [(a, b) for a, b in pairs if "mixed" not in (a, b)]
    styles = {style: first.count(style) / len(first) for style in sorted(set(first))}
    return Retest(len(first) / people, sum(a == b for a, b in both) / len(both), styles)


def _two_sheets(chance: Random) -> tuple[str, str]:
    true = {name: chance.gauss(0.5, ITEM_SD * math.sqrt(1 - ERROR_SHARE)) for name in CONSTRUCTS}
    first, second = (nearest(_answered(true, chance)).style for _ in range(2))
    return first, second


def _answered(true: dict[str, float], chance: Random) -> dict[str, list[float]]:
    error = ITEM_SD * math.sqrt(ERROR_SHARE)
    return {
        name: [_step(true[name] + chance.gauss(0, error)) for _ in items]
        for name, items in CONSTRUCTS.items()
    }


def _step(place: float) -> float:
    return round(min(1.0, max(0.0, place)) * STEPS) / STEPS
