"""Calendars that lie on this machine."""

from __future__ import annotations

from pathlib import Path

from counterpoint.adapters.calendars.text import MOST_BYTES, refuse_if_too_large
from counterpoint.domain.errors import CounterpointError


class CannotRead(CounterpointError):
    """A file that is not there, or is none, or is not ours to read."""


def calendar_bytes(path: str) -> bytes:
    """The content of a file, never more than a calendar may have. Raises CannotRead, CalendarTooLarge."""
    place = Path(path)
    try:
        if place.exists() and not place.is_file():
            raise CannotRead(f"“{path}” is not a file.", advice="Name the .ics file itself.")
        refuse_if_too_large(place.stat().st_size)
        with place.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as problem:
        why = getattr(problem, "strerror", None) or "it cannot be opened"
        raise CannotRead(
            f"“{path}” cannot be read: {why}.", advice="Check the path and who may read it."
        ) from problem
    refuse_if_too_large(len(raw))
    return raw
