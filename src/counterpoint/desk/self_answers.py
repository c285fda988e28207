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


def keep_entry(
    diary: Diary, id: str, text: str, *, prompt: str, now: datetime, version: int | None = None
) -> None:
    """Keeps an answer, over the one before; an empty one takes nothing away and adds nothing.

    With a `version` it must be that of the answer which was shown, 0 where none was: ChangedMeanwhile else.
    Without one it is not asked what was there.
    """
    if not text.strip():
        return
    with diary.together():
        shelf, kept = diary.dated(JournalEntry), entry_of(diary, id)
        if kept is None:
            shelf.add(JournalEntry(id, now, text.strip(), prompt))
        elif kept.thing.text != text.strip():
            changed = replace(kept.thing, text=text.strip())
            shelf.change(changed, version=kept.version if version is None else version)
