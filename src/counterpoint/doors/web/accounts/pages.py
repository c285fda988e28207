"""The pages around an account. Signing in, passwords and second factors have allauth's own views."""

from __future__ import annotations

from allauth.account import views
from allauth.account.utils import perform_login
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from counterpoint import wiring
from counterpoint.doors.web.accounts.forms import InvitationForm, LeavingForm, NewcomerForm, PasswordForm
from counterpoint.doors.web.at_the_door import PersonRequest


@never_cache
@require_http_methods(["GET", "HEAD"])
def account(request: PersonRequest) -> HttpResponse:
    """Everything about one's own account, and the invitations of whoever owns this Counterpoint."""
    return _account(request)


def _account(request: PersonRequest, invitation: str = "") -> HttpResponse:
    owner = request.user.is_owner
    context = {
        "invitations": wiring.accounts.invitations_of(request.user, now=timezone.now()) if owner else [],
        "form": InvitationForm(),
        "invitation": invitation,
    }
    return render(request, "account/account.html", context)


@never_cache
@require_POST
def invite(request: PersonRequest) -> HttpResponse:
    """Shows the new link on the page itself, once: only its hash is kept."""
    _owners_only(request)
    form = InvitationForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    accounts = wiring.accounts
    secret = accounts.make_link(
        "invitation", now=timezone.now(), lasts=accounts.INVITATION, invited_by=request.user, note=note
    )
    return _account(request, request.build_absolute_uri(reverse("welcome", args=[secret])))


@require_POST
def withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    _owners_only(request)
    if not wiring.accounts.withdraw_invitation(request.user, pk):
        raise Http404
    return redirect("account")


def _owners_only(request: PersonRequest) -> None:
    if not request.user.is_owner:
        raise PermissionDenied


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: PersonRequest) -> HttpResponse:
    """Deletes the account and everything in it, after the password was given once more."""
    form = LeavingForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        person = request.user
        logout(request)
        wiring.accounts.delete_person(person)
        return redirect("account-gone")
    return render(request, "account/leave.html", {"form": form}, status=_status(request, form))


@never_cache
@sensitive_post_parameters()
def password(request: PersonRequest) -> HttpResponseBase:
    """Another password, for whoever has one: the example has none, and nobody signs in as it."""
    if not request.user.has_usable_password():
        raise PermissionDenied
    answer: HttpResponseBase = views.password_change(request)
    return answer


@login_not_required
def gone(request: HttpRequest) -> HttpResponse:
    return render(request, "account/gone.html")


@login_not_required
def forgotten(request: HttpRequest) -> HttpResponse:
    """There may be no mail, so a way back in comes from whoever runs this machine."""
    return render(request, "account/forgotten.html")


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest, secret: str) -> HttpResponse:
    """Where a one-time link leads: to a new account, or to a new password for an old one."""
    accounts = wiring.accounts
    try:
        link = accounts.open_link(secret, now=timezone.now())
        if link.purpose == "password":
            return _choose_password(request, secret, link.person)
        return _come_in(request, secret, link.purpose)
    except accounts.LinkIsOver as over:
        return render(request, "account/link_is_over.html", {"error": over}, status=404)


def _come_in(request: HttpRequest, secret: str, purpose: str) -> HttpResponse:
    accounts = wiring.accounts
    form = NewcomerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        who = accounts.Newcomer(given["username"].lower(), given["password"], given["display_name"])
        try:
            person = accounts.come_in(secret, who, now=timezone.now())
        except accounts.NameIsTaken as taken:
            form.add_error("username", str(taken))
        else:
            signed_in: HttpResponse = perform_login(
                request, person, email_verification="none", redirect_url=reverse("home")
            )
            return signed_in
    context = {"form": form, "purpose": purpose}
    return render(request, "account/come_in.html", context, status=_status(request, form))


def _choose_password(request: HttpRequest, secret: str, person: wiring.Person | None) -> HttpResponse:
    """Leads to the sign-in afterwards, where a second factor is still asked for."""
    form = PasswordForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        wiring.accounts.choose_password(secret, form.cleaned_data["password"], now=timezone.now())
        return redirect("account_login")
    context = {"form": form, "person": person}
    return render(request, "account/choose_password.html", context, status=_status(request, form))


def _status(request: HttpRequest, form: object) -> int:
    return 422 if request.method == "POST" and getattr(form, "errors", None) else 200


def locked_out(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    """After too many wrong passwords for one name from one place."""
    return render(request, "account/locked_out.html", status=429)
