"""What a person can say of an event, as a form says it and as the domain has it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoint.desk.calendars.marking import Heard, saying
from counterpoint.domain.agenda import EventRule, Mark
from counterpoint.domain.values import LifeDomain
from counterpoint.doors.web.calendars.forms import CalendarForm, DomainChoice

EFFECTS = (
    ("", _("As usual")),
    ("busy", _("Takes time")),
    ("free", _("Takes no time")),
    ("out", _("Is left out")),
)
_MARKS = {
    "": Mark(),
    "busy": Mark(ignored=False, blocking=True),
    "free": Mark(ignored=False, blocking=False),
    "out": Mark(ignored=True),
}


def effect_of(mark: Mark) -> str:
    if mark.ignored:
        return "out"
    return "" if mark.blocking is None else "busy" if mark.blocking else "free"


def mark_of(domain_id: str, effect: str) -> Mark:
    return Mark(domain_id=domain_id or None).over(_MARKS[effect])


def written(mark: Mark) -> str:
    """A mark as one text, to notice that it was changed in another tab."""
    return f"{effect_of(mark)}/{mark.domain_id or ''}"


class MarkForm(CalendarForm):
    """The person's word on one event, or on its whole series."""

    scope = forms.ChoiceField(
        label=_("For"),
        choices=[("event", _("This event only")), ("series", _("The whole series"))],
        widget=forms.RadioSelect,
        required=False,
    )
    effect = forms.ChoiceField(
        label=_("In your week, it"),
        choices=EFFECTS,
        required=False,
        widget=forms.Select({"autofocus": True}),
    )
    domain = DomainChoice(label=_("Belongs to"), none=_("As its calendar"))
    key = forms.CharField(widget=forms.HiddenInput, strip=False)
    at = forms.DateTimeField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def mark(self) -> Mark:
        return mark_of(self.cleaned_data["domain"], self.cleaned_data["effect"])

    @property
    def chosen_scope(self) -> Any:
        return self.cleaned_data["scope"] or "event"


def mark_form(heard: Heard, domains: Iterable[LifeDomain]) -> MarkForm:
    """A form that shows what was said of an event so far: of itself, else of its series."""
    on_series = heard.repeats and heard.own == Mark() and heard.series != Mark()
    mark = heard.series if on_series else heard.own
    start = {
        "scope": "series" if on_series else "event",
        "effect": effect_of(mark),
        "domain": mark.domain_id or "",
        "key": heard.occurrence.key,
        "at": heard.occurrence.span.start.isoformat(),
        "seen": seen(heard),
    }
    return MarkForm(initial=start, domains=domains, auto_id="mark-%s")


def seen(heard: Heard) -> str:
    return f"{written(heard.own)} {written(heard.series)}"


class RuleForm(CalendarForm):
    """A rule on events whose title or organiser contains a text."""

    where = forms.ChoiceField(
        label=_("Look in"), choices=[("title", _("Title")), ("organiser", _("Organiser"))]
    )
    contains = forms.CharField(
        label=_("For the text"), max_length=200, required=False, help_text=_("Capitals do not matter.")
    )
    effect = forms.ChoiceField(label=_("In your week, it"), choices=EFFECTS, required=False)
    domain = DomainChoice(label=_("Belongs to"), none=_("As its calendar"))
    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    @property
    def mark(self) -> Mark:
        return mark_of(self.cleaned_data["domain"], self.cleaned_data["effect"])


def rule_form(rule: EventRule, domains: Iterable[LifeDomain]) -> RuleForm:
    start = {
        "where": rule.where,
        "contains": rule.contains,
        "effect": effect_of(rule.mark),
        "domain": rule.mark.domain_id or "",
        "seen": saying(rule),
    }
    return RuleForm(initial=start, domains=domains)
