"""Forms of values, life domains, protected time, meals and rituals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoint.domain.boundaries import Meal, ProtectedTime
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.planning import Ritual, RitualStep
from counterpoint.domain.planning.steps import read_steps, say_steps
from counterpoint.domain.timeline import EVERY_DAY, WeeklyWindow
from counterpoint.domain.values import CoreValue, LifeDomain
from counterpoint.doors.web import say
from counterpoint.doors.web.forms.fields import AtTime, Length, choice_of
from counterpoint.doors.web.forms.thing_form import Row, ThingForm, WindowsAsked

LONGEST_NAME = 120


def name_field(label: Any, placeholder: Any = "", **more: Any) -> forms.CharField:
    """A short text that names a thing."""
    attrs = {"autocomplete": "off", "placeholder": placeholder}
    wanting = {"required": gettext_lazy("Give it a name, as you would say it yourself.")}
    return forms.CharField(
        label=label,
        max_length=LONGEST_NAME,
        error_messages=wanting,
        widget=forms.TextInput(attrs=attrs),
        **more,
    )


def place_field() -> forms.ChoiceField:
    """Where something is done; its choices are the person's own places."""
    return forms.ChoiceField(
        label=gettext_lazy("Where"),
        required=False,
        help_text=gettext_lazy("The plan leaves time for the way there, as long as you said it takes."),
    )


class ValueForm(ThingForm[CoreValue]):
    layout: ClassVar[tuple[Row, ...]] = (("name",), ("in_practice",))

    name = name_field(gettext_lazy("What matters to you"), gettext_lazy("Family"))
    in_practice = forms.CharField(
        label=gettext_lazy("In practice"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("One line: how would somebody see in your week that this matters?"),
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("Dinner together, phones away")}),
    )

    def from_thing(self, thing: CoreValue) -> dict[str, Any]:
        return {"name": thing.name, "in_practice": thing.in_practice}

    def as_thing(self, id: str) -> CoreValue:
        read = self.cleaned_data
        before = self.thing or CoreValue(id, "", len(self.life.values) + 1)
        return replace(before, id=id, name=read["name"], in_practice=read["in_practice"])


class DomainForm(ThingForm[LifeDomain]):
    layout: ClassVar[tuple[Row, ...]] = (("name",), ("sphere",), ("value_id",))

    name = name_field(gettext_lazy("Life domain"), gettext_lazy("Garden"))
    sphere = forms.ChoiceField(
        label=gettext_lazy("It belongs to"),
        choices=list(say.SPHERES.items()),
        initial="life",
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Going from work to life, or back, is where transition rituals have their place."
        ),
    )
    value_id = forms.ChoiceField(
        label=gettext_lazy("It mostly serves"),
        required=False,
        help_text=gettext_lazy("What is in this domain serves this value, unless it says otherwise itself."),
    )

    def prepare(self) -> None:
        self.choices("value_id", choice_of(self.life.values, _("no value in particular")))

    def from_thing(self, thing: LifeDomain) -> dict[str, Any]:
        return {"name": thing.name, "sphere": thing.sphere, "value_id": thing.value_id}

    def as_thing(self, id: str) -> LifeDomain:
        read = self.cleaned_data
        return LifeDomain(id, read["name"], read["sphere"], read["value_id"])


SHAPES = (
    ("all", gettext_lazy("All of these times, each week")),
    ("some", gettext_lazy("So many times a week, somewhere within these times")),
)
FIRMNESS = (
    ("firm", gettext_lazy("Firm: nothing is planned over it, ever")),
    ("bends", gettext_lazy("It bends: you may let it give way, and its time is offered back")),
)
BENDS_FOR = (
    ("emergency", gettext_lazy("an emergency")),
    ("opportunity", gettext_lazy("a meaningful opportunity")),
)

DISCLOSURES = (
    ("nothing", gettext_lazy("nothing")),
    ("commitment", gettext_lazy("that there is a personal commitment")),
    ("value", gettext_lazy("the value that it is for")),
)


