"""What was sent while nobody was signed in: looked at, sent again, or let go."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from counterpoint import wiring
from counterpoint.doors.web import say
from counterpoint.doors.web.again.keeping import AGAIN, is_written, let_go, tell_waiting
from counterpoint.doors.web.at_the_door import PersonRequest, sign_of, waiting_signs

SAME_FORM = 307
"""The browser sends the same form once more, to where it was meant for."""
LONGEST_SHOWN = 5000


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def again(request: PersonRequest) -> HttpResponse:
    """Shows what waits; sent from here, it goes where it was meant to go, as if it had only taken longer.

    Until it has come there it waits on.
    """
    waits = wiring.waiting.newest(request.user)
    if waits is None or (request.method == "POST" and request.POST.get(AGAIN) != waits.id):
        messages.info(request, _("Nothing waits here any more."))
        answer = redirect("today")
        if waits is None:
            tell_waiting(answer, [each for each in waiting_signs(request) if each != sign_of(request.user)])
        return answer
    if request.method == "POST":
        return HttpResponse(status=SAME_FORM, headers={"Location": waits.path})
    fields = [(name, value) for name, values in waits.fields for value in values]
    context = {
        "id": waits.id,
        "when": say.deadline(waits.at, request.diary.settings().thing, timezone.now()),
        "page": waits.page,
        "fields": fields,
        "written": [value[:LONGEST_SHOWN] for name, value in fields if is_written(name, value)],
    }
    return render(request, "again/again.html", context)


@require_POST
def not_wanted(request: PersonRequest) -> HttpResponse:
    """It is not wanted any more."""
    answer = redirect("today")
    let_go(request, request.POST.get(AGAIN, ""), answer)
    messages.success(request, _("Let go. Nothing was sent."), extra_tags="calm")
    return answer
