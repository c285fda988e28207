"""How long a finished task took: asked once, on the next page, and answered with one tap or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from counterpoint.desk.matters import estimates as desk
from counterpoint.desk.ports import NotThere
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.notation import read_duration
from counterpoint.domain.planning import Task
from counterpoint.doors.web import say
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.way_on import is_page_of_ours

ASKED, MOST = "how_long", 5
WORDS = {
    0.5: gettext_lazy("half, %(length)s"),
    1.0: gettext_lazy("as planned, %(length)s"),
    1.5: gettext_lazy("1½ times, %(length)s"),
    2.0: gettext_lazy("twice, %(length)s"),
    3.0: gettext_lazy("three times, %(length)s"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """One finished task, and what a tap can say of it: (minutes, in words)."""

    id: str
    title: str
    answers: Sequence[tuple[int, str]]


def ask_how_long(request: PersonRequest, *ids: str) -> None:
    """Has the next page ask how long these took, as far as they are done and nobody asked before."""
    asked = [each.id for each in desk.ask_how_long(request.diary, ids)]
    if asked:
        request.session[ASKED] = [*request.session.get(ASKED, []), *asked][-MOST:]


def how_long(request: HttpRequest) -> dict[str, Any]:
    """For the frame of every page: what it asks, read only where it is shown, and then no more."""
    if request.method == "HEAD" or ASKED not in getattr(request, "session", {}):
        return {}  # a page that nobody sees asks nothing
    return {ASKED: SimpleLazyObject(lambda: _taken(request))}  # type: ignore[arg-type]  # signed in


def asked_now(request: PersonRequest, back: str) -> str:
    """The same as a part of a page that is open already; "" where there is nothing to ask."""
    questions = _taken(request) if ASKED in request.session else []
    return (
        render_to_string("tasks/how_long.html", {"questions": questions, "back": back}, request)
        if questions
        else ""
    )


def _taken(request: PersonRequest) -> list[Question]:
    asked = []
    for named in request.session.pop(ASKED, []):
        try:
            asked.append(_question(request.diary.tasks.get(named).thing))
        except CounterpointError:
            continue
    return asked


def _question(task: Task) -> Question:
    answers = [
        (minutes, str(WORDS[times]) % {"length": say.length(minutes)})
        for times, minutes in desk.at_a_tap(task)
    ]
    return Question(task.id, task.title, answers)


@require_POST
def took(request: PersonRequest, id: str) -> HttpResponse:
    """Keeps what was said, and goes back to where it was asked."""
    said = request.POST.get("took") or request.POST.get("minutes", "")
    try:
        minutes = read_duration(said)
    except CounterpointError:
        minutes = 0
    try:
        task = request.diary.tasks.get(id).thing
        if minutes:
            task = desk.say_how_long(request.diary, id, minutes).thing
    except NotThere as gone:
        raise Http404 from gone
    if minutes:
        words = _("“%(title)s”: %(length)s. Your next estimates learn from it.")
        told = {"title": task.title, "length": say.length(task.took_minutes)}
        messages.success(request, words % told, extra_tags="calm")
    else:
        messages.warning(request, _("Say it like 45 or 1h 30m; you can do so at the task itself."))
    return redirect(_back(request))


def _back(request: PersonRequest) -> str:
    back = request.POST.get("back", "")
    return back if is_page_of_ours(back) else "tasks"
