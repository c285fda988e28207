"""Calendar accounts: connecting one, choosing from it, how it is, checking its server, letting go of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from counterpoint import wiring
from counterpoint.desk.beginning.first_run import progress
from counterpoint.desk.syncing import choosing, connecting, due
from counterpoint.desk.syncing.checking import check_server
from counterpoint.domain.agenda import CalendarAccount
from counterpoint.domain.agenda.providers import PROVIDERS
from counterpoint.domain.errors import CounterpointError
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.calendars.account_forms import ConnectForm, PasswordForm
from counterpoint.doors.web.calendars.account_shown import (
    account_shown,
    added_words,
    choices,
    field_of,
    still_asking,
)
from counterpoint.doors.web.calendars.busy_shown import busy_shown
from counterpoint.doors.web.calendars.connecting import connects_for
from counterpoint.doors.web.calendars.plan_shown import plan_shown
from counterpoint.doors.web.calendars.views import domains_of, of_this_person

ASKED_FROM = {"plan": "calendar-account-plan", "busy": "calendar-account-busy"}
"""Pages that have a button of their own with which an account is asked."""


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    home = wiring.may_say_at_home(request.diary)
    if request.method == "GET":
        return _new_page(request, ConnectForm(home=home))
    form = ConnectForm(request.POST, home=home)
    if not form.is_valid():
        return _new_page(request, form, status=422)
    try:
        account = connecting.connect(request.diary, form.typed, connects=connects_for(request))
    except CounterpointError as problem:
        form.blame(problem)
        return _new_page(request, form, status=422)
    messages.success(request, _("%(name)s let you in.") % {"name": account.name})
    return redirect("calendar-account-choose", id=account.id)


def _new_page(request: PersonRequest, form: ConnectForm, *, status: int = 200) -> HttpResponse:
    shown = {
        "form": form,
        "providers": [(_(each.name), _(each.help), each) for each in PROVIDERS],
        "by_permission": wiring.authorization_servers(),
    }
    return render(request, "calendars/account_new.html", shown, status=status)


@require_http_methods(["GET"])
@of_this_person
def account(request: PersonRequest, id: str) -> HttpResponse:
    return still_asking(request, id) or _page(request, id)


def _page(
    request: PersonRequest, id: str, *, form: PasswordForm | None = None, status: int = 200
) -> HttpResponse:
    kept = request.diary.shelf(CalendarAccount).get(id).thing
    home = wiring.may_say_at_home(request.diary)
    shown = {
        "shown": account_shown(request.diary, kept, timezone.now()),
        "plan": plan_shown(request.diary, id, timezone.now()),
        "busy": busy_shown(request.diary, id, timezone.now()),
        "form": form or PasswordForm(home=home, initial={"at_home": kept.at_home}),
        "first_steps": "tasks" not in progress(request.diary).done,
    }
    return render(request, "calendars/account.html", shown, status=status)


@require_http_methods(["GET", "POST"])
@of_this_person
def choose(request: PersonRequest, id: str) -> HttpResponse:
    """Which calendars are kept here; the server is asked for its list."""
    if request.method == "GET":
        return _choices(request, id)
    chosen = {url: request.POST.get(field_of(url), "") for url in request.POST.getlist("calendar")}
    if not chosen:
        return _choices(request, id, wrong=_("No calendar is chosen. Choose one, or leave the page."))
    domains = {each.id for each in domains_of(request)}
    chosen = {url: domain if domain in domains else "" for url, domain in chosen.items()}
    try:
        added, _job = choosing.choose(request.diary, id, chosen, connects=connects_for(request))
    except CounterpointError as problem:
        return _back(request, id, problem)
    messages.success(request, added_words(len(added)))
    return redirect("calendar-account", id=id)


def _choices(request: PersonRequest, id: str, *, wrong: str = "") -> HttpResponse:
    kept = request.diary.shelf(CalendarAccount).get(id).thing
    if kept.state == "locked":
        return redirect("calendar-account", id=id)
    try:
        found = choosing.offered(request.diary, id, connects=connects_for(request))
    except CounterpointError as problem:
        return _back(request, id, problem)
    domains = domains_of(request)
    shown = {"account": kept, "choices": choices(found, domains), "domains": domains, "wrong": wrong}
    return render(request, "calendars/account_choose.html", shown, status=422 if wrong else 200)


@require_POST
@of_this_person
def sync(request: PersonRequest, id: str) -> HttpResponse:
    due.sync_now(request.diary, id)
    page = ASKED_FROM.get(request.POST.get("then", ""), "calendar-account")
    return redirect(reverse(page, args=[id]) + "#ask-now")


@sensitive_post_parameters("password")
@require_POST
@of_this_person
def password(request: PersonRequest, id: str) -> HttpResponse:
    """A new password for the account."""
    form = PasswordForm(request.POST, home=wiring.may_say_at_home(request.diary))
    request.diary.shelf(CalendarAccount).get(id)
    if form.is_valid():
        said = form.cleaned_data
        try:
            connecting.connect_again(
                request.diary,
                id,
                password=said["password"],
                at_home=bool(said.get("at_home")),
                connects=connects_for(request),
            )
        except CounterpointError as problem:
            form.blame(problem)
        else:
            due.sync_now(request.diary, id)
            messages.success(request, _("The new password is taken and kept."))
            return redirect("calendar-account", id=id)
    return _page(request, id, form=form, status=422)


@require_http_methods(["GET", "POST"])
@of_this_person
def check(request: PersonRequest, id: str) -> HttpResponse:
    """What the server can do; asked only when the button is pressed."""
    shown: dict[str, Any] = {"account": request.diary.shelf(CalendarAccount).get(id).thing}
    if request.method == "POST":
        try:
            shown["report"] = check_server(request.diary, id, connects=connects_for(request))
        except CounterpointError as problem:
            return _back(request, id, problem)
    return render(request, "calendars/account_check.html", shown)


@require_http_methods(["GET", "POST"])
@of_this_person
def leave(request: PersonRequest, id: str) -> HttpResponse:
    """Asks first, and says what becomes of what is here."""
    if request.method == "GET":
        kept = request.diary.shelf(CalendarAccount).get(id).thing
        return render(
            request,
            "calendars/account_leave.html",
            {"shown": account_shown(request.diary, kept, timezone.now())},
        )
    keep, account = request.POST.get("events") != "go", request.diary.shelf(CalendarAccount).get(id).thing
    back = wiring.give_back(request.diary, id, account.provider) if account.provider else None
    choosing.disconnect(request.diary, id, keep_events=keep)
    messages.success(request, _left(account, back))
    return redirect("calendars")


def _left(account: CalendarAccount, given_back: bool | None) -> str:
    """What became of what opened it: a password (None), or a permission that was given back or not."""
    name = {"name": account.name}
    if given_back is None:
        return _("%(name)s is disconnected, and its password forgotten.") % name
    if given_back:
        return _("%(name)s is disconnected, and its permission given back.") % name
    return (
        _("%(name)s is disconnected and forgotten here. It could not be told; take it back on its own pages.")
        % name
    )


def _back(request: PersonRequest, id: str, problem: CounterpointError) -> HttpResponse:
    """To the account’s page, with what went wrong in words."""
    request.diary.shelf(CalendarAccount).get(id)
    messages.warning(request, str(problem))
    return redirect("calendar-account", id=id)
