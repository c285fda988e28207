"""A person's places, the ways between them, and which of their places a calendar means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

LONGEST_LOCATION = 500
"""Characters of an event's location that are looked at; what comes after them names no place."""


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere that things are done. `home`: where the days begin and end.

    `texts` are what calendars call it: an event of which the location contains one of them is there.
    """

    id: str
    name: str
    home: bool = False
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """How long it takes to get from one place to another, in minutes.

    `back_minutes` is what the way back takes where that differs (0: it takes as long).
    """

    id: str
    from_id: str
    to_id: str
    minutes: int
    back_minutes: int = 0

    @property
    def minutes_back(self) -> int:
        return self.back_minutes or self.minutes


def place_meant(places: Iterable[Place], location: str) -> str:
    """The id of the place that the location of an event means; "" for none.

    A text is found as whole words, whatever its case and spacing. Where texts of several places are found,
    the longest of them decides.
    """
    said = plain(location[:LONGEST_LOCATION])
    found = [
        (len(text), -nth, each.id)
        for nth, each in enumerate(places)
        for text in map(plain, each.texts)
        if text and said and _whole_words(text).search(said)
    ]
    return max(found)[2] if found else ""


def plain(text: str) -> str:
    """A text without what does not matter when two are compared: case and spacing."""
    return " ".join(text.casefold().split())


@lru_cache(maxsize=512)
def _whole_words(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")


def minutes_between(ways: Iterable[Way]) -> dict[tuple[str, str], int]:
    """What each way takes, in both directions; of two ways between the same places the later one counts."""
    known: dict[tuple[str, str], int] = {}
    for each in ways:
        if each.from_id != each.to_id:
            known[each.from_id, each.to_id] = each.minutes
            known[each.to_id, each.from_id] = each.minutes_back
    return known
