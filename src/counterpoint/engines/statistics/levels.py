"""The level of a short series of a person's own numbers, and how it differs from before, with intervals.

Neighbouring days and weeks resemble each other, so they are worth less than as many independent ones. The
model is a mean (and a step) with AR(1) noise; its φ is not known but integrated over a grid with prior
∝ (1 + φ), which expects some likeness. Given φ the answer is a Student t with n − k degrees
of freedom (flat priors on means and log scale, as in generalised least squares), so the whole is a mixture of
t distributions.
Times may have gaps: two numbers `d` steps apart correlate by φ^d.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from counterpoint.domain.reviews import Estimate
from counterpoint.engines.statistics.student import student_cdf

Floats = NDArray[np.float64]

CERTAINTY = 0.95
_PHIS: Floats = np.arange(-8, 13, dtype=np.float64) / 20  # -0.4 … 0.6
_HALVINGS = 60
_EXACT = 1e-4


@dataclass(frozen=True, slots=True)
class _Mixture:
    """One Student t for each φ: its weight, its centre and its scale; all with `freedom` degrees."""

    weights: Floats
    centres: Floats
    scales: Floats
    freedom: int

    def level(self) -> Estimate:
        out = (1 - CERTAINTY) / 2
        value = float(self.weights @ self.centres)
        return Estimate(value, self.quantile(out), self.quantile(1 - out))

    def below(self, point: float) -> float:
        """The probability that the truth lies below `point`."""
        return float(self.weights @ student_cdf((point - self.centres) / self.scales, self.freedom))

    def quantile(self, share: float) -> float:
        width = 1.0
        middle = float(self.weights @ self.centres)
        low, high = middle - width, middle + width
        while self.below(low) > share:
            low, width = low - width, width * 2
        while self.below(high) < share:
            high, width = high + width, width * 2
        for _ in range(_HALVINGS):
            between = (low + high) / 2
            low, high = (between, high) if self.below(between) < share else (low, between)
            if high - low < _EXACT:
                break
        return (low + high) / 2


def level_of(times: Sequence[int], numbers: Sequence[float], *, step: float) -> Estimate:
    """The mean of `numbers` at whole `times` (days or weeks). At least three of them, at different times.

    `step` is the distance between two answers of the scale: nobody can say anything finer, so a series of
    equal answers still has a spread of step² / 12.
    """
    return _posterior(times, numbers, np.ones((len(times), 1)), step).level()


def levels_around(
    times: Sequence[int], numbers: Sequence[float], since: int, *, step: float
) -> tuple[Estimate, Estimate, Estimate]:
    """The mean before time `since`, the mean from it on, and the second less the first, of one model.

    At least four numbers, on both sides some; `step` as for `level_of`.
    """
    late = np.array([time >= since for time in times], dtype=np.float64)
    designs = ([late, 1 - late], [1 - late, late], [np.ones(len(late)), late])
    usual, lately, apart = (
        _posterior(times, numbers, np.column_stack(design), step).level() for design in designs
    )
    return usual, lately, apart


def difference(times: Sequence[int], numbers: Sequence[float], since: int, *, step: float) -> Estimate:
    """The mean from time `since` on, less the mean before it; see `levels_around`."""
    return levels_around(times, numbers, since, step=step)[2]


def within_scale(level: Estimate, low: float, high: float) -> Estimate:
    """A mean of answers and its interval, cut at the ends of the scale: no answer lies beyond them."""
    value, least, most = (min(max(each, low), high) for each in (level.value, level.low, level.high))
    return Estimate(value, least, most)


def _posterior(times: Sequence[int], numbers: Sequence[float], design: Floats, step: float) -> _Mixture:
    """The last coefficient of a regression on `design` with AR(1) noise, φ integrated out."""
    y, count, asked = np.asarray(numbers, dtype=np.float64), len(times), design.shape[1]
    inverse, log_determinant = _correlations(tuple(times))
    crossed = design.T @ inverse @ design  # (φ, k, k)
    unscaled = np.linalg.inv(crossed)
    coefficients = np.einsum("pij,jn,pnm,m->pi", unscaled, design.T, inverse, y)
    left = y - coefficients @ design.T
    squares = np.einsum("pn,pnm,pm->p", left, inverse, left) + count * step**2 / 12
    freedom = count - asked
    logs = (
        np.log1p(_PHIS)
        - log_determinant / 2
        - np.linalg.slogdet(crossed)[1] / 2
        - freedom / 2 * np.log(squares)
    )
    weights = np.exp(logs - logs.max())
    scales = np.sqrt(squares / freedom * unscaled[:, -1, -1])
    return _Mixture(weights / weights.sum(), coefficients[:, -1], scales, freedom)


@cache
def _correlations(times: tuple[int, ...]) -> tuple[Floats, Floats]:
    """For each φ the inverse of the correlation matrix, and the logarithm of its determinant."""
    apart = np.abs(np.subtract.outer(times, times))
    matrices = np.array([np.sign(phi) ** apart * abs(phi) ** apart for phi in map(float, _PHIS)])
    return np.linalg.inv(matrices), np.linalg.slogdet(matrices)[1]


def expected_half_width(spread: float, before: int, late: int) -> float:
    """About how wide (half of it) the interval of a difference would be, from independent weeks."""
    freedom = before + late - 2
    return student_quantile(freedom) * spread * math.sqrt(1 / before + 1 / late)


@cache
def student_quantile(freedom: int) -> float:
    """The 97.5 % point of Student's t."""
    one = _Mixture(np.ones(1), np.zeros(1), np.ones(1), freedom)
    return one.quantile((1 + CERTAINTY) / 2)
