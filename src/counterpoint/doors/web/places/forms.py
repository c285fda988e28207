"""The form of a place, and the table of ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoint.desk.matters.places import LONGEST_TEXT, MOST_TEXTS, Minutes, Pair
from counterpoint.domain.planning import Place
from counterpoint.doors.web import say
from counterpoint.doors.web.forms.fields import Length, name_field
from counterpoint.doors.web.forms.thing_form import Row, ThingForm


class PlaceForm(ThingForm[Place]):
    layout: ClassVar[tuple[Row, ...]] = (("name",), ("home",), ("texts",))

    name = name_field(gettext_lazy("Place"), gettext_lazy("Office"))
    home = forms.BooleanField(
        label=gettext_lazy("This is home"),
        required=False,
        help_text=gettext_lazy("Each day begins and ends here, so there is time for the way out and back."),
    )
    texts = forms.CharField(
        label=gettext_lazy("What your calendars call it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "One a line. An event is here when its location contains one of them as whole words; "
            "case does not matter."
        ),
    )

    def clean_texts(self) -> tuple[str, ...]:
        lines = (" ".join(each.split()) for each in self.cleaned_data["texts"].splitlines())
        texts = tuple(dict.fromkeys(each for each in lines if each))
        if len(texts) > MOST_TEXTS:
            raise forms.ValidationError(_("Name at most %(most)d of them.") % {"most": MOST_TEXTS})
        if any(len(each) > LONGEST_TEXT for each in texts):
            raise forms.ValidationError(
                _("Each can have at most %(most)d letters; a part of the location is enough.")
                % {"most": LONGEST_TEXT}
            )
        return texts

    def from_thing(self, thing: Place) -> dict[str, Any]:
        return {"name": thing.name, "home": thing.home, "texts": "\n".join(thing.texts)}

    def as_thing(self, id: str) -> Place:
        read = self.cleaned_data
        return replace(
            self.thing or Place(id, ""), id=id, name=read["name"], home=read["home"], texts=read["texts"]
        )


@dataclass(frozen=True, slots=True)
class WayShown:
    """One line of the table: the fields of a way there and back, and in words what is kept of it now."""

    there: forms.BoundField
    back: forms.BoundField
    kept: str


class WaysForm(forms.Form):
    """How long each way takes. Fields are named by the places of their pair, in the order of the page."""

    def __init__(self, ways: Sequence[tuple[Place, Place, Minutes]], data: QueryDict | None = None) -> None:
        self.ways = ways
        start: dict[str, int | None] = {}
        for n, (_one, _other, (there, back)) in enumerate(ways):
            start |= {f"there-{n}": there or None, f"back-{n}": back or None}
        super().__init__(data, initial=start, label_suffix="", use_required_attribute=False)
        for n, (one, other, (there, _back)) in enumerate(ways):
            said = {"one": one.name, "other": other.name}
            self.fields[f"there-{n}"] = Length(
                label=_("From “%(one)s” to “%(other)s”") % said, required=False
            )
            way_back = Length(label=_("From “%(other)s” to “%(one)s”") % said, required=False)
            if there:
                way_back.widget.attrs["placeholder"] = _("as long")
            self.fields[f"back-{n}"] = way_back

    def clean(self) -> dict[str, Any]:
        read = self.cleaned_data
        for n in range(len(self.ways)):
            if read.get(f"back-{n}") and not read.get(f"there-{n}") and f"there-{n}" not in self.errors:
                self.add_error(f"there-{n}", _("Say how long it is there as well."))
        return read

    @property
    def lines(self) -> Iterator[WayShown]:
        for n, (_one, _other, was) in enumerate(self.ways):
            yield WayShown(self[f"there-{n}"], self[f"back-{n}"], _kept(was))

    @property
    def said(self) -> dict[Pair, Minutes]:
        read = self.cleaned_data
        pairs = [(one.id, other.id) for one, other, _minutes in self.ways]
        found = {}
        for n, pair in enumerate(pairs):
            there, back = read[f"there-{n}"] or 0, read[f"back-{n}"] or 0
            found[pair] = (there, 0 if back == there else back)
        return found


def _kept(minutes: Minutes) -> str:
    there, back = minutes
    if not there:
        return _("Kept now: nothing.")
    if not back:
        return _("Kept now: %(there)s.") % {"there": say.length(there)}
    return _("Kept now: %(there)s, and %(back)s back.") % {
        "there": say.length(there),
        "back": say.length(back),
    }


def as_text(ways: Sequence[tuple[Place, Place, Minutes]]) -> str:
    """What the table showed, to be sent along with it."""
    return " ".join(f"{one.id}:{other.id}:{there}:{back}" for one, other, (there, back) in ways)


def read_text(text: str) -> Mapping[Pair, Minutes]:
    """The same back; what is no part of such a text is passed over."""
    found = {}
    for part in text[:20_000].split():
        names = part.split(":")
        if len(names) == 4 and names[2].isdecimal() and names[3].isdecimal():  # noqa: PLR2004
            found[names[0], names[1]] = (int(names[2][:5]), int(names[3][:5]))
    return found
