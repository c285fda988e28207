"""Forms of values and life domains."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoint.domain.values import CoreValue, LifeDomain
from counterpoint.doors.web import say
from counterpoint.doors.web.forms.fields import choice_of, name_field
from counterpoint.doors.web.forms.thing_form import Row, ThingForm


class ValueForm(ThingForm[CoreValue]):
    layout: ClassVar[tuple[Row, ...]] = (("name",), ("in_practice",))

    name = name_field(gettext_lazy("What matters to you"), gettext_lazy("Family"))
    in_practice = forms.CharField(
        label=gettext_lazy("In practice"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("One line: how would somebody see in your week that this matters?"),
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("Dinner together, phones away")}),
    )

    def from_thing(self, thing: CoreValue) -> dict[str, Any]:
        return {"name": thing.name, "in_practice": thing.in_practice}

    def as_thing(self, id: str) -> CoreValue:
        read = self.cleaned_data
        before = self.thing or CoreValue(id, "", len(self.life.values) + 1)
        return replace(before, id=id, name=read["name"], in_practice=read["in_practice"])


class DomainForm(ThingForm[LifeDomain]):
    layout: ClassVar[tuple[Row, ...]] = (("name",), ("sphere",), ("value_id",))

    name = name_field(gettext_lazy("Life domain"), gettext_lazy("Garden"))
    sphere = forms.ChoiceField(
        label=gettext_lazy("It belongs to"),
        choices=list(say.SPHERES.items()),
        initial="life",
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Going from work to life, or back, is where transition rituals have their place."
        ),
    )
    value_id = forms.ChoiceField(
        label=gettext_lazy("It mostly serves"),
        required=False,
        help_text=gettext_lazy("What is in this domain serves this value, unless it says otherwise itself."),
    )

    def prepare(self) -> None:
        self.choices("value_id", choice_of(self.life.values, _("no value in particular")))

    def from_thing(self, thing: LifeDomain) -> dict[str, Any]:
        return {"name": thing.name, "sphere": thing.sphere, "value_id": thing.value_id}

    def as_thing(self, id: str) -> LifeDomain:
        read = self.cleaned_data
        return LifeDomain(id, read["name"], read["sphere"], read["value_id"])
