"""What a quarter hour of something is worth, and to which sphere and value it belongs."""

from __future__ import annotations

from counterpoint.domain.planning.life import Life
from counterpoint.domain.planning.things import Importance
from counterpoint.domain.values import Sphere, rank_weight

IMPORTANCE = {"must": 1.2, "should": 1.0, "could": 0.5}


def sphere_of(life: Life, domain_id: str, otherwise: Sphere = "life") -> Sphere:
    """The sphere of a life domain, or `otherwise` for none."""
    domain = life.domain(domain_id)
    return domain.sphere if domain else otherwise


def weight_of(life: Life, value_id: str, domain_id: str, importance: Importance = "should") -> float:
    """What a quarter hour is worth.

    By the rank of the value that it serves, times 1.2 for a must, 0.5 for a could.
    """
    value = life.value(value_of(life, value_id, domain_id))
    return rank_weight(value.rank if value else None) * IMPORTANCE[importance]


def value_of(life: Life, value_id: str, domain_id: str) -> str:
    domain = life.domain(domain_id)
    return value_id or (domain.value_id if domain else "")
