"""Accounts that are opened by permission: this home’s registration, the way to the provider, and back.

The way to the provider is a link and no form, because forms of these pages lead nowhere else.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.sessions.backends.base import UpdateError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from counterpoint import wiring
from counterpoint.desk.permitting.asking import Asking, begin, code_of
from counterpoint.desk.permitting.keeping import keep
from counterpoint.desk.ports import CannotOpen
from counterpoint.desk.syncing.due import sync_now
from counterpoint.domain.agenda import CalendarAccount, OAuthClient
from counterpoint.domain.agenda.authorization import AuthorizationServer, NoSuchProvider
from counterpoint.domain.errors import CounterpointError
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.calendars.account_forms import plain_text
from counterpoint.doors.web.calendars.forms import CalendarForm
from counterpoint.doors.web.calendars.views import of_this_person

_PLACE = "asking-permission"


class ClientForm(CalendarForm):
    client_id = forms.CharField(label=gettext_lazy("Client ID"), max_length=300, widget=plain_text())
    client_secret = forms.CharField(
        label=gettext_lazy("Client secret"),
        max_length=300,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("It is kept sealed on this machine, shown to nobody, and is in no export."),
    )


@sensitive_post_parameters("client_secret")
@never_cache
@require_http_methods(["GET", "POST"])
def with_provider(request: PersonRequest, provider: str) -> HttpResponse:
    """What comes next: registering this home, which its owner does once, or asking for permission."""
    server = _server(provider)
    owner = bool(request.user.is_owner)
    if request.method == "GET":
        return _page(request, server, ClientForm() if owner else None)
    if not owner:
        raise Http404
    form = ClientForm(request.POST)
    if not form.is_valid():
        return _page(request, server, form, status=422)
    said = form.cleaned_data
    wiring.keep_client(provider, OAuthClient(said["client_id"].strip(), said["client_secret"].strip()))
    messages.success(request, _("Counterpoint is registered with %(name)s now.") % {"name": server.name})
    return redirect("calendar-permission", provider=provider)


def _page(
    request: PersonRequest, server: AuthorizationServer, form: ClientForm | None, *, status: int = 200
) -> HttpResponse:
    shown = {
        "server": server,
        "steps": [_(each) for each in server.steps],
        "registered": _client_id(server),
        "redirect": _redirect(request, server.key),
        "form": form,
    }
    return render(request, "calendars/account_with.html", shown, status=status)


def _client_id(server: AuthorizationServer) -> str:
    """ "" also where what is kept does not open: then it is to be entered anew."""
    try:
        return wiring.client_id_of(server.key)
    except CannotOpen:
        return ""


@never_cache
@require_http_methods(["GET"])
@of_this_person
def go(request: PersonRequest, provider: str) -> HttpResponse:
    """Remembers the question, and leads to where it is answered. With `?account=` for one that is here."""
    server, meant = _server(provider), request.GET.get("account", "")
    client_id = _client_id(server)
    if not client_id:
        return redirect("calendar-permission", provider=provider)
    user = request.diary.shelf(CalendarAccount).get(meant).thing.user if meant else ""
    asking, address = begin(
        server,
        client_id,
        person_id=str(request.user.pk),
        redirect=_redirect(request, provider),
        now=timezone.now(),
        account_id=meant,
        user=user,
    )
    request.session[_key(provider)] = _sealed(request, asking)
    return redirect(address)


@sensitive_variables("code", "tokens", "asking", "said")
@never_cache
@require_http_methods(["GET"])
@of_this_person
def back(request: PersonRequest, provider: str) -> HttpResponse:
    """Where the provider sends somebody back to. Whatever comes of it, nothing of it stays in an address."""
    server, now = _server(provider), timezone.now()
    asking, said = _taken(request, provider), request.GET.dict()
    here = asking.account_id if asking else ""
    try:
        code = code_of(asking, said, provider=provider, person_id=str(request.user.pk), now=now)
        assert asking is not None
        asked = wiring.authorizes(provider)
        tokens = asked.exchange(code, verifier=asking.verifier, redirect=asking.redirect, now=now)
        account = keep(request.diary, server, tokens, account_id=here)
    except CounterpointError as problem:
        messages.warning(request, str(problem))
        if here and _is_here(request, here):
            return redirect("calendar-account", id=here)
        return redirect("calendar-permission", provider=provider)
    messages.success(request, _("%(name)s let you in.") % {"name": server.name})
    if here:
        sync_now(request.diary, here)
        return redirect("calendar-account", id=here)
    return redirect("calendar-account-choose", id=account.id)


def _is_here(request: PersonRequest, id: str) -> bool:
    return any(kept.thing.id == id for kept in request.diary.shelf(CalendarAccount).all())


def _server(provider: str) -> AuthorizationServer:
    try:
        return wiring.authorization_server(provider)
    except NoSuchProvider as nobody:
        raise Http404(nobody.message) from nobody


def _redirect(request: PersonRequest, provider: str) -> str:
    """A way back of its own for each provider, so that none can pass for another (RFC 9700 §4.4.2)."""
    return request.build_absolute_uri(reverse("calendar-permission-back", args=[provider]))


def _key(provider: str) -> str:
    return f"asking-permission-{provider}"


def _sealed(request: PersonRequest, asking: Asking) -> str:
    document = {**asdict(asking), "asked_at": asking.asked_at.isoformat()}
    return wiring.sealed_for(request.user, json.dumps(document), place=_PLACE)


def _taken(request: PersonRequest, provider: str) -> Asking | None:
    """What was asked in this session, which is forgotten before anything comes of it: it is answered once."""
    sealed = request.session.pop(_key(provider), "")
    if not sealed:
        return None
    try:
        request.session.save()
        document: dict[str, Any] = json.loads(wiring.opened_for(request.user, sealed, place=_PLACE))
    except (CannotOpen, UpdateError):  # another key, or a session that ended meanwhile
        return None
    return Asking(**{**document, "asked_at": datetime.fromisoformat(document["asked_at"])})
