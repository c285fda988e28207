"""Good things: keep one, take a quiet minute, read again what was good."""

from __future__ import annotations

import random
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from counterpoint.desk.day.savouring import add_good_thing, answer_offer, archive_of
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.living import GoodThing
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.forms.pages import UNPROCESSABLE, Frame
from counterpoint.doors.web.savour.forms import GoodThingForm
from counterpoint.doors.web.savour.view import again_shown, months_shown
from counterpoint.doors.web.sealed import change_sealed, remove_for_good
from counterpoint.doors.web.way_on import way_on

LENGTHS = (1, 2, 3)
BREATH_SECONDS = 10


@require_http_methods(["GET", "HEAD", "POST"])
def savour(request: PersonRequest) -> HttpResponse:
    """A place for what was good, and the archive below it."""
    form = _form(request)
    if not form.is_bound or form.quiet or not form.is_valid():
        return _show(request, form)
    read = form.cleaned_data
    try:
        add_good_thing(
            request.diary, read["text"], kind=read["kind"], sphere=read["sphere"], now=timezone.now()
        )
    except CounterpointError as wrong:
        form.add_error(None, f"{wrong.message} {wrong.advice}".strip())
        return _show(request, form)
    messages.success(request, _("Kept. It will be here when you want to read it again."), extra_tags="calm")
    return way_on(request, "savour")


def _form(request: PersonRequest) -> GoodThingForm:
    diary, kind = request.diary, request.GET.get("kind", "")
    return GoodThingForm(
        request.POST if request.method == "POST" else None,
        now=timezone.now(),
        life=diary.life(),
        settings=diary.settings().thing,
        initial={"kind": kind} if kind == "win" else None,
    )


def _show(request: PersonRequest, form: GoodThingForm) -> HttpResponse:
    now, settings = timezone.now(), request.diary.settings().thing
    archive = archive_of(request.diary, now=now, chance=random.random())
    context = {
        "form": form,
        "months": months_shown(archive.months, settings, now),
        "again": again_shown(archive.again, settings, now),
    }
    return render(request, "savour/savour.html", context, status=UNPROCESSABLE if form.wrong else 200)


@require_safe
def moment(request: PersonRequest) -> HttpResponse:
    """One to three minutes of breathing slowly; by the picture, or by the words alone."""
    said = request.GET.get("minutes", "")
    minutes = int(said) if said in {str(each) for each in LENGTHS} else LENGTHS[0]
    breaths = minutes * 60 // BREATH_SECONDS
    context = {"minutes": minutes, "seconds": minutes * 60, "breaths": breaths, "lengths": LENGTHS}
    return render(request, "savour/moment.html", context)


@require_POST
def not_now(request: PersonRequest) -> HttpResponse:
    """The day's offer is let go; there is no other one today."""
    answer_offer(request.diary, now=timezone.now())
    return way_on(request, "home")


def change(request: PersonRequest, id: str) -> HttpResponse:
    """A good thing in a form."""
    frame = Frame(_("A good thing"), "savour", remove="good-thing-remove", aside={"id": id})
    make = partial(GoodThingForm, now=timezone.now())
    return change_sealed(request, GoodThing, make, id, lambda _thing: frame)


def remove(request: PersonRequest, id: str) -> HttpResponse:
    return remove_for_good(request, GoodThing, id, "savour")
