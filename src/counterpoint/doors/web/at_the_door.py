"""What every page of a signed-in person is handed: their own diary, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from counterpoint import wiring
from counterpoint.desk.ports import CannotOpen
from counterpoint.domain.errors import CounterpointError
from counterpoint.doors.web.faults import could_not_be_done

if TYPE_CHECKING:
    from counterpoint.desk.ports import Diary
    from counterpoint.wiring import Person


class PersonRequest(HttpRequest):
    """A request of somebody who is signed in. Views get one unless marked `login_not_required`."""

    user: Person
    diary: Diary


def signed_out(request: HttpRequest) -> bool:
    """Whether nobody is signed in, by now."""
    return not request.user.is_authenticated


SIGN = "Counterpoint-For"
LAST = "counterpoint_last"
"""The cookie that tells who was signed in last in this browser, by a number and a signature."""
WAITING = "counterpoint_waits"
"""The cookie that tells for whom something waits that was sent while nobody was signed in: their signs."""
MOST_WAITING = 4
SAFE = ("GET", "HEAD")


def sign_of(person: Person) -> str:
    """What tells a person from the others on one device, and says nothing else of them."""
    return salted_hmac("counterpoint.for", str(person.pk)).hexdigest()[:24]


def waiting_signs(request: HttpRequest) -> list[str]:
    """The signs of those for whom something waits in this browser: a few at most."""
    return request.COOKIES.get(WAITING, "").split(".")[-MOST_WAITING:]


def _remember(request: HttpRequest, answer: HttpResponseBase) -> None:
    """Who was signed in last in this browser, for as long as a session could have lasted."""
    person = str(request.user.pk)
    if request.get_signed_cookie(LAST, default="", salt=LAST) != person:
        answer.set_signed_cookie(
            LAST, person, salt=LAST, max_age=settings.SESSION_COOKIE_AGE, httponly=True, samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip


class DiaryMiddleware:
    """Sets `request.diary` for whoever is signed in; for nobody there is no such attribute.

    What they get is for them alone: no cache on the way keeps it, and a browser forgets it when they sign
    out. It may keep it until then, so that going back to a form finds what was typed. The sign in the head of
    an answer tells a device whose it is, so that nothing kept there is taken for somebody else's; a cookie
    tells the same to this server once the session has ended, for what a form that was open may still send.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if signed_out(request):
            return self.get_response(request)
        request.waits = sign_of(request.user) in waiting_signs(request)  # type: ignore[attr-defined, arg-type]
        answer = self._answered(request)
        answer.headers.setdefault("Cache-Control", "private, no-cache")
        if signed_out(request):
            answer["Clear-Site-Data"] = '"cache"'
            answer.delete_cookie(LAST)
        else:
            answer[SIGN] = sign_of(request.user)  # type: ignore[arg-type]
            _remember(request, answer)
        return answer

    def _answered(self, request: HttpRequest) -> HttpResponseBase:
        person = get_user(request)
        if request.method not in SAFE:
            request.diary = wiring.diary_of(person)  # type: ignore[attr-defined]
            return self.get_response(request)
        with wiring.looking(person) as diary:
            request.diary = diary  # type: ignore[attr-defined]
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """What does not open is told in words, wherever it was asked for, and so is what no page expects of a
        diary, such as another tab in the same moment.
        """
        if isinstance(error, CannotOpen):
            told = {"what": error.message, "do": error.advice}
            return render(request, "settings/shut.html", told, status=409)
        return could_not_be_done(request, error) if isinstance(error, CounterpointError) else None
