"""Student's t distribution for whole degrees of freedom, exactly, without a library."""

from __future__ import annotations

import math


def student_cdf(step: float, freedom: int) -> float:
    """The probability of a value below `step` with `freedom` ≥ 1 degrees (Abramowitz & Stegun 26.7.3–4)."""
    angle = math.atan2(step, math.sqrt(freedom))
    sine, squared = math.sin(angle), math.cos(angle) ** 2
    if freedom % 2:
        between = 2 / math.pi * (angle + sine * math.cos(angle) * _series(freedom // 2, squared, 2, 3))
    else:
        between = sine * _series(freedom // 2, squared, 1, 2)
    return (1 + between) / 2


def _series(terms: int, squared: float, over: int, under: int) -> float:
    """1 + (over/under) c + (over · (over+2) / (under · (under+2))) c² + …, that many terms."""
    total, term = 0.0, 1.0
    for number in range(terms):
        total += term
        term *= squared * (over + 2 * number) / (under + 2 * number)
    return total
