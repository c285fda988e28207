"""Forms of what each day has: meals and rituals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoint.domain.boundaries import Meal
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.planning import Ritual, RitualStep
from counterpoint.domain.planning.steps import read_steps, say_steps
from counterpoint.domain.timeline import EVERY_DAY, WeeklyWindow
from counterpoint.doors.web import say
from counterpoint.doors.web.forms.fields import AtTime, Length, name_field
from counterpoint.doors.web.forms.thing_form import Row, ThingForm
from counterpoint.doors.web.forms.windows import minutes_of


class MealForm(ThingForm[Meal]):
    layout: ClassVar[tuple[Row, ...]] = (("title", "minutes"), ("start", "end"), ("days",))

    title = name_field(gettext_lazy("Meal"), gettext_lazy("Lunch"))
    minutes = Length(label=gettext_lazy("How long"), initial=30, most=240)
    start = AtTime(label=gettext_lazy("Somewhere between"))
    end = AtTime(label=gettext_lazy("and"))
    days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Days"), coerce=int, widget=forms.CheckboxSelectMultiple, initial=sorted(EVERY_DAY)
    )

    def prepare(self) -> None:
        order = [(self.settings.week_start + n) % 7 for n in range(7)]
        self.choices("days", [(str(day), say.SHORT_DAYS[day]) for day in order])

    def clean(self) -> dict[str, Any]:
        read = self.cleaned_data
        if all(read.get(name) is not None for name in ("start", "end", "minutes")):
            room = minutes_of(WeeklyWindow(EVERY_DAY, read["start"], read["end"]))
            if read["minutes"] > room:
                self.add_error(
                    "minutes", _("Between these times there are %(room)s.") % {"room": say.length(room)}
                )
        return read

    def from_thing(self, thing: Meal) -> dict[str, Any]:
        window = thing.window
        return {
            "title": thing.title,
            "minutes": thing.minutes,
            "start": window.start,
            "end": window.end,
            "days": sorted(window.days),
        }

    def as_thing(self, id: str) -> Meal:
        read = self.cleaned_data
        window = WeeklyWindow(frozenset(read["days"]), read["start"], read["end"])
        return Meal(id, read["title"], window, read["minutes"])


class RitualForm(ThingForm[Ritual]):
    layout: ClassVar[tuple[Row, ...]] = (
        ("title",),
        ("from_sphere", "to_sphere"),
        ("minutes",),
        ("steps",),
    )
    _two: ClassVar[Sequence[tuple[str, Any]]] = [("work", say.SPHERES["work"]), ("life", say.SPHERES["life"])]

    title = name_field(gettext_lazy("Ritual"), gettext_lazy("A walk around the block"))
    from_sphere = forms.ChoiceField(label=gettext_lazy("When going from"), choices=_two, initial="work")
    to_sphere = forms.ChoiceField(label=gettext_lazy("to"), choices=_two, initial="life")
    minutes = Length(
        label=gettext_lazy("How long"),
        initial=10,
        most=120,
        help_text=gettext_lazy("Five to ten minutes are enough to arrive."),
    )
    steps = forms.CharField(
        label=gettext_lazy("Steps, one a line"),
        required=False,
        max_length=3000,
        help_text=gettext_lazy(
            "If you like. A length such as “5 min” gives a line a quiet timer; an https address, music."
        ),
        widget=forms.Textarea(
            attrs={
                "rows": 5,
                "placeholder": gettext_lazy(
                    "Write tomorrow’s first line\n5 min Walk around the block\nBreathe 1 min"
                ),
            }
        ),
    )

    def clean_steps(self) -> tuple[RitualStep, ...]:
        try:
            return read_steps(self.cleaned_data["steps"])
        except CounterpointError as wrong:
            raise forms.ValidationError(f"{wrong.message} {wrong.advice}".strip()) from wrong

    def clean(self) -> dict[str, Any]:
        read = self.cleaned_data
        if read.get("from_sphere") and read.get("from_sphere") == read.get("to_sphere"):
            self.add_error(
                "to_sphere", _("A transition goes from one to the other: choose the other one here.")
            )
        return read

    def from_thing(self, thing: Ritual) -> dict[str, Any]:
        said = {name: getattr(thing, name) for name in ("title", "from_sphere", "to_sphere", "minutes")}
        return {**said, "steps": say_steps(thing.steps)}

    def shown(self, name: str) -> str:
        """The steps read as they are typed, whether they come from a thing or from a form."""
        if name == "steps" and self.is_bound and self.is_valid():
            return say_steps(self.cleaned_data["steps"]) or "–"
        return super().shown(name)

    def as_thing(self, id: str) -> Ritual:
        read = self.cleaned_data
        return Ritual(
            id, read["title"], read["from_sphere"], read["to_sphere"], read["minutes"], read["steps"]
        )
