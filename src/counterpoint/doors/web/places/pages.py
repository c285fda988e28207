"""Where things are done, and how long the ways are. Nothing of it leaves the machine."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from counterpoint.desk.matters import places as desk
from counterpoint.desk.ports import ChangedMeanwhile, NotThere
from counterpoint.domain.planning import Place
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.forms import pages
from counterpoint.doors.web.forms.pages import UNPROCESSABLE, Kind
from counterpoint.doors.web.places.forms import PlaceForm, WaysForm, as_text, read_text

BACK = "places"
CLASH = 409
KIND = Kind[Place](
    name="place",
    form=PlaceForm,
    shelf=lambda diary: diary.shelf(Place),
    thing_type=Place,
    add_title=_("A place"),
    change_title=_("Change a place"),
    back=BACK,
    lead=_("Somewhere that you do things: an office, a swimming pool, the place where you sing."),
    add=desk.add_place,
    change=desk.change_place,
    bring_back=desk.add_place,
)


@require_safe
def places(request: PersonRequest) -> HttpResponse:
    seen = desk.places_seen(request.diary, timezone.now())
    return _show(request, seen, WaysForm(seen.ways))


def _show(
    request: PersonRequest, seen: desk.PlacesSeen, form: WaysForm, *, clash: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "seen": seen,
        "places": [(each, _words(each, seen)) for each in seen.places],
        "form": form,
        "was": as_text(seen.ways),
        "clash": clash,
        "removed": pages.just_removed(request),
    }
    return render(request, "places/places.html", context, status=status)


def _words(place: Place, seen: desk.PlacesSeen) -> str:
    """What calendars call it, and how many events of late are there."""
    events = seen.events_at.get(place.id, 0)
    known = ", ".join(f"“{each}”" for each in place.texts)
    said = ngettext("%(events)d event in these weeks", "%(events)d events in these weeks", events) % {
        "events": events
    }
    return " · ".join((*([known] if known else []), *([said] if events else [])))


@require_POST
def ways(request: PersonRequest) -> HttpResponse:
    seen = desk.places_seen(request.diary, timezone.now())
    form = WaysForm(seen.ways, request.POST)
    if not form.is_valid():
        return _show(request, seen, form, status=UNPROCESSABLE)
    try:
        desk.keep_ways(request.diary, form.said, read_text(request.POST.get("was", "")))
    except ChangedMeanwhile as clash:
        return _show(request, seen, form, clash=f"{clash.message} {clash.advice}", status=CLASH)
    messages.success(request, gettext("Kept. The next plan leaves time for these ways."), extra_tags="calm")
    return redirect(BACK)


@require_POST
def name_location(request: PersonRequest) -> HttpResponse:
    text = request.POST.get("text", "").strip()
    if not text:
        return redirect(BACK)
    try:
        kept = desk.name_location(request.diary, text, request.POST.get("place", ""))
    except NotThere as gone:
        raise Http404 from gone
    said = {"text": text, "name": kept.thing.name}
    messages.success(request, gettext("“%(text)s” means “%(name)s”.") % said, extra_tags="calm")
    return redirect(BACK)
