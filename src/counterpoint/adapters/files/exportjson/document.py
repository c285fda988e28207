"""What the one document is made of: a list for each kind of thing."""

from __future__ import annotations

from dataclasses import dataclass, field, make_dataclass
from typing import Any

from counterpoint.domain.agenda import Agenda, CalendarSource, Mark
from counterpoint.domain.everything import SHELVES, WeekHeld
from counterpoint.domain.planning import Settings
from counterpoint.domain.timeline import Span

FORMAT = "counterpoint-export/1"


@dataclass(frozen=True, slots=True)
class Marked:
    key: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class CalendarDocument:
    """A calendar as the document has it: `raw` is zlib, then base64."""

    source: CalendarSource
    raw: str = ""
    window: Span | None = None
    read: Agenda = field(default_factory=Agenda)
    marks: tuple[Marked, ...] = ()


Document: Any = make_dataclass(
    "Document",
    [
        ("format", str),
        ("settings", Settings),
        *((name, tuple[kind, ...], ()) for name, kind in SHELVES.items()),  # type: ignore[valid-type]
        ("calendars", tuple[CalendarDocument, ...], ()),
        ("weeks", tuple[WeekHeld, ...], ()),
    ],
    frozen=True,
    slots=True,
)
"""The document as a record: a list for every kind of thing."""
