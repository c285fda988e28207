"""What renews one: chosen from cards or in one's own words, with a place in the week, taken in a tap."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from counterpoint.desk.plate import renewing as desk
from counterpoint.desk.ports import NotThere
from counterpoint.domain.living import Renewal
from counterpoint.doors.web import say
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.forms import pages
from counterpoint.doors.web.forms.pages import Kind
from counterpoint.doors.web.renewal.forms import RenewalForm
from counterpoint.doors.web.renewal.words import CARDS
from counterpoint.doors.web.way_on import way_on

RENEWALS = Kind[Renewal](
    name="renewal",
    form=RenewalForm,
    shelf=lambda diary: diary.shelf(Renewal),
    thing_type=Renewal,
    add_title=gettext_lazy("Something that renews me"),
    change_title=gettext_lazy("Change what renews me"),
    back="renewal",
    lead=gettext_lazy("By your own word: what does this for others need not do it for you."),
)


@dataclass(frozen=True, slots=True)
class Line:
    id: str
    title: str
    length: str
    place: str
    address: str = ""
    place_id: str = ""


@require_safe
def renewal(request: PersonRequest) -> HttpResponse:
    lines = [_line(each) for each in desk.renewals_of(request.diary)]
    there = {each.title for each in lines}
    context = {
        "lines": lines,
        "cards": [(each, say.length(each.minutes)) for each in CARDS if str(each.title) not in there],
        "removed": pages.just_removed(request),
    }
    return render(request, "renewal/renewal.html", context)


def _line(each: desk.AtHome) -> Line:
    made, length = each.renewal, say.length(each.renewal.minutes)
    if each.routine:
        words = _("routine “%(title)s”, %(times)s") % {
            "title": each.routine.title,
            "times": say.times_a_week(each.routine.times_a_week),
        }
        return Line(made.id, made.title, length, words, "routine-change", each.routine.id)
    if each.protected:
        words = _("protected time “%(title)s”") % {"title": each.protected.title}
        return Line(made.id, made.title, length, words, "protected-change", each.protected.id)
    return Line(made.id, made.title, length, "")


@require_POST
def choose(request: PersonRequest) -> HttpResponse:
    """One of the cards, as it reads in the person's language."""
    card = next((each for each in CARDS if each.id == request.POST.get("card")), None)
    if card is not None:
        desk.choose(request.diary, str(card.title), card.minutes)
    return redirect("renewal")


@require_POST
def place(request: PersonRequest, id: str) -> HttpResponse:
    """A routine of its own."""
    try:
        routine = desk.give_place(request.diary, id)
    except NotThere as gone:
        raise Http404 from gone
    words = _("“%(title)s” is a routine now; the next plan finds it its times.")
    messages.success(request, words % {"title": routine.thing.title}, extra_tags="calm")
    return redirect("renewal")


@require_POST
def take(request: PersonRequest, id: str) -> HttpResponse:
    """The time from now on goes to it."""
    try:
        desk.take(request.diary, id, timezone.now())
    except NotThere as gone:
        raise Http404 from gone
    return way_on(request, "renewal")


@require_POST
def not_after_all(request: PersonRequest) -> HttpResponse:
    try:
        desk.not_after_all(request.diary, request.POST.get("id", ""))
    except NotThere:
        messages.info(request, _("There is nothing to take back any more."))
    return redirect("today")
