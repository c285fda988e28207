"""The forms of the first steps."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoint.domain.planning import Settings
from counterpoint.domain.values import CoreValue
from counterpoint.doors.web.first_run.offers import Card, cards, dinner, lunch
from counterpoint.doors.web.forms.thing_form import Row, SettingsPart
from counterpoint.doors.web.forms.zones import ZoneField
from counterpoint.doors.web.matters.shape_forms import CHRONOTYPES, HoursForm

OWN_WORDS = 3
LONGEST = 120


class YouForm(SettingsPart):
    """`called` is what the person was named when they came in; it is proposed until they have said."""

    layout: ClassVar[tuple[Row, ...]] = (("name",), ("zone",))

    name = forms.CharField(
        label=gettext_lazy("What shall Counterpoint call you?"),
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    zone = ZoneField(
        label=gettext_lazy("Your time zone"),
        help_text=gettext_lazy("Where you are. Type a city to search; it can change when you travel."),
    )

    def __init__(self, *args: Any, called: str, **more: Any) -> None:
        self.called = called
        super().__init__(*args, **more)

    def from_thing(self, thing: Settings) -> dict[str, Any]:
        return {"name": thing.name or self.called, "zone": thing.at_home.zone}

    def as_settings(self) -> Settings:
        read = self.cleaned_data
        return replace(self.settings, name=read["name"], zone=read["zone"])


class ValuesForm(forms.Form):
    """Values to choose, and room for one's own words."""

    chosen = forms.MultipleChoiceField(
        label=gettext_lazy("Values"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, values: tuple[CoreValue, ...]) -> None:
        super().__init__(data, label_suffix="")
        self.values = values
        names = {value.name for value in values}
        self.cards: list[tuple[Card, bool]] = []
        asked = set(data.getlist("chosen")) if data is not None else None
        for card in cards():
            self.cards.append((card, card.id in asked if asked is not None else card.name in names))
        self.fields["chosen"].choices = [(card.id, card.name) for card in cards()]  # type: ignore[attr-defined]
        offered = {card.name for card in cards()}
        own = [value.name for value in values if value.name not in offered]
        for n in range(max(OWN_WORDS, len(own))):
            self.fields[f"own-{n}"] = forms.CharField(
                label=_("In my own words"),
                required=False,
                max_length=LONGEST,
                initial=own[n] if n < len(own) else "",
            )

    @property
    def own(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("own-")]

    def clean(self) -> dict[str, Any]:
        read = self.cleaned_data
        if not read.get("chosen") and not any(read.get(field.name) for field in self.own):
            self.add_error(None, _("Choose one to begin with, or write one in your own words."))
        return read

    def values_chosen(self) -> list[CoreValue]:
        """What was chosen: first what was there, in its order, then as offered; “in practice” is kept."""
        read = self.cleaned_data
        before = {value.name: value for value in self.values}
        offered = {card.id: card for card in cards()}
        names = [(offered[card].name, offered[card].in_practice) for card in read["chosen"]]
        names += [(read[field.name].strip(), "") for field in self.own if read.get(field.name)]
        names.sort(key=lambda pair: before[pair[0]].rank if pair[0] in before else len(before) + 1)
        return [
            CoreValue("", name, n, before[name].in_practice if name in before else practice)
            for n, (name, practice) in enumerate(dict(names).items(), start=1)
        ]


class RankForm(forms.Form):
    """One line in practice for each value, in their order.

    `was-…` carries each line as it was shown: what only another tab has changed since stays as it is there.
    """

    def __init__(self, data: Any = None, *, values: tuple[CoreValue, ...]) -> None:
        super().__init__(data, label_suffix="")
        self.values = values
        for value in values:
            self.fields[f"practice-{value.id}"] = forms.CharField(
                label=_("%(value)s, in practice") % {"value": value.name},
                required=False,
                max_length=300,
                initial=value.in_practice,
            )

    def clean(self) -> dict[str, Any]:
        for value in self.values:
            if self._is_shown(value) and self._clashes(value):
                words = _("Another tab changed this line to “%(line)s”. Keep yours by saving once more.")
                self.add_error(self._name(value), words % {"line": value.in_practice})
        return self.cleaned_data

    def _name(self, value: CoreValue) -> str:
        return f"practice-{value.id}"

    def _is_shown(self, value: CoreValue) -> bool:
        """Whether the page from which this came had the value at all."""
        return self._name(value) in self.data

    def _was(self, value: CoreValue) -> str:
        return str(self.data.get(f"was-{value.id}", value.in_practice)).strip()

    def _clashes(self, value: CoreValue) -> bool:
        typed = str(self.cleaned_data.get(self._name(value), "")).strip()
        return self._was(value) not in (value.in_practice, typed) and typed != value.in_practice

    def _said(self, value: CoreValue) -> str:
        typed = str(self.cleaned_data[self._name(value)]).strip() if self._is_shown(value) else ""
        return typed if self._is_shown(value) and typed != self._was(value) else value.in_practice

    def lines(self) -> list[dict[str, Any]]:
        last = len(self.values) - 1
        return [
            {"value": value, "field": self[f"practice-{value.id}"], "first": n == 0, "last": n == last}
            for n, value in enumerate(self.values)
        ]

    def values_said(self) -> list[CoreValue]:
        """All the values; what this page did not show or change stays as it is by now."""
        return [replace(value, in_practice=self._said(value)) for value in self.values]


class FirstHoursForm(HoursForm):
    """Hours, sleep, meals and type on one page."""

    layout: ClassVar[tuple[Row, ...]] = (*HoursForm.layout, ("lunch",), ("dinner",), ("chronotype",))

    lunch = forms.BooleanField(label=gettext_lazy("Keep half an hour for lunch, 12 to 14"), required=False)
    dinner = forms.BooleanField(
        label=gettext_lazy("Keep three quarters for dinner, 18 to 20:30"), required=False
    )
    chronotype = forms.ChoiceField(
        label=gettext_lazy("When are you at your best?"), choices=CHRONOTYPES, widget=forms.RadioSelect
    )

    def from_thing(self, thing: Settings) -> dict[str, Any]:
        there = {meal.id for meal in self.life.availability.meals}
        fresh = not self.life.protected and not there
        return {
            **super().from_thing(thing),
            "chronotype": thing.chronotype,
            "lunch": fresh or "lunch" in there,
            "dinner": fresh or "dinner" in there,
        }

    def as_settings(self) -> Settings:
        return replace(super().as_settings(), chronotype=self.cleaned_data["chronotype"])

    @property
    def meals_wanted(self) -> dict[str, Any]:
        """For each meal that is offered: the meal if it is wanted, else None."""
        read = self.cleaned_data
        return {each.id: each if read[each.id] else None for each in (lunch(), dinner())}
