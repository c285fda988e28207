"""Voices over time as numbers for an SVG: a ribbon for each life domain, broad where it is loud.

A change of loudness is a short slope, as a hairpin in a score. The narrow drawing is for phones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format

from counterpoint.desk.matters.seasons import Seasons, VoiceOverTime
from counterpoint.domain.values import DYNAMICS, Dynamic, Run

WIDE, NARROW = 760, 350
ROW, HEAD, MIDDLE, SLOPE = 74, 20, 39, 6.0
HALF: dict[Dynamic, float] = dict(zip(DYNAMICS, (1.0, 2.5, 4.0, 5.5, 9.0, 13.0), strict=True))
"""Half the breadth of a ribbon; its marks stand below it, as in a score."""
LEAST_MARK = 24.0
"""Room that a mark needs beside the one before it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A dynamic at the beginning of a run, or the name of a month."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Ribbon:
    """One voice: its outline as an SVG path, its marks, and where its name stands."""

    name: str
    sphere: str
    path: str
    marks: Sequence[Mark]
    y: float
    base: float


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    ribbons: Sequence[Ribbon]
    months: Sequence[Mark]
    today: float
    kind: str


def drawing_of(seen: Seasons, width: int) -> Drawing:
    """The voices of the seasons' days in a box of `width`."""
    scale = _Scale(seen.first, seen.last, width)
    ribbons = [_ribbon(each, nth, scale) for nth, each in enumerate(seen.voices)]
    height = HEAD + ROW * len(ribbons) + 4
    kind = "narrow" if width == NARROW else "wide"
    return Drawing(width, height, ribbons, _months(scale), scale.x(seen.today), kind)


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date
    width: int

    def x(self, day: date) -> float:
        """Where a day begins; the day after the last one is at the right edge."""
        return round((day - self.first).days / ((self.last - self.first).days + 1) * self.width, 1)


def _ribbon(voice: VoiceOverTime, nth: int, scale: _Scale) -> Ribbon:
    top = HEAD + ROW * nth
    return Ribbon(
        name=voice.domain.name,
        sphere=voice.domain.sphere,
        path=_outline(voice.runs, top + MIDDLE, scale),
        marks=_marks(voice.runs, scale),
        y=top + 13,
        base=top + MIDDLE + 28,
    )


def _outline(runs: Sequence[Run], middle: float, scale: _Scale) -> str:
    """There along the upper edge, back along the lower one."""
    points: list[tuple[float, float]] = []
    for each in runs:
        begin, end = scale.x(each.first), scale.x(each.last + timedelta(days=1))
        slope = min(SLOPE, (end - begin) / 3)
        half = HALF[each.voice.dynamic]
        points += [
            (begin + (slope if points else 0), half),
            (end - (slope if end < scale.width else 0), half),
        ]
    upper = [f"{x:.1f} {middle - half:.1f}" for x, half in points]
    lower = [f"{x:.1f} {middle + half:.1f}" for x, half in reversed(points)]
    return f"M{' L'.join([*upper, *lower])} Z"


def _marks(runs: Sequence[Run], scale: _Scale) -> list[Mark]:
    """The dynamic of every run that differs from the one before, where there is room for it."""
    marks: list[Mark] = []
    before: Dynamic = "mf"
    for each in runs:
        x = scale.x(each.first) + 3
        if each.voice.dynamic != before and (not marks or x - marks[-1].x >= LEAST_MARK):
            marks.append(Mark(min(x, scale.width - LEAST_MARK), each.voice.dynamic))
        before = each.voice.dynamic
    return marks


def _months(scale: _Scale) -> list[Mark]:
    """The first of each month, with its name where there is room."""
    day = scale.first.replace(day=1)
    marks: list[Mark] = []
    while day <= scale.last:
        x = scale.x(max(day, scale.first))
        if (not marks or x - marks[-1].x >= 1.7 * LEAST_MARK) and x < scale.width - LEAST_MARK:
            marks.append(Mark(x, date_format(day, "M")))
        day = (day + timedelta(days=32)).replace(day=1)
    return marks
