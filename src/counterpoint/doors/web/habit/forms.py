"""The form of a micro habit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoint.domain.living import MicroHabit
from counterpoint.doors.web.forms.fields import choice_of
from counterpoint.doors.web.forms.thing_form import Row, ThingForm

LONGEST = 120


class HabitForm(ThingForm[MicroHabit]):
    layout: ClassVar[tuple[Row, ...]] = (("cue",), ("title",), ("value_id",), ("told_to",))

    cue = forms.CharField(
        label=gettext_lazy("After …"),
        required=False,
        max_length=LONGEST,
        help_text=gettext_lazy("Something that happens anyway, each day. It does the reminding."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "placeholder": gettext_lazy("I put the kettle on")}
        ),
    )
    title = forms.CharField(
        label=gettext_lazy("I …"),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("Say the one small thing, as you would say it yourself.")},
        help_text=gettext_lazy("So small that it is done on a bad day too: under two minutes."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "placeholder": gettext_lazy("look out of the window for a breath")}
        ),
    )
    value_id = forms.ChoiceField(label=gettext_lazy("It is for"), required=False)
    told_to = forms.CharField(
        label=gettext_lazy("I tell one person"),
        required=False,
        max_length=LONGEST,
        help_text=gettext_lazy("If you like: a message to them is drafted for you to copy. Nothing is sent."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def prepare(self) -> None:
        self.choices("value_id", choice_of(self.life.values, _("no value in particular")))

    def from_thing(self, thing: MicroHabit) -> dict[str, Any]:
        return {name: getattr(thing, name) for name in ("cue", "title", "value_id", "told_to")}

    def as_thing(self, id: str) -> MicroHabit:
        read = self.cleaned_data
        said = {name: read[name] for name in ("cue", "title", "value_id", "told_to")}
        return replace(self.thing or MicroHabit(id, ""), id=id, **said)
