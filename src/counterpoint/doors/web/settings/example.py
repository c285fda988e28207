"""The example life: the owner looks into it, comes back, and takes it away in one click."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from counterpoint import wiring
from counterpoint.desk.beginning.demo.filling import week_to_show
from counterpoint.doors.web.at_the_door import PersonRequest

BACK_TO = "back_to_owner"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_POST
def look(request: PersonRequest) -> HttpResponse:
    """Makes the example if there is none, and enters it. Only the owner can."""
    if not request.user.is_owner:
        raise PermissionDenied
    owner = _sign_of(request.user)
    now = timezone.now()
    person = wiring.example() or wiring.make_example(now=now)[0]
    login(request, person, backend=BACKEND)
    request.session[BACK_TO] = owner
    return redirect("week_page", week=week_to_show(wiring.diary_of(person), now).name)


@require_POST
def leave(request: PersonRequest) -> HttpResponse:
    """Back to the owner who looked in."""
    return _back(request)


def _back(request: PersonRequest) -> HttpResponse:
    owner = wiring.owner()
    if owner is None or request.session.get(BACK_TO) != _sign_of(owner):
        raise PermissionDenied
    login(request, owner, backend=BACKEND)
    return redirect("settings")


def _sign_of(owner: wiring.Person) -> str:
    """Changes with the password, so that a visit to the example ends with it, as every other session does."""
    return f"{owner.pk}:{owner.get_session_auth_hash()}"


@require_POST
def remove(request: PersonRequest) -> HttpResponse:
    """Takes the example away; from inside it, one is back as the owner before."""
    if not request.user.is_owner:
        _back(request)
    wiring.remove_example()
    messages.success(request, _("The example is gone, with everything in it."), extra_tags="calm")
    return redirect("settings")
