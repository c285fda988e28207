"""The plan in a calendar of its own on a server: letting it go there, how it is, answers, ending that."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from counterpoint import wiring
from counterpoint.desk.ports import CannotMake
from counterpoint.desk.syncing import answering, starting
from counterpoint.desk.syncing.choosing import offered
from counterpoint.desk.syncing.going_out import goes_out
from counterpoint.desk.syncing.own_calendar import CannotBePut
from counterpoint.domain.agenda import CalendarAccount
from counterpoint.domain.errors import CounterpointError
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.calendars.account_shown import still_asking
from counterpoint.doors.web.calendars.connecting import connects_for
from counterpoint.doors.web.calendars.plan_forms import PutPlanForm, ShowsAsForm, showing_form
from counterpoint.doors.web.calendars.plan_shown import plan_shown
from counterpoint.doors.web.calendars.views import of_this_person


@require_http_methods(["GET", "POST"])
@of_this_person
def plan(request: PersonRequest, id: str) -> HttpResponse:
    if request.method == "GET":
        short = still_asking(request, id, gone=starting.plan_collection(request.diary, id) is None)
        if short is not None:
            return short
        there = empty_ones(request, id) if _needs_one(request, id) else ()
        return _page(request, id, PutPlanForm(calendars=there))
    if request.POST.get("act") == "go_on":
        return _go_on(request, id)
    if request.POST.get("act") == "show":
        return _show(request, id)
    return _put(request, id)


def _go_on(request: PersonRequest, id: str) -> HttpResponse:
    try:
        starting.go_on(request.diary, id)
    except CannotBePut as problem:
        messages.warning(request, str(problem))
    else:
        messages.success(request, _("Your plan goes there again."))
    return _to_plan(id, "how")


def _show(request: PersonRequest, id: str) -> HttpResponse:
    form = ShowsAsForm(request.POST)
    if form.is_valid():
        starting.show_plan_as(request.diary, id, form.showing)
        messages.success(request, _("Your plan shows like that there after the next visit."))
    return _to_plan(id, "how")


def _put(request: PersonRequest, id: str) -> HttpResponse:
    request.diary.shelf(CalendarAccount).get(id)
    form = PutPlanForm(request.POST, calendars=empty_ones(request, id) if "url" in request.POST else ())
    if not form.is_valid():
        return _page(request, id, form, status=422)
    said = form.cleaned_data
    try:
        place = starting.put_plan(
            request.diary,
            id,
            shows=said["shows"],
            showing=form.showing,
            url=said.get("url", ""),
            connects=connects_for(request),
            now=timezone.now(),
        )
    except CannotMake as problem:
        there = empty_ones(request, id)
        form = PutPlanForm(initial=said, calendars=there)
        messages.warning(request, str(problem))
        return _page(request, id, form, status=422)
    except CounterpointError as problem:
        messages.warning(request, str(problem))
        return _page(request, id, form, status=422)
    messages.success(request, _("Your accepted plans go into “%(name)s” from now on.") % {"name": place.name})
    return _to_plan(id, "how")


def _to_plan(id: str, place: str) -> HttpResponse:
    """To where one goes on reading: the browser puts the focus there."""
    return redirect(reverse("calendar-account-plan", args=[id]) + f"#{place}")


def makes_none(request: PersonRequest, id: str) -> bool:
    """Whether it is known, and need not be asked, that programs can make no calendar there."""
    provider = request.diary.shelf(CalendarAccount).get(id).thing.provider
    known = (each for each in wiring.authorization_servers() if each.key == provider)
    return any(not each.makes_calendars for each in known)


def _needs_one(request: PersonRequest, id: str) -> bool:
    return starting.plan_collection(request.diary) is None and makes_none(request, id)


def empty_ones(request: PersonRequest, id: str) -> list[tuple[str, str]]:
    """Calendars that may be empty ones, first what is called as the plan's should be; whether they are is
    asked when one is chosen.
    """
    try:
        found = offered(request.diary, id, connects=connects_for(request))
    except CounterpointError:
        return []
    free = (each.calendar for each in found if each.kept is None and each.calendar.writable is not False)
    return [(each.url, each.name) for each in sorted(free, key=lambda each: each.name != starting.NAME)]


def _page(request: PersonRequest, id: str, form: PutPlanForm, *, status: int = 200) -> HttpResponse:
    shown: dict[str, Any] = {"shown": plan_shown(request.diary, id, timezone.now()), "form": form}
    shown["makes_none"] = _needs_one(request, id)
    if place := shown["shown"].place:
        shown["showing"] = showing_form(place.showing)
    return render(request, "calendars/account_plan.html", shown, status=status)


@require_POST
@of_this_person
def answer(request: PersonRequest, id: str) -> HttpResponse:
    """What is to become of an entry about which something is asked, or which was set aside."""
    request.diary.shelf(CalendarAccount).get(id)
    how = request.POST.get("how", "")
    if how == "all_again":
        answering.try_all_again(request.diary, id)
        messages.success(request, _("All of it is tried once more."))
        return _to_plan(id, "how")
    if how not in ("put_back", "let_go", "plan", "there", "again"):
        return redirect("calendar-account-plan", id=id)
    said = answering.Answer(request.POST.get("uid", ""), how, request.POST.get("etag", ""))  # type: ignore[arg-type]
    try:
        answering.answer(request.diary, said, read=wiring.reads_calendars(), now=timezone.now())
    except CounterpointError as problem:
        messages.warning(request, str(problem))
    else:
        messages.success(request, _DONE[how]())
    asks = bool((goes := goes_out(request.diary)) and goes.asked)
    return _to_plan(id, "plan-asks" if asks else "how")


_DONE = {
    "put_back": lambda: _("It is put back there."),
    "let_go": lambda: _("It is let go of."),
    "plan": lambda: _("It becomes there what your plan says."),
    "there": lambda: _("It stays as it is there."),
    "again": lambda: _("It is tried once more."),
}


@require_http_methods(["GET", "POST"])
@of_this_person
def stop(request: PersonRequest, id: str) -> HttpResponse:
    """Asks first whether what is there stays."""
    shown = plan_shown(request.diary, id, timezone.now())
    if shown.place is None:
        return redirect("calendar-account-plan", id=id)
    if request.method == "GET":
        return render(request, "calendars/account_plan_stop.html", {"shown": shown})
    if request.POST.get("rest") == "forget":
        starting.forget_the_rest(request.diary, id)
        messages.success(request, _("Nothing more is asked of it; what is still there stays there."))
        return redirect("calendar-account", id=id)
    place = starting.stop(request.diary, id, take_away=request.POST.get("entries") == "go")
    words = (
        _("Your plan goes into “%(name)s” no more, and what is there of it is being taken away.")
        if place.plan == "leaves"
        else _("Your plan goes into “%(name)s” no more. What is there stays as it is.")
    )
    messages.success(request, words % {"name": place.name})
    return redirect("calendar-account", id=id)
