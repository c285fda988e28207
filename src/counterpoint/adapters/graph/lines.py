"""Lines of iCalendar (RFC 5545 §3.1). The same event always comes out as the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, tzinfo

from counterpoint.adapters.calendars.zone_names import zone_name

_LONGEST = 75
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_PRODUCT = "-//Counterpoint//Microsoft Graph//EN"


def text(value: str) -> str:
    """A text with what has a meaning escaped (RFC 5545 §3.3.11), and without what no line may hold."""
    plain = value.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()
    return _CONTROL.sub(" ", plain).translate(_ESCAPED)


def param(value: str) -> str:
    """A quoted parameter: it cannot hold a quotation mark (RFC 5545 §3.2)."""
    return '"' + _CONTROL.sub(" ", value.replace('"', "'").replace("\n", " ")) + '"'


def instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def day(on: date) -> str:
    return f"{on:%Y%m%d}"


def when(name: str, at: datetime | date, zone: tzinfo = UTC) -> str:
    """A property that says a time: a whole day, by the clock of a zone, or in UTC."""
    if not isinstance(at, datetime):
        return f"{name};VALUE=DATE:{day(at)}"
    if zone is UTC:
        return f"{name}:{instant(at)}"
    return f"{name};TZID={zone_name(zone)}:{at.astimezone(zone):%Y%m%dT%H%M%S}"


def calendar(events: Iterable[Iterable[str]]) -> bytes:
    """A calendar of events, each given as its lines."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}"]
    for event in events:
        lines += ["BEGIN:VEVENT", *event, "END:VEVENT"]
    return b"".join(_folded(each) for each in [*lines, "END:VCALENDAR"])


def _folded(line: str) -> bytes:
    """At most 75 octets a line, and no letter cut in two."""
    folded, size = [], 0
    for letter in line:
        octets = letter.encode("utf-8", "replace")
        if size + len(octets) > _LONGEST:
            folded.append(b"\r\n ")
            size = 1
        folded.append(octets)
        size += len(octets)
    return b"".join(folded) + b"\r\n"
