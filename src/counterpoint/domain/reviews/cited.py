"""The studies that a recommendation may lean on: what they found, as far as it is known, and nothing more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from counterpoint.domain.words import gettext as _

Study = Literal["monitoring", "detachment", "boundaries", "integration", "schedule"]

STUDIES: Mapping[Study, Callable[[], str]] = {
    "monitoring": lambda: _(
        "Looking at how a goal is going helps to reach it: 138 studies, a small to middling effect "
        "(d = 0.40; Harkin and others, 2016)."
    ),
    "detachment": lambda: _(
        "Practising to switch off from work helps people to do so: 30 studies, a small to middling effect "
        "(d = 0.36; Karabinski and others, 2021). "
        "Transition rituals on their own were never put to a direct trial."
    ),
    "boundaries": lambda: _(
        "In trials, boundaries that fit a person improved how content they were with work and life together, "
        "and how well they switched off."
    ),
    "integration": lambda: _(
        "Among 1,916 people, more mixing of work and life went with less recovery and more exhaustion "
        "(Wepfer and others, 2018): mixing goes well with rest that is protected."
    ),
    "schedule": lambda: _(
        "In a large workplace trial, more say over one’s schedule eased conflict between work and life "
        "modestly (STAR; Kelly and others, 2014)."
    ),
}
