"""The form of what renews one, with its place in the week."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoint.domain.living import Renewal
from counterpoint.domain.living.renewal import LEAST_MINUTES
from counterpoint.doors.web.forms.fields import Length
from counterpoint.doors.web.forms.thing_form import Row, ThingForm

LONGEST_TITLE = 300
A_DAY = 24 * 60


class RenewalForm(ThingForm[Renewal]):
    layout: ClassVar[tuple[Row, ...]] = (("title",), ("minutes",), ("place",))

    title = forms.CharField(
        label=gettext_lazy("What renews you"),
        max_length=LONGEST_TITLE,
        error_messages={"required": gettext_lazy("Say it in a few words, as you would say it yourself.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "placeholder": gettext_lazy("An hour in the workshop")}
        ),
    )
    minutes = Length(
        label=gettext_lazy("About how long"),
        least=LEAST_MINUTES,
        most=A_DAY,
        initial=20,
        help_text=gettext_lazy("Like 20 or 1h. It is shown when there is room for it."),
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Its place in the week"),
        required=False,
        help_text=gettext_lazy(
            "A routine or protected time of yours; the plan then says that it is renewal."
        ),
    )

    def prepare(self) -> None:
        self.choices("place", [("", _("none; when it suits")), *self._places()])

    def _places(self) -> list[tuple[str, str]]:
        routines = [(f"routine:{each.id}", each.title) for each in self.life.routines]
        return routines + [(f"protected:{each.id}", each.title) for each in self.life.protected]

    def from_thing(self, thing: Renewal) -> dict[str, Any]:
        there = dict(self._places())
        said = (f"routine:{thing.routine_id}", f"protected:{thing.protected_id}")
        place = next((each for each in said if each in there), "")
        return {"title": thing.title, "minutes": thing.minutes, "place": place}

    def as_thing(self, id: str) -> Renewal:
        read = self.cleaned_data
        kind, _colon, own = (read["place"] or "").partition(":")
        return Renewal(
            id,
            read["title"],
            read["minutes"],
            own if kind == "routine" else "",
            own if kind == "protected" else "",
        )
