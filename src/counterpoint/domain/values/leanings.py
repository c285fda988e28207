"""How near a value lies to somebody who sorts cards: a step on the way to the few that are theirs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Pile = Literal["very", "also", "not_now"]
PILES: tuple[Pile, ...] = ("very", "also", "not_now")


@dataclass(frozen=True, slots=True)
class Leaning:
    """A card as it was sorted: `name` is a value in words, `pile` where it was laid."""

    id: str
    name: str
    pile: Pile = "also"


def nearest(leanings: Iterable[Leaning]) -> tuple[Leaning, ...]:
    """What may become a value: “very me” before “also”, in the order of sorting; “not now” stays out."""
    sorted_here = tuple(leanings)
    return tuple(each for pile in PILES[:2] for each in sorted_here if each.pile == pile)
