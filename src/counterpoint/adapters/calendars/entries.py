"""Reading the entries of a collection (RFC 4791 §4.1), each a calendar of its own, again where some changed.

What an entry says depends on its own bytes, on other entries with the same UID, and on zones that others
describe and nobody else knows. So of a change only the entries that differ are read, and those that hang
together with them; what comes out is what reading all of them anew gives. That is also how they are read the
first time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice

from counterpoint.adapters.calendars.grouping import STEPS, by_uid, series_of_one
from counterpoint.adapters.calendars.ics import MOST_ZONE_STEPS
from counterpoint.adapters.calendars.notes import Notes
from counterpoint.adapters.calendars.one_entry import One, opened
from counterpoint.adapters.calendars.parts import Part
from counterpoint.adapters.calendars.renewing import common_of, digest, events_of
from counterpoint.adapters.calendars.totals import Total
from counterpoint.adapters.calendars.zones import Shared
from counterpoint.domain.agenda import Agenda, Doubt, Entries, Known, Renewal
from counterpoint.domain.timeline import Span
from counterpoint.domain.zones import zone_of
from counterpoint.engines.recurrence.agenda import MOST_OCCURRENCES, occurrences
from counterpoint.engines.recurrence.budget import Budget
from counterpoint.engines.recurrence.events import Series
from counterpoint.engines.recurrence.making import many_values

AT_ONCE = 100
"""Entries whose bytes are held at once, beside those that were read."""
Load = Callable[[Iterable[str]], Mapping[str, bytes]]
"""The bytes of entries by their href."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Of a collection: `marks` names the bytes of each entry (href → mark), `load` gives them."""

    marks: Mapping[str, str]
    load: Load
    source: str
    zone: str
    window: Span


def read_entries(asked: Asked, known: Known | None = None) -> Renewal:
    """What the entries say of the window, without what is known already of those that still say the same.

    Raises CalendarTooLarge for more than a calendar may hold, UnknownZone.
    """
    read_as = f"{asked.zone}\0{asked.source}"
    if known is not None and _is_usable(known, asked.window, read_as):
        with many_values():
            again = _Again(asked, read_as, known).told()
        if again is not None:
            return again
    return _Again(asked, read_as, Known(asked.window, entries=Entries(_as(read_as)))).whole()


def _is_usable(known: Known, window: Span, read_as: str) -> bool:
    return known.window == window and bool(known.entries.each) and known.entries.read_as == _as(read_as)


def _as(read_as: str) -> str:
    return digest(common_of(read_as)).hex()


