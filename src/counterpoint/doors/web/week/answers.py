"""How every change of a week is answered: as data for the page that is open, or by a way back to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from counterpoint.desk.ports import ChangedMeanwhile, NotThere
from counterpoint.desk.week.look import WeekView, look_at_week
from counterpoint.desk.week.which import week_named
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.timeline import NotAWeek, Week
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.tasks.took import asked_now
from counterpoint.doors.web.week.showing import context_of, now_utc, state_of

OK = 200


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a person asked for, so that it can be told and made again: in words, its address, its fields.

    `press` is what is pressed for that, where it is not simply done again.
    """

    words: str
    url: str
    fields: Mapping[str, str] = field(default_factory=dict)
    press: str = ""


def week_in(request: PersonRequest, name: str) -> Week:
    """The week of an address, for this person's first day of the week; 404 for one that does not exist."""
    try:
        return week_named(name, request.diary.settings().thing.week_start)
    except (NotAWeek, OverflowError) as unknown:
        raise Http404(str(unknown)) from unknown


def view_of(request: PersonRequest, week: Week) -> WeekView:
    return look_at_week(request.diary, week, now_utc())


def wants_data(request: PersonRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def version_in(request: PersonRequest) -> int:
    """The version of the plan that the person had before them; 0 for none, and for nonsense."""
    text = request.POST.get("version", "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004


def answered(
    request: PersonRequest, week: Week, do: Callable[[], str], *, attempt: Attempt | None = None
) -> HttpResponse:
    """Does what was asked and says so in the words that `do` returns; a refusal says why, nothing is lost."""
    try:
        words = do()
    except ChangedMeanwhile as changed:
        return _changed(request, week, changed, attempt)
    except NotThere as gone:
        return _told(request, week, str(gone), status=404)
    except CounterpointError as refused:
        return _told(request, week, str(refused), status=422)
    return _told(request, week, words, tone="calm")


def _told(
    request: PersonRequest, week: Week, words: str, *, tone: str = "", status: int = OK, **more: Any
) -> HttpResponse:
    if wants_data(request):
        more |= {"told": words, "tone": tone, "refused": status != OK}
        asks = asked_now(request, reverse("week_page", args=[week.name]))
        return JsonResponse(state_of(request, view_of(request, week), asks=asks, **more))
    if words:
        messages.success(request, words, extra_tags="calm") if tone else messages.warning(request, words)
    return redirect("week_page", week=week.name)


def _changed(
    request: PersonRequest, week: Week, changed: ChangedMeanwhile, attempt: Attempt | None
) -> HttpResponse:
    """The second of two tabs: it sees the week as it is now, and can make its change again."""
    view = view_of(request, week)
    words = _("%(changed)s You wanted to: %(attempt)s.") % {
        "changed": changed.message,
        "attempt": attempt.words if attempt else _("change it"),
    }
    context = {**context_of(view), "attempt": attempt, "words": words, "advice": changed.advice}
    if wants_data(request):
        again = render_to_string("week/parts/again.html", context, request)
        return JsonResponse(state_of(request, view, told=words, tone="", again=again, refused=True))
    return render(request, "week/changed.html", context, status=409)
