"""A marker over the weeks as a small drawing, with the same in words and in a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from counterpoint.domain.reviews import Estimate, MarkerLine
from counterpoint.domain.reviews.markers import RECENT_WEEKS

WIDTH, HEIGHT, TOP, FLOOR, LEFT = 480, 132, 10, 108, 26
MOST_SHOWN = 26
NAMES = {
    "satisfaction": gettext_lazy("Satisfaction"),
    "stress": gettext_lazy("Stress"),
    "conflict": gettext_lazy("Conflict between work and life"),
    "focus": gettext_lazy("Focus"),
    "unexpected": gettext_lazy("Answering the unexpected without guilt"),
    "energy": gettext_lazy("Energy"),
}


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Band:
    """An interval over a stretch of weeks, and the mean within it."""

    x: float
    width: float
    y: float
    height: float
    middle: float


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One marker: its verdict in words, numbers with intervals, a drawing and a table."""

    name: str
    verdict: str
    words: str
    path: str
    points: tuple[Point, ...]
    usual: Band | None
    lately: Band | None
    first: str
    last: str
    table: tuple[tuple[date, int], ...]
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = FLOOR
    top: int = TOP
    left: int = LEFT


def drawn_lines(lines: Iterable[MarkerLine]) -> list[DrawnLine]:
    return [_drawn(line) for line in lines]


def _drawn(line: MarkerLine) -> DrawnLine:
    weeks = line.weeks[-MOST_SHOWN:]
    first, last = weeks[0][0], weeks[-1][0]
    points = tuple(Point(_x(week, first, last), _y(answer)) for week, answer in weeks)
    recent = [week for week, _answer in weeks if (last - week).days < 7 * RECENT_WEEKS]
    turn = _x(recent[0], first, last) - 4
    return DrawnLine(
        name=str(NAMES[line.marker]),
        verdict=verdict_words(line),
        words=_numbers(line),
        path="M" + " L".join(f"{point.x:.1f} {point.y:.1f}" for point in points),
        points=points,
        usual=_band(line.usual, LEFT, turn),
        lately=_band(line.lately, turn, WIDTH),
        first=date_format(first, "j M"),
        last=date_format(last, "j M"),
        table=tuple(reversed(weeks)),
    )


def _x(week: date, first: date, last: date) -> float:
    whole = (last - first).days or 1
    return LEFT + 8 + (week - first).days / whole * (WIDTH - LEFT - 16)


def _y(answer: float) -> float:
    return FLOOR - min(max(answer, 0), 10) / 10 * (FLOOR - TOP)


def _band(level: Estimate | None, start: float, end: float) -> Band | None:
    if level is None:
        return None
    top, bottom = _y(level.high), _y(level.low)
    return Band(start, end - start, top, max(bottom - top, 1.0), _y(level.value))


def verdict_words(line: MarkerLine) -> str:
    """What can be said of the last four weeks, and “can’t tell yet” where that is the truth."""
    if line.verdict in ("too_few", "unclear"):
        return ngettext(
            "can’t tell yet, about %(weeks)d more week", "can’t tell yet, about %(weeks)d more weeks",
            line.waiting or 1,
        ) % {"weeks": line.waiting or 1}  # fmt: skip
    words = {
        "usual": _("about as usual"),
        "higher": _("higher than your usual"),
        "lower": _("lower than your usual"),
        "too_varied": _("can’t tell: your weeks differ too much from each other"),
    }
    return words[line.verdict]


def _numbers(line: MarkerLine) -> str:
    if line.usual is None or line.lately is None or line.apart is None:
        return ""
    return _("The last four weeks about %(lately)s; before that about %(usual)s. Apart by %(apart)s.") % {
        "lately": interval(line.lately),
        "usual": interval(line.usual),
        "apart": interval(line.apart),
    }


def interval(level: Estimate) -> str:
    """“5.2 (4.1 to 6.3)”."""
    return _("%(value)s (%(low)s to %(high)s)") % {
        "value": _number(level.value),
        "low": _number(level.low),
        "high": _number(level.high),
    }


def _number(value: float) -> str:
    """One place after the point, with a minus that is one, and no minus before zero."""
    return str(number_format(round(value, 1) + 0.0, 1)).replace("-", "−")
