"""A series with its exceptions, as one calendar.

The rule says how it goes on; what the server lists of it (“List instances”) has the last word: what the rule
has and the server has not is left out, and what the server has beside the rule is added. So a cancelled
occurrence needs no property that only the beta of Graph documents, and a rule that Outlook takes differently
is right all the same, in the stretch of time for which it was asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from hashlib import blake2b
from itertools import chain

from counterpoint.adapters.calendars.ics import read_calendar
from counterpoint.adapters.graph import lines
from counterpoint.adapters.graph.events import about, extent, named, times, uid_of
from counterpoint.adapters.graph.recurrences import first_of, rule, starts_on
from counterpoint.adapters.graph.said import Json, Unreadable, flag, part, words
from counterpoint.adapters.graph.times import midnight_on, stamp, zone_of
from counterpoint.domain.timeline import Span

When = datetime | date


def series(master: Json, instances: Sequence[Json], window: Span) -> bytes:
    """A series of which `instances` are all that happens in `window`. Raises Unreadable."""
    told = _Series(master, window)
    listed: list[_Instance] = []
    broken: list[Iterable[str]] = []
    for each in instances:
        try:
            listed.append(_Instance(each, told.zone))
        except Unreadable:
            broken.append(_without_times(each, told.uid))
    return lines.calendar(chain([told.lines(listed)], told.exceptions(listed), broken))


def _without_times(event: Json, uid: str) -> Iterator[str]:
    """An event that whoever reads it sets aside, and says so."""
    yield from named(event, uid + _alone(event))
    yield from about(event)


def _alone(event: Json) -> str:
    """What makes a name of its own of that of a series."""
    return "-" + blake2b(words(event, "id").encode(), digest_size=8).hexdigest()


class _Instance:
    """One occurrence or exception; `original` are the starts that an exception may have had in the series."""

    def __init__(self, event: Json, zone: tzinfo) -> None:
        self.event = event
        self.is_exception = words(event, "type").casefold() == "exception"
        self.start, self.end = extent(event, zone)
        self.original: tuple[When, ...] = ()
        said = stamp(words(event, "originalStart")) if self.is_exception else None
        if said is not None:
            self.original = (said, midnight_on(said, zone))


class _Series:
    def __init__(self, master: Json, window: Span) -> None:
        self.master, self.uid, self.zone = master, uid_of(master), zone_of(master)
        self.start, self.end = self._first()
        recurrence = part(master, "recurrence")
        self.rule = rule(recurrence, self.zone, all_day=flag(master, "isAllDay"))
        self.window = window
        self.expected = self._expected()

    def _first(self) -> tuple[When, When]:
        """When the first occurrence is; the pattern may begin after the day that the master names."""
        start, end = extent(self.master, self.zone)
        recurrence = part(self.master, "recurrence")
        local = start.astimezone(self.zone) if isinstance(start, datetime) else start
        on = local.date() if isinstance(local, datetime) else local
        days = first_of(recurrence, max(on, starts_on(recurrence) or on)) - on
        if not isinstance(local, datetime) or not isinstance(start, datetime):
            return start + days, end + days
        begins = (local.replace(tzinfo=None) + days).replace(tzinfo=self.zone).astimezone(UTC)
        return begins, begins + (end - start)

    def _head(self) -> Iterator[str]:
        yield from named(self.master, self.uid)
        yield from times(self.start, self.end, self.zone)
        yield f"RRULE:{self.rule}"

    def _expected(self) -> frozenset[When]:
        """The starts in the window by the rule alone."""
        agenda = read_calendar(lines.calendar([self._head()])).agenda(self.window, zone="UTC")
        found = (each.first_on or each.span.start for each in agenda.occurrences)
        return frozenset(each for each in found if self._is_within(each))

    def _is_within(self, start: When) -> bool:
        """Whether one that begins then would be listed whole; at the edges nobody knows."""
        if isinstance(start, datetime):
            return self.window.start <= start < self.window.end
        return self.window.start.date() < start < self.window.end.date() - timedelta(days=1)

    def lines(self, listed: Sequence[_Instance]) -> Iterator[str]:
        regular = {each.start for each in listed if not each.is_exception}
        excepted = {self._original(each) for each in listed if each.is_exception}
        yield from self._head()
        for name, starts in (
            ("EXDATE", self.expected - regular - excepted),
            ("RDATE", {each for each in regular - self.expected if self._is_within(each)}),
        ):
            yield from (lines.when(name, each, self.zone) for each in sorted(starts))
        yield from about(self.master)

    def _original(self, each: _Instance) -> When | None:
        return next((start for start in each.original if start in self.expected), None)

    def exceptions(self, listed: Iterable[_Instance]) -> Iterator[Iterable[str]]:
        for each in listed:
            if each.is_exception:
                yield self._exception(each)

    def _exception(self, each: _Instance) -> Iterator[str]:
        """In the place of the one that it stands for; where none is known, as an event of its own."""
        original = self._original(each)
        yield from named(each.event, self.uid + ("" if original is not None else _alone(each.event)))
        if original is not None:
            yield lines.when("RECURRENCE-ID", original, self.zone)
        yield from times(each.start, each.end)
        yield from about(each.event)
