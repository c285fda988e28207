"""A time that can bend, as a button sends it: the same on the Week page, What matters and Boundaries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from counterpoint.desk.boundaries.bending import Instance, coming
from counterpoint.desk.ports import Diary
from counterpoint.domain.planning import Settings
from counterpoint.domain.timeline import Span, local
from counterpoint.doors.web import say


@dataclass(frozen=True, slots=True)
class Offer:
    """One time of one boundary; `when` says it, `start` and `end` are instants."""

    protected: str
    title: str
    when: str
    start: str
    end: str


def offer_of(each: Instance, settings: Settings, now: datetime) -> Offer:
    return offer(each.protected.id, each.protected.title, each.span, settings, now)


def offer(protected_id: str, title: str, span: Span, settings: Settings, now: datetime) -> Offer:
    words = when(span, settings, now)
    return Offer(protected_id, title, words, span.start.isoformat(), span.end.isoformat())


def next_offers(diary: Diary, now: datetime) -> dict[str, Offer]:
    """For each boundary the next time that can bend."""
    settings = diary.settings().thing
    found = coming(diary, now)
    return {of: offer_of(times[0], settings, now) for of, times in found.items() if times}


def when(span: Span, settings: Settings, now: datetime) -> str:
    """“tomorrow, 18:00–19:30”."""
    start, end = (local(moment, settings.zone) for moment in (span.start, span.end))
    day = say.day(start.date(), say.today_of(settings, now))
    return f"{day}, {say.clock(start.time(), settings)}–{say.clock(end.time(), settings)}"
