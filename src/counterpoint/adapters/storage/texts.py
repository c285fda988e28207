"""Text from anywhere, without what no database takes."""

from __future__ import annotations

import json
import re
from typing import Any

_ODD = re.compile(r"\\u(?:0000|d[89a-f])")
"""NUL, or half of a surrogate pair, which may be one of a whole one."""


def storable(value: Any) -> Any:
    """Text without NUL and without halves of surrogate pairs; anything else as it is."""
    if not isinstance(value, str) or value.isprintable():
        return value
    return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def is_storable(document: Any) -> bool:
    """Whether every text in a JSON document surely is: told at once, by how it would be written."""
    return not _ODD.search(json.dumps(document))


def as_storable(document: Any) -> Any:
    """The same for every text in a JSON document."""
    match document:
        case dict():
            return {storable(key): as_storable(value) for key, value in document.items()}
        case list():
            return [as_storable(value) for value in document]
    return storable(document)
