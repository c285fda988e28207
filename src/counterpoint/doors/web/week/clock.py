"""What the clock on the person’s wall shows."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format

from counterpoint.desk.week.look import WeekView
from counterpoint.domain.planning import Settings
from counterpoint.domain.timeline import Span, local
from counterpoint.doors.web import say


def settings_of(view: WeekView) -> Settings:
    """What `say` needs to know of the person's clock."""
    return Settings(zone=view.life.zone, clock=view.life.clock, week_start=view.life.week_start)


def times(view: WeekView, span: Span) -> str:
    """From when to when, on the person's clock."""
    settings = settings_of(view)
    start, end = (local(each, view.life.zone) for each in (span.start, span.end))
    return f"{say.clock(start.time(), settings)}–{say.clock(end.time(), settings)}"


def when(view: WeekView, span: Span) -> str:
    """The day, and from when to when."""
    return f"{date_format(wall(span.start, view), 'l j F')}, {times(view, span)}"


def wall(moment: datetime, view: WeekView) -> datetime:
    """What the clock on the person's wall shows, without its zone."""
    return local(moment, view.life.zone).replace(tzinfo=None)
