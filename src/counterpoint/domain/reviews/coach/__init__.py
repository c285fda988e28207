"""The coach: what a person's own data suggest, each with its why. No row of evidence, no recommendation.

A rule is a function from a look at the data to a recommendation or to nothing; `RULES` is the registry. What
is strongest comes first; a person's profile only changes the order among equals.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from counterpoint.domain.reviews.coach.best_hour import best_hour
from counterpoint.domain.reviews.coach.give_back import give_back
from counterpoint.domain.reviews.coach.let_go import let_go
from counterpoint.domain.reviews.coach.look_again import look_again
from counterpoint.domain.reviews.coach.marker import marker
from counterpoint.domain.reviews.coach.more_of_it import more_of_it
from counterpoint.domain.reviews.coach.protect_value import protect_value
from counterpoint.domain.reviews.coach.recommendation import CoachRule, Recommendation
from counterpoint.domain.reviews.coach.recover import recover
from counterpoint.domain.reviews.coach.switch_off import switch_off
from counterpoint.domain.reviews.look import Look

__all__ = ["PROFILES", "RULES", "CoachRule", "Recommendation", "recommend"]

AT_ONCE = 3


def recommend(
    look: Look, *, let_be: Collection[str] = (), profile: str = "", most: int = AT_ONCE
) -> tuple[Recommendation, ...]:
    """At most `most` recommendations, the strongest first, but for those whose keys `let_be` holds."""
    found = [each for rule in RULES.values() for each in rule(look) if each.evidence]
    shown = [each for each in found if each.key not in let_be]
    first = PROFILES.get(profile, ())
    shown.sort(key=lambda each: (-round(each.strength), _place(first, each.rule), -each.strength, each.key))
    return tuple(shown[:most])


def _place(order: tuple[CoachRule, ...], rule: CoachRule) -> int:
    return order.index(rule) if rule in order else len(order)


PROFILES: Mapping[str, tuple[CoachRule, ...]] = {
    "specialist": ("protect_value", "give_back", "switch_off"),
    "blender": ("recover", "switch_off"),
    "purpose": ("let_go", "protect_value", "more_of_it"),
    "multitasker": ("best_hour", "let_go"),
}
"""What comes first among equals for each profile. It never adds or hides anything."""


RULES: Mapping[CoachRule, Callable[[Look], list[Recommendation]]] = {
    "protect_value": protect_value,
    "look_again": look_again,
    "let_go": let_go,
    "more_of_it": more_of_it,
    "switch_off": switch_off,
    "recover": recover,
    "best_hour": best_hour,
    "give_back": give_back,
    "marker": marker,
}
