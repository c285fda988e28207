"""The addresses that every kind of thing has: add one, change it, remove it, and put it back."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.forms import pages
from counterpoint.doors.web.forms.pages import Kind


def paths_of(kind: Kind[Any], under: str) -> list[URLPattern]:
    """Its four addresses below `under`; what else is there of one word has to come before them.

    They are called `season-add`, `season-change` and `season-remove` after the kind, and
    `seasons-put-back` after the page that leads back to all of them.
    """

    def add(request: PersonRequest) -> HttpResponse:
        return pages.add_page(request, kind)

    def change(request: PersonRequest, id: str) -> HttpResponse:
        return pages.change_page(request, kind, id)

    def remove(request: PersonRequest, id: str) -> HttpResponse:
        return pages.remove(request, kind, id)

    def put_back(request: PersonRequest) -> HttpResponse:
        return pages.put_back(request, {kind.name: kind}, kind.back)

    return [
        path(f"{under}back/", require_POST(put_back), name=f"{kind.back}-put-back"),
        path(f"{under}new/", add, name=f"{kind.name}-add"),
        path(f"{under}<str:id>/", change, name=f"{kind.name}-change"),
        path(f"{under}<str:id>/remove/", require_POST(remove), name=f"{kind.name}-remove"),
    ]
