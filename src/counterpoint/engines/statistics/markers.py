"""A marker's last four weeks against one's own usual. What the words mean: docs/reference/markers.md."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta

from counterpoint.domain.reviews import Estimate, Marker, MarkerLine
from counterpoint.domain.reviews.markers import (
    LEAST_BEFORE,
    LEAST_RECENT,
    MOST_WAITING,
    RECENT_WEEKS,
    SMALL,
    WEEKS_BEFORE,
    verdict_on,
    weeks_until_enough,
)
from counterpoint.engines.statistics.levels import expected_half_width, levels_around, within_scale

STEP = 1.0
"""Answers are whole points."""
ENDS = (0.0, 10.0)
A_WEEK = timedelta(weeks=1)


def line_of(marker: Marker, weeks: Sequence[tuple[date, int]], *, until: date) -> MarkerLine:
    """How a marker went.

    `weeks` holds (first day of the week, answer) in order of time; `until` is the first day of the last of
    the four weeks that are compared. What was answered more than half a year before them is not used. Of
    two weeks that lie closer than half a week (they began on another day once) only the later one counts.
    """
    recent_from = until - A_WEEK * (RECENT_WEEKS - 1)
    oldest = recent_from - A_WEEK * WEEKS_BEFORE
    used = {_number(week, oldest): float(answer) for week, answer in weeks if oldest <= week <= until}
    since = _number(recent_from, oldest)
    times, answers = list(used), list(used.values())
    before = sum(time < since for time in times)
    recent = len(times) - before
    if recent < LEAST_RECENT or before < LEAST_BEFORE:
        return MarkerLine(marker, tuple(weeks), "too_few", waiting=weeks_until_enough(before, recent))
    usual, lately, apart = levels_around(times, answers, since, step=STEP)
    verdict, waiting = verdict_on(apart), None
    if verdict == "unclear":
        waiting = _waiting(answers[:before], answers[before:], apart)
        verdict = "unclear" if waiting else "too_varied"
    return MarkerLine(
        marker,
        tuple(weeks),
        verdict,
        within_scale(usual, *ENDS),
        within_scale(lately, *ENDS),
        apart,
        waiting,
    )


def _number(week: date, first: date) -> int:
    return round((week - first) / A_WEEK)


def _waiting(before: Sequence[float], recent: Sequence[float], apart: Estimate) -> int | None:
    """About how many more answered weeks until the interval would be narrow enough for one of the words.

    Weeks resemble each other, so the interval is wider than that of independent ones; by the same factor
    later on.
    """
    wanted = max(SMALL - abs(apart.value), abs(apart.value))
    spread = math.sqrt((_squares(before) + _squares(recent) + 1 / 12) / (len(before) + len(recent) - 2))
    wider = apart.half_width / expected_half_width(spread, len(before), len(recent))
    for more in range(1, MOST_WAITING + 1):
        if wider * expected_half_width(spread, len(before) + more, RECENT_WEEKS) <= wanted:
            return more
    return None


def _squares(answers: Sequence[float]) -> float:
    mean = sum(answers) / len(answers)
    return sum((answer - mean) ** 2 for answer in answers)
