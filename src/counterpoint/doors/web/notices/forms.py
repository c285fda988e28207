"""Of what a person wants to hear, by what, and between which hours."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import time
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoint.domain.living import WAYS, NoticeWishes, Way
from counterpoint.domain.living.notices import KINDS
from counterpoint.domain.planning import Settings
from counterpoint.doors.web import say
from counterpoint.doors.web.forms.fields import AtTime
from counterpoint.doors.web.forms.thing_form import Row, ThingForm, WindowsAsked
from counterpoint.doors.web.notices.view import NAMES, WHEN

HOURS = ("begins", "ends")
LABELS: dict[str, Any] = {
    "app": gettext_lazy("In the app"),
    "mail": gettext_lazy("By e-mail"),
    "push": gettext_lazy("On my devices"),
    "apprise": gettext_lazy("By my services"),
    "begins": gettext_lazy("From"),
    "ends": gettext_lazy("Until"),
}


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind of notice as the form lays it out."""

    kind: str
    name: str
    when: str
    channels: tuple[BoundField, ...]
    hours: tuple[BoundField, ...]


def _field(part: str) -> forms.Field:
    if part in HOURS:
        words = _("Write a time like 17:30.")
        return AtTime(label=LABELS[part], error_messages={"required": words, "invalid": words})
    return forms.BooleanField(label=LABELS[part], required=False)


class WishesForm(ThingForm[NoticeWishes]):
    """The same few fields for every kind, under names like `review_app`; see `form_for`."""

    parts: ClassVar[tuple[str, ...]] = ("app", *HOURS)
    layout: ClassVar[tuple[Row, ...]] = ()
    windows_asked: ClassVar[Mapping[str, WindowsAsked]] = {
        "quiet": WindowsAsked(
            gettext_lazy("Quiet hours"),
            gettext_lazy(
                "Nothing is said then, of whatever kind. Quiet hours of check-in prompts count too."
            ),
        )
    }

    def prepare(self) -> None:
        for kind in KINDS:
            for part in self.parts:
                self.fields[f"{kind}_{part}"] = _field(part)

    def from_thing(self, thing: NoticeWishes) -> dict[str, Any]:
        return {f"{kind}_{part}": getattr(thing.of(kind), part) for kind in KINDS for part in self.parts}

    def as_thing(self, id: str) -> NoticeWishes:
        before, read = self.thing or NoticeWishes(id), self.cleaned_data
        wishes = tuple(
            replace(before.of(kind), **{part: read[f"{kind}_{part}"] for part in self.parts})
            for kind in KINDS
        )
        return NoticeWishes(id, wishes, self.windows["quiet"].cleaned)

    def label_of(self, name: str) -> str:
        kind, _sign, part = name.rpartition("_")
        return f"{_name(kind)}: {LABELS[part]}" if part in LABELS else super().label_of(name)

    @property
    def kinds(self) -> Iterator[KindRow]:
        """One row a kind."""
        for kind in KINDS:
            fields = {part: self[f"{kind}_{part}"] for part in self.parts}
            hours = (fields.pop("begins"), fields.pop("ends"))
            yield KindRow(kind, str(NAMES[kind]), str(WHEN[kind]), tuple(fields.values()), hours)

    @property
    def hours_in_words(self) -> str:
        """Between which hours anything is said, as far as that is one sentence."""
        said = {(self[f"{kind}_begins"].value(), self[f"{kind}_ends"].value()) for kind in KINDS}
        if len(said) != 1:
            return _("Each at its own hours")
        begins, ends = (_clock(each, self.settings) for each in said.pop())
        if begins == ends:
            return _("At any hour of the day")
        return _("All of it between %(begins)s and %(ends)s") % {"begins": begins, "ends": ends}

    @property
    def hours_at_fault(self) -> bool:
        return any(f"{kind}_{part}" in self.errors for kind in KINDS for part in HOURS)


def form_for(ways: Collection[Way]) -> type[WishesForm]:
    """The form with a switch for each of these ways; what is said of another stays as it is."""
    parts = ("app", *(each for each in WAYS if each in ways), *HOURS)
    layout = (*(tuple(f"{kind}_{part}" for part in parts) for kind in KINDS), ("quiet",))
    return type("WishesFormByTheseWays", (WishesForm,), {"parts": parts, "layout": layout})


def _clock(said: Any, settings: Settings) -> str:
    """A time on the person's own clock; what cannot be read as one stays as it was typed."""
    return say.clock(said, settings) if isinstance(said, time) else str(said or "…")


def _name(kind: str) -> str:
    return next(str(name) for each, name in NAMES.items() if each == kind)
