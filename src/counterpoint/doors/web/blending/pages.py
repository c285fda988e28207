"""Chances to mix on purpose: each with its why, taken up in one press or never shown again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from counterpoint.desk.plate import blending as desk
from counterpoint.doors.web.at_the_door import PersonRequest


@require_safe
def blending(request: PersonRequest) -> HttpResponse:
    mixing = desk.mixing(request.diary, timezone.now())
    return render(request, "blending/blending.html", {"mixing": mixing})


@require_POST
def take(request: PersonRequest) -> HttpResponse:
    taken = desk.take_up(request.diary, request.POST.get("key", ""), timezone.now())
    if taken is None:
        messages.info(request, _("This chance is not there any more."))
    elif taken.became == "note":
        words = _("It stands in the notes of “%(title)s” now.")
        messages.success(request, words % {"title": taken.title}, extra_tags="calm")
    elif taken.became == "flex":
        words = _("“%(title)s” is a flex block now: two hours a week, in which the two can share time.")
        messages.success(request, words % {"title": taken.title}, extra_tags="calm")
    else:
        words = _("Your flex block “%(title)s” is the place for it.")
        messages.success(request, words % {"title": taken.title}, extra_tags="calm")
    return redirect("blending")


@require_POST
def let_go(request: PersonRequest) -> HttpResponse:
    desk.let_go(request.diary, request.POST.get("key", ""), timezone.now())
    messages.success(request, _("Let go. This pair is not shown again."), extra_tags="calm")
    return redirect("blending")
