"""Where the components of a file lie: a walk over BEGIN and END that copes with what is missing or nested
wrongly.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from counterpoint.adapters.calendars.notes import Notes
from counterpoint.adapters.calendars.properties import MOST_NAME, NAME, Property, property_of
from counterpoint.adapters.calendars.text import CalendarTooLarge
from counterpoint.domain.words import gettext as _

MOST_COMPONENTS = 50_000
"""Events in one file, and as many tasks, and so on; zones, alarms and other parts are not counted."""
MOST_OPEN = 50
"""How deep components may be nested; what is deeper is passed over."""
MAIN = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY", "VTIMEZONE"})
DATED = frozenset({"DTSTART", "DTEND", "DUE", "RECURRENCE-ID", "RDATE", "EXDATE"})
MOST_OF_A_KIND = 60_000
"""Lines of one name in one component; further ones are passed over, with a word about it."""
OF_CALENDARS = frozenset({"METHOD", "NAME", "X-WR-CALNAME", "X-WR-TIMEZONE", "TIMEZONE-ID"})
_MOST_BRACKET = 2 * MOST_NAME
_KIND = re.compile(r"[A-Z0-9_-]{1,60}")
_BRACKETS = "BbEe \t"
_THEIR_MARKS = "MmNnXxTt "
TICK = 4096
"""Lines between two words on the progress."""

Progress = Callable[[int], None]


@dataclass(slots=True)
class Component:
    """A part of a file by its lines (`first` is its BEGIN, `last` its END or the line after it) and its
    calendar.
    """

    kind: str
    first: int
    last: int
    calendar: int


@dataclass(slots=True)
class Outline:
    """The components of a file in order; `calendars` holds each calendar's own properties, number 0 those
    outside any.
    """

    components: list[Component] = field(default_factory=list)
    calendars: list[dict[str, Property]] = field(default_factory=lambda: [{}])
    begun: bool = False


def outline(lines: list[str], notes: Notes, progress: Progress | None = None) -> Outline:
    """Raises CalendarTooLarge for more than MOST_COMPONENTS."""
    walk = _Walk(lines, notes)
    for number, line in enumerate(lines):
        if progress is not None and number % TICK == 0:
            progress(number)
        walk.take(number, line)
    walk.finish()
    return walk.outline


class _Walk:
    """The state of the walk: which component is open, and since which line."""

    def __init__(self, lines: list[str], notes: Notes) -> None:
        self._lines, self._notes = lines, notes
        self.outline = Outline()
        self._open: Component | None = None
        self._inner: list[str] = []
        self._too_deep = 0
        self._calendar = 0
        self._calendars = 0
        self._counts: Counter[str] = Counter()

    def take(self, number: int, line: str) -> None:
        mark = line[:1]
        if mark in "Bb \t":
            kind = _named(line, "BEGIN")
            if kind:
                self._begin(kind, number)
                return
        if mark in "Ee \t":
            kind = _named(line, "END")
            if kind:
                self._end(kind, number)
                return
        if self._open is None and mark in _THEIR_MARKS and mark:
            self._own(number, line)

    def _own(self, number: int, line: str) -> None:
        """A property of the calendar itself."""
        found = property_of(line, number + 1, dated=DATED)
        own = self.outline.calendars[self._calendar]
        if found is not None and not self._inner and found.name in OF_CALENDARS:
            own.setdefault(found.name, found)

    def _begin(self, kind: str, number: int) -> None:
        self.outline.begun = True
        if kind == "VCALENDAR":
            self._close(number, ended=False)
            self._calendars += 1
            self._calendar = self._calendars
            self.outline.calendars.append({})
        elif kind in MAIN:
            self._close(number, ended=False)
            self._open = Component(kind, number, number, self._calendar)
        elif len(self._inner) < MOST_OPEN:
            self._inner.append(kind)
        else:
            self._too_deep += 1

    def _end(self, kind: str, number: int) -> None:
        if kind == "VCALENDAR":
            self._close(number, ended=False)
            self._calendar = 0
        elif self._open is not None and kind == self._open.kind:
            self._close(number, ended=True)
        elif self._too_deep:
            self._too_deep -= 1
        elif kind in self._inner:
            del self._inner[self._inner.index(kind) :]

    def _close(self, number: int, *, ended: bool) -> None:
        """The open component ends here; without an END of its own it is read as far as it goes."""
        self._inner.clear()
        self._too_deep = 0
        if self._open is None:
            return
        self._open.last = number
        if not ended:
            about = _("%(kind)s in line %(first)s") % {"kind": self._open.kind, "first": self._open.first + 1}
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
        self._close(len(self._lines), ended=False)


def _named(line: str, word: str) -> str:
    """The component that ``BEGIN:`` or ``END:`` names in this line, in capitals; else nothing."""
    said, kind = _bracket(line[:_MOST_BRACKET])
    return kind if said == word else ""


@lru_cache(maxsize=4096)  # a file says the same few of these over and over
def _bracket(start: str) -> tuple[str, str]:
    """(BEGIN or END, the component named) for the start of a line; nothing for another line."""
    found = NAME.match(start, 0, MOST_NAME)
    if found is None or found[2] != ":":
        return "", ""
    kind = start[found.end() : found.end() + MOST_NAME].strip().upper()
    return (found[1].upper(), kind) if _KIND.fullmatch(kind) else ("", "")


def properties_of(
    lines: list[str], component: Component, wanted: frozenset[str]
) -> dict[str, list[Property]]:
    """The wanted properties of a component, those of its parts (alarms and the like) left out."""
    found: dict[str, list[Property]] = {}
    depth: list[str] = []
    for number in range(component.first + 1, component.last):
        line = lines[number]
        if line[:1] in _BRACKETS:
            said, kind = _bracket(line[:_MOST_BRACKET])
            if said == "BEGIN":
                _enter(depth, kind)
                continue
            if said == "END":
                _leave(depth, kind)
                continue
        this = property_of(line, number + 1, dated=DATED)
        if this is not None and this.name in wanted and not depth:
            same = found.setdefault(this.name, [])
            if len(same) < MOST_OF_A_KIND:
                same.append(_whole(this, lines, number + 1, component.last))
    return found


def parts_of(lines: list[str], component: Component, kinds: frozenset[str]) -> list[Component]:
    """The parts of these kinds right inside a component, as components of their own."""
    found: list[Component] = []
    begun: tuple[str, int] | None = None
    for number in range(component.first + 1, component.last):
        kind = _named(lines[number], "BEGIN")
        if kind in kinds and begun is None:
            begun = kind, number
        elif begun is not None and _named(lines[number], "END") == begun[0]:
            found.append(Component(begun[0], begun[1], number, component.calendar))
            begun = None
    return found


def _enter(depth: list[str], kind: str) -> None:
    if len(depth) < MOST_OPEN:
        depth.append(kind)


def _leave(depth: list[str], kind: str) -> None:
    if kind in depth:
        del depth[depth.index(kind) :]


def _whole(this: Property, lines: list[str], start: int, end: int) -> Property:
    """With the lines that name no property joined on: some producers write raw line breaks into texts."""
    stop = start
    while stop < end and NAME.match(lines[stop], 0, MOST_NAME) is None:
        stop += 1
    if stop == start:
        return this
    return Property(this.name, this.head, "\n".join([this.value, *lines[start:stop]]), this.line)
