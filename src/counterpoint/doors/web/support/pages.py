"""The support map: who and what can step in, by what they can step in for. For the owner's eyes alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from counterpoint.desk.plate.support import support_for, uncovered
from counterpoint.desk.ports import Diary
from counterpoint.domain.values import Commitment, Support
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.forms import pages
from counterpoint.doors.web.forms.pages import Kind
from counterpoint.doors.web.support.forms import KINDS, SupportForm

BACK = "support"


def kind_of(diary: Diary) -> Kind[Support]:
    """The kind of a helping hand, with the commitments of one person to choose from."""
    plate = tuple(kept.thing for kept in diary.shelf(Commitment).all())

    def form(*args: object, **more: object) -> SupportForm:
        return type("SupportForm", (SupportForm,), {"plate": plate})(*args, **more)  # type: ignore[no-any-return]

    return Kind[Support](
        name="support",
        form=form,
        shelf=lambda of: of.shelf(Support),
        thing_type=Support,
        add_title=_("Who or what can step in"),
        change_title=_("Change who can step in"),
        back=BACK,
        lead=_("Written down on a calm day, for a day that is not."),
    )


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody or something that can step in, as the map shows it."""

    id: str
    name: str
    kind: str
    what_for: str
    reach: str
    when: str
    notes: str


def hands_of(diary: Diary) -> Sequence[Hand]:
    titles = {kept.thing.id: kept.thing.title for kept in diary.shelf(Commitment).all()}
    names = {kept.thing.id: kept.thing.name for kept in diary.domains.all()}
    return [_hand(each, titles, names) for each in support_for(diary)]


def _hand(each: Support, titles: dict[str, str], names: dict[str, str]) -> Hand:
    named = [titles[own] for own in each.commitment_ids if own in titles]
    named += [names[own] for own in each.domain_ids if own in names]
    anything = not each.commitment_ids and not each.domain_ids
    what_for = str(_("whatever comes")) if anything else ", ".join(named)
    return Hand(each.id, each.name, str(dict(KINDS)[each.kind]), what_for, each.reach, each.when, each.notes)


@require_safe
def support(request: PersonRequest) -> HttpResponse:
    context = {
        "hands": hands_of(request.diary),
        "uncovered": uncovered(request.diary),
        "removed": pages.just_removed(request),
    }
    return render(request, "support/support.html", context)


def add(request: PersonRequest) -> HttpResponse:
    start = {"commitment_ids": request.GET.getlist("for")}
    return pages.add_page(request, kind_of(request.diary), start)


def change(request: PersonRequest, id: str) -> HttpResponse:
    return pages.change_page(request, kind_of(request.diary), id)


@require_POST
def remove(request: PersonRequest, id: str) -> HttpResponse:
    return pages.remove(request, kind_of(request.diary), id)


@require_POST
def put_back(request: PersonRequest) -> HttpResponse:
    return pages.put_back(request, {"support": kind_of(request.diary)}, BACK)
