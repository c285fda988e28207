"""Calendars in memory, with what was read of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from counterpoint.domain.agenda import Agenda, CalendarSource, Known, Mark, Occurrence, Renewal
from counterpoint.domain.timeline import Span
from tests.memory.shelves import MemoryShelf


class MemoryCalendars(MemoryShelf[CalendarSource]):
    def __init__(self) -> None:
        super().__init__()
        self.readings: dict[str, tuple[bytes, Agenda, Span]] = {}
        self.numbers: dict[str, int] = {}
        self.said: dict[str, dict[str, Mark]] = {}

    def remove(self, id: str, *, version: int | None = None) -> None:
        super().remove(id, version=version)
        self.readings.pop(id, None)
        self.said.pop(id, None)

    def raw(self, id: str) -> bytes:
        self.get(id)
        return self.readings[id][0] if id in self.readings else b""

    def fill(self, id: str, raw: bytes | None, agenda: Agenda, window: Span) -> None:
        self.get(id)
        elsewhere = raw is None
        before_this, self.numbers[id] = self.numbers.get(id, 0), self.numbers.get(id, 0) + 1
        raw = raw or b""
        if isinstance(agenda, Renewal) and agenda.same:
            if not agenda.builds_on(before_this):
                agenda = agenda.whole()
            else:
                before, known, span = self.readings[id]
                stay = [each for each in known.occurrences if each.uid in agenda.same]
                grows = before == raw and not elsewhere
                stay = [each for each in stay if grows or _reaches(each, window)]
                whole = Span(min(span.start, window.start), window.end) if grows else window
                merged = (*stay, *agenda.occurrences)
                self.readings[id] = (raw, replace(agenda, occurrences=merged), whole)
                return
        kept, whole = agenda.occurrences, window
        if id in self.readings:
            before, known, span = self.readings[id]
            if before == raw and not elsewhere and span.start <= window.end and window.start <= span.end:
                kept += tuple(each for each in known.occurrences if not _reaches(each, window))
                whole = Span(min(span.start, window.start), max(span.end, window.end))
        self.readings[id] = (raw, replace(agenda, occurrences=kept), whole)

    def keep_raw(self, id: str, raw: bytes) -> None:
        self.get(id)
        if id in self.readings:
            self.readings[id] = (raw, *self.readings[id][1:])

    def window(self, id: str) -> Span | None:
        self.get(id)
        return self.readings[id][2] if id in self.readings else None

    def known(self, id: str) -> Known | None:
        self.get(id)
        if id not in self.readings:
            return None
        _raw, agenda, window = self.readings[id]
        number = self.numbers[id]
        if isinstance(agenda, Renewal):
            return Known(window, agenda.digests, agenda.entries, number)
        return Known(window, number=number)

    def events(self, id: str) -> int:
        self.get(id)
        return len({each.uid for each in self.readings[id][1].occurrences}) if id in self.readings else 0

    def findings(self, id: str) -> Agenda:
        self.get(id)
        if id not in self.readings:
            return Agenda()
        read = self.readings[id][1]
        return Agenda((), read.warnings, read.set_aside, read.name, read.zone)

    def occurrences(
        self, span: Span, *, of: str | None = None, titled: str = "", uids: Collection[str] | None = None
    ) -> tuple[tuple[str, Occurrence], ...]:
        if of is not None:
            self.get(of)
        found = [
            (id, each)
            for id, (_, agenda, _) in self.readings.items()
            for each in agenda.occurrences
            if _reaches(each, span) and of in (None, id) and titled.casefold() in each.title.casefold()
            if uids is None or each.uid in uids
        ]
        return tuple(sorted(found, key=lambda pair: pair[1].span.start))

    def marks(self, id: str) -> Mapping[str, Mark]:
        self.get(id)
        return dict(self.said.get(id, {}))

    def mark(self, id: str, key: str, mark: Mark | None) -> None:
        self.get(id)
        marks = self.said.setdefault(id, {})
        if mark is None:
            marks.pop(key, None)
        else:
            marks[key] = mark


def _reaches(each: Occurrence, span: Span) -> bool:
    """What takes no time stands at its start, also at that of the span."""
    return each.span.overlaps(span) or span.start <= each.span.start < span.end
