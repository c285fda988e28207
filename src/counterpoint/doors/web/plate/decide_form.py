"""The form of a decision, with what becomes of each thing in the plan."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoint.desk.plate.commitments import Choice
from counterpoint.domain.planning import Lightening, Lighter, Routine, Task
from counterpoint.domain.values import Commitment, Decision
from counterpoint.doors.web import say
from counterpoint.doors.web.forms.fields import Length, OnDay
from counterpoint.doors.web.plate.forms import A_WEEK, LONGEST_NAME

ROUTINE_WAYS = (
    ("", gettext_lazy("leave it as it is")),
    ("rest", gettext_lazy("let it rest")),
    ("less", gettext_lazy("shorter, or less often")),
    ("remove", gettext_lazy("remove it")),
)
TASK_WAYS = (
    ("", gettext_lazy("leave it as it is")),
    ("less", gettext_lazy("do only a part of it")),
    ("remove", gettext_lazy("take it off the list")),
)


class DecideForm(forms.Form):
    """One decision, with what becomes of each thing in the plan that belongs to the commitment."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    minutes_a_week = Length(
        label=gettext_lazy("It may take, a week"),
        required=False,
        least=0,
        most=A_WEEK,
        help_text=gettext_lazy("such as 1h or 30m"),
    )
    to_whom = forms.CharField(
        label=gettext_lazy("Whom it goes to, or whom it concerns"),
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("With a name you get a short message to copy. Nothing is sent."),
    )
    look_again_on = OnDay(
        label=gettext_lazy("Look again on"),
        required=False,
        help_text=gettext_lazy("On that day it is offered to you once more, quietly. May stay empty."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        decision: Decision,
        tasks: Sequence[Task],
        routines: Sequence[Routine],
        initial: dict[str, Any],
    ) -> None:
        self.decision, self.tasks, self.routines = decision, tasks, routines
        super().__init__(data, initial=initial, label_suffix="", use_required_attribute=False)
        if decision != "reduce":
            del self.fields["minutes_a_week"]
        if decision == "keep":
            del self.fields["to_whom"]
        self.things = [*self._task_rows(), *self._routine_rows()] if decision != "keep" else []

    def _task_rows(self) -> Iterator[Sequence[BoundField]]:
        start = "remove" if self.decision == "let_go" else ""
        for each in self.tasks:
            key = key_of("task", each.id)
            self.fields[key] = _way(each.title, TASK_WAYS, start)
            self.fields[f"{key}-minutes"] = _shorter(_("still to do of it"), each.minutes_left)
            yield self[key], self[f"{key}-minutes"]

    def _routine_rows(self) -> Iterator[Sequence[BoundField]]:
        start = "rest" if self.decision == "let_go" else ""
        for each in self.routines:
            if each.paused:
                continue
            key = key_of("routine", each.id)
            self.fields[key] = _way(each.title, ROUTINE_WAYS, start)
            self.fields[f"{key}-minutes"] = _shorter(_("each time"), each.minutes)
            self.fields[f"{key}-times"] = forms.TypedChoiceField(
                label=_("how often"),
                required=False,
                coerce=int,
                empty_value=None,
                initial=each.times_a_week,
                choices=[(n, say.times_a_week(n)) for n in range(1, each.times_a_week + 1)],
            )
            yield self[key], self[f"{key}-minutes"], self[f"{key}-times"]

    def as_choice(self) -> Choice:
        read = self.cleaned_data
        return Choice(
            self.decision,
            read["look_again_on"],
            read.get("to_whom", ""),
            read.get("minutes_a_week"),
            tuple(self._lighter("task", [each.id for each in self.tasks])),
            tuple(self._lighter("routine", [each.id for each in self.routines])),
        )

    def _lighter(self, kind: str, ids: Sequence[str]) -> Iterator[Lighter]:
        for own in ids:
            key = key_of(kind, own)
            how = self.cleaned_data.get(key, "")
            if how:
                minutes = self.cleaned_data.get(f"{key}-minutes") or 0
                yield Lighter(own, cast(Lightening, how), minutes, self.cleaned_data.get(f"{key}-times") or 0)


def key_of(kind: str, id: str) -> str:
    """A field's name for a thing; ids may hold what no name of a field should."""
    return f"{kind}-{hashlib.sha256(id.encode()).hexdigest()[:10]}"


def _way(title: str, ways: Sequence[tuple[str, Any]], start: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=title, required=False, choices=ways, initial=start, widget=forms.RadioSelect
    )


def _shorter(label: str, minutes: int) -> Length:
    return Length(label=label, required=False, most=366 * 24 * 60, initial=minutes)


def start_of(decision: Decision, each: Commitment, day: date) -> dict[str, Any]:
    """What a form of a decision begins with."""
    return {
        "look_again_on": day,
        "to_whom": each.to_whom,
        "minutes_a_week": each.minutes_a_week if decision == "reduce" else None,
    }
