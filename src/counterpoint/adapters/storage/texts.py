"""Text from anywhere, without what no database takes."""

from __future__ import annotations

from typing import Any


def storable(value: Any) -> Any:
    """Text without NUL and without halves of surrogate pairs; anything else as it is."""
    if not isinstance(value, str) or value.isprintable():
        return value
    return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def as_storable(document: Any) -> Any:
    """The same for every text in a JSON document."""
    match document:
        case dict():
            return {storable(key): as_storable(value) for key, value in document.items()}
        case list():
            return [as_storable(value) for value in document]
    return storable(document)
