"""The profile: what the answers are most like, one's own word, and defaults that follow if one likes."""

from __future__ import annotations

from typing import cast, get_args

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from counterpoint import wiring
from counterpoint.desk.know_yourself import picture as desk
from counterpoint.desk.ports import NotThere
from counterpoint.domain.assessment import Shown, Stage
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.know_yourself.pages import told
from counterpoint.doors.web.know_yourself.view import picture_shown

PROFILE = "know-yourself-profile"


@require_safe
def profile(request: PersonRequest) -> HttpResponse:
    picture = desk.picture_of(request.diary, wiring.instruments().packs)
    context = {"picture": picture_shown(picture, request.diary)}
    return render(request, "know_yourself/profile.html", context)


@require_POST
def say_of_myself(request: PersonRequest) -> HttpResponse:
    """One's own word for one's style, or one's life stage."""
    style, stage = request.POST.get("style"), request.POST.get("stage")
    if (style is not None and style not in get_args(Shown)) or (
        stage is not None and stage not in get_args(Stage)
    ):
        raise Http404
    desk.say_of_myself(request.diary, style=cast("Shown | None", style), stage=cast("Stage | None", stage))
    told(request, _("Kept."))
    return redirect(PROFILE)


@require_POST
def switch(request: PersonRequest) -> HttpResponse:
    """Takes a changed default up, or takes it back."""
    act = desk.switch_off if request.POST.get("way") == "off" else desk.switch_on
    try:
        default = act(request.diary, request.POST.get("default", ""))
    except NotThere as unknown:
        raise Http404 from unknown
    words = (
        _("“%(title)s” is off.") if act is desk.switch_off else _("“%(title)s” is on, from the next plan.")
    )
    told(request, words % {"title": default.title})
    return redirect(f"{request.path.removesuffix('switch/')}#defaults")
