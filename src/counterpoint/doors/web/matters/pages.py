"""What matters, on one page; every part of it has a form of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from counterpoint.desk.matters import things as desk
from counterpoint.desk.ports import NotThere
from counterpoint.desk.week.life import habits_in
from counterpoint.domain.planning import Settings
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.bend_offers import next_offers
from counterpoint.doors.web.forms import pages
from counterpoint.doors.web.forms.pages import Frame
from counterpoint.doors.web.matters.curve import drawing_of
from counterpoint.doors.web.matters.kinds import BACK, DOMAINS, KINDS, VALUES
from counterpoint.doors.web.matters.shape_forms import EnergyForm, FlexForm, HoursForm, PaceForm
from counterpoint.doors.web.matters.view import matters_of, usual_words

LONGEST_TITLE = 200


@require_safe
def matters(request: PersonRequest) -> HttpResponse:
    """Values, protected time, domains, and the shape of the days."""
    offers = next_offers(request.diary, timezone.now())
    context = {"matters": matters_of(request.diary, offers), "removed": pages.just_removed(request)}
    return render(request, "matters/matters.html", context)


def add(request: PersonRequest, kind: str) -> HttpResponse:
    """An empty form; a suggestion elsewhere may already give the title, and the value it is for."""
    proposed = {
        name: request.GET[name][:LONGEST_TITLE] for name in ("title", "value_id") if name in request.GET
    }
    return pages.add_page(request, KINDS[kind], proposed or None)


def change(request: PersonRequest, kind: str, id: str) -> HttpResponse:
    return pages.change_page(request, KINDS[kind], id)


@require_POST
def remove(request: PersonRequest, kind: str, id: str) -> HttpResponse:
    return pages.remove(request, KINDS[kind], id)


@require_POST
def put_back(request: PersonRequest) -> HttpResponse:
    return pages.put_back(request, KINDS, BACK)


@require_POST
def move_value(request: PersonRequest, id: str) -> HttpResponse:
    """One place up or down in the order."""
    try:
        desk.move_value(request.diary, id, by=-1 if request.POST.get("way") == "up" else 1)
    except NotThere as gone:
        raise Http404 from gone
    return redirect("matters")


def remove_value(request: PersonRequest, id: str) -> HttpResponse:
    """Asks first when something is there for the sake of the value: those links would be lost."""
    if request.method == "POST" and _gone_by_now(request, VALUES, id):
        return redirect(BACK)
    value = _there(VALUES, request, id)
    uses = desk.uses_of_value(request.diary, id)
    if request.method != "POST" or (uses and "sure" not in request.POST):
        return render(
            request, "matters/remove.html", {"name": value.name, "uses": uses, "kind": "value", "id": id}
        )
    desk.remove_value(request.diary, id, version=None)
    pages.put_aside(request, VALUES, value)
    return redirect(BACK)


def remove_domain(request: PersonRequest, id: str) -> HttpResponse:
    """Asks where what belongs to the domain should go."""
    if request.method == "POST" and _gone_by_now(request, DOMAINS, id):
        return redirect(BACK)
    domain = _there(DOMAINS, request, id)
    uses = desk.uses_of_domain(request.diary, id)
    others = [kept.thing for kept in request.diary.domains.all() if kept.thing.id != id]
    if request.method != "POST" or (uses and "sure" not in request.POST):
        context = {"name": domain.name, "uses": uses, "kind": "domain", "id": id, "others": others}
        return render(request, "matters/remove.html", context)
    instead = request.POST.get("instead", "")
    known = instead if instead in [each.id for each in others] else ""
    desk.remove_domain(request.diary, id, version=None, instead=known)
    pages.put_aside(request, DOMAINS, domain)
    return redirect(BACK)


def _gone_by_now(request: PersonRequest, kind: pages.Kind[Any], id: str) -> bool:
    """Whether a second tap asks to remove what the first one has removed."""
    there = any(kept.thing.id == id for kept in kind.shelf(request.diary).all())
    return not there and pages.is_just_removed(request, kind.name, id)


def _there(kind: pages.Kind[Any], request: PersonRequest, id: str) -> Any:
    try:
        return kind.shelf(request.diary).get(id).thing
    except NotThere as gone:
        raise Http404 from gone


def _part(
    request: PersonRequest, form: Any, frame: Frame, told: Callable[[Settings], str] = lambda _settings: ""
) -> HttpResponse:
    def write(settings: Settings, version: int | None) -> str:
        request.diary.change_settings(settings, version=version or 0)
        return told(settings)

    return pages.edit(request, form, request.diary.settings(), id="", write=write, frame=frame)


def hours(request: PersonRequest) -> HttpResponse:
    """Waking, working and sleep."""
    lead = _("When you are there, and for what. The plan of a week stays within these hours.")
    return _part(request, HoursForm, Frame(_("My hours"), BACK, lead))


def pace(request: PersonRequest) -> HttpResponse:
    """Breaks after long focus, and rest between two days of work."""
    lead = _(
        "How long you keep at it, and how long you rest. The plan keeps to both; write only what you want."
    )
    return _part(request, PaceForm, Frame(_("Focus and rest"), BACK, lead))


def energy(request: PersonRequest) -> HttpResponse:
    """Morning or evening type, and slack."""
    settings = request.diary.settings().thing
    lead = " ".join([_("Where demanding work goes first."), usual_words(habits_in(request.diary))])
    aside = {"curve": drawing_of(settings.chronotype, settings)}
    return _part(request, EnergyForm, Frame(_("Energy and slack"), BACK, lead, aside=aside))


def flex(request: PersonRequest) -> HttpResponse:
    """The flex block."""
    lead = _("Hours in which work and life may mix on purpose: a café beside the training, a call on a walk.")
    return _part(request, FlexForm, Frame(_("Flex block"), BACK, lead), _whether_flex)


def _whether_flex(settings: Settings) -> str:
    return "" if settings.flex else _("There is no flex block now, because it has no length.")
