"""Bare busy times: what one calendar tells another of its events, which is when they are and nothing else.

They are known again wherever they are read by the end of their UID, so that none is ever told on: an echo
would never end.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from counterpoint.domain.timeline import DAY, Span, instant, local, union

AHEAD_DAYS, BEHIND_DAYS = 56, 1
_ENDING = "-counterpoint-busy"
_BASIC = "%Y%m%dT%H%M%SZ"
_PLAIN = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": " ", "\r": " "}


def told_window(now: datetime, zone: str) -> Span:
    """From yesterday on, for eight weeks; it moves on at midnight."""
    today = local(now, zone).date()
    first, last = today - BEHIND_DAYS * DAY, today + AHEAD_DAYS * DAY
    return Span(instant(first, time(0), zone), instant(last, time(0), zone))


def busy_times(spans: Iterable[Span]) -> list[Span]:
    """What touches or overlaps is one: how many events there are, and where one ends, stays at home."""
    return union(each for each in spans if each.end - each.start >= timedelta(minutes=1))


def busy_uid(tag: str, collection_id: str, start: datetime) -> str:
    """The UID of the busy time that begins then, in a calendar of a person with this tag; always the same."""
    said = f"{tag} {collection_id} {start.astimezone(UTC).strftime(_BASIC)}"
    return f"{hashlib.sha256(said.encode()).hexdigest()[:24]}-{tag}{_ENDING}"


def is_bare_busy(uid: str, tag: str = "") -> bool:
    """Whether an event is a bare busy time: of a person with this tag, or of anybody."""
    return uid.casefold().endswith(f"-{tag}{_ENDING}" if tag else _ENDING)


def busy_text(uid: str, span: Span, *, word: str, stamp: datetime) -> str:
    """The entry (RFC 5545 §3.6.1, RFC 4791 §4.1), called by one word. Nothing else is in it."""
    said = "".join(_PLAIN.get(each, each) for each in word)
    start, end, at = (each.astimezone(UTC).strftime(_BASIC) for each in (span.start, span.end, stamp))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Counterpoint//Busy//EN",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{at}",
        f"DTSTART:{start}",
        f"DTEND:{end}",
        f"SUMMARY:{said}",
        "TRANSP:OPAQUE",
        "SEQUENCE:0",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return "\r\n".join(lines)
