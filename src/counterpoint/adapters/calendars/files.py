"""Calendars that lie on this machine."""

from __future__ import annotations

from pathlib import Path

from counterpoint.adapters.calendars.text import MOST_BYTES, refuse_if_too_large
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.words import gettext as _


class CannotRead(CounterpointError):
    """A file that is not there, or is none, or is not ours to read."""


def calendar_bytes(path: str) -> bytes:
    """The content of a file, never more than a calendar may have. Raises CannotRead, CalendarTooLarge."""
    place = Path(path)
    try:
        if place.exists() and not place.is_file():
            raise CannotRead(
                _("“%(path)s” is not a file.") % {"path": path}, advice=_("Name the .ics file itself.")
            )
        refuse_if_too_large(place.stat().st_size)
        with place.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as problem:
        why = getattr(problem, "strerror", None) or _("it cannot be opened")
        raise CannotRead(
            _("“%(path)s” cannot be read: %(why)s.") % {"path": path, "why": why},
            advice=_("Check the path and who may read it."),
        ) from problem
    refuse_if_too_large(len(raw))
    return raw
