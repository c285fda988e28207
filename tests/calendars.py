"""Calendar files as tests write them: a few lines each, every event by one function."""

from __future__ import annotations

from datetime import datetime, timedelta

NOW = datetime.fromisoformat("2026-11-23T08:00:00+00:00")
CRLF = "\r\n"


def event(uid: str, title: str, start: datetime, *lines: str, minutes: int = 60) -> str:
    """A VEVENT with times in UTC; further `lines` are taken as they are."""
    end = start + timedelta(minutes=minutes)
    own = (f"UID:{uid}", f"SUMMARY:{title}", f"DTSTART:{start:%Y%m%dT%H%M%SZ}", f"DTEND:{end:%Y%m%dT%H%M%SZ}")
    return CRLF.join(["BEGIN:VEVENT", "DTSTAMP:20261101T000000Z", *own, *lines, "END:VEVENT"])


def calendar(*components: str, name: str = "") -> bytes:
    named = [f"X-WR-CALNAME:{name}"] if name else []
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//tests//EN",
        *named,
        *components,
        "END:VCALENDAR",
        "",
    ]
    return CRLF.join(lines).encode()
