"""Calendars that are kept, and what reads them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Protocol

from counterpoint.desk.ports.shelves import Shelf
from counterpoint.domain.agenda import Agenda, CalendarSource, Known, Mark, Occurrence
from counterpoint.domain.timeline import Span

Progress = Callable[[float], None]


class Calendars(Shelf[CalendarSource], Protocol):
    """Calendars with their bytes as they came and the occurrences read from them."""

    def raw(self, id: str) -> bytes: ...

    def fill(self, id: str, raw: bytes | None, agenda: Agenda, window: Span) -> None:
        """Replaces what is known of `window` by the agenda's occurrences, and the bytes, all or nothing.

        `raw` None: the bytes are those of a collection's entries, and are not kept once more.

        What a `Renewal` leaves out stays as it is, where it builds on what is kept; else all of it is asked.
        """
        ...

    def keep_raw(self, id: str, raw: bytes) -> None:
        """Keeps bytes with what was read, where that was read from elsewhere."""
        ...

    def known(self, id: str) -> Known | None:
        """What the next reading need not work out again; None before the first reading."""
        ...

    def events(self, id: str) -> int:
        """How many events are kept of a calendar, as people count them: a series is one."""
        ...

    def window(self, id: str) -> Span | None:
        """The time for which occurrences are kept; None before the first reading."""
        ...

    def findings(self, id: str) -> Agenda:
        """Warnings and what was set aside at the last reading; no occurrences."""
        ...

    def occurrences(
        self, span: Span, *, of: str | None = None, titled: str = "", uids: Collection[str] | None = None
    ) -> tuple[tuple[str, Occurrence], ...]:
        """(calendar id, occurrence) for all that overlaps `span`, in order of start.

        `of` leaves one calendar, `titled` those whose title contains a text (case does not matter), `uids`
        the events with these UIDs; at most 500 of them are looked for.
        """
        ...

    def marks(self, id: str) -> Mapping[str, Mark]:
        """What the person said of single events, by occurrence key or UID."""
        ...

    def mark(self, id: str, key: str, mark: Mark | None) -> None:
        """Keeps a mark; None takes it back."""
        ...


class ReadableCalendar(Protocol):
    """A calendar that has been read once, for any number of windows."""

    @property
    def zone(self) -> str:
        """The zone that the calendar states for itself, empty without one."""
        ...

    @property
    def floats(self) -> bool:
        """Whether some of its times are in no zone, and so in that of whoever asks."""
        ...

    def agenda(self, window: Span, *, zone: str) -> Agenda: ...


class CalendarReader(Protocol):
    """Reads a calendar's bytes. Raises a CounterpointError for what is no calendar or too large."""

    def __call__(self, raw: bytes, *, source: str) -> ReadableCalendar: ...


class Read(Protocol):
    """Makes an agenda of a calendar's bytes; raises a CounterpointError for bytes that are no calendar."""

    def __call__(
        self,
        raw: bytes,
        *,
        source: str,
        zone: str,
        window: Span,
        progress: Progress,
        known: Known | None = None,
    ) -> Agenda:
        """With what is `known` of the calendar it may answer with a `Renewal`."""
        ...


class Reads(Read, Protocol):
    """Reads calendars from the bytes of a file, or from the entries of a collection."""

    def entries(
        self,
        marks: Mapping[str, str],
        load: Callable[[Iterable[str]], Mapping[str, bytes]],
        *,
        source: str,
        zone: str,
        window: Span,
        known: Known | None,
    ) -> Agenda:
        """`marks` names the bytes of each entry (href → mark), `load` gives them; only what is not `known` is
        read. Raises a CounterpointError for more than a calendar may hold.
        """
        ...