class _Again:
    """One reading. `before` are the entries as they were read, none for all anew."""

    def __init__(self, asked: Asked, read_as: str, known: Known) -> None:
        self._asked, self._read_as, self._known = asked, read_as, known
        self._before = known.entries.each
        self._zones, self._grouping = Shared(Budget(MOST_ZONE_STEPS)), Budget(STEPS)
        self._read: dict[str, One] = {}
        self._uids: set[str] = set()
        self._warnings: dict[str, tuple[Doubt, ...]] = {}
        self._total = Total()

    def told(self) -> Renewal | None:
        """What differs from before; None where that cannot be told apart from what stays."""
        holders = self._holders()
        if holders.keys() != self._known.digests.keys():
            return None
        self._open_what_hangs_together(holders)
        series, digests = self._series()
        stay = {uid: each for uid, each in self._known.digests.items() if uid not in self._uids}
        same = stay.keys() | {uid for uid, each in digests.items() if self._known.digests.get(uid) == each}
        return self._renewal(series, {**stay, **digests}, frozenset(same), self._known)

    def whole(self) -> Renewal:
        """All of it, as if nothing were known."""
        with many_values():
            self._open(self._asked.marks)
            self._borrow()
            self._uids = {uid for one in self._read.values() for uid in one.told.uids}
            series, digests = self._series()
        found = self._renewal(series, digests, frozenset(), None)
        assert found is not None
        return found

    def _renewal(
        self, series: list[Series], digests: dict[str, str], same: frozenset[str], known: Known | None
    ) -> Renewal | None:
        asked, entries = self._asked, self._entries()
        changed = tuple(each for each in series if each.uid not in same)
        found, doubts = occurrences(changed, asked.window, zone_of(asked.zone), source=asked.source)
        complete = not (doubts or self._zones.budget.ran_out or self._grouping.ran_out)
        if known is not None and not complete:
            return None
        notes = self._notes(entries)
        name = next((entries.each[href].name for href in sorted(entries.each) if entries.each[href].name), "")
        return Renewal(
            *(tuple(found), (*notes.doubts, *doubts), notes.set_aside, name, asked.zone),
            digests=digests if complete else {},
            same=same,
            known=known,
            whole=partial(_anew, asked, self._read_as),
            most=MOST_OCCURRENCES,
            entries=entries if complete else Entries(),
        )

    # what is to be read

    def _holders(self) -> dict[str, list[str]]:
        """The entries in which each UID was."""
        found: dict[str, list[str]] = {}
        for href, entry in self._before.items():
            for uid in entry.uids:
                found.setdefault(uid, []).append(href)
        return found

    def _open_what_hangs_together(self, holders: Mapping[str, list[str]]) -> None:
        marks, before = self._asked.marks, self._before
        differ = [
            href
            for href, mark in marks.items()
            if not mark or href not in before or before[href].mark != mark
        ]
        self._open(differ)
        were = [before[href] for href in before.keys() - marks.keys()]
        were += [before[href] for href in differ if href in before]
        zones = {name for each in (*were, *(one.told for one in self._read.values())) for name in each.gives}
        if zones:
            self._open(href for href, each in before.items() if zones.intersection(each.needs))
        fresh = {uid for each in were for uid in each.uids} | self._all_uids()
        while fresh:
            self._uids |= fresh
            self._open(href for uid in fresh for href in holders.get(uid, ()))
            fresh = self._all_uids() - self._uids
        self._borrow()

    def _all_uids(self) -> set[str]:
        return {uid for one in self._read.values() for uid in one.told.uids}

    def _open(self, hrefs: Iterable[str]) -> None:
        marks = self._asked.marks
        wanted = iter([href for href in dict.fromkeys(hrefs) if href in marks and href not in self._read])
        while some := list(islice(wanted, AT_ONCE)):
            raw = self._asked.load(some)
            for href in some:
                one = opened(raw.get(href, b""), marks[href], self._zones)
                self._read[href] = one
                self._total.count(one.told)
                self._total.refuse_too_much()

    def _borrow(self) -> None:
        """Reads those anew that name a zone which another entry describes."""
        needs = {name for one in self._read.values() for name in one.told.needs}
        if not needs:
            return
        lent = {name: text for name in needs if (text := self._lent(name))}
        for href, one in list(self._read.items()):
            zones = b"".join(lent[name] for name in one.told.needs if name in lent)
            if zones:
                raw = self._asked.load([href]).get(href, b"")
                self._read[href] = opened(raw, one.told.mark, self._zones, zones)

    def _lent(self, name: str) -> bytes:
        """The zone of this name as the last entry that has it describes it."""
        marks = self._asked.marks
        entries = (
            (href, self._read[href].told if href in self._read else self._before.get(href)) for href in marks
        )
        href = max((href for href, each in entries if each is not None and name in each.gives), default="")
        if not href:
            return b""
        one = self._read.get(href)
        if one is None or name not in one.described:
            one = opened(self._asked.load([href]).get(href, b""), marks[href], self._zones)
        zone = one.described.get(name)
        return b"BEGIN:VTIMEZONE" + zone.bytes(one.plain) + b"\nEND:VTIMEZONE\n" if zone else b""

    # what it comes to

    def _entries(self) -> Entries:
        each = {
            href: self._read[href].told if href in self._read else self._before[href]
            for href in self._asked.marks
        }
        for href, entry in each.items():
            if href not in self._read:
                self._total.count(entry)
        self._total.refuse_too_much()
        stay = {uid: told for uid, told in self._known.entries.warnings.items() if uid not in self._uids}
        return Entries(_as(self._read_as), each, {**stay, **self._warnings})

    def _notes(self, entries: Entries) -> Notes:
        notes = Notes()
        for _href, entry in sorted(
            (href, each) for href, each in entries.each.items() if each.warnings or each.set_aside
        ):
            notes.take(entry.warnings, entry.set_aside)
        for _uid, doubts in sorted(entries.warnings.items()):
            notes.take(doubts, ())
        return notes

    def _series(self) -> tuple[list[Series], dict[str, str]]:
        """What was read, by UID, with a digest for each."""
        said: dict[int, bytes] = {}
        parts: list[Part] = []
        for _href, one in sorted(self._read.items()):
            parts += one.parts
            said.update((id(part.event.said), text) for part, text in zip(one.parts, one.said, strict=True))
        found: list[Series] = []
        digests: dict[str, str] = {}
        common = common_of(self._read_as)
        for uid, same in by_uid(parts).items():
            notes = Notes()
            series = series_of_one(uid, same, notes, self._grouping)
            if notes.size:
                self._warnings[uid] = notes.doubts
            texts = (said[id(event.said)] for each in series for event in events_of(each))
            digests[uid] = digest(common, *texts).hex()
            found += series
        return found, digests


def _anew(asked: Asked, read_as: str) -> Agenda:
    return _Again(asked, read_as, Known(asked.window)).whole()
