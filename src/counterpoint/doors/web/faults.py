"""What a visitor is told when a page cannot be shown."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template import loader
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from counterpoint.desk.ports import NotThere
from counterpoint.domain.errors import CounterpointError

NOT_SO = 405
log = logging.getLogger(__name__)


def form_was_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's proof of origin was missing or had run out; what was typed is still in the browser."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)


def could_not_be_done(request: HttpRequest, refused: CounterpointError) -> HttpResponse:
    """What no page of its own tells: a thing that is gone by now, or that another tab changed just then."""
    if isinstance(refused, NotThere):
        return render(request, "404.html", status=404)
    log.warning("%s %s: %s", request.method, request.path, type(refused).__name__)
    return render(request, "409.html", {"refused": refused}, status=409)


class OnlySent:
    """Where an address only takes what a form sends, whoever looks at it gets a page that leads on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if answer.status_code != NOT_SO or request.method != "GET" or getattr(answer, "content", None):
            return answer
        page = render(request, "405.html", {"above": _above(request.path)}, status=NOT_SO)
        page["Allow"] = answer.headers.get("Allow", "POST")
        return page


def _above(path: str) -> str:
    """The nearest address above this one that leads somewhere; "" where none does."""
    while path := path.rstrip("/").rpartition("/")[0]:
        try:
            resolve(f"{path}/")
        except Resolver404:
            continue
        return f"{path}/"
    return ""


def went_wrong(_request: HttpRequest) -> HttpResponse:
    """What is shown when something broke; where the database is in trouble, it says so and what to do."""
    words = _of_the_database(sys.exc_info()[1])
    return _shown(words) if words else HttpResponse(loader.render_to_string("500.html"), status=500)


def not_understood(_request: HttpRequest, exception: Exception) -> HttpResponse:
    """What is shown for a request that makes no sense; also what a session becomes that cannot be kept."""
    cause: BaseException | None = exception
    while cause is not None:
        if words := _of_the_database(cause):
            return _shown(words)
        cause = cause.__context__
    return HttpResponse(loader.render_to_string("400.html"), status=400)


def _shown(words: tuple[str, str]) -> HttpResponse:
    page = loader.render_to_string("503.html", {"what": words[0], "do": words[1]})
    answer = HttpResponse(page, status=503)
    answer["Retry-After"] = "30"
    return answer


def _of_the_database(error: BaseException | None) -> tuple[str, str] | None:
    """What is the matter and what could be done, for the troubles that pass or that an operator can end."""
    said = str(error) if isinstance(error, OperationalError) else ""
    if "locked" in said or "busy" in said:
        return _("Another change is taking long just now."), _("Go back and try once more in a moment.")
    if "full" in said or "disk I/O" in said:
        return (
            _("There is no room left on the disk of this Counterpoint."),
            _("Whoever runs it can make some; then go back and try once more."),
        )
    if "readonly" in said or "unable to open" in said:
        return (
            _("This Counterpoint cannot write into its folder."),
            _("Whoever runs it can say who may; then go back and try once more."),
        )
    return None
