"""The kinds of things that live under “What matters”."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from counterpoint.desk.matters.things import add_value
from counterpoint.domain.boundaries import Meal, ProtectedTime
from counterpoint.domain.planning import Ritual
from counterpoint.domain.values import CoreValue, LifeDomain
from counterpoint.doors.web.forms.pages import Kind
from counterpoint.doors.web.matters.boundaries import change_boundary, take_boundary
from counterpoint.doors.web.matters.day_forms import MealForm, RitualForm
from counterpoint.doors.web.matters.protected_form import ProtectedForm
from counterpoint.doors.web.matters.value_forms import DomainForm, ValueForm

BACK = "matters"

VALUES = Kind[CoreValue](
    name="value",
    form=ValueForm,
    shelf=lambda diary: diary.values,
    thing_type=CoreValue,
    add_title=_("A value"),
    change_title=_("Change a value"),
    back=BACK,
    lead=_("Name it as you would say it to a friend. What it means in practice may change over time."),
    add=add_value,
    same_but=("id", "rank"),
)
DOMAINS = Kind[LifeDomain](
    name="domain",
    form=DomainForm,
    shelf=lambda diary: diary.domains,
    thing_type=LifeDomain,
    add_title=_("A life domain"),
    change_title=_("Change a life domain"),
    back=BACK,
    lead=_("A part of your life in which things are done: a job, the household, a choir."),
)
PROTECTED = Kind[ProtectedTime](
    name="protected",
    form=ProtectedForm,
    shelf=lambda diary: diary.protected,
    thing_type=ProtectedTime,
    add_title=_("Protect some time"),
    change_title=_("Change protected time"),
    back=BACK,
    lead=_("Two or three anchors hold a week. Everything else is planned around them."),
    change=change_boundary,
    take=take_boundary,
)
MEALS = Kind[Meal](
    name="meal",
    form=MealForm,
    shelf=lambda diary: diary.meals,
    thing_type=Meal,
    add_title=_("A meal"),
    change_title=_("Change a meal"),
    back=BACK,
    lead=_("It is placed somewhere within these times, so that no day is planned over it."),
)
RITUALS = Kind[Ritual](
    name="ritual",
    form=RitualForm,
    shelf=lambda diary: diary.rituals,
    thing_type=Ritual,
    add_title=_("A transition ritual"),
    change_title=_("Change a transition ritual"),
    back=BACK,
    lead=_(
        "A short walk, a piece of music, a list that closes the day: a few minutes to arrive where you are."
    ),
)

KINDS: dict[str, Kind[Any]] = {kind.name: kind for kind in (VALUES, DOMAINS, PROTECTED, MEALS, RITUALS)}
