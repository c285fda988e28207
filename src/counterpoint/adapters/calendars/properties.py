"""One content line: name, parameters and value (RFC 5545 §3.1), read leniently."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

NAME = re.compile(r"\s*([A-Za-z][A-Za-z0-9_-]*(?:\s*-\s*[A-Za-z0-9]+)?)\s*([;:])")
_DATE_AHEAD = re.compile(r"\s*[-+]?(?:\d{4}-?\d\d-?\d\d|P)", re.IGNORECASE)
_PARAM = re.compile(r"""\s*([A-Za-z0-9_-]+)\s*=\s*((?:"[^"]*"|[^;"]*)*)""")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_CARET = re.compile(r"\^(['n^])")
_CARET_MEANS = {"n": "\n", "^": "^", "'": '"'}
MOST_NAME = 80
"""Characters in which a name must end."""
MOST_PARAMETERS = 2_000
"""Characters of parameters that are looked at in one line."""


@dataclass(frozen=True, slots=True)
class Property:
    """A line as it stands: `head` is what lies between name and value, `line` counts logical lines from 1."""

    name: str
    head: str
    value: str
    line: int = 0

    @property
    def params(self) -> Mapping[str, str]:
        """Parameters by their name in capitals, without quotes (RFC 6868 carets undone); the first of
        equal names.
        """
        found: dict[str, str] = {}
        for name, value in _PARAM.findall(self.head[:MOST_PARAMETERS]):
            found.setdefault(name.upper(), _plain(value))
        return found

    @property
    def text(self) -> str:
        """The value as text: escapes undone (§3.3.11), also of vCalendar's quoted-printable."""
        value = self.value
        if "QUOTED-PRINTABLE" in self.head.upper():
            value = _printable(value, self.params.get("CHARSET", "utf-8"))
        return unescaped(value)


def unescaped(value: str) -> str:
    if "\\" not in value:
        return value.strip()
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value).strip()


def _plain(value: str) -> str:
    value = value.replace('"', "").strip()
    return _CARET.sub(lambda found: _CARET_MEANS[found[1]], value) if "^" in value else value


def _printable(value: str, charset: str) -> str:
    import quopri

    raw = quopri.decodestring(value.encode("utf-8"))
    try:
        return raw.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return raw.decode("latin-1")


def property_of(line: str, number: int, *, dated: frozenset[str]) -> Property | None:
    """The property that a line holds, or None for a line that names none.

    In those called `dated` the value begins where a date does, so that a colon in an unquoted zone name
    (``TZID=(UTC+01:00) Amsterdam:2026…``) does not end the parameters.
    """
    found = NAME.match(line, 0, MOST_NAME)
    if found is None:
        return None
    name = found[1].upper()
    if " " in name or "\t" in name:
        name = "".join(name.split())
    rest = found.end()
    if found[2] == ":":
        return Property(name, "", line[rest:], number)
    colon = _colon(line, rest, name in dated)
    return None if colon < 0 else Property(name, line[rest:colon], line[colon + 1 :], number)


def _colon(line: str, start: int, dated: bool) -> int:
    """Where the parameters end: the first colon outside quotes, in dated lines one with a date behind it."""
    places = list(_colons(line, start))
    if dated:
        for place in places:
            if _DATE_AHEAD.match(line, place + 1):
                return place
    return places[0] if places else line.find(":", start)


def _colons(line: str, start: int) -> Iterator[int]:
    """The colons outside quotes, as far as parameters are looked at."""
    quoted = False
    for place in range(start, min(len(line), start + MOST_PARAMETERS)):
        if line[place] == '"':
            quoted = not quoted
        elif line[place] == ":" and not quoted:
            yield place
