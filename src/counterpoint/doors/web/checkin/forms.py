"""What can be said in a check-in, and how somebody wants to be asked. Every answer may be left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from counterpoint.domain.energy import SCALE, CheckIn, PromptWishes
from counterpoint.doors.web.forms.thing_form import Row, ThingForm, WindowsAsked

WHERE = (
    ("work", gettext_lazy("work")),
    ("personal", gettext_lazy("personal")),
    ("between", gettext_lazy("between")),
)
PULLED = (("yes", gettext_lazy("yes")), ("no", gettext_lazy("no")))
CORE = ("energy", "tension", "mood")
EVENING = ("work_lifted", "work_drained", "life_lifted", "life_drained")
LONGEST_ACTIVITY = 300
MOST_SECONDS = 1e9
"""That a check-in may be old, or a clock ahead: some thirty years, and far from what no date can say."""


def scale(label: Any) -> forms.TypedChoiceField:
    steps = [("", "–"), *((str(step), str(step)) for step in SCALE)]
    return forms.TypedChoiceField(
        label=label, choices=steps, coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
    )


def one_of(label: Any, choices: Any, *, coerce: Any = str, empty: Any = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[("", "–"), *choices],
        coerce=coerce,
        empty_value=empty,
        required=False,
        widget=forms.RadioSelect,
    )


class Answers(forms.Form):
    """The answers of a check-in. One that is not there says nothing, one that is empty is taken back."""

    energy = scale(gettext_lazy("Energy now"))
    tension = scale(gettext_lazy("Calm or tense"))
    mood = scale(gettext_lazy("Unpleasant or pleasant"))
    where = one_of(gettext_lazy("Where am I?"), WHERE)
    activity = forms.CharField(label=gettext_lazy("With what?"), required=False, max_length=LONGEST_ACTIVITY)
    pulled = one_of(
        gettext_lazy("Since the last check-in the other part of my life pulled at me"),
        PULLED,
        coerce=lambda said: said == "yes",
        empty=None,
    )
    work_lifted = scale(gettext_lazy("Something from work gave my own life a lift"))
    work_drained = scale(gettext_lazy("Something from work drained my own life"))
    life_lifted = scale(gettext_lazy("Something from my own life gave my work a lift"))
    life_drained = scale(gettext_lazy("Something from my own life drained my work"))

    def said(self) -> dict[str, Any]:
        """The answers that were sent, and no others."""
        return {name: self.cleaned_data[name] for name in Answers.base_fields if name in self.data}


class NewAnswers(Answers):
    """Answers as they come in, with what the page knew: the domain of the offered activity, the prompt."""

    id = forms.RegexField(r"^[a-z0-9-]{8,64}$", strip=True)
    offered = forms.CharField(required=False, strip=False, max_length=LONGEST_ACTIVITY)
    domain_id = forms.CharField(required=False, max_length=64)
    prompt_id = forms.CharField(required=False, max_length=64)
    ago = forms.FloatField(required=False, min_value=-MOST_SECONDS, max_value=MOST_SECONDS)

    def said(self) -> dict[str, Any]:
        """The domain is that of the plan only while the activity is."""
        answers = super().said()
        read = self.cleaned_data
        if read["prompt_id"]:
            answers["prompt_id"] = read["prompt_id"]
        if "activity" in answers:
            as_planned = answers["activity"] and answers["activity"] == read["offered"].strip()
            answers["domain_id"] = read["domain_id"] if as_planned else ""
        return answers


class CheckInForm(Answers, ThingForm[CheckIn]):
    """A check-in that is looked at again."""

    layout: ClassVar[tuple[Row, ...]] = (
        *((name,) for name in CORE),
        ("where",),
        ("activity",),
        ("pulled",),
        *((name,) for name in EVENING),
    )

    def from_thing(self, thing: CheckIn) -> dict[str, Any]:
        pulled = {None: "", True: "yes", False: "no"}[thing.pulled]
        said = {name: getattr(thing, name) for name in Answers.base_fields}
        return {**said, "pulled": pulled}

    def as_thing(self, id: str) -> CheckIn:
        assert self.thing is not None
        answers: Mapping[str, Any] = {name: self.cleaned_data[name] for name in Answers.base_fields}
        domain = self.thing.domain_id if answers["activity"] == self.thing.activity else ""
        return replace(self.thing, id=id, domain_id=domain, **answers)


class PromptsForm(ThingForm[PromptWishes]):
    """How often, and when never."""

    layout: ClassVar[tuple[Row, ...]] = (("often",), ("quiet",))
    windows_asked: ClassVar[Mapping[str, WindowsAsked]] = {
        "quiet": WindowsAsked(
            gettext_lazy("Quiet hours"),
            gettext_lazy("Nothing asks then. Protected time and pauses are quiet by themselves."),
        )
    }

    often = forms.ChoiceField(
        label=gettext_lazy("How often"),
        choices=(
            ("off", gettext_lazy("Never. I check in when I like.")),
            ("light", gettext_lazy("Twice a day")),
            ("four", gettext_lazy("Four times a day")),
        ),
        widget=forms.RadioSelect,
    )

    def from_thing(self, thing: PromptWishes) -> dict[str, Any]:
        return {"often": thing.often}

    def as_thing(self, id: str) -> PromptWishes:
        return PromptWishes(id, self.cleaned_data["often"], self.windows["quiet"].cleaned)
