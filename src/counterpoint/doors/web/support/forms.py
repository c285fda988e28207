"""The form of somebody or something that can step in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from counterpoint.domain.values import Commitment, Support
from counterpoint.doors.web.forms.thing_form import Row, ThingForm

KINDS = (
    ("person", gettext_lazy("a person")),
    ("service", gettext_lazy("a service")),
    ("place", gettext_lazy("a place")),
)
LONGEST_NAME, LONGEST_LINE, LONGEST_NOTE = 120, 300, 2000


def _line(label: Any, placeholder: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST_LINE,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": placeholder}),
    )


class SupportForm(ThingForm[Support]):
    layout: ClassVar[tuple[Row, ...]] = (
        ("name",),
        ("kind",),
        ("commitment_ids",),
        ("domain_ids",),
        ("reach", "when"),
        ("notes",),
    )
    lists_if_any: ClassVar[frozenset[str]] = frozenset({"commitment_ids", "domain_ids"})
    plate: Sequence[Commitment] = ()

    name = forms.CharField(
        label=gettext_lazy("Who or what"),
        max_length=LONGEST_NAME,
        error_messages={"required": gettext_lazy("Give it a name, as you would say it yourself.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "placeholder": gettext_lazy("Ines next door, the late club"),
            }
        ),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("This is"), choices=KINDS, initial="person", widget=forms.RadioSelect
    )
    commitment_ids = forms.MultipleChoiceField(
        label=gettext_lazy("Can step in for"), required=False, widget=forms.CheckboxSelectMultiple
    )
    domain_ids = forms.MultipleChoiceField(
        label=gettext_lazy("Or for anything in"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("With nothing chosen, it is for whatever comes."),
    )
    reach = _line(gettext_lazy("How to reach them"), gettext_lazy("just ring the bell"))
    when = _line(gettext_lazy("When they are there"), gettext_lazy("Tuesday and Thursday afternoons"))
    notes = forms.CharField(
        label=gettext_lazy("Notes"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("For you alone: this page is shown to nobody else."),
    )

    def prepare(self) -> None:
        self.choices("commitment_ids", [(each.id, each.title) for each in self.plate])
        self.choices("domain_ids", [(each.id, each.name) for each in self.life.domains])

    def from_thing(self, thing: Support) -> dict[str, Any]:
        plain = {name: getattr(thing, name) for name in ("name", "kind", "reach", "when", "notes")}
        return plain | {"commitment_ids": list(thing.commitment_ids), "domain_ids": list(thing.domain_ids)}

    def as_thing(self, id: str) -> Support:
        read = self.cleaned_data
        return Support(
            id,
            read["name"],
            read["kind"],
            tuple(read["commitment_ids"]),
            tuple(read["domain_ids"]),
            read["reach"],
            read["when"],
            read["notes"],
        )
