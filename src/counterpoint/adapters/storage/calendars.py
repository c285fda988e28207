"""The calendars of a person's diary: raw bytes, what was read from them, and the person's own marks."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from counterpoint.adapters.codec import as_json, from_json
from counterpoint.adapters.storage.models import CalendarRow, MarkRow, OccurrenceRow, Person, ReadingRow
from counterpoint.adapters.storage.occurrences import insert, longest, rows_of
from counterpoint.adapters.storage.shelf import StoredShelf
from counterpoint.adapters.storage.texts import as_storable
from counterpoint.domain.agenda import Agenda, CalendarSource, Mark, Occurrence
from counterpoint.domain.timeline import Span

MOST_TITLES = 500


class StoredCalendars(StoredShelf[CalendarSource]):
    def __init__(self, person: Person) -> None:
        super().__init__(person, CalendarRow)

    def raw(self, id: str) -> bytes:
        """The bytes of the last reading; empty before the first."""
        reading = self._reading(id)
        return zlib.decompress(reading.raw) if reading else b""

    def fill(self, id: str, raw: bytes, agenda: Agenda, window: Span) -> None:
        """With the bytes as they were, what is known outside of `window` stays, and the kept time grows.

        With new bytes all that was known is replaced.
        """
        calendar = self.row(id)
        packed, rows = zlib.compress(raw, 6), rows_of(calendar, agenda.occurrences)
        with transaction.atomic():
            calendar = self.row(id)
            earlier = ReadingRow.objects.select_for_update().filter(calendar=calendar).first()
            grows = earlier is not None and _continues(earlier, raw, window)
            kept = _forget(calendar, window, all_of_it=not grows)
            insert(rows)
            whole = _hull(earlier.window, window) if earlier and grows else window
            ReadingRow.objects.update_or_create(
                calendar=calendar,
                defaults={
                    "raw": packed,
                    "from_at": whole.start,
                    "until_at": whole.end,
                    "longest": max(longest(agenda.occurrences), earlier.longest if earlier and kept else 0),
                    "findings": _findings(agenda),
                },
            )

    def window(self, id: str) -> Span | None:
        reading = self._reading(id, "from_at", "until_at")
        return reading.window if reading else None

    def findings(self, id: str) -> Agenda:
        reading = self._reading(id, "findings")
        return from_json(Agenda, reading.findings) if reading else Agenda()

    def occurrences(
        self, span: Span, *, of: str | None = None, titled: str = ""
    ) -> tuple[tuple[str, Occurrence], ...]:
        readings = ReadingRow.objects.filter(calendar__person=self.person)
        reach = readings.aggregate(of=Max("longest"))["of"]
        if reach is None:
            return ()
        rows = OccurrenceRow.objects.filter(
            person=self.person,
            start_at__lt=span.end,
            end_at__gt=span.start,
            start_at__gte=_back(span, reach),
        )
        if of is not None:
            rows = rows.filter(calendar=self.row(of))
        if titled:
            rows = _titled(rows, titled)
        kept = rows.order_by("start_at", "id").values_list("calendar__own_id", *OccurrenceRow.SAID)
        folded = titled.casefold()
        return tuple(
            (row[0], OccurrenceRow.said(*row[1:]))
            for row in kept
            if not folded or folded in row[_TITLE].casefold()
        )

    def marks(self, id: str) -> Mapping[str, Mark]:
        return dict(MarkRow.objects.filter(calendar=self.row(id)).values_list("key", "mark"))

    def mark(self, id: str, key: str, mark: Mark | None) -> None:
        calendar = self.row(id)
        if mark is None:
            MarkRow.objects.filter(calendar=calendar, key=key).delete()
        else:
            MarkRow.objects.update_or_create(calendar=calendar, key=key, defaults={"mark": mark})

    def _reading(self, id: str, *columns: str) -> ReadingRow | None:
        """The last reading of a calendar; NotThere when there is no such calendar."""
        rows: QuerySet[ReadingRow] = ReadingRow.objects.filter(calendar=self.row(id))
        return (rows.only(*columns) if columns else rows).first()


_TITLE = 1 + OccurrenceRow.SAID.index("title")


def _findings(agenda: Agenda) -> Any:
    """All of an agenda but its occurrences, in text that every database takes."""
    return as_storable(as_json(replace(agenda, occurrences=())))


def _titled(rows: QuerySet[OccurrenceRow], text: str) -> QuerySet[OccurrenceRow]:
    """Those whose title contains a text, as people compare letters: SQLite folds only those of English.

    Where very many titles do, all rows are returned, because a statement holds only so many values.
    """
    folded = text.casefold()
    titles = rows.order_by().values_list("title", flat=True).distinct()
    found = [title for title in titles if folded in title.casefold()]
    return rows.filter(title__in=found) if len(found) <= MOST_TITLES else rows


def _continues(earlier: ReadingRow, raw: bytes, window: Span) -> bool:
    """Whether `window` touches what is known and was read from the same bytes."""
    touches = earlier.from_at <= window.end and window.start <= earlier.until_at
    return touches and zlib.decompress(earlier.raw) == raw


def _forget(calendar: CalendarRow, window: Span, *, all_of_it: bool) -> bool:
    """Takes out what is to be replaced; True when something may have stayed."""
    rows = OccurrenceRow.objects.filter(calendar=calendar)
    if not all_of_it:
        rows = rows.filter(start_at__lt=window.end, end_at__gt=window.start)
    rows._raw_delete(rows.db)  # noqa: SLF001  # nothing hangs on an occurrence, so none need be loaded
    return not all_of_it


def _hull(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))


def _back(span: Span, minutes: int) -> datetime:
    """The earliest start that an event of this length may have and still reach into the span."""
    reach = timedelta(minutes=min(minutes + 1, 60 * 24 * 366 * 50))
    return max(span.start, datetime.min.replace(tzinfo=UTC) + reach) - reach
