"""An instrument as a pack: its questions, how they are answered and scored, and whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

ItemKind = Literal["scale", "clock", "days", "yes_no"]
"""A step on a scale, a time of day in minutes after midnight, days of a week, or no and yes as 0 and 1."""
How = Literal["sum", "mean", "single", "mid_sleep"]
Better = Literal["high", "low", ""]
"""Which end is the welcome one; "" where neither is."""
Signpost = Literal["", "low", "high"]

RANGES: dict[ItemKind, tuple[int, int]] = {"clock": (0, 24 * 60 - 1), "days": (0, 7), "yes_no": (0, 1)}
MOST_ON_A_SCREEN, MOST_IN_WORDS = 5, 3


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `words` name each step of a scale from the least on, or only its two ends."""

    id: str
    text: str
    kind: ItemKind = "scale"
    least: int = 0
    most: int = 10
    words: tuple[str, ...] = ()
    group: str = ""

    def takes(self, value: int) -> bool:
        return self.least <= value <= self.most

    @property
    def every_step_has_a_word(self) -> bool:
        return len(self.words) == self.most - self.least + 1


@dataclass(frozen=True, slots=True)
class Score:
    """How some items make one number between `least` and `most`.

    The sum or mean of at least `need` answers is taken `times` as high; one missing more, and there is none.
    `line` is where the source (or, in our own packs, we) draw a line; `signpost` says on which side of it
    a person is told where help is. `change` is what the source counts as a change that means something.
    """

    id: str
    title: str
    items: tuple[str, ...]
    how: How = "mean"
    times: int = 1
    need: int = 1
    least: float = 0
    most: float = 10
    better: Better = ""
    line: float | None = None
    signpost: Signpost = ""
    change: float | None = None
    low_words: str = ""
    middle_words: str = ""
    high_words: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """An instrument. `shipped` is false for what a site brought in itself; `licence_text` goes with it."""

    id: str
    version: int
    title: str
    items: tuple[Item, ...]
    scores: tuple[Score, ...]
    about: str = ""
    instruction: str = ""
    means: str = ""
    does_not_mean: str = ""
    source: str = ""
    licence: str = ""
    checked: str = ""
    validated: bool = False
    language: str = "en"
    highest_first: bool = False
    licence_text: str = ""
    shipped: bool = True

    def item(self, id: str) -> Item | None:
        return next((each for each in self.items if each.id == id), None)


@dataclass(frozen=True, slots=True)
class Screen:
    """Some questions of one pack that are seen together: a small group."""

    pack: Pack
    items: tuple[Item, ...]
    title: str = ""


def screens_of(packs: Iterable[Pack]) -> Iterator[Screen]:
    """The questions of these packs, group by group, five at once at most; three with long answers."""
    for pack in packs:
        for group, members in groupby(pack.items, key=lambda item: item.group):
            items = tuple(members)
            most = MOST_IN_WORDS if any(each.every_step_has_a_word for each in items) else MOST_ON_A_SCREEN
            for first in range(0, len(items), most):
                yield Screen(pack, items[first : first + most], group or pack.title)
