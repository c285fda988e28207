"""Student's t distribution for whole degrees of freedom, exactly, without a library."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def student_cdf(steps: Floats, freedom: int) -> Floats:
    """The probability of a value below each step with `freedom` ≥ 1 (Abramowitz & Stegun 26.7.3–4)."""
    angle = np.arctan2(steps, math.sqrt(freedom))
    sine, cosine = np.sin(angle), np.cos(angle)
    if freedom % 2:
        between = 2 / math.pi * (angle + sine * cosine * _series(freedom // 2, cosine**2, 2, 3))
    else:
        between = sine * _series(freedom // 2, cosine**2, 1, 2)
    return np.asarray((1 + between) / 2)


def _series(terms: int, squared: Floats, over: int, under: int) -> Floats:
    """1 + (over/under) c + (over · (over+2) / (under · (under+2))) c² + …, that many terms."""
    total, term = np.zeros_like(squared), np.ones_like(squared)
    for number in range(terms):
        total = total + term
        term = term * squared * (over + 2 * number) / (under + 2 * number)
    return total
