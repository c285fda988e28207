"""The text of one entry, taken apart into its lines, and changed without touching what is not meant.

An entry of ours is one event that happens once. Whatever another program added to it (alarms, attachments,
properties that nobody here knows) is kept as it stands, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from counterpoint.domain.timeline import NotASpan, Span

WHEN = "DTSTART"
TIMES = frozenset({WHEN, "DTEND", "DURATION"})
SEEN = frozenset({"SUMMARY", "DESCRIPTION", "LOCATION"})
"""What a person reads of an entry, beside when it is."""
COMPARED = SEEN | {"CATEGORIES", "TRANSP", "STATUS", "X-COUNTERPOINT-KIND"}
_KEPT_BY_THE_WAY = ("DTSTAMP", "LAST-MODIFIED")
_REPEATS = frozenset({"RRULE", "RDATE", "EXRULE", "RECURRENCE-ID"})
_DEFAULTS = {"TRANSP": "OPAQUE", "STATUS": "CONFIRMED"}
_PHYSICAL = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_NAME = re.compile(r"([A-Za-z0-9-]+)(?=[;:])")
_FOLD = re.compile(r"(?:\r\n|\n|\r)[ \t]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_BASIC = "%Y%m%dT%H%M%SZ"
_OF_TEXT = ["VCALENDAR", "VEVENT"]


@dataclass(frozen=True, slots=True)
class Line:
    """A content line (RFC 5545 §3.1) as it stands, folds and end of line included; `own`: of the event."""

    name: str
    raw: str
    own: bool = False

    @property
    def value(self) -> str:
        plain = _FOLD.sub("", self.raw).rstrip("\r\n")
        quoted = False
        for at, letter in enumerate(plain):
            if letter == '"':
                quoted = not quoted
            elif letter == ":" and not quoted:
                return plain[at + 1 :]
        return ""


@dataclass(frozen=True, slots=True)
class EntryText:
    """One event that happens once, as lines."""

    lines: tuple[Line, ...]

    def of(self, name: str) -> tuple[Line, ...]:
        return tuple(each for each in self.lines if each.own and each.name == name)

    def said(self, name: str) -> str:
        """The text of a property, as people read it; "" where it is not there."""
        return " ".join(_plain(each.value) for each in self.of(name)).strip()

    def means(self, name: str) -> object:
        """What a property says, whatever the way in which it is written."""
        if name == "CATEGORIES":
            words = (word for each in self.of(name) for word in re.split(r"(?<!\\),", each.value))
            return tuple(sorted(_plain(word).strip() for word in words))
        if name in _DEFAULTS:
            return (self.said(name) or _DEFAULTS[name]).upper()
        return self.said(name)

    @property
    def uid(self) -> str:
        return self.said("UID")


def entry_of(text: str) -> EntryText | None:
    """None for what is not one event that happens once."""
    lines: list[Line] = []
    open_: list[str] = []
    events = 0
    for name, raw in _logical(text):
        line = Line(name, raw, open_ == _OF_TEXT and name not in ("BEGIN", "END"))
        lines.append(line)
        if name == "BEGIN":
            events += open_ == _OF_TEXT[:1] and line.value.strip().upper() == "VEVENT"
            open_.append(line.value.strip().upper())
        elif name == "END" and (not open_ or open_.pop() != line.value.strip().upper()):
            return None
    entry = EntryText(tuple(lines))
    repeats = any(each.own and each.name in _REPEATS for each in lines)
    return None if open_ or events != 1 or repeats or not entry.uid else entry


def _logical(text: str) -> Iterator[tuple[str, str]]:
    """Lines with what is folded onto them, and with what is no line of its own (iOS breaks some)."""
    name, raw = "", ""
    for physical in _PHYSICAL.findall(text.removeprefix("\ufeff")):
        begins = None if physical[:1] in (" ", "\t") else _NAME.match(physical)
        if begins is None:
            raw += physical
            continue
        if raw:
            yield name, raw
        name, raw = begins[1].upper(), physical
    if raw:
        yield name, raw


def _plain(value: str) -> str:
    """Escaped text as it is meant (RFC 5545 §3.3.11)."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def differing(one: EntryText, other: EntryText, names: Iterable[str] = COMPARED) -> frozenset[str]:
    """The properties that do not say the same; times are not looked at."""
    return frozenset(name for name in names if one.means(name) != other.means(name))


def our_span(text: str) -> Span:
    """When an event of our own writing is: it says its times in UTC."""
    entry = entry_of(text)
    assert entry is not None
    return Span(_utc(entry.said(WHEN)), _utc(entry.said("DTEND")))


def _utc(basic: str) -> datetime:
    return datetime.strptime(basic, _BASIC).replace(tzinfo=UTC)


def says_the_same(one: str, other: str) -> bool:
    """Whether two texts of our own writing differ in nothing but stamps."""
    if one == other:
        return True
    first, second = entry_of(one), entry_of(other)
    if first is None or second is None:
        return False
    return not differing(first, second) and our_span(one) == our_span(other)


def what_we_changed(said: str, wanted: str) -> frozenset[str]:
    """The properties in which our text differs from the one that was agreed on; WHEN for its times."""
    before, after = entry_of(said), entry_of(wanted)
    assert before is not None
    assert after is not None
    moved = our_span(said) != our_span(wanted)
    return differing(before, after) | ({WHEN} if moved else set())


def patched(onto: str, said: str, wanted: str) -> str:
    """A text with what we changed between two of ours. Everything else stays byte for byte; the number
    of its form grows, and the stamps are new.
    """
    there, after = entry_of(onto), entry_of(wanted)
    assert there is not None
    assert after is not None
    changed = set(what_we_changed(said, wanted))
    if not changed:
        return onto
    if WHEN in changed:
        changed |= TIMES
    changed |= set(_KEPT_BY_THE_WAY)
    fresh = [each.raw for each in after.lines if each.own and each.name in changed]
    number = max(_number(there) + 1, _number(after))
    return "".join(_rewritten(there, changed | {"SEQUENCE"}, [*fresh, f"SEQUENCE:{number}\r\n"]))


def _rewritten(there: EntryText, changed: set[str], fresh: list[str]) -> Iterator[str]:
    """New lines stand before the end of the event, or before the first part of it (an alarm)."""
    inside = False
    for line in there.lines:
        if line.own:
            inside = True
        elif inside and fresh:
            yield from fresh
            fresh = []
        if not (line.own and line.name in changed):
            yield line.raw if line.raw.endswith(("\n", "\r")) else line.raw + "\r\n"


def with_span(said: str, span: Span) -> str:
    """Our text with other times."""
    before = entry_of(said)
    assert before is not None
    if our_span(said) == span:
        return said
    start, end = (each.astimezone(UTC).strftime(_BASIC) for each in (span.start, span.end))
    return "".join(_rewritten(before, set(TIMES), [f"DTSTART:{start}\r\n", f"DTEND:{end}\r\n"]))


def _number(entry: EntryText) -> int:
    said = entry.said("SEQUENCE")
    return int(said) if said.isdigit() and len(said) < 9 else 0  # noqa: PLR2004 - a sane number


def is_ours(text: str) -> bool:
    """Whether a text is one that could be of our own writing: an export may hold anything."""
    entry = entry_of(text)
    try:
        return entry is not None and our_span(text) is not None
    except (ValueError, NotASpan):
        return False
