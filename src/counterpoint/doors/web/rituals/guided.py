"""A ritual, step by step. It works as a list on paper would; a script only makes its minutes pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from counterpoint.desk.day.rituals import ritual_done
from counterpoint.desk.ports import NotThere
from counterpoint.domain.planning import Ritual, RitualStep
from counterpoint.doors.web import say
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.way_on import way_on


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step as it is set. `seconds` 0: it has no timer."""

    kind: str
    words: str
    length: str = ""
    seconds: int = 0
    link: str = ""


@require_safe
def go(request: PersonRequest, id: str) -> HttpResponse:
    """The steps of a ritual; one without steps is a quiet timer of its length."""
    try:
        ritual = request.diary.rituals.get(id).thing
    except NotThere as gone:
        raise Http404 from gone
    context = {
        "ritual": ritual,
        "steps": steps_of(ritual),
        "length": say.length(ritual.minutes),
        "between": _("From work to life") if ritual.from_sphere == "work" else _("From life to work"),
    }
    return render(request, "rituals/go.html", context)


def steps_of(ritual: Ritual) -> Sequence[StepShown]:
    if ritual.steps:
        return [_shown(each) for each in ritual.steps]
    return [StepShown("timer", ritual.title, say.length(ritual.minutes), ritual.minutes * 60)]


def _shown(step: RitualStep) -> StepShown:
    names = {
        "do": _("Do it"),
        "timer": _("Quiet time"),
        "walk": _("Walk"),
        "music": _("Music"),
        "breathe": _("Breathe slowly"),
    }
    length = say.length(step.minutes) if step.minutes else ""
    return StepShown(step.kind, step.words or names[step.kind], length, step.minutes * 60, step.link)


@require_POST
def done(request: PersonRequest, id: str) -> HttpResponse:
    """Remembers that it was done; leaving the page without a word remembers nothing."""
    try:
        ritual = ritual_done(request.diary, id, now=timezone.now())
    except NotThere as gone:
        raise Http404 from gone
    words = (
        _("You have arrived. Work can begin.") if ritual.to_sphere == "work" else _("Work is behind you now.")
    )
    messages.success(request, words, extra_tags="calm")
    if request.POST.get("then"):
        return way_on(request, "home")
    return redirect("warm-up" if ritual.to_sphere == "work" else "home")
