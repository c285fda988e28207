"""Channels: when each is on, how soon one answers, for whom."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpoint.doors.web.asking.view import channels_view
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.forms import pages


@require_safe
def channels(request: PersonRequest) -> HttpResponse:
    """All ways to reach the person."""
    context = {"channels": channels_view(request.diary), "removed": pages.just_removed(request)}
    return render(request, "asking/channels.html", context)
