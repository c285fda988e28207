"""One event as it happens, and everything that a calendar said about a stretch of time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from counterpoint.domain.timeline import Span, instant

Status = Literal["confirmed", "tentative", "cancelled"]
MOST_DAYS = 8_192
"""Days whose text is remembered; very many instants share them."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One instance of an event (RFC 5545 §3.6.1).

    `span` holds instants; an all-day occurrence has `first_on` and `until_on` (exclusive) as well, and
    its span is those days in the zone in which the agenda was read. `recurrence_id` is the original
    start of this instance in basic UTC form (``20261122T090000Z``) or a date (``20261122``), None for
    a single event. `blocking` is False for what is transparent, cancelled or declined.

    Most instances of a series begin where their original start is: their `recurrence_id` would say once more
    what `span` says. The engine then leaves it out, and it is told from the start whenever it is asked for.
    """

    uid: str
    recurrence_id: str | None
    span: Span
    title: str
    all_day: bool = False
    first_on: date | None = None
    until_on: date | None = None
    status: Status = "confirmed"
    sequence: int = 0
    blocking: bool = True
    organiser: str = ""
    location: str = ""
    source: str = ""

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> str:
            """Asked only for what was left out, see above."""
            if name != "recurrence_id":
                raise AttributeError(name=name, obj=self)
            return basic_name(self.span.start)

    def by(self, zone: str) -> Occurrence:
        """The same for somebody with this clock: whole days are theirs, wherever they were read."""
        if self.first_on is None or self.until_on is None:
            return self
        start, end = (instant(day, time(0), zone) for day in (self.first_on, self.until_on))
        return replace(self, span=Span(start, max(start, end)))

    @property
    def key(self) -> str:
        """What names this occurrence within its calendar."""
        return f"{self.uid}|{self.recurrence_id}" if self.recurrence_id else self.uid


def basic_name(instant: datetime) -> str:
    """An instant in UTC as RECURRENCE-ID names it: ``20261122T090000Z``."""
    return _day(instant.toordinal()) + _clock(instant.time())


@lru_cache(maxsize=MOST_DAYS)
def _day(ordinal: int) -> str:
    day = date.fromordinal(ordinal)
    return f"{day.year:04}{day.month:02}{day.day:02}"


@lru_cache(maxsize=MOST_DAYS)
def _clock(at: time) -> str:
    return f"T{at.hour:02}{at.minute:02}{at.second:02}Z"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that was read on a guess.

    `about` names the component or zone, `why` says what was assumed.
    """

    about: str
    why: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """A component that could not be read. `component` names it (kind, UID or line), `why` says the reason."""

    component: str
    why: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Agenda:
    """Occurrences in order of start, with all that was doubtful or unreadable on the way."""

    occurrences: tuple[Occurrence, ...] = ()
    warnings: tuple[Doubt, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    name: str = ""
    zone: str = ""
