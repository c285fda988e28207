"""What the views of this room have in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpResponse

from counterpoint.desk.ports import NotThere
from counterpoint.domain.values import LifeDomain
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.way_on import is_page_of_ours

P = ParamSpec("P")
View = Callable[Concatenate[PersonRequest, P], HttpResponse]


def of_this_person(view: View[P]) -> View[P]:
    """What is not in the person's own diary does not exist, whoever else may have it."""

    @wraps(view)
    def looked_up(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotThere as gone:
            raise Http404(gone.message) from gone

    return looked_up


def domains_of(request: PersonRequest) -> list[LifeDomain]:
    return [kept.thing for kept in request.diary.domains.all()]


def way_back(request: PersonRequest, otherwise: str) -> str:
    """The `next` that a form or link carries, if it leads to this site; else `otherwise`."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if is_page_of_ours(wanted) else otherwise


def by_htmx(request: PersonRequest) -> bool:
    return request.headers.get("HX-Request") == "true"
