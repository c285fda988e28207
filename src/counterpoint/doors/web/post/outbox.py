"""All that ever left, and what still waits."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from counterpoint.desk.ports import ChangedMeanwhile, NotThere
from counterpoint.desk.post import reaching
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.post import view

A_PAGE = 60


@require_safe
@never_cache
def outbox(request: PersonRequest) -> HttpResponse:
    """A page of it, the newest first."""
    now, settings = timezone.now(), request.diary.settings().thing
    named = request.GET.get("page", "1")
    page = min(int(named), 10_000) if named.isascii() and named.isdigit() and int(named[:6]) else 1
    seen = reaching.outbox(request.diary, page * A_PAGE + 1)
    lines = [view.line(each, settings, now) for each in seen[(page - 1) * A_PAGE : page * A_PAGE]]
    context = {
        "waiting": [each for each in lines if each.open],
        "gone": [each for each in lines if not each.open],
        "newer": page - 1,
        "older": page + 1 if len(seen) > page * A_PAGE else 0,
    }
    return render(request, "post/outbox.html", context)


@require_POST
def withdraw(request: PersonRequest, id: str) -> HttpResponse:
    """Holds back what waits."""
    try:
        reaching.withdraw(request.diary, id, timezone.now())
    except NotThere as gone:
        raise Http404(gone.message) from gone
    except ChangedMeanwhile:
        messages.info(request, _("It is not waiting any more; here it is as it is now."))
    else:
        messages.success(request, _("Withdrawn. It does not go."), extra_tags="calm")
    return redirect("outbox")
