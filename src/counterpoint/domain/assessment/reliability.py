"""How far two items of one scale say the same, from the person's own repeated answers.

The Spearman–Brown coefficient of a two-item scale, 2r / (1 + r), where r is the correlation of the two items
(Eisinga, te Grotenhuis and Pelzer, “The reliability of a two-item scale”, International Journal of Public
Health 58, 2013). Here r runs over one person's occasions, so it speaks of their ups and downs alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import StatisticsError, correlation

from counterpoint.domain.assessment.packs import Score

LEAST_OCCASIONS = 12
"""With fewer pairs a correlation says next to nothing."""
A_PAIR = 2


@dataclass(frozen=True, slots=True)
class Agreement:
    """`value` is None while it is not known; `occasions` says from how many pairs of answers it came."""

    value: float | None
    occasions: int
    needed: int = LEAST_OCCASIONS


def agreement_of(score: Score, occasions: Iterable[Mapping[str, int]]) -> Agreement | None:
    """The Spearman–Brown coefficient of a two-item score; None for a score of more or fewer items."""
    if len(score.items) != A_PAIR:
        return None
    first, second = score.items
    pairs = [(each[first], each[second]) for each in occasions if first in each and second in each]
    return Agreement(_spearman_brown(pairs) if len(pairs) >= LEAST_OCCASIONS else None, len(pairs))


def _spearman_brown(pairs: list[tuple[int, int]]) -> float | None:
    """None when one item never changed, or the two run against each other: then they are no scale."""
    try:
        r = correlation([a for a, _ in pairs], [b for _, b in pairs])
    except StatisticsError:
        return None
    return 2 * r / (1 + r) if r > 0 else None
