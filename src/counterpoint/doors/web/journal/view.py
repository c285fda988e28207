"""Entries as the page sets them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from counterpoint.domain.living import JournalEntry
from counterpoint.domain.planning import Settings
from counterpoint.domain.timeline import local
from counterpoint.doors.web import say


@dataclass(frozen=True, slots=True)
class EntryShown:
    """An entry with its day and hour in words."""

    id: str
    when: str
    at: datetime
    prompt: str
    text: str


def entries_shown(entries: Iterable[JournalEntry], settings: Settings, now: datetime) -> list[EntryShown]:
    today = say.today_of(settings, now)
    shown = []
    for each in entries:
        here = local(each.at, settings.zone)
        when = f"{say.day(here.date(), today)}, {say.clock(here.time(), settings)}"
        shown.append(EntryShown(each.id, when[:1].upper() + when[1:], here, each.prompt, each.text))
    return shown
