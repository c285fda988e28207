"""Bare busy times of other calendars in one of their own in an account: choosing, how it is, ending it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from counterpoint.desk.ports import CannotMake
from counterpoint.desk.syncing import answering, busy_there
from counterpoint.domain.errors import CounterpointError
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.calendars.account_shown import still_asking
from counterpoint.doors.web.calendars.busy_shown import busy_shown
from counterpoint.doors.web.calendars.connecting import connects_for
from counterpoint.doors.web.calendars.plan_pages import empty_ones, makes_none
from counterpoint.doors.web.calendars.views import of_this_person


@require_http_methods(["GET", "POST"])
@of_this_person
def busy(request: PersonRequest, id: str) -> HttpResponse:
    """What would go out is said first; nothing goes before a calendar is chosen here."""
    if request.method == "GET":
        gone = busy_there.busy_collection(request.diary, id) is None
        return still_asking(request, id, gone=gone) or _page(request, id)
    match request.POST.get("act"):
        case "stop":
            return _stop(request, id)
        case "forget":
            busy_there.forget_busy(request.diary, id)
            messages.success(request, _("Nothing more is asked of it; what is still there stays there."))
        case "again":
            answering.try_all_again(request.diary, id)
            messages.success(request, _("All of it is tried once more."))
        case _:
            return _put(request, id)
    return _to_busy(id)


def _put(request: PersonRequest, id: str) -> HttpResponse:
    chosen, url = request.POST.getlist("calendar"), request.POST.get("url", "")
    try:
        place = busy_there.put_busy(
            request.diary,
            id,
            chosen,
            url=url,
            connects=connects_for(request),
        )
    except CannotMake as problem:
        messages.warning(request, str(problem))
        return _page(request, id, status=422, chosen=chosen, empty=empty_ones(request, id))
    except CounterpointError as problem:
        messages.warning(request, str(problem))
        return _page(request, id, status=422, chosen=chosen)
    words = _("Busy times go into “%(name)s” from the next visit on, and nothing else.")
    messages.success(request, words % {"name": place.name})
    return _to_busy(id)


def _to_busy(id: str) -> HttpResponse:
    """To how it is there: the browser puts the focus on it."""
    return redirect(reverse("calendar-account-busy", args=[id]) + "#how")


def _stop(request: PersonRequest, id: str) -> HttpResponse:
    place = busy_there.stop_busy(request.diary, id)
    words = (
        _("No more busy times go into “%(name)s”. What is there stays as it is.")
        if place.busy == "rests"
        else _("No more busy times go into “%(name)s”, and those that are there are being taken away.")
    )
    messages.success(request, words % {"name": place.name})
    return redirect("calendar-account", id=id)


def _page(
    request: PersonRequest, id: str, *, status: int = 200, chosen: list[str] | None = None, empty: Any = ()
) -> HttpResponse:
    shown = busy_shown(request.diary, id, timezone.now(), chosen)
    if shown.there.place is None and not empty and makes_none(request, id):
        empty = empty_ones(request, id)
    return render(request, "calendars/account_busy.html", {"shown": shown, "empty": empty}, status=status)
