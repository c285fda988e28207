"""The form of a season, a catch-up for what waits, and the look back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoint.desk.matters.seasons import LONGEST_LOOK
from counterpoint.domain.values import DYNAMICS, Dynamic, Emphasis, LifeDomain, Season
from counterpoint.doors.web.forms.fields import Length, OnDay, name_field
from counterpoint.doors.web.forms.thing_form import Section, ThingForm
from counterpoint.doors.web.seasons.words import loud

LONGEST_TASK = 100 * 60


class SeasonForm(ThingForm[Season]):
    """A name, two days, and a word on as many life domains as one likes."""

    title = name_field(gettext_lazy("What season is it?"), gettext_lazy("The launch"))
    first = OnDay(
        label=gettext_lazy("First day"), error_messages={"required": gettext_lazy("Say when it begins.")}
    )
    last = OnDay(
        label=gettext_lazy("Last day"),
        error_messages={"required": gettext_lazy("Say when it ends. A season without an end is no season.")},
        help_text=gettext_lazy("From the day after, everything is as usual again."),
    )
    why = forms.CharField(
        label=gettext_lazy("What is it for?"),
        required=False,
        max_length=LONGEST_LOOK,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("For yourself. It goes into no note to others."),
    )

    def prepare(self) -> None:
        for domain in self.life.domains:
            choices = [("", _("no part in this season")), *((each, _choice(each)) for each in DYNAMICS)]
            self.fields[voice_name(domain)] = forms.ChoiceField(
                label=domain.name, choices=choices, required=False
            )

    @property
    def voices(self) -> list[str]:
        return [voice_name(domain) for domain in self.life.domains]

    @property
    def names(self) -> list[str]:
        return ["title", "first", "last", *self.voices, "why"]

    @property
    def sections(self) -> Iterator[Section]:
        pairs = [tuple(self.voices[n : n + 2]) for n in range(0, len(self.voices), 2)]
        for row in (("title",), ("first", "last"), *pairs, ("why",)):
            yield Section(fields=[self[name] for name in row])

    def clean(self) -> dict[str, Any]:
        read: dict[str, Any] = super().clean() or {}
        first, last = read.get("first"), read.get("last")
        if first and last and last < first:
            self.add_error("last", _("This is before the first day."))
        if self.voices and not any(read.get(name) for name in self.voices):
            self.add_error(None, _("Say of at least one part of your life how loud it is in this season."))
        return read

    def from_thing(self, thing: Season) -> dict[str, Any]:
        said = {each.id: thing.dynamic_of(each.id) or "" for each in self.life.domains}
        voices = {voice_name(each): said[each.id] for each in self.life.domains}
        return {"title": thing.title, "first": thing.first, "last": thing.last, "why": thing.why, **voices}

    def as_thing(self, id: str) -> Season:
        read = self.cleaned_data
        said = [(each.id, read.get(voice_name(each), "")) for each in self.life.domains]
        return replace(
            self.thing or Season(id, "", read["first"], read["last"]),
            id=id,
            title=read["title"],
            first=read["first"],
            last=read["last"],
            why=read["why"],
            emphasis=tuple(Emphasis(domain, cast(Dynamic, word)) for domain, word in said if word),
        )


def voice_name(domain: LifeDomain) -> str:
    """The field of a life domain, by a name that any id can have in HTML."""
    return f"voice-{hashlib.sha256(domain.id.encode('utf-8', 'replace')).hexdigest()[:10]}"


def _choice(dynamic: Dynamic) -> str:
    return f"{dynamic} · {loud(dynamic)}"


class CatchUpForm(forms.Form):
    """Something that waits for the end of a season."""

    domain = forms.CharField(widget=forms.HiddenInput, required=False)
    title = name_field(gettext_lazy("What waits?"), gettext_lazy("A long walk with Anna"))
    minutes = Length(
        label=gettext_lazy("How long does it take?"),
        most=LONGEST_TASK,
        initial=120,
        error_messages={"required": gettext_lazy("Say how long it takes, such as “2h”.")},
    )


class LookBackForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    words = forms.CharField(
        label=gettext_lazy("What was this season good for, and what would you do otherwise?"),
        required=False,
        max_length=LONGEST_LOOK,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("A sentence is enough, and none is fine too. It stays with the season."),
    )
