"""One content line: name, parameters and value (RFC 5545 §3.1), read leniently."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

_NAME = re.compile(r"\s*([A-Za-z][A-Za-z0-9_-]*(?:\s*-\s*[A-Za-z0-9]+)?)\s*")
_DATE_AHEAD = re.compile(r"\s*[-+]?(?:\d{4}-?\d\d-?\d\d|P)", re.IGNORECASE)
_PARAM = re.compile(r"""\s*([A-Za-z0-9_-]+)\s*=\s*((?:"[^"]*"|[^;"]*)*)""")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_CARET = re.compile(r"\^(['n^])")
_CARET_MEANS = {"n": "\n", "^": "^", "'": '"'}
MOST_NAME = 80
"""Characters in which a name must end."""
MOST_PARAMETERS = 2_000
"""Characters of parameters that are looked at in one line."""


@dataclass(slots=True)
class Property:
    """A line as it stands: `head` is what lies between name and value, `line` counts logical lines from 1
    where a reader asks for it, else it is 0.
    """

    name: str
    head: str
    value: str
    line: int = 0

    @property
    def params(self) -> Mapping[str, str]:
        """Parameters by their name in capitals, without quotes (RFC 6868 carets undone); the first of
        equal names.
        """
        return params_of(self.head)

    @property
    def text(self) -> str:
        """The value as text: escapes undone (§3.3.11), also of vCalendar's quoted-printable."""
        value = self.value
        if self.head and "QUOTED-PRINTABLE" in self.head.upper():
            value = _printable(value, self.params.get("CHARSET", "utf-8"))
        return unescaped(value)


def params_of(head: str) -> Mapping[str, str]:
    """What lies between name and value, as parameters."""
    return _params(head[:MOST_PARAMETERS])


@lru_cache(maxsize=1024)
def _params(head: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, value in _PARAM.findall(head):
        found.setdefault(name.upper(), _plain(value))
    return MappingProxyType(found)


def unescaped(value: str) -> str:
    if "\\" not in value:
        return value.strip()
    if "\\\\" not in value and not value.endswith("\\"):
        return value.replace("\\n", "\n").replace("\\N", "\n").replace("\\", "").strip()
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


@lru_cache(maxsize=4096)  # a file says the same few of these over and over
def _name_in(start: str) -> str:
    """The name that the beginning of a line states, in capitals; empty when that is no name."""
    found = _NAME.fullmatch(start)
    return "".join(found[1].split()).upper() if found else ""


def name_of(line: str) -> tuple[str, int]:
    """(name, where the sign behind it stands) of a line; no name for a line that is no property."""
    colon = line.find(":", 0, MOST_NAME)
    sign = line.find(";", 0, MOST_NAME if colon < 0 else colon)
    end = sign if sign >= 0 else colon
    return (_name_in(line[:end]), end) if end > 0 else ("", 0)


def property_of(line: str, number: int, *, dated: frozenset[str]) -> Property | None:
    """The property that a line holds, or None for a line that names none.

    In those called `dated` the value begins where a date does, so that a colon in an unquoted zone name
    (``TZID=(UTC+01:00) Amsterdam:2026…``) does not end the parameters.
    """
    name, end = name_of(line)
    return with_rest(name, line[end:], number, dated=name in dated) if name else None


def with_rest(name: str, rest: str, number: int, *, dated: bool) -> Property | None:
    """The property of this name; `rest` is what follows it, from ``:`` or ``;`` on."""
    if rest[0] == ":":
        return Property(name, "", rest[1:], number)
    colon = _colon(rest, 1, dated)
    return None if colon < 0 else Property(name, rest[1:colon], rest[colon + 1 :], number)


def _colon(line: str, start: int, dated: bool) -> int:
    """Where the parameters end: the first colon outside quotes, in dated lines one with a date behind it."""
    first = line.find(":", start)
    if first < 0:
        return -1
    plain = first - start < MOST_PARAMETERS and '"' not in line[start:first]
    if plain and (not dated or _DATE_AHEAD.match(line, first + 1)):
        return first
    places = list(_colons(line, start))
    if dated:
        for place in places:
            if _DATE_AHEAD.match(line, place + 1):
                return place
    return places[0] if places else first


def _colons(line: str, start: int) -> Iterator[int]:
    """The colons outside quotes, as far as parameters are looked at."""
    quoted = False
    for place in range(start, min(len(line), start + MOST_PARAMETERS)):
        if line[place] == '"':
            quoted = not quoted
        elif line[place] == ":" and not quoted:
            yield place
