"""The week to look at: the page, its data, its print and its file."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from counterpoint import wiring
from counterpoint.desk.week.which import week_of
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.feed.panel import feed_context
from counterpoint.doors.web.week.answers import view_of, week_in
from counterpoint.doors.web.week.showing import beside, context_of, grid_of, now_utc, state_of


@require_GET
def this_week(request: PersonRequest) -> HttpResponse:
    """The week that it is now where the person is."""
    return redirect("week_page", week=week_of(request.diary, now_utc()).name)


@require_GET
@never_cache
def week(request: PersonRequest, week: str) -> HttpResponse:
    view = view_of(request, week_in(request, week))
    shown = context_of(view)
    context = {
        **shown,
        **beside(request, view),
        **feed_context(request),
        "grid": grid_of(view, shown["entries"]),
    }
    return render(request, "week/week.html", context)


@require_GET
@never_cache
def events(request: PersonRequest, week: str) -> HttpResponse:
    """The grid's data, and the parts of the page that go with it."""
    return JsonResponse(state_of(request, view_of(request, week_in(request, week))))


@require_GET
@never_cache
def to_print(request: PersonRequest, week: str) -> HttpResponse:
    return render(request, "week/print.html", context_of(view_of(request, week_in(request, week))))


@require_GET
@never_cache
def download(request: PersonRequest, week: str) -> HttpResponse:
    """The plan as it is now, accepted or not, as a file for a calendar program."""
    kept = request.diary.plans.of(week_in(request, week))
    if kept is None:
        raise Http404(_("There is no plan for this week yet."))
    content = wiring.plan_as_ics(request.user, kept.thing.current, now=now_utc())
    name = f"counterpoint-{kept.thing.week.name}.ics"
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
