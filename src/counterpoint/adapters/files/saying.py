"""What a finding says of a value and of a key: as it stands there, and what may have been meant."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, time
from difflib import get_close_matches

from counterpoint.domain.words import gettext as _

SHOWN = 60
MEANT = {
    "by": "deadline",
    "due": "deadline",
    "duration": "minutes",
    "energy": "demand",
    "ignored": "ignore",
    "label": "file",
    "length": "minutes",
    "name": "title",
    "path": "file",
    "priority": "importance",
    "split": "splittable",
    "start": "earliest",
    "times": "times_a_week",
    "title": "name",
    "window": "when",
    "windows": "when",
}
"""Words that people use for a key of ours."""


def shown(value: object) -> str:
    text = f"“{value}”" if isinstance(value, str) else _typed(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…”"


def _typed(value: object) -> str:
    """What people call a value of this type, with the value itself when it is short."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float, date, time)):
        return f"{value!s:.40}"
    return "a list" if isinstance(value, list) else "a table" if isinstance(value, dict) else "nothing"


def instead_of(key: str, known: Collection[str]) -> str:
    """What to write instead of a key that nobody knows."""
    meant = MEANT.get(key)
    if meant in known:
        return _('Did you mean "%(meant)s"?') % {"meant": meant}
    return nearest(key, known) or _listed(known)


def nearest(value: object, known: Collection[str]) -> str:
    close = get_close_matches(str(value)[:80].lower(), sorted(known), n=1, cutoff=0.6)
    return _('Did you mean "%(close)s"?') % {"close": close[0]} if close else ""


def _listed(known: Collection[str]) -> str:
    return _("These do: %(names)s.") % {"names": ", ".join(sorted(known))} if known else _("Leave it out.")
