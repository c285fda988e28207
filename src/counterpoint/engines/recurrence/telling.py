"""What is asked of a calendar, and how an instance becomes an occurrence."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from itertools import repeat
from typing import Any

from counterpoint.domain.agenda import Occurrence
from counterpoint.domain.timeline import Span
from counterpoint.engines.recurrence.clocks import MARGIN, later
from counterpoint.engines.recurrence.events import Event, Said, Series
from counterpoint.engines.recurrence.making import draft_of


class _Days(dict[int, str]):
    """Days in basic form by their ordinal; very many occurrences share a few days."""

    def __missing__(self, ordinal: int) -> str:
        day = date.fromordinal(ordinal)
        text = self[ordinal] = f"{day.year:04}{day.month:02}{day.day:02}"
        return text


class _Clock(dict[int, str]):
    """Times of day in basic form by their second."""

    def __missing__(self, second: int) -> str:
        text = self[second] = f"T{second // 3600:02}{second // 60 % 60:02}{second % 60:02}Z"
        return text


class View:
    """A window, the zone in which floating times and days are read, and the calendar's name.

    What lies wholly before `first_day` or after `last_day` (ordinals) is outside the window in every zone.
    `days` and `clock` say dates and times of day as names have them.
    """

    __slots__ = ("clock", "days", "first_day", "floating", "last_day", "source", "window")

    def __init__(self, window: Span, floating: tzinfo, source: str = "") -> None:
        self.window, self.floating, self.source = window, floating, source
        self.first_day = window.start.toordinal() - MARGIN.days
        self.last_day = window.end.toordinal() + MARGIN.days
        self.days, self.clock = _Days(), _Clock()

    def name(self, instant: datetime) -> str:
        """An instant in UTC as RECURRENCE-ID names it."""
        second = instant.hour * 3600 + instant.minute * 60 + instant.second
        return self.days[instant.toordinal()] + self.clock[second]

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
        title, *rest = self._said()
        first, until = days or (None, None)
        span: Any = _SpanDraft(start, end)
        made: Any = _OccurrenceDraft(
            self._about.uid, name, span, title, days is not None, first, until, *rest
        )
        span.__class__, made.__class__ = Span, Occurrence
        return made  # type: ignore[no-any-return]

    def many(self, starts: list[datetime], exact: timedelta) -> list[Occurrence]:
        """Those that begin at instants (in UTC), are named by them and last for an exact time."""
        day, clock = self.view.days, self.view.clock
        names = [day[at.toordinal()] + clock[at.hour * 3600 + at.minute * 60 + at.second] for at in starts]
        spans = [_SpanDraft(at, at + exact) for at in starts]
        title, *rest = self._said()
        same = map(repeat, (title, False, None, None, *rest))
        found = list(map(_OccurrenceDraft, repeat(self._about.uid), names, spans, *same))
        for span, made in zip(spans, found, strict=True):
            span.__class__, made.__class__ = Span, Occurrence
        return found

    def _said(self) -> tuple[Any, ...]:
        """The title, and what stands behind the days in an occurrence."""
        if self._rest is None:
            said = self._event.said()
            words = (said.title, said.status, self._about.sequence(said), said.blocking)
            self._rest = (*words, said.organiser, said.location, self.view.source)
        return self._rest
