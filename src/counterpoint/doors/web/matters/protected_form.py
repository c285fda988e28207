"""The form of protected time."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoint.domain.boundaries import ProtectedTime
from counterpoint.doors.web import say
from counterpoint.doors.web.forms.fields import Length, choice_of, name_field, place_field
from counterpoint.doors.web.forms.thing_form import Row, ThingForm, WindowsAsked
from counterpoint.doors.web.forms.windows import minutes_of

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
