"""The form of a good thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from counterpoint.domain.living import GoodThing
from counterpoint.doors.web.forms.thing_form import Row, ThingForm

LONGEST = 2000
KINDS = (
    ("gratitude", gettext_lazy("I am glad of it")),
    ("win", gettext_lazy("A win, worth a small feast")),
    ("moment", gettext_lazy("A moment that I want to keep")),
)
PLACES = (
    ("", gettext_lazy("anywhere")),
    ("work", gettext_lazy("at work")),
    ("life", gettext_lazy("at home")),
    ("both", gettext_lazy("between the two")),
)


class GoodThingForm(ThingForm[GoodThing]):
    """A good thing. `now` is its moment when it is a new one."""

    layout: ClassVar[tuple[Row, ...]] = (("text",), ("kind", "sphere"))

    text = forms.CharField(
        label=gettext_lazy("What was good"),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("A few words are enough.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=KINDS, initial="gratitude")
    sphere = forms.ChoiceField(label=gettext_lazy("Where"), choices=PLACES, required=False)

    def __init__(self, *args: Any, now: datetime, **more: Any) -> None:
        self.now = now
        super().__init__(*args, **more)

    def from_thing(self, thing: GoodThing) -> dict[str, Any]:
        return {"text": thing.text, "kind": thing.kind, "sphere": thing.sphere}

    def as_thing(self, id: str) -> GoodThing:
        read = self.cleaned_data
        before = self.thing or GoodThing(id, self.now)
        return replace(before, text=read["text"], kind=read["kind"], sphere=read["sphere"])
