"""Everything of a person into the one document."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from counterpoint.adapters.codec import as_json
from counterpoint.adapters.files.exportjson.document import FORMAT
from counterpoint.domain.everything import SHELVES, CalendarHeld, Everything


def write_everything(everything: Everything) -> str:
    """The text of an export, a line for each thing; `read_everything` gives the same back."""
    return "".join(_pieces(everything))


def _pieces(everything: Everything) -> Iterator[str]:
    """One thing after the other: many calendars as one tree of records would take very much memory."""
    yield f'{{\n"format": {_written(FORMAT)},\n"settings": {_written(as_json(everything.settings))}'
    for name in SHELVES:
        yield from _list(name, map(as_json, getattr(everything, name)))
    yield from _list("calendars", map(_as_document, everything.calendars))
    yield from _list("weeks", map(as_json, everything.weeks))
    yield "\n}\n"


def _list(name: str, documents: Iterable[Any]) -> Iterator[str]:
    yield f',\n"{name}": ['
    for number, document in enumerate(documents):
        yield f"{',' if number else ''}\n {_written(document)}"
    yield "]"


def _written(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False)


def _as_document(held: CalendarHeld) -> dict[str, Any]:
    return {
        "source": as_json(held.source),
        "raw": base64.b64encode(zlib.compress(held.raw, 6)).decode() if held.raw else "",
        "window": as_json(held.window),
        "read": as_json(held.read),
        "marks": [{"key": key, "mark": as_json(mark)} for key, mark in held.marks],
    }
