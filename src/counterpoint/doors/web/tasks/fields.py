"""Fields that the forms of tasks and of routines share."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from counterpoint.domain.energy import Demand

DEMANDS = (
    ("deep", gettext_lazy("deep")),
    ("steady", gettext_lazy("steady")),
    ("light", gettext_lazy("light")),
    ("social", gettext_lazy("with people")),
)
IMPORTANCE = (
    ("must", gettext_lazy("must")),
    ("should", gettext_lazy("should")),
    ("could", gettext_lazy("could")),
)


def importance_field() -> forms.ChoiceField:
    """Must, should or could; at first should."""
    return forms.ChoiceField(
        label=gettext_lazy("How important"),
        choices=IMPORTANCE,
        initial="should",
        help_text=gettext_lazy("Musts are placed first. Two or three can really be first."),
    )


def demand_field(initial: Demand) -> forms.ChoiceField:
    """What kind of attention it asks for."""
    return forms.ChoiceField(
        label=gettext_lazy("What it asks of you"),
        choices=DEMANDS,
        initial=initial,
        help_text=gettext_lazy("Deep wants your best hours; light fits a slow one."),
    )
