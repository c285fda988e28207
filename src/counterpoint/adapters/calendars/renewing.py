"""What a calendar that was read again says anew: a digest for each UID, and what those that differ tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from hashlib import blake2b
from operator import itemgetter

import tzdata  # type: ignore[import-untyped]

from counterpoint.adapters.calendars.components import Component, Outline
from counterpoint.adapters.calendars.opening import Opened
from counterpoint.adapters.calendars.properties import Property
from counterpoint.adapters.calendars.vtimezones import plain_name
from counterpoint.adapters.calendars.zone_names import iana_zone
from counterpoint.domain.agenda import Known, Occurrence
from counterpoint.domain.timeline import Span
from counterpoint.engines.recurrence.agenda import occurrences
from counterpoint.engines.recurrence.events import Event, Series

FORM = 3
"""Raised whenever the same text is read otherwise, so that everything is worked out once more."""
SIZE = 16
_STAMP = re.compile(rb"\nDTSTAMP[;:][^\n]*")
"""When a copy was made: some servers write the present time with every answer, and no occurrence shows it."""
_FOLD = re.compile(rb"\r?\n[ \t]")
_TZID = re.compile(rb'TZID=(?:"([^"\r\n]*)"|([^:;\r\n]*))', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Contexts:
    """What the events of each of a file's calendars that hold any depend on beside their own text.

    `digests`: of the zones that the calendar describes and of what it says of itself; `own`: the names of
    these zones; `elsewhere`: a digest of each zone of the whole file, which counts for a name that is neither
    `own` nor known to all. So a calendar that joins others in a file changes nothing for these.
    """

    digests: Mapping[int, bytes] = field(default_factory=dict)
    own: Mapping[int, frozenset[str]] = field(default_factory=dict)
    elsewhere: Mapping[str, bytes] = field(default_factory=dict)

    def said(self, text: Opened) -> bytes:
        """An event's text with the digests of what it depends on."""
        return self.text_and_needs(text)[0]

    def text_and_needs(self, text: Opened) -> tuple[bytes, frozenset[str]]:
        """The same, and the zones that it names and that neither its own calendar nor anybody knows."""
        plain = _STAMP.sub(b"", text.text())
        named = _TZID.findall(_FOLD.sub(b"", plain)) if b"TZID" in plain.upper() else ()
        own = self.own[text.calendar]
        needs = frozenset(name for name in map(_name, named) if name not in own and iana_zone(name) is None)
        foreign = (self.elsewhere.get(name, b"") for name in sorted(needs))
        return b"\0".join((self.digests[text.calendar], plain, *foreign)), needs


def contexts_of(raw: bytes, found: Outline, described: Mapping[int, Mapping[str, Component]]) -> Contexts:
    """`described`: the zones of each calendar, see `vtimezones.described_zones`."""
    numbers = {component.calendar for component in found.components}
    zones = {number: described.get(number, {}) for number in numbers}
    everywhere = {name: part for _number, own in sorted(described.items()) for name, part in own.items()}
    return Contexts(
        {
            number: digest(_of_zones(raw, zones[number]), _of_properties(found.calendars[number]))
            for number in numbers
        },
        {number: frozenset(own) for number, own in zones.items()},
        {name: digest(part.bytes(raw)) for name, part in everywhere.items()},
    )


def common_of(read_as: str) -> bytes:
    """What the reading of every event depends on, beside what the calendar says."""
    return f"{FORM} {tzdata.IANA_VERSION} {read_as}".encode()


def digests_of(every: Iterable[Series], contexts: Contexts, *, read_as: str) -> dict[str, str]:
    """A digest for each UID of the text of its components, and of what all are `read_as`."""
    common = common_of(read_as)
    texts: dict[str, list[bytes]] = {}
    for series in every:
        said = (event.said for event in events_of(series))
        own = [contexts.said(each) for each in said if isinstance(each, Opened)]
        texts.setdefault(series.uid, [common]).extend(own)
    return {uid: digest(*parts).hex() for uid, parts in texts.items()}


def what_is_new(
    every: tuple[Series, ...],
    window: Span,
    floating: tzinfo,
    *,
    source: str,
    digests: dict[str, str],
    known: Known,
) -> tuple[list[Occurrence], frozenset[str]] | None:
    """(the occurrences that are not known, the UIDs that say what they said); None where all is to be read.

    A window may begin and end later than the known time, so that the kept time moves on with the days.
    """
    same = frozenset(uid for uid, each in digests.items() if known.digests.get(uid) == each)
    if not same or not known.window.start <= window.start <= known.window.end <= window.end:
        return None
    end = known.window.end
    changed, kept = (tuple(each for each in every if (each.uid in same) is it) for it in (False, True))
    found, doubts = occurrences(changed, window, floating, source=source)
    if end < window.end:
        ahead, more = occurrences(kept, Span(end, window.end), floating, source=source)
        found, doubts = found + [each for each in ahead if each.span.start >= end], doubts + more
    found.sort(key=lambda each: each.span.start)
    return None if doubts else (found, same)


def events_of(series: Series) -> list[Event]:
    return ([series.master] if series.master else []) + [change.event for change in series.changes]


def _of_zones(raw: bytes, zones: Mapping[str, Component]) -> bytes:
    return b"".join(part.bytes(raw) for _name, part in sorted(zones.items(), key=itemgetter(0)))


def _of_properties(own: Mapping[str, Property]) -> bytes:
    return repr(sorted((name, each.head, each.value) for name, each in own.items())).encode()


def _name(tzid: tuple[bytes, bytes]) -> str:
    return plain_name((tzid[0] or tzid[1]).decode(errors="replace"))


def digest(*parts: bytes) -> bytes:
    return blake2b(b"\0".join(parts), digest_size=SIZE).digest()
