"""Where the components of a file lie: a walk over BEGIN and END that copes with what is missing or nested
wrongly.

The walk looks at nothing but these two; a component is opened, and its lines read, when somebody asks for its
properties.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from counterpoint.adapters.calendars.notes import Notes
from counterpoint.adapters.calendars.properties import (
    MOST_NAME,
    Property,
    name_of,
    property_of,
    with_rest,
)
from counterpoint.adapters.calendars.text import CalendarTooLarge
from counterpoint.domain.words import gettext as _

MOST_COMPONENTS = 50_000
"""Events in one file, and as many tasks, and so on; zones, alarms and other parts are not counted."""
MOST_OPEN = 50
"""How deep components may be nested; what is deeper is passed over."""
MAIN = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY", "VTIMEZONE"})
DATED = frozenset({"DTSTART", "DTEND", "DUE", "RECURRENCE-ID", "RDATE", "EXDATE"})
COUNTED = frozenset({"RRULE", "EXRULE"})
"""Those whose line is told when they cannot be read."""
MOST_OF_A_KIND = 60_000
"""Lines of one name in one component; further ones are passed over, with a word about it."""
OF_CALENDARS = frozenset({"METHOD", "NAME", "X-WR-CALNAME", "X-WR-TIMEZONE", "TIMEZONE-ID"})
_MOST_BRACKET = 4 * MOST_NAME
_KIND = re.compile(r"[A-Z0-9_-]{1,60}")
_CANDIDATE = re.compile(rb"\n((?:[Bb][Ee][Gg]|[Ee][Nn][Dd]|[ \t])[^\n]{0,%d})" % _MOST_BRACKET)
"""The beginning of a line that may be BEGIN or END: these letters, or a space in front of them."""
TICK = 32_000
"""Bytes between two words on the progress."""

Progress = Callable[[int], None]


@dataclass(slots=True)
class Component:
    """A part of a file: where its BEGIN and its END (or what follows it) lie in the bytes, the number of
    its first line, and its calendar.
    """

    kind: str
    first: int
    last: int
    calendar: int
    line: int

    def text(self, raw: bytes) -> str:
        """What stands between its BEGIN and its END, from the end of the former's line on."""
        return self.bytes(raw).decode("utf-8", "replace")

    def bytes(self, raw: bytes) -> bytes:
        """The same as it stands in the file."""
        begin = raw.find(b"\n", self.first, self.last)
        end = self.last - 1 if self.last < len(raw) else self.last
        return raw[begin:end] if begin >= 0 else b""


class Wanted:
    """Names of properties, and what finds their lines in a component (BEGIN and END of its parts as well).

    A line that names no property belongs to the value before it: some producers write raw line breaks.
    """

    def __init__(self, *names: str) -> None:
        words = sorted({*names, *_WORDS})
        loosely = "|".join(map(_loosely, words))
        self.pattern = re.compile(
            rf"\n(?:({'|'.join(words)})|{_NOT_PLAIN}{_SPACE}((?i:{loosely})){_SPACE})"
            rf"([;:][^\n]*(?:\n(?!{_PLAIN}|{_NAMED})[^\n]*)*)"
        )


def _loosely(name: str) -> str:
    """With room for spaces around the last hyphen, as some producers leave them."""
    first, hyphen, last = name.rpartition("-")
    return f"{first}{_SPACE}-{_SPACE}{last}" if hyphen else name


_WORDS = ("BEGIN", "END")
_SPACE = r"[^\S\n]*"
_SHORT = rf"(?=[^;:\n]{{1,{MOST_NAME - 1}}}[;:])"
_PLAIN = rf"[A-Z][A-Z-]{{0,{MOST_NAME - 2}}}[;:]"
"""What nearly every line begins with; quicker to tell than what follows."""
_NOT_PLAIN = rf"(?!{_PLAIN})(?=[A-Z0-9-]*[a-z\s]){_SHORT}"
"""Before a name with small letters or spaces."""
_NAMED = rf"{_SHORT}{_SPACE}[A-Za-z][A-Za-z0-9_-]*(?:{_SPACE}-{_SPACE}[A-Za-z0-9]+)?{_SPACE}[;:]"


@dataclass(slots=True)
class Outline:
    """The components of a file in order; `calendars` holds each calendar's own properties, number 0 those
    outside any.
    """

    components: list[Component] = field(default_factory=list)
    calendars: list[dict[str, Property]] = field(default_factory=lambda: [{}])
    begun: bool = False


def outline(raw: bytes, notes: Notes, progress: Progress | None = None) -> Outline:
    """`progress` is told the bytes walked over. Raises CalendarTooLarge for more than MOST_COMPONENTS."""
    walk = _Walk(raw, notes)
    if progress is not None:
        progress(0)
    told, first = 0, _CANDIDATE.match(b"\n" + raw[:_MOST_BRACKET])
    if first:
        walk.take(0, first[1])
    for found in _CANDIDATE.finditer(raw):
        begin = found.start() + 1
        walk.take(begin, found[1])
        if progress is not None and begin - told >= TICK:
            told = begin
            progress(begin)
    walk.finish()
    return walk.outline


def _lines(raw: bytes, first: int, last: int) -> list[str]:
    """The lines from one beginning of a line up to another, or up to the end of the file."""
    text = raw[first:last].decode("utf-8", "replace").removesuffix("\n")
    return text.split("\n") if last > first else []


