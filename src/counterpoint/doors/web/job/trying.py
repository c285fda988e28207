"""Something to try at work, from one day to another, with what would show that it works."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoint.desk.plate import job as desk
from counterpoint.desk.ports import Diary
from counterpoint.domain.job import JobTrial
from counterpoint.doors.web.forms.fields import OnDay
from counterpoint.doors.web.forms.pages import Kind
from counterpoint.doors.web.forms.thing_form import Row, ThingForm

LONGEST_NAME, LONGEST_NOTE = 120, 2000


def _text(label: Any, help: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=help,
    )


class TrialForm(ThingForm[JobTrial]):
    layout: ClassVar[tuple[Row, ...]] = (
        ("title",),
        ("first", "last"),
        ("shows",),
        ("told",),
        ("looking_back",),
        ("ended_on",),
    )

    title = forms.CharField(
        label=gettext_lazy("What is tried"),
        max_length=LONGEST_NAME,
        error_messages={"required": gettext_lazy("Say in a few words what is tried.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "placeholder": gettext_lazy("Wednesdays from home")}
        ),
    )
    first = OnDay(
        label=gettext_lazy("From"), error_messages={"required": gettext_lazy("Choose the first day.")}
    )
    last = OnDay(
        label=gettext_lazy("To"),
        error_messages={"required": gettext_lazy("A trial has an end: choose the last day.")},
    )
    shows = _text(
        gettext_lazy("What would show that it works"),
        gettext_lazy("Said before it begins, so that nobody has to argue about it afterwards."),
    )
    told = forms.CharField(
        label=gettext_lazy("Agreed on with"),
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    looking_back = _text(gettext_lazy("Looking back"), gettext_lazy("How was it, in your own words?"))
    ended_on = OnDay(
        label=gettext_lazy("Looked back on"),
        required=False,
        help_text=gettext_lazy("Once this is filled in, it is not offered any more."),
    )

    def clean(self) -> dict[str, Any]:
        read = super().clean() or {}
        first, last = read.get("first"), read.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day is before the first. Choose a later one."))
        return read

    def from_thing(self, thing: JobTrial) -> dict[str, Any]:
        return {name: getattr(thing, name) for name in self.names}

    def as_thing(self, id: str) -> JobTrial:
        return JobTrial(id, **{name: self.cleaned_data[name] for name in self.names})


TRIALS = Kind[JobTrial](
    name="trial",
    form=TrialForm,
    shelf=lambda diary: diary.shelf(JobTrial),
    thing_type=JobTrial,
    add_title=gettext_lazy("Something to try at work"),
    change_title=gettext_lazy("Change what is tried"),
    back="job",
    lead=gettext_lazy(
        "It is easier to say yes to a trial than to a rule. Before and after is no proof; it is a look."
    ),
)


@dataclass(frozen=True, slots=True)
class TrialLine:
    """A trial on the page of the job."""

    id: str
    title: str
    days: str
    shows: str
    running: bool
    look_back: bool


def days_of(trial: JobTrial) -> str:
    first, last = (date_format(each, "j F Y") for each in (trial.first, trial.last))
    return _("from %(first)s to %(last)s") % {"first": first, "last": last}


def lines_of_trials(diary: Diary, *, now: datetime) -> Sequence[TrialLine]:
    over = {each.id for each in desk.trials_to_look_back_at(diary, now=now)}
    return [
        TrialLine(
            each.id,
            each.title,
            days_of(each),
            each.shows,
            desk.is_running(diary, each, now=now),
            each.id in over,
        )
        for each in desk.trials(diary)
    ]
