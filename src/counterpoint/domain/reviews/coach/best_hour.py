"""The best hour, and what lies on it."""

from __future__ import annotations

from counterpoint.domain.reviews.coach.recommendation import Recommendation
from counterpoint.domain.reviews.look import TWO_WEEKS, Look
from counterpoint.domain.reviews.radar import deep_first, level_at, piece_row
from counterpoint.domain.words import gettext as _

HIGH_LEVEL, LOW_LEVEL = 0.75, 0.45


def best_hour(look: Look) -> list[Recommendation]:
    """Light work takes the best hours while deep work waits for the low ones."""
    lately = [piece for piece in look.lately(TWO_WEEKS) if piece.demand and piece.sphere == "work"]
    light = [each for each in lately if each.demand == "light" and level_at(each, look) >= HIGH_LEVEL]
    deep = [each for each in lately if each.demand == "deep" and level_at(each, look) < LOW_LEVEL]
    if not light or not deep:
        return []
    return [
        Recommendation(
            "best_hour",
            _("Keep your best hour for what needs it"),
            _("Light things lay at your best hours, and deep work waited for the low ones."),
            (*(piece_row(each, look) for each in light[-2:]), *(piece_row(each, look) for each in deep[-2:])),
            "P23",
            deep_first(),
            2 + min(len(light), len(deep)) / 2,
        )
    ]
