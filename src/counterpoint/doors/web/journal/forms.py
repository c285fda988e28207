"""Forms of the journal: an entry, and what one looks for among them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from counterpoint.domain.living import JournalEntry
from counterpoint.doors.web.forms.fields import OnDay
from counterpoint.doors.web.forms.thing_form import Row, ThingForm

LONGEST = 50_000


class EntryForm(ThingForm[JournalEntry]):
    """An entry. `now` is its moment when it is a new one, or one that another tab took away meanwhile."""

    layout: ClassVar[tuple[Row, ...]] = (("text",),)

    text = forms.CharField(
        label=gettext_lazy("What you write"),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("There is nothing here yet. A line is enough.")},
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, *args: Any, now: datetime, **more: Any) -> None:
        self.now = now
        super().__init__(*args, **more)

    def from_thing(self, thing: JournalEntry) -> dict[str, Any]:
        return {"text": thing.text}

    def as_thing(self, id: str) -> JournalEntry:
        return replace(self.thing or JournalEntry(id, self.now), text=self.cleaned_data["text"])


class WriteForm(forms.Form):
    """A new entry, with the question that it answers or without."""

    text = forms.CharField(
        label=gettext_lazy("What you write"),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("There is nothing here yet. A line is enough.")},
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    prompt = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)


class LookForm(forms.Form):
    """Days and words to look for; what is not understood is told and looks for nothing."""

    first = OnDay(label=gettext_lazy("From"), required=False)
    last = OnDay(label=gettext_lazy("to"), required=False)
    words = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=200)
