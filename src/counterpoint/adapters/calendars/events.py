"""VEVENT components as parts of series (RFC 5545 §3.6.1)."""

from __future__ import annotations

import hashlib
from datetime import datetime

from counterpoint.adapters.calendars.components import Component, Wanted, properties_of
from counterpoint.adapters.calendars.extents import extent_of, start_of
from counterpoint.adapters.calendars.opening import LONGEST_TEXT, Opened
from counterpoint.adapters.calendars.parts import Part, Properties, Reading
from counterpoint.adapters.calendars.repeating import dates_of, original_of, rules_of
from counterpoint.adapters.calendars.values import Unreadable
from counterpoint.domain.words import gettext as _
from counterpoint.engines.recurrence.events import Event

WANTED = Wanted(
    *("UID", "DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID")
)
"""What says when an event happens; it is read of every event."""
_OF_ONE = {"UID", "DTSTART", "DTEND", "DURATION"}
"""Of these, those that most events have: they happen once."""
NAMING = Wanted("UID", "DTSTART", "SUMMARY")
"""By what an event without a UID is known again."""
UNNAMED = "unnamed-"
Kind = str


def read_event(raw: bytes, component: Component, reading: Reading) -> Part | None:
    """The part that a VEVENT is, or None when it has no start that can be read (it is set aside then)."""
    own, line = properties_of(raw, component, WANTED), component.line
    uid = _named(own) or uid_of(properties_of(raw, component, NAMING), reading)
    try:
        start = start_of(own, reading.times)
    except Unreadable as wrong:
        reading.notes.aside(_called("VEVENT", uid, line), f"{wrong}.", line)
        return None

    def doubt(why: str) -> None:
        reading.notes.doubt(_called("event", uid, line), why)

    end, length = extent_of(own, start, reading.times, doubt)
    opened = Opened(raw, component, reading)
    event = Event(start, end, length, opened)
    if own.keys() <= _OF_ONE:
        return Part(uid, event, revision=opened.revision)
    about = _called("event", uid, line)
    is_change, original, and_future = original_of(own, reading.times, doubt)
    days = not isinstance(start, datetime)
    return Part(
        uid=uid,
        event=event,
        is_change=is_change,
        original=original,
        original_day=None if original is None else reading.times.day(original),
        and_future=and_future,
        rules=rules_of(own["RRULE"], days, reading, about) if "RRULE" in own else (),
        except_rules=rules_of(own["EXRULE"], days, reading, about) if "EXRULE" in own else (),
        added=tuple(dates_of(own.get("RDATE", []), days, reading.times, doubt)),
        left_out=tuple(moment for moment, _zone in dates_of(own["EXDATE"], days, reading.times, doubt))
        if "EXDATE" in own
        else (),
        revision=opened.revision,
    )


def _called(kind: Kind, uid: str, line: int) -> str:
    return (
        _("%(kind)s in line %(line)s") % {"kind": kind, "line": line}
        if uid.startswith(UNNAMED)
        else f"{kind} {uid}"
    )


def uid_of(own: Properties, reading: Reading) -> str:
    """The UID; an event without one is named by what it says, so that it keeps its name from reading to
    reading.
    """
    uid = _named(own)
    if uid:
        return uid
    said = "\n".join(
        f"{each.name}{each.head}{each.value}"
        for name in ("UID", "DTSTART", "SUMMARY")
        for each in own.get(name, [])
    )
    digest = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]
    number = reading.unnamed[digest] = reading.unnamed.get(digest, 0) + 1
    return f"{UNNAMED}{digest}" if number == 1 else f"{UNNAMED}{digest}-{number}"


def _named(own: Properties) -> str:
    """The UID where there is one that can be kept."""
    uid = own["UID"][0].value.strip() if own.get("UID") else ""
    return uid if len(uid) <= LONGEST_TEXT else ""
