"""What is asked of a calendar, and how an instance becomes an occurrence."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from counterpoint.domain.agenda import Occurrence
from counterpoint.domain.timeline import Span
from counterpoint.engines.recurrence.clocks import MARGIN, later
from counterpoint.engines.recurrence.events import Event, Said, Series
from counterpoint.engines.recurrence.making import draft_of


class View:
    """A window, the zone in which floating times and days are read, and the calendar's name.

    What lies wholly before `first_day` or after `last_day` (ordinals) is outside the window in every zone.
    """

    __slots__ = ("first_day", "floating", "last_day", "source", "window")

    def __init__(self, window: Span, floating: tzinfo, source: str = "") -> None:
        self.window, self.floating, self.source = window, floating, source
        self.first_day = window.start.toordinal() - MARGIN.days
        self.last_day = window.end.toordinal() + MARGIN.days

    def meets(self, start: datetime, end: datetime) -> bool:
        """Whether they overlap; what takes no time belongs where it begins, and a window may be a single
        instant.
        """
        first, last = self.window.start, self.window.end
        if start == end or first == last:
            return start <= first < max(end, later(start, datetime.resolution)) or first <= start < last
        return start < last and first < end


_OccurrenceDraft, _SpanDraft = draft_of(Occurrence), draft_of(Span)
Days = tuple[date, date]
Run = list[Occurrence]
"""Occurrences of one event that all last equally long; never none."""


class About:
    """What all occurrences of a series share."""

    __slots__ = ("_sequence", "_series", "uid")

    def __init__(self, series: Series) -> None:
        self._series, self.uid = series, series.uid
        self._sequence: int | None = None

    def sequence(self, said: Said) -> int:
        """The highest revision of its components, of which one said this; it opens all others, once."""
        if self._sequence is None:
            series = self._series
            alone = series.master is not None and not series.changes
            self._sequence = said.sequence if alone else series.sequence
        return self._sequence


class Telling:
    """Makes the occurrences of one event of a series; the event is opened for the first of them."""

    __slots__ = ("_about", "_event", "_rest", "view")

    def __init__(self, about: About, event: Event, view: View) -> None:
        self._about, self._event, self.view = about, event, view
        self._rest: tuple[Any, ...] | None = None

    def one(self, name: str | None, start: datetime, end: datetime, days: Days | None = None) -> Occurrence:
        made = self._made([start], [end])[0]
        object.__setattr__(made, "recurrence_id", name)
        if days is not None:
            for field, value in zip(("all_day", "first_on", "until_on"), (True, *days), strict=True):
                object.__setattr__(made, field, value)
        return made

    def many(self, starts: list[datetime], exact: timedelta) -> Run:
        """Those that begin at instants (in UTC), are named by them and last for an exact time."""
        return self._made(starts, [start + exact for start in starts])

    def _made(self, starts: list[datetime], ends: list[datetime]) -> Run:
        """Occurrences of some hours; their own starts name them."""
        uid, found = self._about.uid, Run()
        title, status, sequence, blocking, organiser, location, source = self._said()
        for start, end in zip(starts, ends, strict=True):
            span = _SpanDraft()
            span.start, span.end = start, end
            span.__class__ = Span
            made = _OccurrenceDraft()
            made.uid, made.span, made.title = uid, span, title
            made.all_day, made.first_on, made.until_on = False, None, None
            made.status, made.sequence, made.blocking = status, sequence, blocking
            made.organiser, made.location, made.source = organiser, location, source
            made.__class__ = Occurrence
            found.append(made)
        return found

    def _said(self) -> tuple[Any, ...]:
        """The title, and what stands behind the days in an occurrence."""
        if self._rest is None:
            said = self._event.said()
            words = (said.title, said.status, self._about.sequence(said), said.blocking)
            self._rest = (*words, said.organiser, said.location, self.view.source)
        return self._rest
