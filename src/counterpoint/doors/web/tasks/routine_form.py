"""The form of a routine."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoint.domain.planning import Routine
from counterpoint.doors.web import say
from counterpoint.doors.web.forms.fields import Length, choice_of, name_field, place_field
from counterpoint.doors.web.forms.thing_form import Row, ThingForm, WindowsAsked
from counterpoint.doors.web.forms.windows import minutes_of
from counterpoint.doors.web.tasks.fields import demand_field, importance_field


class RoutineForm(ThingForm[Routine]):
    layout: ClassVar[tuple[Row, ...]] = (
        ("title",),
        ("times_a_week", "minutes", "spacing_days"),
        ("windows",),
        ("place_id",),
        ("importance", "demand"),
        ("domain_id", "value_id"),
        ("paused",),
    )
    if_any: ClassVar = frozenset({"place_id"})
    windows_asked: ClassVar = {
        "windows": WindowsAsked(
            gettext_lazy("Within these times"),
            gettext_lazy("Leave this empty for any time that suits its life domain."),
        )
    }

    title = name_field(gettext_lazy("What recurs"), gettext_lazy("Swim"))
    times_a_week = forms.IntegerField(
        label=gettext_lazy("Times a week"),
        min_value=1,
        max_value=7,
        initial=2,
        error_messages={
            "invalid": gettext_lazy("Write a number from 1 to 7."),
            "required": gettext_lazy("Write a number from 1 to 7."),
        },
    )
    minutes = Length(label=gettext_lazy("How long each time"), initial=45)
    spacing_days = forms.IntegerField(
        label=gettext_lazy("Days from one to the next"),
        min_value=1,
        max_value=6,
        initial=1,
        help_text=gettext_lazy("1: on different days. 2: with a day between."),
    )
    importance = importance_field()
    demand = demand_field("light")
    domain_id = forms.ChoiceField(label=gettext_lazy("Life domain"), required=False)
    value_id = forms.ChoiceField(label=gettext_lazy("For"), required=False)
    place_id = place_field()
    paused = forms.BooleanField(
        label=gettext_lazy("Paused"),
        required=False,
        help_text=gettext_lazy("It rests until you want it back; nothing is counted meanwhile."),
    )

    def prepare(self) -> None:
        self.choices("domain_id", choice_of(self.life.domains, _("none")))
        self.choices("value_id", choice_of(self.life.values, _("what its domain serves")))
        self.choices("place_id", choice_of(self.life.places, _("anywhere")))

    def clean(self) -> dict[str, Any]:
        read = self.cleaned_data
        times, spacing = read.get("times_a_week"), read.get("spacing_days")
        if times and spacing and (times - 1) * spacing > len(say.DAYS) - 1:
            self.add_error(
                "spacing_days",
                _("So many times do not fit into a week with this spacing: lower one of the two."),
            )
        windows = self.windows["windows"].cleaned
        if windows and times and times > len(frozenset[int]().union(*(each.days for each in windows))):
            self.add_error(
                "times_a_week", _("These times are on fewer days than that; each time wants its own day.")
            )
        if windows and read.get("minutes") and read["minutes"] > max(map(minutes_of, windows)):
            self.add_error("minutes", _("None of these times is that long."))
        return read

    def from_thing(self, thing: Routine) -> dict[str, Any]:
        return {name: getattr(thing, name) for name in self.base_fields if hasattr(thing, name)}

    def as_thing(self, id: str) -> Routine:
        names = [name for name in self.names if name != "windows"]
        read = {name: self.cleaned_data[name] for name in names}
        return Routine(id=id, windows=self.windows["windows"].cleaned, **read)
