"""An entry as the server has it, understood: its text, and when it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from counterpoint.desk.calendars.keeping import unwatched, window_for
from counterpoint.desk.ports import Diary, Read
from counterpoint.domain.agenda.entry_text import EntryText, entry_of
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.timeline import Span


@dataclass(frozen=True, slots=True)
class Theirs:
    """One entry of one event that happens once. Its text is the bytes as they came."""

    etag: str
    text: str
    entry: EntryText
    span: Span


def understood(diary: Diary, uid: str, etag: str, raw: bytes, *, read: Read, now: datetime) -> Theirs | None:
    """None for what a block cannot be: a series, whole days, something cancelled, or no such event at all."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return None
    entry = entry_of(text)
    if entry is None or entry.uid != uid:
        return None
    span = _when(diary, uid, raw, read, now)
    return None if span is None else Theirs(etag, text, entry, span)


def _when(diary: Diary, uid: str, raw: bytes, read: Read, now: datetime) -> Span | None:
    zone = diary.settings().thing.zone
    try:
        agenda = read(raw, source="", zone=zone, window=window_for(now), progress=unwatched)
    except CounterpointError:
        return None
    found = [each for each in agenda.occurrences if each.uid == uid]
    if len(found) != 1 or found[0].all_day or found[0].status == "cancelled" or not found[0].span.minutes:
        return None
    return found[0].span
