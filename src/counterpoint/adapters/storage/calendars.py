"""The calendars of a person's diary: raw bytes, what was read from them, and the person's own marks."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, TypeGuard

from django.db import transaction
from django.db.models import Max, QuerySet

from counterpoint.adapters.codec import as_json, from_json
from counterpoint.adapters.storage.entries import document_of
from counterpoint.adapters.storage.models import CalendarRow, MarkRow, OccurrenceRow, Person, ReadingRow
from counterpoint.adapters.storage.occurrences import forget, forget_others, insert, longest, reaches, rows_of
from counterpoint.adapters.storage.shelf import StoredShelf
from counterpoint.adapters.storage.texts import as_storable, is_storable
from counterpoint.domain.agenda import Agenda, CalendarSource, Known, Mark, Occurrence, Renewal
from counterpoint.domain.timeline import Span

MOST_TITLES = 500
MOST_UIDS = 500


class StoredCalendars(StoredShelf[CalendarSource]):
    def __init__(self, person: Person) -> None:
        super().__init__(person, CalendarRow)

    def raw(self, id: str) -> bytes:
        """The bytes of the last reading; empty before the first."""
        reading = self._reading(id, "raw")
        return zlib.decompress(reading.raw) if reading else b""

    def fill(self, id: str, raw: bytes | None, agenda: Agenda, window: Span) -> None:
        """With the bytes as they were, what is known outside of `window` stays, and the kept time grows.

        With new bytes all that was known is replaced, or what a renewal says is new. Nothing that is as it
        was is written.
        """
        calendar = self.row(id)
        rows = rows_of(calendar, agenda.occurrences)
        with transaction.atomic():
            calendar = self.row(id)
            earlier = _locked(calendar, with_bytes=raw is not None)
            same_bytes = earlier is not None and raw is not None and zlib.decompress(earlier.raw) == raw
            grows = earlier is not None and same_bytes and _touches(earlier.window, window)
            if _left_out(agenda) and not (earlier and agenda.builds_on(earlier.number)):
                agenda = agenda.whole()  # somebody else has read it meanwhile
                rows = rows_of(calendar, agenda.occurrences)
            if _left_out(agenda) and agenda.known:
                differ = agenda.known.digests.keys() - agenda.same
                kept = forget_others(calendar, differ, None if grows else window)
            else:
                kept = forget(calendar, window, all_of_it=not grows)
            insert(rows)
            if _left_out(agenda) and agenda.most and _count(calendar) > agenda.most:
                agenda = agenda.whole()
                kept = forget(calendar, window, all_of_it=True)
                insert(rows_of(calendar, agenda.occurrences))
            whole = _hull(earlier.window, window) if earlier and grows else window
            now = {
                "from_at": whole.start,
                "until_at": whole.end,
                "longest": max(longest(agenda.occurrences), earlier.longest if earlier and kept else 0),
                "findings": _findings(agenda),
                **_for_the_next_reading(agenda),
            }
            _write(calendar, earlier, now if same_bytes else now | {"raw": zlib.compress(raw or b"", 6)})

    def keep_raw(self, id: str, raw: bytes) -> None:
        ReadingRow.objects.filter(calendar=self.row(id)).update(raw=zlib.compress(raw, 6))

    def known(self, id: str) -> Known | None:
        reading = self._reading(id, "from_at", "until_at", "digests", "entries", "number")
        return reading.known if reading else None

    def events(self, id: str) -> int:
        return OccurrenceRow.objects.filter(calendar=self.row(id)).values("uid").distinct().count()

    def window(self, id: str) -> Span | None:
        reading = self._reading(id, "from_at", "until_at")
        return reading.window if reading else None

    def findings(self, id: str) -> Agenda:
        reading = self._reading(id, "findings")
        return from_json(Agenda, reading.findings) if reading else Agenda()

    def occurrences(
        self, span: Span, *, of: str | None = None, titled: str = "", uids: Collection[str] | None = None
    ) -> tuple[tuple[str, Occurrence], ...]:
        readings = ReadingRow.objects.filter(calendar__person=self.person)
        reach = readings.aggregate(of=Max("longest"))["of"]
        if reach is None:
            return ()
        rows = OccurrenceRow.objects.filter(
            reaches(span), person=self.person, start_at__gte=_back(span, reach)
        )
        if of is not None:
            rows = rows.filter(calendar=self.row(of))
        if uids is not None:
            rows = rows.filter(uid__in=sorted(uids)[:MOST_UIDS])
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
    said = Agenda((), agenda.warnings, agenda.set_aside, agenda.name, agenda.zone)
    return as_storable(as_json(said))


def _for_the_next_reading(agenda: Agenda) -> dict[str, Any]:
    """What a renewal tells it that is not what it was built on; nothing where two UIDs become one in what a
    database takes.
    """
    if not isinstance(agenda, Renewal):
        return {"digests": {}, "entries": {}}
    said = {"digests": dict(agenda.digests), "entries": document_of(agenda.entries)}
    if _left_out(agenda) and agenda.known and agenda.known.digests == agenda.digests:
        del said["digests"]
    if _left_out(agenda) and agenda.known and agenda.known.entries == agenda.entries:
        del said["entries"]
    if is_storable(said):
        return said
    kept: dict[str, str] = as_storable(agenda.digests)
    if len(kept) != len(agenda.digests):
        return {"digests": {}, "entries": {}}
    return {"digests": kept, "entries": as_storable(document_of(agenda.entries))}


def _locked(calendar: CalendarRow, *, with_bytes: bool) -> ReadingRow | None:
    """What is long is left where it is: much of it is only replaced."""
    rows = ReadingRow.objects.select_for_update().filter(calendar=calendar)
    return rows.defer("digests", "entries", *(() if with_bytes else ("raw",))).first()


def _count(calendar: CalendarRow) -> int:
    return OccurrenceRow.objects.filter(calendar=calendar).count()


def _left_out(agenda: Agenda) -> TypeGuard[Renewal]:
    return isinstance(agenda, Renewal) and bool(agenda.same)


def _write(calendar: CalendarRow, earlier: ReadingRow | None, now: dict[str, Any]) -> None:
    """What differs from the earlier reading."""
    if earlier is None:
        ReadingRow.objects.create(calendar=calendar, number=1, **now)
        return
    there = earlier.__dict__
    changed = {name: value for name, value in now.items() if name not in there or there[name] != value}
    if changed:
        ReadingRow.objects.filter(pk=earlier.pk).update(**changed, number=earlier.number + 1)


def _titled(rows: QuerySet[OccurrenceRow], text: str) -> QuerySet[OccurrenceRow]:
    """Those whose title contains a text, as people compare letters: SQLite folds only those of English.

    Where very many titles do, all rows are returned, because a statement holds only so many values.
    """
    folded = text.casefold()
    titles = rows.order_by().values_list("title", flat=True).distinct()
    found = [title for title in titles if folded in title.casefold()]
    return rows.filter(title__in=found) if len(found) <= MOST_TITLES else rows


def _touches(known: Span, window: Span) -> bool:
    return known.start <= window.end and window.start <= known.end


def _hull(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))


def _back(span: Span, minutes: int) -> datetime:
    """The earliest start that an event of this length may have and still reach into the span."""
    reach = timedelta(minutes=min(minutes + 1, 60 * 24 * 366 * 50))
    return max(span.start, datetime.min.replace(tzinfo=UTC) + reach) - reach
