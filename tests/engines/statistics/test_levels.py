"""Levels and markers: intervals hold what they promise, also where neighbouring weeks resemble each other."""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.reviews import Estimate, MarkerLine
from counterpoint.domain.reviews.markers import RECENT_WEEKS, SMALL, verdict_on, weeks_until_enough
from counterpoint.engines.statistics.levels import difference, level_of, student_quantile
from counterpoint.engines.statistics.markers import line_of
from counterpoint.engines.statistics.student import student_cdf

FULL = bool(os.environ.get("COUNTERPOINT_FULL"))
REPLICATES = 3000 if FULL else 250
MONDAY = date(2026, 11, 23)


def likened(generator: np.random.Generator, count: int, phi: float) -> np.ndarray:
    """A stationary AR(1) series of variance 1."""
    noise = generator.normal(size=count)
    series = np.empty(count)
    series[0] = noise[0]
    for n in range(1, count):
        series[n] = phi * series[n - 1] + math.sqrt(1 - phi**2) * noise[n]
    return series


def answers(generator: np.random.Generator, count: int, phi: float, spread: float = 1.2) -> list[int]:
    return [int(each) for each in np.clip(np.round(6 + spread * likened(generator, count, phi)), 0, 10)]


def lines(count: int, phi: float, change: Callable[[list[int]], list[int]] = list) -> list[MarkerLine]:
    generator = np.random.default_rng(20261125 + count)
    weeks = [MONDAY - timedelta(weeks=n) for n in reversed(range(count))]
    return [
        line_of("stress", list(zip(weeks, change(answers(generator, count, phi)), strict=True)), until=MONDAY)
        for _ in range(REPLICATES)
    ]


def most(rate: float) -> float:
    """The 99.9 % binomial limit of a rate over these replicates."""
    return rate + 3.3 * math.sqrt(rate * (1 - rate) / REPLICATES)


@pytest.mark.parametrize("phi", [0.0, 0.3])
@pytest.mark.parametrize("count", [8, 14, 26] if FULL else [10])
def test_no_change_is_called_a_change_hardly_ever(count: int, phi: float) -> None:
    changed = sum(line.verdict in ("higher", "lower") for line in lines(count, phi)) / REPLICATES
    assert changed <= most(0.065)


def test_a_change_of_three_spreads_is_mostly_seen_and_in_its_direction() -> None:
    def lower(series: list[int]) -> list[int]:
        return [each - 4 if n >= len(series) - RECENT_WEEKS else each for n, each in enumerate(series)]

    found = [line.verdict for line in lines(16, 0.3, lower)]
    assert found.count("lower") > 0.7 * len(found)
    assert "higher" not in found


@pytest.mark.parametrize("phi", [0.0, 0.3])
def test_the_interval_of_a_mean_holds_the_truth(phi: float) -> None:
    generator = np.random.default_rng(7)
    held = 0
    for _ in range(REPLICATES):
        level = level_of(range(8), list(4 + likened(generator, 8, phi)), step=0.5)
        held += level.low <= 4 <= level.high
    assert 1 - held / REPLICATES <= most(0.065)


@given(st.lists(st.integers(0, 10), min_size=7, max_size=12), st.integers(-5, 5), st.sampled_from([1.0, 2.0]))
def test_a_difference_moves_and_grows_with_the_numbers(said: list[int], by: int, times: float) -> None:
    weeks = range(len(said))
    plain = difference(weeks, said, 4, step=1)
    moved = difference(weeks, [times * each + by for each in said], 4, step=times)
    for one, other in zip(
        (plain.value, plain.low, plain.high), (moved.value, moved.low, moved.high), strict=True
    ):
        assert other == pytest.approx(times * one, abs=0.01)
    assert plain.low < plain.value < plain.high


def test_answers_that_never_differ_still_leave_room_for_what_a_whole_point_hides() -> None:
    level = level_of(range(6), [7] * 6, step=1)
    assert level.value == pytest.approx(7)
    assert 0.1 < level.half_width < 0.7


def test_weeks_without_an_answer_are_gaps_and_no_neighbours() -> None:
    close = difference([0, 1, 2, 3, 4, 5, 6, 7], [5, 6, 5, 6, 8, 7, 8, 7], 4, step=1)
    apart = difference([0, 3, 6, 9, 12, 15, 18, 21], [5, 6, 5, 6, 8, 7, 8, 7], 10, step=1)
    assert apart.half_width < close.half_width + 0.2


def test_student_is_that_of_the_tables() -> None:
    table = {1: 12.706, 2: 4.303, 3: 3.182, 6: 2.447, 10: 2.228, 30: 2.042}
    for freedom, point in table.items():
        assert student_quantile(freedom) == pytest.approx(point, abs=2e-3)
        below = student_cdf(np.array([point, 0.0, -point]), freedom)
        assert list(below) == pytest.approx([0.975, 0.5, 0.025], abs=1e-4)


def weeks_of(said: list[int]) -> list[tuple[date, int]]:
    return [(MONDAY - timedelta(weeks=len(said) - 1 - n), each) for n, each in enumerate(said)]


def test_too_few_weeks_cannot_be_told_and_say_about_how_many_more() -> None:
    line = line_of("focus", weeks_of([5, 6, 5]), until=MONDAY)
    assert (line.verdict, line.apart, line.waiting) == ("too_few", None, 5)
    for count in range(1, 8):
        waiting = line_of("focus", weeks_of([5] * count), until=MONDAY).waiting
        assert waiting == 8 - count
        assert line_of("focus", weeks_of([5] * (count + waiting)), until=MONDAY).verdict != "too_few"


def test_four_answered_weeks_long_ago_still_ask_for_new_ones() -> None:
    old = [(MONDAY - timedelta(weeks=n), 5) for n in range(12, 6, -1)]
    assert line_of("focus", old, until=MONDAY).waiting == 3
    ancient = [(MONDAY - timedelta(weeks=n), 5) for n in range(60, 50, -1)]
    assert line_of("focus", ancient, until=MONDAY).waiting == weeks_until_enough(0, 0)


def test_even_weeks_are_about_as_usual() -> None:
    line = line_of("focus", weeks_of([5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6]), until=MONDAY)
    assert line.verdict == "usual"
    assert line.usual is not None
    assert line.lately is not None
    assert line.lately.value == pytest.approx(5.5, abs=0.1)


def test_weeks_that_differ_widely_cannot_be_told_by_waiting() -> None:
    wild = line_of("stress", weeks_of([0, 10, 1, 9, 0, 10, 2, 8, 10, 0, 9, 1]), until=MONDAY)
    assert (wild.verdict, wild.waiting) == ("too_varied", None)


def test_weeks_in_between_say_about_how_many_more() -> None:
    line = line_of("stress", weeks_of([5, 6, 4, 7, 5, 6, 7, 5, 6, 5]), until=MONDAY)
    assert line.verdict == "unclear"
    assert line.waiting is not None


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (0.1, 3, "higher"),
        (-3, -0.1, "lower"),
        (-SMALL, SMALL, "usual"),
        (-0.5, 2.1, "unclear"),
        (0, 1, "usual"),
    ],
)
def test_the_words_follow_from_the_interval(low: float, high: float, verdict: str) -> None:
    assert verdict_on(Estimate((low + high) / 2, low, high)) == verdict
