"""Names that a server gives to entries of ours, beside the UID that we gave them.

Exchange names every event itself (“iCalUId”), and a copy of ours that it hands out as a file, at an address
or in somebody else's mailbox has that name alone. What it was is kept, also of entries that are gone: a copy
may be hours behind, and what is not known again in it would be told on, and so come back for ever.
"""

from __future__ import annotations

import hashlib

from counterpoint.domain.agenda.entry_text import entry_of

GIVEN = "X-COUNTERPOINT-GIVEN"
"""The property in which an entry as it was read says what the server calls it."""
MOST_KNOWN = 1000
"""Names of one calendar. Eight weeks of busy times are a few hundred; what is oldest is forgotten."""


def mark_of(name: str) -> str:
    """What is kept of a name: enough to know it again."""
    return hashlib.sha256(name.casefold().encode()).hexdigest()[:12]


def with_name(known: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The marks with that of the name that the server gave to this entry, where it gave one."""
    entry = entry_of(text)
    name = entry.said(GIVEN) if entry is not None else ""
    mark = mark_of(name)
    return known if not name or mark in known else (*known, mark)[-MOST_KNOWN:]
