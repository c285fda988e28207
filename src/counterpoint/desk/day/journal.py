"""The journal: private entries, found by day and by word, and the question of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from counterpoint.desk.day.ahead import today_of
from counterpoint.desk.day.savouring import id_at, just_said
from counterpoint.desk.ports import Diary, Kept
from counterpoint.domain.living import JournalEntry
from counterpoint.domain.living.journal import found, prompt_for


@dataclass(frozen=True, slots=True)
class Looked:
    """Entries as they were asked for, newest first. `any_at_all`: whether there is one in the journal."""

    entries: tuple[JournalEntry, ...]
    any_at_all: bool


def write_entry(diary: Diary, text: str, *, prompt: str = "", now: datetime) -> Kept[JournalEntry]:
    """Keeps what was written under an id that says nothing of it."""
    with diary.together():
        entry = JournalEntry(id_at(diary, JournalEntry, now), now, text.strip(), prompt.strip())
        return just_said(diary, entry) or diary.dated(JournalEntry).add(entry)


def look_into(
    diary: Diary, *, first: date | None = None, last: date | None = None, words: str = ""
) -> Looked:
    """The entries of some days that say some words; without either, all of them."""
    entries = [kept.thing for kept in diary.dated(JournalEntry).all()]
    zone = diary.settings().thing.zone
    return Looked(found(entries, zone=zone, first=first, last=last, words=words), bool(entries))


def question_of_the_day(diary: Diary, now: datetime, *, another: int = 0) -> str:
    """One question a day; `another` counts those that were passed over."""
    return prompt_for(today_of(diary, now), another)
