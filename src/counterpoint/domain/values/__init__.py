"""What matters: core values, the life domains in which they are lived, the plate, and seasons."""

from counterpoint.domain.values.commitments import Commitment, Decision
from counterpoint.domain.values.matters import CoreValue, LifeDomain, Sphere, rank_weight
from counterpoint.domain.values.seasons import DYNAMICS, Dynamic, Emphasis, Season

__all__ = [
    "DYNAMICS",
    "Commitment",
    "CoreValue",
    "Decision",
    "Dynamic",
    "Emphasis",
    "LifeDomain",
    "Season",
    "Sphere",
    "rank_weight",
]
