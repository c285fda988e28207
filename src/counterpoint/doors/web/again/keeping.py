"""Keeps what a form sent when its session had ended: signing in again does not cost what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone

from counterpoint import wiring
from counterpoint.desk.ports import CannotOpen
from counterpoint.doors.web.at_the_door import LAST, WAITING, sign_of, signed_out, waiting_signs
from counterpoint.doors.web.uploads import was_a_flood

AGAIN = "sent-again"
"""The field that goes with a form which is sent again: the id under which it waited."""
MOST, MOST_FIELDS = 300_000, 500
"""Characters and fields of a form that are kept: a long entry of the journal, and no flood."""
NEVER_KEPT = "/accounts/"
BEGUN_AGAIN = {"calendar-permission-back": "calendar-permission"}
"""Pages whose address holds secrets of a question that ended with its session; where it is asked anew."""
TAKEN = (409, 422)
"""Answers that have the form on their page, with what was typed in it."""
REFUSED = 400
SEVERAL = 3
OF_THE_FORM = frozenset({"version", "was", "back", "next"})
PRESSES = frozenset({"sure", "act", "instead", "choice", "take"})
TYPED = frozenset({"text", "title", "name", "words", "what", "label", "note", "notes", "reason", "for_whom", "why", "cue", "good"})  # fmt: skip  # noqa: E501


class SignInFirst(LoginRequiredMiddleware):
    """Leads whoever is not signed in to where they can be; what they sent waits for them behind it."""

    def handle_no_permission(  # type: ignore[override]  # it may answer with less than a way on
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        if "HX-Request" in request.headers:
            return HttpResponse(status=401)  # nothing is put in the page, which still has what was said
        proven = not getattr(view_func, "csrf_exempt", False)
        if request.method == "POST" and proven and (sign := keep(request)):
            answer = redirect_to_login(reverse("again"), resolve_url(settings.LOGIN_URL))
            tell_waiting(answer, [*(each for each in waiting_signs(request) if each != sign), sign])
            return answer
        match = request.resolver_match
        if match is not None and (anew := BEGUN_AGAIN.get(match.url_name or "")):
            return redirect_to_login(reverse(anew, kwargs=match.kwargs), resolve_url(settings.LOGIN_URL))
        return super().handle_no_permission(request, view_func)


class TakesLeave:
    """Forgets what waited once it was sent again and has come where it was meant to go."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if request.method != "POST" or signed_out(request):
            return answer
        came = answer.status_code < REFUSED or answer.status_code in TAKEN
        if came and request.path != reverse("again") and (waited := request.POST.get(AGAIN)):
            let_go(request, waited, answer)
        return answer


def let_go(request: HttpRequest, id: str, answer: HttpResponseBase) -> None:
    """Nothing of that id waits any more; where nothing else does, pages no longer speak of it."""
    person: wiring.Person = request.user  # type: ignore[assignment]  # signed in
    wiring.waiting.forget(person, id)
    if wiring.waiting.newest(person) is None:
        tell_waiting(answer, [each for each in waiting_signs(request) if each != sign_of(person)])


def tell_waiting(answer: HttpResponseBase, signs: list[str]) -> None:
    """Leaves with the browser for whom something waits: signs that say nothing of a person."""
    answer.set_cookie(
        WAITING, ".".join(filter(None, signs)), max_age=wiring.waiting.KEPT, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def keep(request: HttpRequest) -> str:
    """Seals a plain form for the person who was signed in last in this browser; their sign, or "" for none.

    The form is theirs: its proof of origin holds, and one is made anew when they have signed in. Kept is
    what was written, and what was chosen on a page of questions; a press alone can be pressed again, knowing
    what it does. Not kept are files, passwords, what a script sends and can tell of itself, and what was
    written in the example life.
    """
    if request.path.startswith(NEVER_KEPT) or not _by_hand(request) or _with_files(request):
        return ""
    fields = [(name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"]
    path = request.get_full_path()
    form: dict[str, Any] = {"path": path, "page": _page_of(request), "fields": fields}
    pairs = [(name, value) for name, values in fields for value in values]
    if not _fits(pairs, path) or not (_is_written(pairs) or _are_answers(pairs, form)):
        return ""
    last = request.get_signed_cookie(LAST, default="", salt=LAST) or ""
    person = wiring.accounts.person_numbered(last)
    if person is None or not person.has_usable_password():
        return ""
    try:
        wiring.waiting.keep(person, form, now=timezone.now())
    except CannotOpen:
        return ""
    return sign_of(person)


def is_written(name: str, value: str) -> bool:
    """Whether a person wrote this, and not the form of itself."""
    typed = name.rpartition("-")[2] in TYPED and bool(value.strip())
    return typed or any(each.isspace() for each in value.strip()) or value[:1].isupper()


def _fits(pairs: list[tuple[str, str]], path: str) -> bool:
    return (
        len(pairs) <= MOST_FIELDS and len(path) + sum(len(name) + len(value) for name, value in pairs) <= MOST
    )


def _is_written(pairs: list[tuple[str, str]]) -> bool:
    return any(is_written(*each) for each in pairs)


def _are_answers(pairs: list[tuple[str, str]], form: dict[str, Any]) -> bool:
    """Whether these are answers of a page of questions, which asks for them at its own address."""
    said = {name for name, value in pairs if value and name not in OF_THE_FORM}
    return form["page"] == form["path"] and len(said) >= SEVERAL and not said & PRESSES


def _page_of(request: HttpRequest) -> str:
    """The page of ours on which it was written; "" where the browser does not say."""
    said = urlsplit(request.headers.get("Referer", ""))
    return said.path if said.netloc == request.get_host() else ""


def _with_files(request: HttpRequest) -> bool:
    """Files of somebody who is not signed in are not read, and without them it would be another form."""
    return bool(request.FILES) or was_a_flood(request)


def _by_hand(request: HttpRequest) -> bool:
    """Whether a browser sent it because somebody pressed a button, and will show what comes back."""
    if "HX-Request" in request.headers or "application/json" in request.headers.get("Accept", ""):
        return False
    return request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
