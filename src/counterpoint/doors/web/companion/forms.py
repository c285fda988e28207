"""The form of a companion: who, and what they are told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from counterpoint.domain.living import Companion
from counterpoint.doors.web.forms.thing_form import Row, Section, ThingForm

LONGEST_NAME, LONGEST_WORDS = 120, 2000


class CompanionForm(ThingForm[Companion]):
    layout: ClassVar[tuple[Row, ...]] = (
        ("name",),
        ("words",),
        ("says_change",),
        ("protected_ids",),
        ("email",),
    )

    name = forms.CharField(
        label=gettext_lazy("Who helps me stay true"),
        max_length=LONGEST_NAME,
        error_messages={"required": gettext_lazy("Give a name, as you call them.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    words = forms.CharField(
        label=gettext_lazy("What I want to say"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("In your own words; change it every week, or leave it as it is."),
    )
    says_change = forms.BooleanField(
        label=gettext_lazy("Tell the one change that my last weekly review ended with"), required=False
    )
    protected_ids = forms.MultipleChoiceField(
        label=gettext_lazy("Tell that I protect"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("By its title, and nothing else of it."),
    )
    email = forms.EmailField(
        label=gettext_lazy("Their mail address"),
        required=False,
        help_text=gettext_lazy("Only for this message, and only when you press “Send”."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def prepare(self) -> None:
        self.choices("protected_ids", [(each.id, each.title) for each in self.life.protected])

    @property
    def sections(self) -> Iterator[Section]:
        """Without protected time there is nothing to choose of it."""
        for section in super().sections:
            if self.life.protected or [each.name for each in section.fields] != ["protected_ids"]:
                yield section

    def from_thing(self, thing: Companion) -> dict[str, Any]:
        names = ("name", "words", "says_change", "email")
        return {name: getattr(thing, name) for name in names} | {"protected_ids": list(thing.protected_ids)}

    def as_thing(self, id: str) -> Companion:
        read = self.cleaned_data
        said = {name: read[name] for name in ("name", "words", "says_change", "email")}
        own = self.thing or Companion(id, "")
        return replace(own, id=id, **said, protected_ids=tuple(read["protected_ids"]))
