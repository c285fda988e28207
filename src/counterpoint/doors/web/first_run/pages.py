"""The first steps: one short page each, in any order, left and found again at will."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from counterpoint.desk.beginning import first_run as desk
from counterpoint.desk.beginning.first_run import STEPS
from counterpoint.desk.calendars.belonging import unplaced
from counterpoint.desk.matters import things as matters_desk
from counterpoint.desk.ports import ChangedMeanwhile, NotThere
from counterpoint.desk.week.which import week_ahead, week_of
from counterpoint.domain.planning import Settings
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.calendars.adding import adding
from counterpoint.doors.web.first_run import offers
from counterpoint.doors.web.first_run.anchors import anchors_shown, dine_once, protect_what_was_chosen
from counterpoint.doors.web.first_run.forms import FirstHoursForm, RankForm, ValuesForm, YouForm
from counterpoint.doors.web.forms import pages
from counterpoint.doors.web.forms.pages import Frame
from counterpoint.doors.web.matters.curve import drawing_of
from counterpoint.doors.web.matters.view import challenge
from counterpoint.doors.web.tasks.pages import just_added
from counterpoint.doors.web.tasks.view import tasks_view

LATER = "counterpoint_later"
A_YEAR = 365 * 24 * 3600


def step_names() -> dict[str, str]:
    return {
        "you": _("You"),
        "values": _("Values"),
        "calendars": _("Calendars"),
        "hours": _("Days"),
        "protected": _("Protected time"),
        "tasks": _("Tasks"),
        "plan": _("Plan"),
    }


def _around(request: PersonRequest, step: str) -> dict[str, Any]:
    """What every step shows: where one is, what has something in it, and what comes next."""
    done = desk.progress(request.diary).done
    names = step_names()
    at = STEPS.index(step)
    return {
        "step": step,
        "number": at + 1,
        "of": len(STEPS),
        "steps": [
            {"id": each, "name": names[each], "done": each in done, "here": each == step} for each in STEPS
        ],
        "next": STEPS[at + 1] if at + 1 < len(STEPS) else "",
        "before": STEPS[at - 1] if at else "",
    }


def first_run(request: PersonRequest) -> HttpResponse:
    """The first step that has nothing in it yet."""
    return redirect("first-run-step", step=desk.progress(request.diary).next)


def step(request: PersonRequest, step: str) -> HttpResponse:
    if step not in STEPS_OF:
        raise Http404
    return STEPS_OF[step](request)


@require_POST
def later(request: PersonRequest) -> HttpResponse:
    """Leaves the path; it can be found again under Settings."""
    _begin(request)
    messages.info(request, _("All right. The first steps wait under Settings."))
    answer = redirect("week")
    answer.set_cookie(LATER, "1", max_age=A_YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    return answer


@require_POST
def first_domains(request: PersonRequest) -> HttpResponse:
    _begin(request)
    return redirect("matters")


def _begin(request: PersonRequest) -> None:
    desk.begin(request.diary, domains=offers.first_domains(), rituals=offers.first_rituals())


def _go_on(step: str) -> HttpResponse:
    return redirect("first-run-step", step=STEPS[STEPS.index(step) + 1])


def you(request: PersonRequest) -> HttpResponse:
    def write(settings: Settings, version: int | None) -> None:
        desk.introduce(request.diary, name=settings.name, zone=settings.zone, version=version or 0)
        _begin(request)

    return _settings_step(request, "you", partial(YouForm, called=request.user.display_name), write)


def hours(request: PersonRequest) -> HttpResponse:
    chronotype = request.diary.settings().thing.chronotype
    aside = {"curve": drawing_of(chronotype, request.diary.settings().thing)}
    forms: list[FirstHoursForm] = []

    def make(*args: Any, **more: Any) -> FirstHoursForm:
        forms.append(FirstHoursForm(*args, **more))
        return forms[-1]

    def write(settings: Settings, version: int | None) -> None:
        with request.diary.together():
            request.diary.change_settings(settings, version=version or 0)
            _meals(request, forms[0])

    return _settings_step(request, "hours", make, write, aside)


def _meals(request: PersonRequest, form: FirstHoursForm) -> None:
    there = matters_desk.ids_on(request.diary.meals)
    for name, meal in form.meals_wanted.items():
        if meal and name not in there:
            request.diary.meals.add(meal)
            dine_once(request.diary)
        if not meal and name in there:
            request.diary.meals.remove(name)


def _settings_step(
    request: PersonRequest,
    step: str,
    make: Callable[..., Any],
    write: Callable[[Settings, int | None], object],
    aside: dict[str, Any] | None = None,
) -> HttpResponse:
    around = {**_around(request, step), **(aside or {})}
    frame = Frame(step_names()[step], "first-run", aside=around, template=f"first_run/{step}.html")
    answer = pages.edit(request, make, request.diary.settings(), id="", write=write, frame=frame)
    return _quietly_on(request, step) if answer.status_code == 302 else answer  # noqa: PLR2004


def _quietly_on(request: PersonRequest, step: str) -> HttpResponse:
    """Goes on without a word: the next step says enough."""
    list(messages.get_messages(request))
    return _go_on(step)


def values(request: PersonRequest) -> HttpResponse:
    """Choose; then put them in order and say what each means in practice."""
    kept = tuple(each.thing for each in matters_desk.ranked_values(request.diary))
    if kept and "choose" not in request.GET:
        return _rank(request, kept)
    form = ValuesForm(request.POST or None, values=kept)
    changed = False
    if request.method == "POST" and form.is_valid():
        try:
            desk.choose_values(request.diary, form.values_chosen(), shown=request.POST.get("shown"))
        except ChangedMeanwhile:
            changed = True
        else:
            return redirect("first-run-step", step="values")
    context = {**_around(request, "values"), "form": form, "chosen": bool(kept)}
    context |= values_shown(request, changed=changed)
    return render(request, "first_run/values.html", context, status=_status(form, changed=changed))


def values_shown(request: PersonRequest, *, changed: bool = False) -> dict[str, Any]:
    """By what a page tells later that the values are those that it showed, and what they are now."""
    return {
        "shown": desk.values_as_shown(request.diary),
        "changed": changed,
        "values_now": [each.thing for each in matters_desk.ranked_values(request.diary)] if changed else [],
    }


def _rank(request: PersonRequest, kept: tuple[Any, ...]) -> HttpResponse:
    form = RankForm(request.POST or None, values=kept)
    changed = False
    if request.method == "POST" and form.is_valid():
        try:
            desk.choose_values(request.diary, form.values_said(), shown=request.POST.get("shown"))
        except ChangedMeanwhile:
            changed = True
    if request.method == "POST" and form.is_valid() and not changed:
        way, _at, moved = request.POST.get("move", "").partition("-")
        if not moved:
            return _go_on("values")
        try:
            matters_desk.move_value(request.diary, moved, by=-1 if way == "up" else 1)
        except NotThere as gone:
            raise Http404 from gone
        return redirect("first-run-step", step="values")
    context = {**_around(request, "values"), "form": form, "challenge": challenge(len(kept))}
    context |= values_shown(request, changed=changed)
    return render(request, "first_run/rank.html", context, status=_status(form, changed=changed))


def calendars(request: PersonRequest) -> HttpResponse:
    here = reverse("first-run-step", args=["calendars"])
    context = {
        **_around(request, "calendars"),
        "adding": adding(request, next=here),
        "there": _calendars_there(request),
    }
    return render(request, "first_run/calendars.html", context)


def _calendars_there(request: PersonRequest) -> list[dict[str, Any]]:
    """Each calendar, with the question to which part of life it belongs where that was not said."""
    domains = [kept.thing for kept in request.diary.domains.all()]
    sources = [kept.thing for kept in request.diary.calendars.all()]
    return [{"calendar": each, "asked": unplaced(each, domains)} for each in sources]


def protected(request: PersonRequest) -> HttpResponse:
    """Two or three anchors, offered from what was chosen as a value."""
    if request.method == "POST":
        protect_what_was_chosen(request)
        return redirect("first-run-step", step="protected")
    context = {**_around(request, "protected"), **anchors_shown(request.diary)}
    return render(request, "first_run/protected.html", context)


def tasks(request: PersonRequest) -> HttpResponse:
    now = timezone.now()
    context = {
        **_around(request, "tasks"),
        "view": tasks_view(request.diary, now=now),
        "added": just_added(request, now),
        "from_path": True,
    }
    return render(request, "first_run/tasks.html", context)


def plan(request: PersonRequest) -> HttpResponse:
    """What there is, and the button that plans."""
    week = week_of(request.diary, timezone.now())
    context = {
        **_around(request, "plan"),
        "week": week.name,
        "next_week": week.next().name,
        "life": request.diary.life(),
        "calendars": request.diary.calendars.all(),
        "late": week_ahead(request.diary, timezone.now()) != week,
    }
    return render(request, "first_run/plan.html", context)


def _status(form: Any, *, changed: bool = False) -> int:
    if changed:
        return 409
    return pages.UNPROCESSABLE if form.is_bound and not form.is_valid() else 200


STEPS_OF: dict[str, Callable[[PersonRequest], HttpResponse]] = {
    "you": you,
    "values": values,
    "calendars": calendars,
    "hours": hours,
    "protected": protected,
    "tasks": tasks,
    "plan": plan,
}
