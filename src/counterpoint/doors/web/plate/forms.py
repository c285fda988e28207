"""Forms of a commitment, a bridge, and lines on the plate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from counterpoint.domain.values import Bridge, Commitment
from counterpoint.doors.web.forms.fields import Length, choice_of
from counterpoint.doors.web.forms.thing_form import Row, ThingForm

A_WEEK = 7 * 24 * 60
LONGEST_NAME, LONGEST_NOTE, LONGEST_LIST = 120, 2000, 10_000
KINDS_OF_THINGS = (
    gettext_lazy("deep work"),
    gettext_lazy("shallow work"),
    gettext_lazy("people"),
    gettext_lazy("self"),
    gettext_lazy("partner"),
    gettext_lazy("children"),
    gettext_lazy("friends"),
)


class LabelInput(forms.TextInput):
    """A text with words to choose from."""

    template_name = "plate/label_input.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        return super().get_context(name, value, attrs) | {"kinds": KINDS_OF_THINGS}


class LinesForm(forms.Form):
    """Several commitments, a line each."""

    text = forms.CharField(max_length=LONGEST_LIST, widget=forms.Textarea)


def _title(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST_NAME,
        error_messages={"required": gettext_lazy("Give it a name, as you would say it yourself.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class CommitmentForm(ThingForm[Commitment]):
    layout: ClassVar[tuple[Row, ...]] = (
        ("title",),
        ("domain_id", "value_id"),
        ("minutes_a_week", "label"),
        ("task_ids",),
        ("routine_ids",),
        ("notes",),
    )
    lists_if_any: ClassVar[frozenset[str]] = frozenset({"task_ids", "routine_ids"})

    title = _title(gettext_lazy("What you carry"))
    domain_id = forms.ChoiceField(label=gettext_lazy("Life domain"), required=False)
    value_id = forms.ChoiceField(label=gettext_lazy("For the value"), required=False)
    minutes_a_week = Length(
        label=gettext_lazy("Hours a week, about"),
        required=False,
        least=0,
        most=A_WEEK,
        help_text=gettext_lazy("such as 2h or 45m; may stay empty"),
    )
    label = forms.CharField(
        label=gettext_lazy("What kind of thing it is"),
        required=False,
        max_length=60,
        widget=LabelInput(attrs={"list": "kinds-of-things", "autocomplete": "off"}),
        help_text=gettext_lazy("in a word of yours: deep work, people, children, friends …"),
    )
    task_ids = forms.MultipleChoiceField(
        label=gettext_lazy("Tasks that belong to it"), required=False, widget=forms.CheckboxSelectMultiple
    )
    routine_ids = forms.MultipleChoiceField(
        label=gettext_lazy("Routines that belong to it"), required=False, widget=forms.CheckboxSelectMultiple
    )
    notes = forms.CharField(
        label=gettext_lazy("Notes"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("For you alone."),
    )

    def prepare(self) -> None:
        self.choices("domain_id", choice_of(self.life.domains, _("no domain")))
        self.choices("value_id", choice_of(self.life.values, _("no value in particular")))
        linked = self.thing.task_ids if self.thing else ()
        tasks = [each for each in self.life.tasks if not each.done or each.id in linked]
        self.choices("task_ids", [(each.id, each.title) for each in tasks])
        self.choices("routine_ids", [(each.id, each.title) for each in self.life.routines])

    def from_thing(self, thing: Commitment) -> dict[str, Any]:
        named = ("title", "domain_id", "value_id", "minutes_a_week", "label", "notes")
        lists = {"task_ids": list(thing.task_ids), "routine_ids": list(thing.routine_ids)}
        return {name: getattr(thing, name) for name in named} | lists

    def as_thing(self, id: str) -> Commitment:
        read = self.cleaned_data
        before = self.thing or Commitment(id, "")
        return replace(
            before,
            id=id,
            **{name: read[name] for name in ("title", "domain_id", "value_id", "minutes_a_week", "label")},
            notes=read["notes"],
            task_ids=self._linked("task_ids", {each.id for each in self.life.tasks}),
            routine_ids=self._linked("routine_ids", {each.id for each in self.life.routines}),
        )

    def _linked(self, name: str, there: set[str]) -> tuple[str, ...]:
        """What was chosen, and what is not there just now: it may be brought back."""
        before = getattr(self.thing, name) if self.thing else ()
        away = [own for own in before if own not in there]
        return (*self.cleaned_data[name], *away)


class BridgeForm(ThingForm[Bridge]):
    layout: ClassVar[tuple[Row, ...]] = (("from_id",), ("title",), ("to_id",))

    plate: Sequence[Commitment] = ()

    from_id = forms.ChoiceField(label=pgettext_lazy("one end of a bridge", "From"))
    title = forms.CharField(
        label=gettext_lazy("What it gives"),
        max_length=LONGEST_NAME,
        error_messages={"required": gettext_lazy("Say in a word or two what goes over the bridge.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "placeholder": gettext_lazy("listening, a skill, a person …")}
        ),
    )
    to_id = forms.ChoiceField(label=pgettext_lazy("one end of a bridge", "To"))

    def prepare(self) -> None:
        titles = [(each.id, each.title) for each in self.plate]
        self.choices("from_id", titles)
        self.choices("to_id", titles)

    def clean(self) -> dict[str, Any]:
        read = super().clean() or {}
        if read.get("from_id") and read.get("from_id") == read.get("to_id"):
            self.add_error("to_id", _("A bridge leads to another commitment. Choose one."))
        return read

    def from_thing(self, thing: Bridge) -> dict[str, Any]:
        return {"from_id": thing.from_id, "to_id": thing.to_id, "title": thing.gives}

    def as_thing(self, id: str) -> Bridge:
        read = self.cleaned_data
        return Bridge(id, read["from_id"], read["to_id"], read["title"])
