"""What can be said of a bend afterwards, and how long loosening waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from counterpoint.domain.boundaries import Bend
from counterpoint.domain.boundaries.loosening import MOST_DAYS
from counterpoint.domain.planning import Settings
from counterpoint.domain.timeline import YEARS, NotASpan, Span
from counterpoint.doors.web.forms.thing_form import Row, SettingsPart, ThingForm

CAUSES = (
    ("emergency", gettext_lazy("an emergency")),
    ("opportunity", gettext_lazy("a meaningful opportunity")),
    ("other", gettext_lazy("something else")),
)


class BendForm(forms.Form):
    """Which time bends, and for what: all of it comes with the button."""

    protected = forms.CharField(max_length=64)
    start = forms.CharField(max_length=40)
    end = forms.CharField(max_length=40)
    cause = forms.ChoiceField(choices=CAUSES)

    def clean(self) -> dict[str, Any]:
        read = self.cleaned_data
        moments = [_moment(read.get(name, "")) for name in ("start", "end")]
        try:
            read["span"] = Span(*moments) if all(moments) else None  # type: ignore[arg-type]
        except NotASpan:
            read["span"] = None
        if read["span"] is None:
            raise forms.ValidationError(gettext_lazy("There is no such time."))
        return read


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo and moment.year in YEARS else None


class MoreForm(ThingForm[Bend]):
    """What one adds to a bend, if one likes."""

    layout: ClassVar[tuple[Row, ...]] = (("for_whom",), ("cause",), ("reason",))

    cause = forms.ChoiceField(label=gettext_lazy("It was"), choices=CAUSES, widget=forms.RadioSelect)
    for_whom = forms.CharField(
        label=gettext_lazy("For whom or with whom"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=gettext_lazy("What it was about"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("For yourself. It never leaves."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def from_thing(self, thing: Bend) -> dict[str, Any]:
        return {"cause": thing.cause, "for_whom": thing.for_whom, "reason": thing.reason}

    def as_thing(self, id: str) -> Bend:
        assert self.thing is not None
        read = self.cleaned_data
        return replace(
            self.thing, id=id, cause=read["cause"], for_whom=read["for_whom"], reason=read["reason"]
        )


class WaitForm(SettingsPart):
    layout: ClassVar[tuple[Row, ...]] = (("loosening_days",),)

    loosening_days = forms.IntegerField(
        label=gettext_lazy("Days that loosening a firm boundary waits"),
        min_value=0,
        max_value=MOST_DAYS,
        help_text=gettext_lazy(
            "0 is at once. Tightening never waits, and an emergency bends in one tap all the same. A longer "
            "wait holds at once; a shorter one waits as long as it does now."
        ),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def from_thing(self, thing: Settings) -> dict[str, Any]:
        return {"loosening_days": thing.loosening_days}

    def as_settings(self) -> Settings:
        return replace(self.settings, loosening_days=self.cleaned_data["loosening_days"])
