"""The form of a task."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoint.domain.planning import Task
from counterpoint.domain.planning.succession import may_come_before
from counterpoint.domain.timeline import instant, local
from counterpoint.doors.web.forms.fields import (
    AtTime,
    Length,
    OnDay,
    as_deadline,
    choice_of,
    last_moment,
    name_field,
    place_field,
)
from counterpoint.doors.web.forms.thing_form import Row, Section, ThingForm, WindowsAsked
from counterpoint.doors.web.tasks.fields import demand_field, importance_field

LONGEST_TASK = 400 * 60
HOW_LONG = ("first_minutes", "took_minutes")


class TaskForm(ThingForm[Task]):
    layout: ClassVar[tuple[Row, ...]] = (
        ("title",),
        ("minutes",),
        ("importance", "demand"),
        ("domain_id", "value_id"),
        ("deadline_on", "deadline_time"),
        ("earliest_on", "earliest_time"),
        ("splittable",),
        ("piece_least", "piece_most"),
        ("minutes_done",),
        ("first_minutes", "took_minutes"),
        ("windows",),
        ("place_id",),
        ("after",),
        ("notes",),
    )
    if_any: ClassVar = frozenset({"place_id"})
    windows_asked: ClassVar = {
        "windows": WindowsAsked(
            gettext_lazy("Only at these times"),
            gettext_lazy(
                "Leave this empty unless it can be done only then: opening hours, daylight, a quiet house."
            ),
        )
    }

    title = name_field(gettext_lazy("What is to be done"), gettext_lazy("Draft the report"))
    minutes = Length(
        label=gettext_lazy("How long"), most=LONGEST_TASK, help_text=gettext_lazy("Like 2h 30m or 45.")
    )
    importance = importance_field()
    demand = demand_field("steady")
    domain_id = forms.ChoiceField(label=gettext_lazy("Life domain"), required=False)
    value_id = forms.ChoiceField(label=gettext_lazy("For"), required=False)
    place_id = place_field()
    deadline_on = OnDay(label=gettext_lazy("Done by"), required=False)
    deadline_time = AtTime(
        label=gettext_lazy("at"), required=False, help_text=gettext_lazy("Empty: by the end of that day.")
    )
    earliest_on = OnDay(label=gettext_lazy("Not before"), required=False)
    earliest_time = AtTime(
        label=gettext_lazy("at"), required=False, help_text=gettext_lazy("Empty: from the start of that day.")
    )
    splittable = forms.BooleanField(label=gettext_lazy("It can be done in pieces"), required=False)
    piece_least = Length(label=gettext_lazy("A piece is at least"), initial=30, most=8 * 60)
    piece_most = Length(label=gettext_lazy("and at most"), initial=120, most=12 * 60)
    minutes_done = Length(
        label=gettext_lazy("Already behind you"), least=0, most=LONGEST_TASK, required=False
    )
    first_minutes = Length(
        label=gettext_lazy("What you thought first"), least=0, most=LONGEST_TASK, required=False
    )
    took_minutes = Length(
        label=gettext_lazy("It took, in all"),
        least=0,
        most=LONGEST_TASK,
        required=False,
        help_text=gettext_lazy("If you know. Estimates learn from what was thought first and what it took."),
    )
    after = forms.MultipleChoiceField(
        label=gettext_lazy("Only when these are done"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("The plan places it after the last of them."),
    )
    notes = forms.CharField(
        label=gettext_lazy("Notes"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def prepare(self) -> None:
        self.choices("domain_id", choice_of(self.life.domains, _("none")))
        self.choices("value_id", choice_of(self.life.values, _("what its domain serves")))
        self.choices("place_id", choice_of(self.life.places, _("anywhere")))
        self.choices(
            "after", [(each.id, each.title) for each in may_come_before(self.life.tasks, self.thing)]
        )

    @property
    def sections(self) -> Iterator[Section]:
        """Without what there is nothing to say of: what comes before it, or how long it took."""
        left_out = {"after": not self.before, HOW_LONG[0]: not self.tells_how_long}
        return (
            each
            for each in super().sections
            if not (each.fields and left_out.get(each.fields[0].name, False))
        )

    @property
    def names(self) -> list[str]:
        return [name for name in super().names if name not in HOW_LONG or self.tells_how_long]

    @property
    def tells_how_long(self) -> bool:
        return self.thing is not None and (self.thing.done or self.thing.first_minutes > 0)

    @property
    def before(self) -> bool:
        return bool(self.fields["after"].choices)  # type: ignore[attr-defined]

    @property
    def zone(self) -> str:
        return self.settings.zone

    def clean(self) -> dict[str, Any]:
        read = self.cleaned_data
        for side in ("deadline", "earliest"):
            if read.get(f"{side}_time") and not read.get(f"{side}_on") and f"{side}_on" not in self.errors:
                self.add_error(f"{side}_on", _("Choose the day that this time is on."))
        self._in_order(read)
        least, most = read.get("piece_least"), read.get("piece_most")
        if read.get("splittable") and least and most and least > most:
            self.add_error("piece_most", _("The greatest piece cannot be smaller than the least one."))
        return read

    def _in_order(self, read: dict[str, Any]) -> None:
        earliest, deadline, minutes = self._earliest(read), self._deadline(read), read.get("minutes")
        if not (earliest and deadline and minutes):
            return
        room = int((deadline - earliest).total_seconds() // 60)
        if room < min(minutes, read.get("piece_least") or minutes if read.get("splittable") else minutes):
            self.add_error(
                "deadline_on", _("It could not be done between “not before” and this: move one of them.")
            )

    def _deadline(self, read: dict[str, Any]) -> datetime | None:
        on = read.get("deadline_on")
        return last_moment(on, read.get("deadline_time"), self.zone) if on else None

    def _earliest(self, read: dict[str, Any]) -> datetime | None:
        on = read.get("earliest_on")
        return instant(on, read.get("earliest_time") or time(0), self.zone) if on else None

    def from_thing(self, thing: Task) -> dict[str, Any]:
        plain = (
            "title", "minutes", "importance", "demand", "domain_id", "value_id",
            "splittable", "piece_least", "piece_most", "minutes_done", "notes", "after",
            "took_minutes", "place_id",
        )  # fmt: skip
        deadline_on, deadline_time = as_deadline(thing.deadline_at, self.zone)
        earliest = local(thing.earliest_at, self.zone) if thing.earliest_at else None
        return {
            **{name: getattr(thing, name) for name in plain},
            "first_minutes": thing.first_estimate,
            "deadline_on": deadline_on,
            "deadline_time": deadline_time,
            "earliest_on": earliest.date() if earliest else None,
            "earliest_time": earliest.time() if earliest and earliest.time() != time(0) else None,
        }

    def as_thing(self, id: str) -> Task:
        read = self.cleaned_data
        before = self.thing or Task(id, "", 30)
        same = (
            "title", "minutes", "importance", "demand", "domain_id", "value_id", "splittable", "notes",
            "place_id",
        )  # fmt: skip
        return replace(
            before,
            id=id,
            **{name: read[name] for name in same},
            piece_least=read["piece_least"],
            piece_most=max(read["piece_least"], read["piece_most"]),
            minutes_done=min(read["minutes_done"] or 0, read["minutes"]),
            deadline_at=self._deadline(read),
            earliest_at=self._earliest(read),
            windows=self.windows["windows"].cleaned,
            after=tuple(read["after"]),
            **self._how_long(before, read),
        )

    def _how_long(self, before: Task, read: dict[str, Any]) -> dict[str, Any]:
        """What was thought first and what it took, where this form asked; what was left as it was stays."""
        if HOW_LONG[0] not in self.data:
            return {}
        first = read["first_minutes"] or before.first_estimate
        return {
            "first_minutes": before.first_minutes if first == before.first_estimate else first,
            "took_minutes": read["took_minutes"] or 0,
        }
