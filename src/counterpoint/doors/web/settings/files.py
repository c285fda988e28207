"""Files in and out: life.toml with a look at what would change, and everything as one document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from counterpoint import wiring
from counterpoint.desk.export import NotEmpty, NotWhole, restore
from counterpoint.desk.settings import KindChange, NotOpened, life_to_write, take_life, what_would_change
from counterpoint.domain.boundaries import Loosening
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.planning.intake import CalendarEntry
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.forms.pages import UNPROCESSABLE
from counterpoint.doors.web.uploads import was_a_flood

LONGEST_LIFE = 5_000_000
"""More of a file is not even looked at; what is too long is said by who reads it."""


@require_safe
def life_out(request: PersonRequest) -> HttpResponse:
    """life.toml as a download."""
    entries = [
        CalendarEntry(kept.thing.name, kept.thing.domain_id)
        for kept in request.diary.calendars.all()
        if kept.thing.domain_id
    ]
    try:
        text = wiring.life_as_toml(life_to_write(request.diary), entries)
    except NotOpened as wrong:
        return render(request, "settings/not_whole.html", {"wrong": wrong, "life": True}, status=409)
    return _download(text, "life.toml", "application/toml")


@require_safe
def everything_out(request: PersonRequest) -> HttpResponse:
    """The one document as a download; without what cannot be opened only on a word."""
    try:
        text = wiring.everything_as_json(request.diary, leave_out="rest" in request.GET)
    except NotWhole as wrong:
        return render(request, "settings/not_whole.html", {"wrong": wrong}, status=409)
    return _download(text, "counterpoint.json", "application/json")


def _download(text: str, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def life_in(request: PersonRequest) -> HttpResponse:
    """First a look at what would change, then the change; the text travels with the form in between."""
    uploaded: UploadedFile[Any] | None = request.FILES.get("file")
    text = request.POST.get("text", "")
    if uploaded is not None:
        raw, name = uploaded.read(LONGEST_LIFE), uploaded.name or "life.toml"
    else:
        raw, name = text.replace("\r\n", "\n").encode(), "life.toml"
    if not raw.strip():
        return _refused(request, _("Choose a file first, or paste its text."), "life")
    try:
        read = wiring.life_from_toml(raw, name=name)
    except CounterpointError as wrong:
        return _refused(request, str(wrong), "life", text=raw.decode("utf-8", "replace"))
    if "sure" in request.POST:
        try:
            waiting = take_life(request.diary, read.life, read.calendars, now=timezone.now())
        except CounterpointError as wrong:
            return _refused(request, str(wrong), "life", text=raw.decode("utf-8", "replace"))
        messages.success(request, _taken(waiting), extra_tags="calm")
        return redirect("settings")
    change = what_would_change(request.diary, read.life)
    names = kind_names()
    context = {
        "text": raw.decode("utf-8-sig"),
        "notes": read.notes,
        "nothing": not change,
        "settings": [setting_names()[name] for name in change.settings],
        "kinds": [(names[each.kind], each) for each in change.kinds if _changes(each)],
    }
    return render(request, "settings/life_preview.html", context)


def _taken(waiting: Sequence[Loosening]) -> str:
    if not waiting:
        return _("Your life is now as the file says.")
    titles = ", ".join(_("“%(title)s”") % {"title": each.title} for each in waiting)
    return _(
        "Your life is now as the file says, but for %(titles)s: loosening waits, as you asked."
        " Under Boundaries you see until when."
    ) % {"titles": titles}


def _changes(each: KindChange) -> bool:
    return bool(each.new or each.changed or each.gone)


def _refused(request: PersonRequest, why: str, what: str, text: str = "") -> HttpResponse:
    context = {"why": why, "what": what, "text": text}
    return render(request, "settings/refused.html", context, status=UNPROCESSABLE)


@require_POST
def everything_in(request: PersonRequest) -> HttpResponse:
    """All of a document, or nothing; over something that is there only with the word for it."""
    uploaded: UploadedFile[Any] | None = request.FILES.get("file")
    if uploaded is None:
        too_much = was_a_flood(request)
        why = _("This file is larger than 100 MB.") if too_much else _("Choose a file first.")
        return _refused(request, why, "everything")
    try:
        everything = wiring.everything_from_json(uploaded.read(), name=uploaded.name or _("The file"))
        restore(request.diary, everything, replace="replace" in request.POST)
    except NotEmpty:
        why = _("Tick the box that says all that is here may be replaced, and choose the file again.")
        return _refused(request, why, "everything")
    except CounterpointError as wrong:
        return _refused(request, str(wrong), "everything")
    messages.success(request, _("Everything in the file is here now."), extra_tags="calm")
    return redirect("settings")


def kind_names() -> dict[str, str]:
    return {
        "values": _("Values"),
        "domains": _("Life domains"),
        "protected": _("Protected time"),
        "meals": _("Meals"),
        "rituals": _("Rituals"),
        "tasks": _("Tasks"),
        "routines": _("Routines"),
        "event_rules": _("Rules for events"),
        "seasons": _("Seasons"),
        "places": _("Places"),
        "ways": _("Ways between places"),
        "stays": _("Days elsewhere"),
    }


def setting_names() -> dict[str, str]:
    return {
        "name": _("name"),
        "zone": _("time zone"),
        "week_start": _("first day of the week"),
        "clock": _("clock"),
        "availability": _("hours and sleep"),
        "flex": _("flex block"),
        "slack_minutes": _("slack"),
        "chronotype": _("morning or evening type"),
    }
