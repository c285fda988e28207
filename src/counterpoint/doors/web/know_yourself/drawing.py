"""A score over time as a small drawing: numbers for an SVG. The table beside it says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from counterpoint.desk.know_yourself.picture import OverTime
from counterpoint.domain.planning import Settings
from counterpoint.domain.timeline import local

WIDTH, HEIGHT = 320, 64
LEFT, RIGHT, TOP, FLOOR = 8, 312, 6, 46


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Dots for what is known, lines between neighbours that both are, `limit` the height of a line."""

    dots: Sequence[Dot]
    lines: Sequence[str]
    words: str
    first: str
    last: str
    limit: float | None = None
    limit_words: str = ""
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    top: int = TOP
    floor: int = FLOOR


def drawing_of(over: OverTime, settings: Settings) -> Drawing | None:
    """None with fewer than two occasions, and for times of day."""
    if len(over.points) < len(("one", "two")) or over.score.how == "mid_sleep":
        return None
    start, end = over.points[0][0], over.points[-1][0]
    places = [_place(at, value, over, start, end) for at, value in over.points]
    return Drawing(
        dots=[each for each in places if each],
        lines=_lines(places),
        words=_("%(title)s over time, from %(first)s to %(last)s. The table below says the same.")
        % {"title": over.score.title, "first": _day(start, settings), "last": _day(end, settings)},
        first=_day(start, settings),
        last=_day(end, settings),
        limit=None if over.score.line is None else _y(over.score.line, over),
        limit_words=""
        if over.score.line is None
        else _("The dashed line is at %(line)s.") % {"line": number_format(over.score.line)},
    )


def _place(at: datetime, value: float | None, over: OverTime, start: datetime, end: datetime) -> Dot | None:
    if value is None:
        return None
    whole = (end - start).total_seconds()
    along = (at - start).total_seconds() / whole if whole else 0.5
    return Dot(round(LEFT + along * (RIGHT - LEFT), 1), _y(value, over))


def _y(value: float, over: OverTime) -> float:
    span = (over.score.most - over.score.least) or 1
    return round(FLOOR - (value - over.score.least) / span * (FLOOR - TOP), 1)


def _lines(places: Sequence[Dot | None]) -> list[str]:
    """A path for each stretch without a gap: nothing is drawn across what is not known."""
    stretches: list[list[Dot]] = [[]]
    for each in places:
        if each is None:
            stretches.append([])
        else:
            stretches[-1].append(each)
    return ["M" + " L".join(f"{dot.x} {dot.y}" for dot in each) for each in stretches if len(each) > 1]


def _day(at: datetime, settings: Settings) -> str:
    return date_format(local(at, settings.zone), "j M Y")