class _Walk:
    """The state of the walk: which component is open, and since where."""

    def __init__(self, raw: bytes, notes: Notes) -> None:
        self._raw, self._notes = raw, notes
        self.outline = Outline()
        self._open: Component | None = None
        self._inner: list[str] = []
        self._too_deep = 0
        self._calendar = 0
        self._calendars = 0
        self._counts: Counter[str] = Counter()
        self._place, self._line = 0, 1
        self._seen = 0

    def take(self, begin: int, line: bytes) -> None:
        said, kind = _bracket(line)
        if not said:
            return
        if self._open is None:
            self._own(begin)
        if said == "BEGIN":
            self._begin(kind, begin)
        elif said == "END":
            self._end(kind, begin)
        self._seen = begin

    def _own(self, until: int) -> None:
        """The properties of the calendar itself, from the last BEGIN or END up to this one."""
        first = self._raw.find(b"\n", self._seen, until) + 1 if self.outline.begun else 0
        if self._inner or (not first and self.outline.begun):
            return
        own = self.outline.calendars[self._calendar]
        for line in _lines(self._raw, first, until):
            name = name_of(line)[0]
            if name in OF_CALENDARS and name not in own:
                found = property_of(line, 0, dated=DATED)
                if found is not None:
                    own[name] = found

    def _begin(self, kind: str, begin: int) -> None:
        self.outline.begun = True
        if kind == "VCALENDAR":
            self._close(begin, ended=False)
            self._calendars += 1
            self._calendar = self._calendars
            self.outline.calendars.append({})
        elif kind in MAIN:
            self._close(begin, ended=False)
            self._line += self._raw.count(b"\n", self._place, begin)
            self._place = begin
            self._open = Component(kind, begin, begin, self._calendar, self._line)
        elif len(self._inner) < MOST_OPEN:
            self._inner.append(kind)
        else:
            self._too_deep += 1

    def _end(self, kind: str, begin: int) -> None:
        if kind == "VCALENDAR":
            self._close(begin, ended=False)
            self._calendar = 0
        elif self._open is not None and kind == self._open.kind:
            self._close(begin, ended=True)
        elif self._too_deep:
            self._too_deep -= 1
        elif kind in self._inner:
            del self._inner[self._inner.index(kind) :]

    def _close(self, begin: int, *, ended: bool) -> None:
        """The open component ends here; without an END of its own it is read as far as it goes."""
        self._inner.clear()
        self._too_deep = 0
        if self._open is None:
            return
        self._open.last = begin
        if not ended:
            about = _("%(kind)s in line %(first)s") % {"kind": self._open.kind, "first": self._open.line}
            self._notes.doubt(about, _("It has no END; it was read as far as it goes."))
        self.outline.components.append(self._open)
        kind, self._open = self._open.kind, None
        self._counts[kind] += 1
        if kind != "VTIMEZONE" and self._counts[kind] > MOST_COMPONENTS:
            raise CalendarTooLarge(
                _("This calendar has more than %(most_components)s parts of the kind %(kind)s.")
                % {"most_components": f"{MOST_COMPONENTS:,}", "kind": kind},
                advice=_("Export a shorter time or fewer calendars, and read the parts one after the other."),
            )

    def finish(self) -> None:
        if self._open is None:
            self._own(len(self._raw))
        self._close(len(self._raw), ended=False)


@lru_cache(maxsize=4096)  # a file says the same few of these over and over
def _bracket(line: bytes) -> tuple[str, str]:
    """(BEGIN or END, the component named) for the start of a line; nothing for another line."""
    start = line.decode("utf-8", "ignore")  # what was cut off lies behind all that counts
    name, end = name_of(start)
    if name not in ("BEGIN", "END") or start[end] != ":":
        return "", ""
    kind = start[end + 1 : end + 1 + MOST_NAME].strip().upper()
    return (name, kind) if _KIND.fullmatch(kind) else ("", "")


def properties_of(raw: bytes, component: Component, wanted: Wanted) -> dict[str, list[Property]]:
    """The wanted properties of a component, those of its parts (alarms and the like) left out."""
    found: dict[str, list[Property]] = {}
    depth: list[str] = []
    text, place, reached = component.text(raw), 0, component.line
    for exactly, loosely, rest in wanted.pattern.findall(text):
        name = exactly or "".join(loosely.split()).upper()
        if name in _WORDS:
            _go(depth, name, rest)
            continue
        line = 0
        if name in COUNTED:
            before, place = place, text.index(rest, place)
            line = reached = reached + text.count("\n", before, place)
        stated = None if depth else with_rest(name, rest, line, dated=name in DATED)
        if stated is None:
            continue
        if name not in found:
            found[name] = [stated]
        elif len(found[name]) < MOST_OF_A_KIND:
            found[name].append(stated)
    return found


def _go(depth: list[str], word: str, rest: str) -> None:
    """Into a part of the component, or out of it."""
    kind = _part(rest[: MOST_NAME + 1])
    if not kind:
        return
    if word == "BEGIN":
        if len(depth) < MOST_OPEN:
            depth.append(kind)
    elif kind in depth:
        del depth[depth.index(kind) :]


@lru_cache(maxsize=256)  # nearly all of them are alarms
def _part(rest: str) -> str:
    """The part that BEGIN or END names; none where that is no name."""
    kind = rest[1:].partition("\n")[0].strip().upper()
    return kind if rest[0] == ":" and _KIND.fullmatch(kind) else ""


def parts_of(raw: bytes, component: Component, kinds: frozenset[str]) -> list[Component]:
    """The parts of these kinds right inside a component, as components of their own."""
    found: list[Component] = []
    begun: Component | None = None
    line, seen = component.line, component.first
    for this in _CANDIDATE.finditer(raw, component.first, component.last):
        place = this.start() + 1
        line, seen = line + raw.count(b"\n", seen, place), place
        said, kind = _bracket(this[1])
        if said == "BEGIN" and kind in kinds and begun is None:
            begun = Component(kind, place, place, component.calendar, line)
        elif begun is not None and said == "END" and kind == begun.kind:
            begun.last = place
            found.append(begun)
            begun = None
    return found
