"""Keeps what a form sent when its session had ended: signing in again does not cost what was typed."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import reverse

from counterpoint import wiring
from counterpoint.doors.web import aside
from counterpoint.doors.web.at_the_door import LAST, WAITING, sign_of

AGAIN = "sent-again"
MOST = 300_000
"""Characters of a form that are kept: a long entry of the journal, and no flood."""
NEVER_KEPT = "/accounts/"


class SignInFirst(LoginRequiredMiddleware):
    """Leads whoever is not signed in to where they can be; what they sent waits for them behind it."""

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        if request.method == "POST" and keep(request):
            return redirect_to_login(reverse("again"), resolve_url(settings.LOGIN_URL))
        return super().handle_no_permission(request, view_func)


def keep(request: HttpRequest) -> bool:
    """Seals a plain form for the person who was signed in last in this browser; False where it is not kept.

    The form is theirs: its proof of origin was made anew when they signed in, and it still holds. Not kept
    are files, passwords, and what a script sends and can tell of itself.
    """
    if request.path.startswith(NEVER_KEPT) or not _by_hand(request) or request.FILES:
        return False
    fields = [[name, values] for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"]
    if sum(len(value) for _, values in fields for value in values) > MOST:
        return False
    last = request.get_signed_cookie(LAST, default="", salt=LAST) or ""
    person = wiring.accounts.person_numbered(last)
    form = {"path": request.get_full_path(), "fields": fields}
    if person is None or not aside.put_for(person, request, AGAIN, form):
        return False
    request.session[WAITING] = sign_of(person)
    return True


def _by_hand(request: HttpRequest) -> bool:
    """Whether a browser sent it because somebody pressed a button, and will show what comes back."""
    if "HX-Request" in request.headers or "application/json" in request.headers.get("Accept", ""):
        return False
    return request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
