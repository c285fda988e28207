"""life.toml: a life as a person reads and writes it in an editor. See docs/reference/life-toml.md."""

from __future__ import annotations

from collections.abc import Iterable

from counterpoint.adapters.files.lifejson import life_as_document, life_from_document
from counterpoint.adapters.files.toml_lines import line_finder
from counterpoint.adapters.files.toml_reading import bytes_of, document_of
from counterpoint.adapters.files.toml_text import document_as_toml
from counterpoint.domain.planning import Life
from counterpoint.domain.planning.intake import CalendarEntry, LifeRead


def read_life(raw: bytes, *, name: str = "life.toml") -> LifeRead:
    """The life in a life.toml (UTF-8, at most 1 MB). NotReadable tells everything that is wrong with it."""
    document, text = document_of(raw, name)
    return life_from_document(document, what=name, line_of=line_finder(text))


def load_life(path: str) -> LifeRead:
    """The life in a file on this machine; NotReadable when it is not there, or not to be read."""
    return read_life(bytes_of(path), name=path)


def write_life(life: Life, calendars: Iterable[CalendarEntry] = ()) -> str:
    """A life.toml with comments; `read_life` gives the same life back."""
    return document_as_toml(life_as_document(life, calendars))
