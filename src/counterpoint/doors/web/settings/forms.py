"""The form of what a person sets once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from counterpoint.domain.planning import Settings
from counterpoint.doors.web import say
from counterpoint.doors.web.forms.thing_form import Row, SettingsPart
from counterpoint.doors.web.forms.zones import ZoneField

WEEK_STARTS = tuple((str(number), name) for number, name in enumerate(say.DAYS))
CLOCKS = (("24", gettext_lazy("24 hours, 17:30")), ("12", gettext_lazy("12 hours, 5:30 pm")))


class SettingsForm(SettingsPart):
    layout: ClassVar[tuple[Row, ...]] = (("name",), ("zone",), ("week_start", "clock"))

    name = forms.CharField(
        label=gettext_lazy("What Counterpoint calls you"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    zone = ZoneField(
        label=gettext_lazy("Time zone"),
        help_text=gettext_lazy(
            "Where you are at home. Your hours move with it; appointments stay where they are."
        ),
    )
    week_start = forms.TypedChoiceField(
        label=gettext_lazy("The week begins on"), choices=WEEK_STARTS, coerce=int
    )
    clock = forms.TypedChoiceField(label=gettext_lazy("The clock"), choices=CLOCKS, coerce=int)

    def from_thing(self, thing: Settings) -> dict[str, Any]:
        return {name: getattr(thing.at_home, name) for name in ("name", "zone", "week_start", "clock")}

    def as_settings(self) -> Settings:
        read = self.cleaned_data
        return replace(
            self.settings,
            name=read["name"],
            zone=read["zone"],
            week_start=read["week_start"],
            clock=read["clock"],
        )
