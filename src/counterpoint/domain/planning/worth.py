"""What a quarter hour of something is worth, and to which sphere and value it belongs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from counterpoint.domain.planning.days import Awake
from counterpoint.domain.planning.life import Life
from counterpoint.domain.planning.things import Importance
from counterpoint.domain.timeline import Span
from counterpoint.domain.values import FACTORS, Sphere, Voice, rank_weight, voice_over

IMPORTANCE = {"must": 1.2, "should": 1.0, "could": 0.5}


def sphere_of(life: Life, domain_id: str, otherwise: Sphere = "life") -> Sphere:
    """The sphere of a life domain, or `otherwise` for none."""
    domain = life.domain(domain_id)
    return domain.sphere if domain else otherwise


def weight_of(
    life: Life,
    value_id: str,
    domain_id: str,
    importance: Importance = "should",
    voice: Voice = Voice(),  # noqa: B008  # a frozen value
) -> float:
    """What a quarter hour is worth.

    By the rank of the value that it serves, times 1.2 for a must, 0.5 for a could, times what the season
    makes of its life domain.
    """
    value = life.value(value_of(life, value_id, domain_id))
    return rank_weight(value.rank if value else None) * IMPORTANCE[importance] * FACTORS[voice.dynamic]


def voice_of(life: Life, days: Iterable[Awake], windows: Sequence[Span], domain_id: str) -> Voice:
    """How loud a life domain is on most of the days on which a thing may lie; of all where it may not."""
    if not life.seasons or not domain_id:
        return Voice()
    days = tuple(days)
    own = [each.on for each in days if any(span.overlaps(each.waking) for span in windows)]
    return voice_over(life.seasons, domain_id, own or [each.on for each in days])


def value_of(life: Life, value_id: str, domain_id: str) -> str:
    domain = life.domain(domain_id)
    return value_id or (domain.value_id if domain else "")
