"""The ten steps: each useful by itself, left and found again at will.

What a step has in it is read from the diary; nothing is kept of the way, and nothing is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from counterpoint.desk.beginning.answers import entry_of, keep_entry
from counterpoint.desk.matters.things import ranked_values
from counterpoint.desk.ports import Diary, Kept
from counterpoint.desk.week.which import week_of
from counterpoint.domain.boundaries import HowIWork
from counterpoint.domain.energy import CheckIn
from counterpoint.domain.living import Companion, JournalEntry
from counterpoint.domain.reviews import Review
from counterpoint.domain.timeline import Week
from counterpoint.domain.words import gettext as _

TenStep = Literal[
    "values",
    "week",
    "protected",
    "others",
    "rituals",
    "boundaries",
    "flex",
    "companion",
    "check-ins",
    "refinement",
]
TEN: tuple[TenStep, ...] = (
    "values",
    "week",
    "protected",
    "others",
    "rituals",
    "boundaries",
    "flex",
    "companion",
    "check-ins",
    "refinement",
)
A_FEW = 4
"""So many titles are named of what a step has in it."""
RECALL = "last-week-"


@dataclass(frozen=True, slots=True)
class Held:
    """What a step has in it. `titles` are some of its things, as far as they have names."""

    something: bool
    titles: tuple[str, ...] = ()


def _named(titles: Iterable[str]) -> Held:
    every = tuple(titles)
    return Held(bool(every), every[:A_FEW])


def what_is_there(diary: Diary) -> Mapping[TenStep, Held]:
    """What each of the ten steps has in it by now."""
    life = diary.life()
    calendars = [kept.thing.name for kept in diary.calendars.all()]
    companions = diary.shelf(Companion).all()
    return {
        "values": _named(kept.thing.name for kept in ranked_values(diary)),
        "week": Held(bool(calendars) or _has_recalled(diary), tuple(calendars[:A_FEW])),
        "protected": _named(each.title for each in life.protected if each.firmness == "firm"),
        "others": Held(bool(diary.shelf(HowIWork).all())),
        "rituals": _named(each.title for each in life.rituals),
        "boundaries": _named(each.title for each in life.protected if each.value_id),
        "flex": _named([life.flex.title] if life.flex else []),
        "companion": _named(kept.thing.name for kept in companions),
        "check-ins": Held(bool(diary.dated(CheckIn).newest(1))),
        "refinement": Held(any(kept.thing.kind == "month" for kept in diary.dated(Review).all())),
    }


def _has_recalled(diary: Diary) -> bool:
    return any(kept.thing.id.startswith(RECALL) for kept in diary.dated(JournalEntry).all())


def week_before(diary: Diary, now: datetime) -> Week:
    """The week that has just been lived through."""
    return week_of(diary, now).next(-1)


def recalled(diary: Diary, now: datetime) -> Kept[JournalEntry] | None:
    """What was said of last week, if anything was."""
    return entry_of(diary, _recall_id(diary, now))


def recall_week(
    diary: Diary, hours: Mapping[str, str], words: str, *, now: datetime, version: int | None = None
) -> None:
    """Keeps a remembered week as words in the journal, sealed: no figure is made of it, here or later.

    `hours` says for the name of a life domain how much it was, as it was typed. `version` is that of what was
    shown of it, None when that was nothing: ChangedMeanwhile else.
    """
    lines = [f"{name}: {said.strip()}" for name, said in hours.items() if said.strip()]
    text = "\n".join([*lines, words.strip()]).strip()
    asked = _("Where did last week go?")
    keep_entry(diary, _recall_id(diary, now), text, prompt=asked, now=now, version=version)


def _recall_id(diary: Diary, now: datetime) -> str:
    return RECALL + week_before(diary, now).first.isoformat()
