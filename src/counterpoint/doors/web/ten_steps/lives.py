"""Lives to begin from: what each would add here, and adding it. Nothing that is there is touched."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from counterpoint import wiring
from counterpoint.desk.beginning.starting import StartingLife, add_life, lives_for, what_would_be_added
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.settings.files import kind_names, setting_names
from counterpoint.doors.web.ten_steps.words import life_words


@require_safe
def lives(request: PersonRequest) -> HttpResponse:
    """All of them; which come first follows the person's own word for themselves."""
    words = life_words()
    lines = [
        {"id": each.id, "words": words[each.id]} for each in lives_for(request.diary, wiring.starting_lives())
    ]
    return render(request, "ten_steps/lives.html", {"lines": lines})


@require_safe
def life(request: PersonRequest, life: str) -> HttpResponse:
    """What a starting life would add here, thing by thing; and a look at being replaced by it altogether."""
    here = _named(life)
    change, names = what_would_be_added(request.diary, here.life), kind_names()
    name, lead = life_words()[here.id]
    context = {
        "life": here.id,
        "name": name,
        "lead": lead,
        "settings": [setting_names()[each] for each in change.settings],
        "kinds": [(names[each.kind], each.new) for each in change.kinds if each.new],
        "nothing": not change,
        "some_there": any(each.same for each in change.kinds),
        "whole": _as_text(request, here),
    }
    return render(request, "ten_steps/life.html", context)


def _named(id: str) -> StartingLife:
    found = next((each for each in wiring.starting_lives() if each.id == id), None)
    if found is None:
        raise Http404
    return found


def _as_text(request: PersonRequest, here: StartingLife) -> str:
    """The life as a file with the person's own name and clock in it."""
    own = request.diary.settings().thing
    return wiring.life_as_toml(
        replace(here.life, name=own.name, zone=own.at_home.zone, week_start=own.week_start, clock=own.clock)
    )


@require_POST
def add(request: PersonRequest, life: str) -> HttpResponse:
    here = _named(life)
    add_life(request.diary, here.life)
    messages.success(
        request,
        _("It is added. Nothing that was here has changed; alter or remove whatever does not fit."),
        extra_tags="calm",
    )
    return redirect("matters")
