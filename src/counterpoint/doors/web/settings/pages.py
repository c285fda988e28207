"""Settings, on one page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpoint import wiring
from counterpoint.desk.beginning.first_run import progress
from counterpoint.desk.export import holds_anything
from counterpoint.desk.ports import Kept
from counterpoint.desk.settings import change_settings
from counterpoint.domain.planning import Settings
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.forms import pages
from counterpoint.doors.web.forms.pages import Frame
from counterpoint.doors.web.settings.example import BACK_TO
from counterpoint.doors.web.settings.forms import SettingsForm

MOST_SHUT = 50


@require_safe
def sealed(request: PersonRequest) -> HttpResponse:
    """What is sealed, from whom, and whether all of it opens."""
    shut = [each.why for each in request.diary.shut()]
    return render(request, "settings/sealed.html", {"shut": shut[:MOST_SHUT], "more": len(shut) > MOST_SHUT})


def settings(request: PersonRequest) -> HttpResponse:
    """Name and clock in a form; the rest leads to pages of its own."""

    def write(settings: Settings, version: int | None) -> Kept[Settings]:
        return change_settings(request.diary, settings, version=version or 0)

    aside = {
        "under_way": progress(request.diary).under_way,
        "full": holds_anything(request.diary),
        "example": wiring.example() if request.user.is_owner else None,
        "in_example": BACK_TO in request.session,
    }
    frame = Frame("", "settings", aside=aside, template="settings/settings.html")
    return pages.edit(request, SettingsForm, request.diary.settings(), id="", write=write, frame=frame)
