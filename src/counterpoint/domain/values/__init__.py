"""What matters: core values, and the life domains in which they are lived."""

from counterpoint.domain.values.matters import CoreValue, LifeDomain, Sphere, rank_weight

__all__ = ["CoreValue", "LifeDomain", "Sphere", "rank_weight"]
