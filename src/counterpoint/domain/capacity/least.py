"""The least set of things whose going makes room: exact among the candidates, up to a stated bound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

MOST_CANDIDATES = 16
"""Of more candidates those that free the most of what is missing are looked at: 65 535 sets at worst."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that could go: what it frees in each set of rooms that is too small, and what is lost by it."""

    id: tuple[str, str]
    frees: Mapping[int, int]
    value: float


def least_set(missing: Mapping[int, int], candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The fewest candidates that together free all that is missing; of as many, those of the least value.

    () when nothing is missing, or when all of them together are not enough.
    """
    useful = _most_useful(missing, candidates)
    if not missing or not _enough(missing, useful):
        return ()
    needs = sorted(missing, key=lambda rooms: -missing[rooms])
    for size in range(1, len(useful) + 1):
        if not _could(missing, useful, size):
            continue
        sets = [each for each in combinations(useful, size) if _enough(missing, each, needs)]
        if sets:
            return min(sets, key=lambda each: (sum(one.value for one in each), [one.id for one in each]))
    return ()


def _most_useful(missing: Mapping[int, int], candidates: Sequence[Candidate]) -> list[Candidate]:
    def use(each: Candidate) -> int:
        return sum(min(each.frees[rooms], more) for rooms, more in missing.items())

    useful = [each for each in candidates if use(each)]
    return sorted(useful, key=lambda each: (-use(each), each.value, each.id))[:MOST_CANDIDATES]


def _enough(
    missing: Mapping[int, int], chosen: Sequence[Candidate], needs: Sequence[int] | None = None
) -> bool:
    rooms = missing if needs is None else needs
    return all(sum(one.frees[each] for one in chosen) >= missing[each] for each in rooms)


def _could(missing: Mapping[int, int], useful: Sequence[Candidate], size: int) -> bool:
    """Whether sets of this size need looking at: the best of each could reach what is missing."""
    return all(
        sum(sorted((one.frees[rooms] for one in useful), reverse=True)[:size]) >= more
        for rooms, more in missing.items()
    )
