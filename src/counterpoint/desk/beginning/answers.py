"""Answers to questions that stay the same: each a sealed entry of the journal under an id of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from counterpoint.desk.ports import Diary, Kept, NotThere
from counterpoint.domain.living import JournalEntry


def entry_of(diary: Diary, id: str) -> Kept[JournalEntry] | None:
    """The answer under an id, if one was given."""
    try:
        return diary.dated(JournalEntry).get(id)
    except NotThere:
        return None


def keep_entry(diary: Diary, id: str, text: str, *, prompt: str, now: datetime, version: int | None) -> None:
    """Keeps an answer, over the one before; an empty one takes nothing away and adds nothing.

    `version` is that of the answer which was shown, 0 or None when there was none: ChangedMeanwhile else.
    """
    if not text.strip():
        return
    with diary.together():
        shelf, kept = diary.dated(JournalEntry), entry_of(diary, id)
        if kept is None:
            shelf.add(JournalEntry(id, now, text.strip(), prompt))
        elif kept.thing.text != text.strip():
            shelf.change(replace(kept.thing, text=text.strip()), version=version or 0)
