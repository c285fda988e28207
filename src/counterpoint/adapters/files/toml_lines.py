"""On which line of a TOML text a key stands, as far as that can be told without parsing it again."""

from __future__ import annotations

import re
from collections import Counter

from counterpoint.adapters.files.table import LineOf

_HEADER = re.compile(r"\s*(\[{1,2})\s*([A-Za-z0-9_.\-]+)\s*\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"\s*\"?([A-Za-z0-9_\-]+)\"?\s*=")
_FENCES = re.compile(r'"""|\'\'\'')


def line_finder(text: str) -> LineOf:
    """From a table's place (``tasks[3]``) and a key to its line; else the table's line, else 0."""
    lines = _lines(text)

    def line_of(where: str, key: str) -> int:
        return lines.get((where, key)) or lines.get((where, "")) or lines.get(("", where), 0)

    return line_of


def _lines(text: str) -> dict[tuple[str, str], int]:
    lines: dict[tuple[str, str], int] = {}
    seen: Counter[str] = Counter()
    where, in_text = "", False
    for number, line in enumerate(text.split("\n"), start=1):
        if not in_text:
            if header := _HEADER.match(line):
                where = _place(header, seen)
                lines.setdefault((where, ""), number)
            elif key := _KEY.match(line):
                lines.setdefault((where, key[1]), number)
        in_text ^= len(_FENCES.findall(line)) % 2 == 1
    return lines


def _place(header: re.Match[str], seen: Counter[str]) -> str:
    if header[1] == "[":
        return header[2]
    seen[header[2]] += 1
    return f"{header[2]}[{seen[header[2]]}]"
