"""Today, and one more tap on the stretch that has just passed."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from counterpoint.desk import today as desk
from counterpoint.desk.ports import ChangedMeanwhile, NotThere
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.forms.pages import UNPROCESSABLE
from counterpoint.doors.web.today.parts import shown
from counterpoint.doors.web.today.view import STRETCH_SCALE
from counterpoint.doors.web.week.elsewhere import clock_words


class StretchForm(forms.Form):
    """One tap: one of the two questions, with its step."""

    id = forms.CharField(max_length=64)
    quality = forms.IntegerField(required=False, min_value=STRETCH_SCALE[0], max_value=STRETCH_SCALE[-1])
    presence = forms.IntegerField(required=False, min_value=STRETCH_SCALE[0], max_value=STRETCH_SCALE[-1])


@require_safe
@never_cache
def today(request: PersonRequest) -> HttpResponse:
    """What is on, what comes, and the few things that are for now."""
    return _page(request)


def _page(request: PersonRequest, *, status: int = 200, wrong: str = "") -> HttpResponse:
    moment = desk.moment_of(request.diary, timezone.now())
    context = {
        "title": date_format(moment.on, "D j F"),
        "clock": clock_words(moment.view, moment.on),
        "paused": desk.pause(moment) is not None,
        "wrong": wrong,
        "parts": list(shown(request, moment)),
    }
    return render(request, "today/today.html", context, status=status)


@require_POST
def stretch(request: PersonRequest) -> HttpResponse:
    """How good it was, or how present one was in it."""
    form = StretchForm(request.POST)
    said = {name: form.cleaned_data[name] for name in ("quality", "presence")} if form.is_valid() else {}
    if not any(said.values()):
        return _page(request, status=UNPROCESSABLE, wrong=_("Nothing was kept: choose one of the steps."))
    try:
        desk.rate_stretch(request.diary, form.cleaned_data["id"], timezone.now(), **said)
    except NotThere as gone:
        raise Http404 from gone
    except ChangedMeanwhile:
        messages.info(request, _("Another tab was quicker; here it is as it is now."))
    else:
        messages.success(request, _("Kept."), extra_tags="calm")
    return redirect("today")
