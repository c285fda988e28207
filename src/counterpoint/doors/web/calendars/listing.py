"""All calendars of a person: what there is, how fresh it is, and what is being read."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from counterpoint.desk.syncing.going_out import goes_out
from counterpoint.desk.syncing.plan_there import asks_in
from counterpoint.domain.agenda import CalendarAccount
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.calendars.account_shown import how_it_is
from counterpoint.doors.web.calendars.adding import adding
from counterpoint.doors.web.calendars.shown import line_of
from counterpoint.doors.web.calendars.views import of_this_person


@require_GET
def calendars(request: PersonRequest) -> HttpResponse:
    now = timezone.now()
    lines = [line_of(request.diary, kept.thing, now) for kept in request.diary.calendars.all()]
    accounts = [kept.thing for kept in request.diary.shelf(CalendarAccount).all()]
    shown = {
        "lines": lines,
        "asks": asks_in(request.diary),
        "goes": goes_out(request.diary),
        "accounts": [(each, how_it_is(request.diary, each, now)) for each in accounts],
        "adding": adding(request),
        "rules": len(request.diary.event_rules.all()),
    }
    return render(request, "calendars/calendars.html", shown)


@require_GET
@of_this_person
def line(request: PersonRequest, id: str) -> HttpResponse:
    """One line of the list, asked for again and again while its calendar is being read."""
    source = request.diary.calendars.get(id).thing
    shown = line_of(request.diary, source, timezone.now())
    if request.GET.get("as") != "state":
        return render(request, "calendars/_line.html", {"line": shown})
    answer = render(request, "calendars/_state.html", {"line": shown})
    if not shown.reading:
        answer["HX-Refresh"] = "true"  # its events are new as well
    return answer
