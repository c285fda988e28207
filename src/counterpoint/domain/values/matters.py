"""Three to five ranked values, each with what it means in practice; and life domains with their sphere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Sphere = Literal["work", "life", "both"]

_WEIGHTS = (1.0, 0.9, 0.8, 0.7, 0.6)
_UNLINKED = 0.5


@dataclass(frozen=True, slots=True)
class CoreValue:
    """One thing that a person wants their weeks to be about. `rank` 1 matters most."""

    id: str
    name: str
    rank: int
    in_practice: str = ""


@dataclass(frozen=True, slots=True)
class LifeDomain:
    """A part of a life (work, family, health, learning …).

    `value_id` is what it serves unless a thing says otherwise.
    """

    id: str
    name: str
    sphere: Sphere
    value_id: str = ""


def rank_weight(rank: int | None) -> float:
    """How much a quarter hour in the service of a value counts.

    1.0 for the first, 0.6 from the fifth on, 0.5 for none.
    """
    if rank is None:
        return _UNLINKED
    return _WEIGHTS[min(max(rank, 1), len(_WEIGHTS)) - 1]
