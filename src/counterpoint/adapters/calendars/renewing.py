"""What a calendar that was read again says anew: a digest for each UID, and what those that differ tell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import tzinfo
from hashlib import blake2b

import tzdata  # type: ignore[import-untyped]

from counterpoint.adapters.calendars.components import Outline
from counterpoint.adapters.calendars.opening import Opened
from counterpoint.domain.agenda import Known, Occurrence
from counterpoint.domain.timeline import Span
from counterpoint.engines.recurrence.agenda import occurrences
from counterpoint.engines.recurrence.events import Event, Series

FORM = 1
"""Raised whenever the same text is read otherwise, so that everything is worked out once more."""
SIZE = 16
_STAMP = re.compile(rb"\nDTSTAMP[;:][^\n]*")
"""When a copy was made: some servers write the present time with every answer, and no occurrence shows it."""


def context_of(raw: bytes, found: Outline) -> bytes:
    """A digest of what all events of a file depend on: its zones and what it says of itself."""
    digest = blake2b(f"{FORM} {tzdata.IANA_VERSION}".encode(), digest_size=SIZE)
    for part in found.components:
        if part.kind == "VTIMEZONE":
            digest.update(raw[part.first : part.last])
    for own in found.calendars:
        digest.update(repr(sorted((name, each.head, each.value) for name, each in own.items())).encode())
    return digest.digest()


def digests_of(every: Iterable[Series], context: bytes) -> dict[str, str]:
    """A digest for each UID of the text of its components."""
    texts: dict[str, list[bytes]] = {}
    for series in every:
        texts.setdefault(series.uid, [context]).extend(map(_said, _events(series)))
    return {uid: _hash(parts) for uid, parts in texts.items()}


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


def _events(series: Series) -> list[Event]:
    return ([series.master] if series.master else []) + [change.event for change in series.changes]


def _said(event: Event) -> bytes:
    return _STAMP.sub(b"", event.said.text()) if isinstance(event.said, Opened) else b""


def _hash(parts: list[bytes]) -> str:
    return blake2b(b"\0".join(parts), digest_size=SIZE).hexdigest()
