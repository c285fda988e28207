"""What is said at a review: words at a part, markers from 0 to 10, and the one change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoint.desk.reviews.ending import Chosen
from counterpoint.domain.reviews import Marker, Markers, Take

MOST_WORDS = 4000
LONGEST_TITLE = 120

ITEMS: Mapping[Marker, tuple[Any, Any, Any]] = {
    "satisfaction": (
        gettext_lazy("How satisfied were you with how work and the rest of your life went together?"),
        gettext_lazy("not at all"),
        gettext_lazy("completely"),
    ),
    "stress": (
        gettext_lazy("How stressed were you?"),
        gettext_lazy("not at all"),
        gettext_lazy("very much"),
    ),
    "conflict": (
        gettext_lazy("How much did work and the rest of your life get in each other’s way?"),
        gettext_lazy("not at all"),
        gettext_lazy("all the time"),
    ),
    "focus": (
        gettext_lazy("How well could you stay with what you were doing?"),
        gettext_lazy("not at all"),
        gettext_lazy("completely"),
    ),
    "unexpected": (
        gettext_lazy("When something unexpected came, how well could you answer it without guilt?"),
        gettext_lazy("not at all"),
        gettext_lazy("completely"),
    ),
    "energy": (
        gettext_lazy("How much energy did you have?"),
        gettext_lazy("hardly any"),
        gettext_lazy("plenty"),
    ),
}
"""Own items, from 0 to 10, with the words at either end. No norms exist for them, and none are needed."""


class Scale(forms.RadioSelect):
    """Eleven small buttons in a row, with a word at either end."""

    template_name = "reviews/scale.html"

    def __init__(self, low: Any, high: Any) -> None:
        super().__init__()
        self.low, self.high = low, high

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "low": self.low, "high": self.high}


class MarkersForm(forms.Form):
    """Some of the markers of a week; whatever is left out stays unsaid."""

    def __init__(
        self, which: Iterable[Marker], data: QueryDict | None = None, *, said: Markers | None = None
    ) -> None:
        self.which = tuple(which)
        initial: dict[str, Any] = {name: said.of(name) for name in self.which} if said else {}
        super().__init__(data, initial=initial, label_suffix="", use_required_attribute=False)
        for name in self.which:
            words, low, high = ITEMS[name]
            self.fields[name] = forms.TypedChoiceField(
                label=words, required=False, coerce=int, empty_value=None, widget=Scale(low, high),
                choices=[(number, str(number)) for number in range(11)],
            )  # fmt: skip

    def answers(self) -> dict[Marker, int | None]:
        return {name: self.cleaned_data.get(name) for name in self.which}


def words_from(data: QueryDict, part: str) -> str:
    """What was typed at a part; what nobody would write by hand is cut at a length."""
    return data.get(f"words-{part}", "").replace("\0", "").replace("\r\n", "\n").strip()[:MOST_WORDS]


def was_from(data: QueryDict, part: str) -> dict[str, str]:
    """What the part said when it was shown, if the page told."""
    name = f"was-{part}"
    return {part: data.get(name, "").replace("\r\n", "\n")} if name in data else {}


class ChangeForm(forms.Form):
    """One change, or none: a suggestion, a micro habit, a boundary, something for later."""

    choice = forms.ChoiceField(
        label=gettext_lazy("One change for next week"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose one; “Nothing this time” is a choice too."),
            "invalid_choice": gettext_lazy("This is no longer offered. Choose once more."),
        },
    )
    title = forms.CharField(
        label=gettext_lazy("What?"), required=False, max_length=LONGEST_TITLE,
        help_text=gettext_lazy("Small enough to do on a bad day."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": gettext_lazy("Read one page")}),
    )  # fmt: skip
    cue = forms.CharField(
        label=gettext_lazy("Right after what? (for a small habit)"), required=False, max_length=LONGEST_TITLE,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("the kettle is on")}),
    )  # fmt: skip

    def __init__(
        self, takes: Mapping[str, tuple[str, Take]], data: QueryDict | None = None, **more: Any
    ) -> None:
        super().__init__(data, label_suffix="", use_required_attribute=False, **more)
        self.takes = takes
        own = [
            ("habit", _("A small habit of my own")),
            ("boundary", _("Protect some time")),
            ("later", _("Something to try later")),
            ("none", _("Nothing this time")),
        ]
        suggested = [(key, title) for key, (title, _take) in takes.items()]
        self.fields["choice"].choices = suggested + own  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        read = self.cleaned_data
        if read.get("choice") in ("habit", "boundary", "later") and not read.get("title"):
            self.add_error("title", _("Say in a few words what it is."))
        return read

    @property
    def taken(self) -> tuple[str, Take] | None:
        return self.takes.get(self.cleaned_data["choice"])

    def chosen(self, rest: str) -> Chosen:
        """The change that valid data describe."""
        read = self.cleaned_data
        if self.taken is None:
            choice = read["choice"]
            title, cue = ("", "") if choice == "none" else (read["title"], read["cue"])
            return Chosen(choice, title, cue if choice == "habit" else "", rest=rest)
        title, take = self.taken
        if take.kind == "habit":
            return Chosen("habit", take.title, take.cue, rest=rest)
        return Chosen("boundary" if take.kind == "protect" else "later", take.title or title, rest=rest)
