"""The first energy curve as a small drawing: numbers for an SVG, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from django.utils.translation import gettext as _

from counterpoint.domain.energy import Chronotype, first_curve
from counterpoint.domain.planning import Settings
from counterpoint.doors.web import say

WIDTH, HEIGHT, FLOOR = 480, 96, 84
FROM_HOUR, UNTIL_HOUR = 5, 24


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A curve in a box of `width` by `height`: `line` and `area` are SVG paths, `words` say the same."""

    line: str
    area: str
    ticks: Sequence[Tick]
    words: str
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = FLOOR


def drawing_of(chronotype: Chronotype, settings: Settings) -> Drawing:
    """The curve of a type from early morning to midnight."""
    levels = first_curve(chronotype).levels
    points = [(_x(half / 2 + 0.25), _y(levels[half])) for half in range(FROM_HOUR * 2, UNTIL_HOUR * 2)]
    line = "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    area = f"{line} L{points[-1][0]:.1f} {FLOOR} L{points[0][0]:.1f} {FLOOR} Z"
    ticks = [Tick(_x(hour), _hour(hour, settings)) for hour in range(6, 24, 3)]
    return Drawing(line, area, ticks, _words(levels, settings))


def _x(hour: float) -> float:
    return (hour - FROM_HOUR) / (UNTIL_HOUR - FROM_HOUR) * WIDTH


def _y(level: float) -> float:
    return FLOOR - level * (FLOOR - 8)


def _hour(hour: int, settings: Settings) -> str:
    return say.clock(time(hour), settings).removesuffix(":00").replace(":00 ", " ")


def _words(levels: Sequence[float], settings: Settings) -> str:
    hills = [n for n in range(1, len(levels) - 1) if levels[n - 1] <= levels[n] > levels[n + 1]]
    high = sorted(hills, key=lambda n: -levels[n])[:2]
    at = [say.clock(time(n // 2, n % 2 * 30), settings) for n in high]
    if len(at) < len(("best", "second")):
        return _("Highest around %(first)s.") % {"first": at[0] if at else ""}
    return _("Highest around %(first)s, with a second, lower hill around %(second)s.") % {
        "first": at[0],
        "second": at[1],
    }
