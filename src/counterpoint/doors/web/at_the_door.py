"""What every page of a signed-in person is handed: their own diary, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from counterpoint import wiring

if TYPE_CHECKING:
    from counterpoint.desk.ports import Diary
    from counterpoint.wiring import Person


class PersonRequest(HttpRequest):
    """A request of somebody who is signed in. Views get one unless marked `login_not_required`."""

    user: Person
    diary: Diary


class DiaryMiddleware:
    """Sets `request.diary` for whoever is signed in; for nobody there is no such attribute."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            request.diary = wiring.diary_of(request.user)  # type: ignore[attr-defined]
        return self.get_response(request)
