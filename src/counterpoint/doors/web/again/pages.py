"""What was sent while nobody was signed in: looked at, sent again, or let go."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from counterpoint.doors.web import aside
from counterpoint.doors.web.again.keeping import AGAIN
from counterpoint.doors.web.at_the_door import WAITING, PersonRequest

SAME_FORM = 307
"""The browser sends the same form once more, to where it was meant for."""
LONGEST_SHOWN = 5000


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def again(request: PersonRequest) -> HttpResponse:
    """Shows what waits; sent from here, it goes where it was meant to go, as if it had only taken longer."""
    waits = aside.seen(request, AGAIN)
    if not waits:
        _forget(request)
        messages.info(request, _("Nothing waits here any more."))
        return redirect("today")
    if request.method == "POST":
        _forget(request)
        return HttpResponse(status=SAME_FORM, headers={"Location": waits["path"]})
    fields = [(name, value) for name, values in waits["fields"] for value in values]
    context = {"fields": fields, "written": list(_written(value for _name, value in fields))}
    return render(request, "again/again.html", context)


@require_POST
def let_go(request: PersonRequest) -> HttpResponse:
    """It is not wanted any more."""
    _forget(request)
    messages.success(request, _("Let go. Nothing was sent."), extra_tags="calm")
    return redirect("today")


def _forget(request: PersonRequest) -> None:
    for name in (AGAIN, WAITING):
        request.session.pop(name, None)


def _written(values: Iterable[str]) -> Iterable[str]:
    """What a person wrote, and not what a form says of itself."""
    for value in values:
        if any(each.isspace() for each in value.strip()) or value[:1].isupper():
            yield value[:LONGEST_SHOWN]
