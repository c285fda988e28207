"""The mark of a value: the letters that tell it from one's other values, as few as that takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from counterpoint.domain.values.matters import CoreValue


def marks_of(values: Iterable[CoreValue]) -> Mapping[str, str]:
    """A mark for the id of each value, no two of them alike: “H”, “Fa” beside “Fr”, “GF” beside “GH”.

    Where neither letters nor initials tell two apart, their order does: “F1”, “F2”. A value without a name
    has none.
    """
    alike: dict[str, list[CoreValue]] = defaultdict(list)
    for each in sorted(values, key=lambda value: (value.rank, value.id)):
        if each.name.strip():
            alike[each.name.strip()[:1].casefold()].append(each)
    return {
        each.id: mark
        for several in alike.values()
        for each, mark in zip(several, _told_apart([each.name.strip() for each in several]), strict=True)
    }


def _told_apart(names: Sequence[str]) -> Sequence[str]:
    """The first way of marking names with one initial by which each has a mark of its own."""
    ways = ([_letters(name, 1) for name in names], [_letters(name, 2) for name in names])
    more = ([_initials(name) for name in names], [_letters(name, 3) for name in names])
    for marks in (*ways, *more):
        if len({each.casefold() for each in marks}) == len(names):
            return marks
    return [f"{_letters(name, 1)}{place}" for place, name in enumerate(names, 1)]


def _letters(name: str, many: int) -> str:
    return name[:1].upper() + name[1:many].lower()


def _initials(name: str) -> str:
    words = name.split()
    return "".join(each[:1].upper() for each in words[:2]) if len(words) > 1 else _letters(name, 2)
