"""The studies that a recommendation may lean on: what they found, as far as it is known, and nothing more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from counterpoint.domain.words import gettext as _

Study = Literal["monitoring", "detachment", "boundaries", "integration", "schedule"]

STUDIES: Mapping[Study, Callable[[], str]] = {
    "monitoring": lambda: _("Looking at how a goal is going helps to reach it (138 studies, d = 0.40)."),
    "detachment": lambda: _(
        "Practising to switch off from work helps people to do so (30 studies, d = 0.36). "
        "Transition rituals on their own were never put to a direct trial."
    ),
    "boundaries": lambda: _(
        "In trials, boundaries that fit a person improved how satisfied they were with their balance, "
        "and how well they switched off."
    ),
    "integration": lambda: _(
        "Where work and life mix more, people recover less and are more exhausted (1,916 people): "
        "mixing needs recovery that is protected."
    ),
    "schedule": lambda: _("More say over one's schedule eased conflict modestly (the STAR trial)."),
}
