"""A document as TOML with comments, for people: one table for each thing, a word above each kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from counterpoint.domain.notation import say_duration

_LENGTHS = {
    "minutes",
    "minutes_done",
    "first_minutes",
    "took_minutes",
    "piece_least",
    "piece_most",
    "sleep",
    "slack",
    "focus",
    "break",
    "rest",
    "hard_day",
}
AN_HOUR = 60
_MOMENTS = {"earliest", "deadline", "first", "last", "ended"}
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?([+-]\d{2}:\d{2})?)?")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}

OPENING = """\
# What matters to me, and what is to be placed in my weeks.
# Lengths are minutes or such as "2h 30m".
# Windows are days and hours: "mon-fri 09:00-17:30", "daily 18:00-20:00".
"""

WORDS = {
    "values": ["What my weeks are to be about, the most important first; three to five are enough."],
    "domains": ['The parts of my life. sphere: "work", "life" or "both"; value: what it serves.'],
    "availability": [
        "When I am awake, when I work, and how long I sleep.",
        "A window that ends before it starts ends on the next day.",
    ],
    "meals": ["Meals want their minutes somewhere in their window."],
    "protected": [
        "Protected time: each window as a whole, or times_a_week blocks of some minutes within them.",
        'firmness: "firm" (a non-negotiable) or "bends" (for what bends_for names).',
    ],
    "rituals": ["What I do when I go from one sphere to the other."],
    "flex": ["Time in which work and the rest may mix on purpose."],
    "calendars": ["Which part of my life a calendar belongs to, by the name of its file."],
    "event_rules": ["What events with some words in them are: of another domain, ignored, or not blocking."],
    "seasons": [
        'For a while some voices are louder or softer: "pp", "p", "mp", "mf" (as usual), "f", "ff".',
        'voices: a life domain and how loud it is, such as "work ff". Both days are part of it.',
    ],
    "stays": ["Days in another time zone, from arriving to leaving by the clock there."],
    "places": [
        "Where things are done. texts: what calendars call it. Days begin and end at home.",
    ],
    "ways": ["How long it is from one place to another; back, where that takes longer or shorter."],
    "routines": ["What comes again some times a week."],
    "tasks": [
        'What is to be done. importance: "must", "should", "could".',
        'demand: "deep", "steady", "light", "social".',
        "A bare date as deadline means the end of that day, as earliest its beginning.",
    ],
}


def document_as_toml(document: Mapping[str, Any]) -> str:
    """TOML 1.0 with a comment above each kind; lengths and moments are as people write them."""
    return "\n".join(_parts(document)) + "\n"


def _parts(document: Mapping[str, Any]) -> Iterator[str]:
    yield OPENING
    for key, value in document.items():
        if not _is_table(value):
            yield _entry(key, value)
    for key, value in document.items():
        if _is_table(value) and value:
            yield ""
            yield from (f"# {line}" for line in WORDS[key])
            yield from _tables(key, value)


def _is_table(value: object) -> bool:
    return isinstance(value, (dict, list))


def _tables(key: str, value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield f"[{key}]"
        yield from (_entry(*each) for each in value.items())
        return
    for n, table in enumerate(value):
        yield f"[[{key}]]" if n == 0 else f"\n[[{key}]]"
        yield from (_entry(*each) for each in table.items())


def _entry(key: str, value: object) -> str:
    if key in _LENGTHS and isinstance(value, int) and value >= AN_HOUR:
        return f"{key} = {_quoted(say_duration(value))}"
    if key in _MOMENTS and isinstance(value, str) and _MOMENT.fullmatch(value):
        return f"{key} = {value}"
    return f"{key} = {_literal(value)}"


def _literal(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(_literal(each) for each in value)}]"
    return _quoted(value) if isinstance(value, str) else str(value)


def _quoted(text: str) -> str:
    return f'"{"".join(_escaped(letter) for letter in text)}"'


def _escaped(letter: str) -> str:
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    return letter if letter >= " " and letter != "\x7f" else f"\\u{ord(letter):04X}"
