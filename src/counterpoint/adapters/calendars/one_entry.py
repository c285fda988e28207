"""One entry of a collection, read: what each of its events says, with what that depends on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from counterpoint.adapters.calendars.components import Component, Outline, outline
from counterpoint.adapters.calendars.ics import Reader, foreign_zones
from counterpoint.adapters.calendars.notes import Notes
from counterpoint.adapters.calendars.opening import Opened
from counterpoint.adapters.calendars.parts import Part
from counterpoint.adapters.calendars.renewing import contexts_of
from counterpoint.adapters.calendars.text import CalendarTooLarge, plain_bytes
from counterpoint.adapters.calendars.zones import Shared
from counterpoint.domain.agenda import Entry, SetAside
from counterpoint.domain.agenda.renewal import ONE_EVENT
from counterpoint.domain.words import gettext as _


@dataclass(slots=True)
class One:
    """An entry that was read; `said` is what each of its events says."""

    told: Entry
    plain: bytes = b""
    described: Mapping[str, Component] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    said: list[bytes] = field(default_factory=list)


def opened(raw: bytes, mark: str, shared: Shared, zones: bytes = b"") -> One:
    """What is too large for a calendar is set aside, and costs the others nothing. `zones`: components that
    other entries describe.
    """
    if not raw:
        return One(Entry(mark, counts={}))
    try:
        return _one(raw, mark, shared, zones)
    except CalendarTooLarge as large:
        aside = SetAside(_("calendar"), large.message)
        return One(Entry(mark, size=len(raw), counts={}, set_aside=(aside,)))


def _one(raw: bytes, mark: str, shared: Shared, zones: bytes) -> One:
    notes = Notes()
    plain = plain_bytes(raw, notes)
    lines = plain.count(b"\n") + 1
    if zones:
        plain = b"%s\nBEGIN:VCALENDAR\n%sEND:VCALENDAR\n" % (plain.rstrip(b"\n"), zones)
    found = outline(plain, notes)
    reader = Reader(plain, found, notes, shared=shared)
    parts = list(reader.parts(None))
    contexts = contexts_of(plain, found, reader.described)
    said: list[bytes] = []
    needs: set[str] = set()
    for part in parts:
        assert isinstance(part.event.said, Opened)
        text, named = contexts.text_and_needs(part.event.said)
        said.append(text)
        needs |= named
    own = {
        number: each
        for number, each in reader.described.items()
        if not zones or number < len(found.calendars) - 1
    }
    described = foreign_zones(own)
    told = Entry(
        mark,
        tuple(dict.fromkeys(part.uid for part in parts)),
        size=len(raw),
        lines=lines,
        counts=_counts(found),
        name=reader.name,
        gives=tuple(described),
        needs=tuple(sorted(needs)),
        warnings=notes.doubts,
        set_aside=notes.set_aside,
    )
    return One(told, plain if described else b"", described, parts, said)


def _counts(found: Outline) -> Mapping[str, int]:
    kinds = [each.kind for each in found.components if each.kind != "VTIMEZONE"]
    return ONE_EVENT if kinds == ["VEVENT"] else dict(Counter(kinds))
