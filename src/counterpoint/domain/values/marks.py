"""The mark of a value: the letters that tell it from one's other values, as few as that takes."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from functools import lru_cache
from itertools import count

from counterpoint.domain.values.matters import CoreValue

JOINER = "\u200d"
TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
"""Emoji modifiers (Unicode TR 51), which belong to what stands before them."""


def marks_of(values: Iterable[CoreValue]) -> Mapping[str, str]:
    """A mark for the id of each value, no two of them alike: “H”, “Fa” beside “Fr”, “GF” beside “GH”.

    Where neither letters nor initials tell one apart, its place among the values does: “F1”. A value without
    a name has none.
    """
    return _marks(tuple(values))


@lru_cache(maxsize=64)
def _marks(values: tuple[CoreValue, ...]) -> Mapping[str, str]:
    ranked = sorted((each for each in values if each.name.strip()), key=lambda each: (each.rank, each.id))
    ways = [_ways(each.name.strip()) for each in ranked]
    shared = Counter(way for mine in ways for way in set(mine))
    return {
        each.id: next((way for way in mine if shared[way] == 1), "")
        or _numbered(mine[0], count(place, len(ranked)), shared)
        for place, (each, mine) in enumerate(zip(ranked, ways, strict=True), 1)
    }


def _ways(name: str) -> tuple[str, ...]:
    """The marks that a name could have, the shortest first."""
    return (_letters(name, 1), _letters(name, 2), _initials(name), _letters(name, 3))


def _numbered(initial: str, numbers: Iterable[int], taken: Container[str]) -> str:
    return next(mark for mark in (f"{initial}{number}" for number in numbers) if mark not in taken)


def _letters(name: str, many: int) -> str:
    letters = _characters(name)
    return "".join((*(each.upper() for each in letters[:1]), *(each.lower() for each in letters[1:many])))


def _characters(name: str) -> list[str]:
    """A name as a person sees its characters: accents, joiners and tones stay with what they belong to."""
    found: list[str] = []
    for each in name:
        belongs = unicodedata.category(each) in ("Mn", "Me", "Cf") or each in TONES
        if found and (belongs or found[-1].endswith(JOINER)):
            found[-1] += each
        else:
            found.append(each)
    return found


def _initials(name: str) -> str:
    words = name.split()
    return "".join(_letters(each, 1) for each in words[:2]) if len(words) > 1 else _letters(name, 2)
