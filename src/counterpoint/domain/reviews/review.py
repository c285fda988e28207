"""Looks back: at a week, at two weeks of living this way, at a month. Each keeps words, never a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

ReviewKind = Literal["week", "fortnight", "month"]
Change = Literal["", "habit", "boundary", "later", "none"]

WEEK_PARTS = ("promise", "boundaries", "plan", "energy", "between", "good", "markers", "change")
"""The parts of a weekly review in their order: the last promise is reopened first, one change comes last."""
MONTH_PARTS = ("values", "seasons", "boundaries", "plate", "markers")
FORTNIGHT_PARTS = ("adjust",)
PARTS: Mapping[ReviewKind, tuple[str, ...]] = {
    "week": WEEK_PARTS,
    "fortnight": FORTNIGHT_PARTS,
    "month": MONTH_PARTS,
}


@dataclass(frozen=True, slots=True)
class Note:
    """What was said at one part of a review, in one's own words. Empty: the part was seen."""

    part: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """A look back at the days from `first` to `last`, begun at `at`, kept part by part.

    `change` is what was chosen at the end ("": nothing yet; "none": nothing, on purpose): a micro habit, a
    boundary, or something to try later, called `promise` with its `cue`. `habit_id` names the micro habit
    that came of it. `finished_at` is None while it is under way, which it may stay for ever.
    """

    id: str
    at: datetime
    kind: ReviewKind
    first: date
    last: date
    notes: tuple[Note, ...] = ()
    change: Change = ""
    promise: str = ""
    cue: str = ""
    habit_id: str = ""
    finished_at: datetime | None = None

    def words_at(self, part: str) -> str:
        return next((note.words for note in self.notes if note.part == part), "")

    @property
    def seen(self) -> frozenset[str]:
        return frozenset(note.part for note in self.notes)

    @property
    def next_part(self) -> str:
        """The first part that was not seen yet; the last one when all were."""
        parts = PARTS[self.kind]
        return next((part for part in parts if part not in self.seen), parts[-1])

    def saying(self, part: str, words: str) -> Review:
        """The review with these words at a part, over earlier ones."""
        others = tuple(note for note in self.notes if note.part != part)
        order = PARTS[self.kind]
        said = sorted((*others, Note(part, words)), key=lambda note: _place(order, note.part))
        return replace(self, notes=tuple(said))


def _place(order: tuple[str, ...], part: str) -> int:
    return order.index(part) if part in order else len(order)


def review_id(kind: ReviewKind, first: date) -> str:
    """One review of a kind for each stretch of days: begun twice, it is the same one."""
    return f"{kind}-{first.isoformat()}"


@dataclass(frozen=True, slots=True)
class Dismissal:
    """Something that was shown and is not to be shown again before `until`. `of` names what it was.

    "taken": it was taken up; "let_go": it was not for this person, and nobody asks why.
    """

    id: str
    at: datetime
    of: str
    until: datetime
    answer: Literal["taken", "let_go"] = "let_go"

    def holds(self, now: datetime) -> bool:
        return self.at <= now < self.until
