"""Student's t distribution for whole degrees of freedom, exactly, without a library."""

from __future__ import annotations

import math
from functools import cache

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
    powers = np.power.outer(squared, np.arange(terms))
    return np.asarray(powers @ _factors(terms, over, under))


@cache
def _factors(terms: int, over: int, under: int) -> Floats:
    steps = 2 * np.arange(max(0, terms - 1))
    return np.concatenate([[1.0], np.cumprod((over + steps) / (under + steps))])[:terms]