class ProtectedForm(ThingForm[ProtectedTime]):
    layout: ClassVar[tuple[Row, ...]] = (
        ("title",),
        ("value_id", "domain_id"),
        ("windows",),
        ("shape",),
        ("times_a_week", "minutes"),
        ("place_id",),
        ("firmness",),
        ("bends_for",),
        ("disclosure",),
    )
    if_any: ClassVar = frozenset({"place_id"})
    windows_asked: ClassVar = {
        "windows": WindowsAsked(
            gettext_lazy("When"),
            gettext_lazy("An end before the start is on the next day: 22:00 to 06:00 is a night."),
            required=True,
        )
    }

    title = name_field(gettext_lazy("I protect"), gettext_lazy("Dinner together"))
    value_id = forms.ChoiceField(label=gettext_lazy("for"), required=False)
    domain_id = forms.ChoiceField(label=gettext_lazy("Life domain"), required=False)
    shape = forms.ChoiceField(
        label=gettext_lazy("How much of it"), choices=SHAPES, initial="all", widget=forms.RadioSelect
    )
    times_a_week = forms.IntegerField(
        label=gettext_lazy("Times a week"),
        required=False,
        min_value=1,
        max_value=7,
        help_text=gettext_lazy("On different days; only for “so many times”."),
    )
    minutes = Length(
        label=gettext_lazy("How long each time"),
        required=False,
        help_text=gettext_lazy("Like 45 or 1h 30m; only for “so many times”."),
    )
    firmness = forms.ChoiceField(
        label=gettext_lazy("How firm"), choices=FIRMNESS, initial="firm", widget=forms.RadioSelect
    )
    bends_for = forms.MultipleChoiceField(
        label=gettext_lazy("I would let it bend for"),
        choices=BENDS_FOR,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Only for time that bends. It never gives way by itself: you let it bend, one time at a time. "
            "Nothing chosen: for whatever you decide then."
        ),
    )

    place_id = place_field()
    disclosure = forms.ChoiceField(
        label=gettext_lazy("What others get to read"),
        choices=DISCLOSURES,
        initial="commitment",
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Where your words to others speak of this time. Its name is never among them, but on a page “How "
            "I work” for which you chose names, and then only of time whose value others may read."
        ),
    )

    def prepare(self) -> None:
        self.choices("value_id", choice_of(self.life.values, _("no value in particular")))
        self.choices("domain_id", choice_of(self.life.domains, _("none")))
        self.choices("place_id", choice_of(self.life.places, _("anywhere")))
        own = [each for each in (self.thing.bends_for if self.thing else ()) if each not in dict(BENDS_FOR)]
        self.choices("bends_for", [*BENDS_FOR, *((each, each) for each in own)])

    def clean(self) -> dict[str, Any]:
        read = self.cleaned_data
        if read.get("shape") != "some":
            return read
        if read.get("times_a_week") is None and "times_a_week" not in self.errors:
            self.add_error("times_a_week", _("Say how many times a week, from 1 to 7."))
        if read.get("minutes") is None and "minutes" not in self.errors:
            self.add_error("minutes", _("Say how long each time is, like 45 or 1h 30m."))
        self._fits(read.get("times_a_week"), read.get("minutes"))
        return read

    def _fits(self, times: int | None, minutes: int | None) -> None:
        windows = self.windows["windows"].cleaned
        if not windows:
            return
        days = frozenset[int]().union(*(each.days for each in windows))
        longest = max(minutes_of(each) for each in windows)
        if times and times > len(days):
            self.add_error(
                "times_a_week",
                _("These windows are on %(days)d days, and each time wants a day of its own.")
                % {"days": len(days)},
            )
        if minutes and minutes > longest:
            self.add_error(
                "minutes",
                _("The longest of these windows has %(longest)s.") % {"longest": say.length(longest)},
            )

    def from_thing(self, thing: ProtectedTime) -> dict[str, Any]:
        return {
            "title": thing.title,
            "value_id": thing.value_id,
            "domain_id": thing.domain_id,
            "shape": "some" if thing.floats else "all",
            "times_a_week": thing.times_a_week,
            "minutes": thing.minutes,
            "firmness": thing.firmness,
            "bends_for": list(thing.bends_for),
            "disclosure": thing.disclosure,
            "place_id": thing.place_id,
        }

    def as_thing(self, id: str) -> ProtectedTime:
        read = self.cleaned_data
        floats, bends = read["shape"] == "some", read["firmness"] == "bends"
        return ProtectedTime(
            id,
            read["title"],
            self.windows["windows"].cleaned,
            read["firmness"],
            read["value_id"],
            read["domain_id"],
            read["times_a_week"] if floats else None,
            read["minutes"] if floats else None,
            tuple(read["bends_for"]) if bends else (),
            read["disclosure"] or (self.thing.disclosure if self.thing else "commitment"),
            read["place_id"],
        )


def minutes_of(window: WeeklyWindow) -> int:
    """How long a window is on a day without a clock change."""
    apart = (window.end.hour - window.start.hour) * 60 + window.end.minute - window.start.minute
    return apart if apart > 0 else apart + 24 * 60


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
