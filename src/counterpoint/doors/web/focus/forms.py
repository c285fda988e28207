"""The form of how one wants to work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoint.domain.planning import FocusWishes
from counterpoint.doors.web.forms.fields import Length
from counterpoint.doors.web.forms.thing_form import Row, ThingForm, WindowsAsked

LEAST, MOST = 15, 4 * 60


class FocusForm(ThingForm[FocusWishes]):
    layout: ClassVar[tuple[Row, ...]] = (("least",), ("domain_ids",), ("windows",))
    windows_asked: ClassVar[Mapping[str, WindowsAsked]] = {
        "windows": WindowsAsked(
            gettext_lazy("Small things have their time"),
            gettext_lazy(
                "Light tasks and routines of these life domains are placed here, side by side. "
                "Musts, and what has times of its own, keep theirs."
            ),
        )
    }

    least = Length(
        label=gettext_lazy("A stretch of deep work is at least"),
        least=LEAST,
        most=MOST,
        required=False,
        help_text=gettext_lazy(
            "Like 45 or 1h, for deep tasks that can be done in pieces. Empty: as each task says."
        ),
    )
    domain_ids = forms.MultipleChoiceField(
        label=gettext_lazy("Small things go together in"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def prepare(self) -> None:
        self.choices("domain_ids", [(each.id, each.name) for each in self.life.domains])

    def clean(self) -> dict[str, Any]:
        read: dict[str, Any] = super().clean() or self.cleaned_data
        if read.get("domain_ids") and not self.windows["windows"].cleaned:
            self.add_error("domain_ids", _("Say below when the small things have their time."))
        return read

    def from_thing(self, thing: FocusWishes) -> dict[str, Any]:
        return {
            "least": thing.least or None,
            "domain_ids": list(thing.domain_ids),
        }

    def as_thing(self, id: str) -> FocusWishes:
        read = self.cleaned_data
        return FocusWishes(
            id,
            read["least"] or 0,
            tuple(read["domain_ids"]),
            self.windows["windows"].cleaned,
        )
