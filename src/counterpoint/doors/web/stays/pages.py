"""Days elsewhere, on one page and one by one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from counterpoint.desk.matters.stays import stays_of
from counterpoint.domain.living import Stay
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.forms import pages
from counterpoint.doors.web.forms.pages import Kind
from counterpoint.doors.web.stays.forms import StayForm
from counterpoint.doors.web.stays.view import line_of

KIND = Kind[Stay](
    name="stay",
    form=StayForm,
    shelf=lambda diary: diary.shelf(Stay),
    thing_type=Stay,
    add_title=_("Days elsewhere"),
    change_title=_("Change days elsewhere"),
    back="stays",
    lead=_(
        "Until you arrive, your day goes by the clock of home; from then on by the clock there. "
        "So the day on which you travel is a long or a short one, and the night stays whole."
    ),
)


@require_safe
def stays(request: PersonRequest) -> HttpResponse:
    found, settings = stays_of(request.diary, timezone.now()), request.diary.settings().thing
    context = {
        "here": line_of(found.here, settings) if found.here else None,
        "coming": [line_of(each, settings) for each in found.coming],
        "past": [line_of(each, settings) for each in found.past],
        "home": found.home.replace("_", " "),
        "removed": pages.just_removed(request),
    }
    return render(request, "stays/stays.html", context)
