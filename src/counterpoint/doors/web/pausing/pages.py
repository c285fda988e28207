"""Life happened: one tap begins it, one ends it, one takes it back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from counterpoint.desk.day import pausing
from counterpoint.desk.day.pausing import EndsBefore
from counterpoint.desk.plate.support import support_for
from counterpoint.desk.ports import ChangedMeanwhile, NotThere
from counterpoint.domain.living import Pause
from counterpoint.domain.timeline import local
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.forms.pages import UNPROCESSABLE
from counterpoint.doors.web.pausing.forms import PauseForm

HERE = "life-happened"


@require_safe
def life_happened(request: PersonRequest) -> HttpResponse:
    """What a pause does, and the one that holds."""
    return _show(request, timezone.now())


def _show(request: PersonRequest, now: datetime, form: PauseForm | None = None) -> HttpResponse:
    zone, holds = request.diary.settings().thing.zone, pausing.pause_at(request.diary, now)
    kept = pausing.pause_named(request.diary, holds.id) if holds else None
    earlier = [each for each in pausing.pauses(request.diary) if each != holds]
    context: dict[str, Any] = {
        "pause": holds,
        "since": since(holds, zone) if holds else "",
        "form": form or PauseForm(zone=zone, kept=kept),
        "support": support_for(request.diary),
        "earlier": [(each, days_in_words(each, zone)) for each in earlier],
    }
    return render(request, "pausing/life_happened.html", context, status=UNPROCESSABLE if form else 200)


def since(pause: Pause, zone: str) -> str:
    """“Tuesday 24 November”."""
    return date_format(local(pause.at, zone).date(), "l j F")


def days_in_words(pause: Pause, zone: str) -> str:
    first = since(pause, zone)
    if pause.until is None:
        return _("from %(first)s on") % {"first": first}
    last_moment = max(pause.at, pause.until - timedelta(microseconds=1))  # a midnight ends the day before
    last = date_format(local(last_moment, zone).date(), "l j F")
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


@require_POST
def begin(request: PersonRequest) -> HttpResponse:
    """One tap; an end and a note come along where they were said."""
    now = timezone.now()
    form = PauseForm(request.POST, zone=request.diary.settings().thing.zone)
    if not form.is_valid():
        return _show(request, now, form)
    try:
        begun = pausing.begin(request.diary, now, until=form.until(), note=form.cleaned_data["note"])
    except EndsBefore as wrong:
        form.add_error("last_day", str(wrong))
        return _show(request, now, form)
    words = _("Life happened. Nothing is asked of you now.")
    if begun.job:
        words += " " + _("What is left of the week is being planned around it.")
    messages.success(request, words, extra_tags="calm")
    return redirect(HERE)


@require_POST
def end(request: PersonRequest) -> HttpResponse:
    """One tap: it is over."""
    ended = pausing.end(request.diary, timezone.now())
    words = _("Welcome back. Routines and prompts return.") if ended else _("Nothing is paused.")
    messages.success(request, words, extra_tags="calm")
    return redirect(HERE)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PersonRequest, id: str) -> HttpResponse:
    """Another end, or a note."""
    try:
        kept = pausing.pause_named(request.diary, id)
    except NotThere as gone:
        raise Http404 from gone
    zone = request.diary.settings().thing.zone
    form = PauseForm(request.POST if request.method == "POST" else None, zone=zone, kept=kept)
    theirs = None
    if form.is_bound and form.is_valid():
        try:
            read = form.cleaned_data
            pausing.change(
                request.diary,
                id,
                timezone.now(),
                until=form.until(),
                note=read["note"],
                version=read["version"],
            )
        except EndsBefore as wrong:
            form.add_error("last_day", str(wrong))
        except ChangedMeanwhile as clash:
            theirs = clash.kept or kept
            typed = request.POST.copy()
            typed["version"] = str(theirs.version)
            form = PauseForm(typed, zone=zone, kept=theirs)
        else:
            messages.success(request, _("Kept."), extra_tags="calm")
            return redirect(HERE)
    context = {"pause": kept.thing, "form": form, "days": days_in_words(kept.thing, zone), "theirs": theirs}
    status = 409 if theirs else UNPROCESSABLE if form.errors else 200
    return render(request, "pausing/pause.html", context, status=status)


@require_POST
def take_back(request: PersonRequest, id: str) -> HttpResponse:
    """It was a slip."""
    try:
        pausing.take_back(request.diary, id, timezone.now())
    except NotThere as gone:
        raise Http404 from gone
    messages.success(request, _("Taken back, as if it had not been."), extra_tags="calm")
    return redirect(HERE)
