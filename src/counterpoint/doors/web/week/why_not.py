"""“Why not another time?”: a person asks for a time, reads what speaks against it, and may take it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from counterpoint.desk.planning import why_not as asking
from counterpoint.desk.planning.by_hand import Edited
from counterpoint.desk.week.days import day_of
from counterpoint.desk.week.look import WeekView
from counterpoint.domain.planning import Block
from counterpoint.domain.planning.why_not import WhyNot
from counterpoint.domain.timeline import floor_to_slot, local
from counterpoint.doors.web import say
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.week.answers import Attempt, answered, version_in, view_of, week_in
from counterpoint.doors.web.week.clock import settings_of, when
from counterpoint.doors.web.week.entries import entry_of
from counterpoint.doors.web.week.forms import AskForm, WhenForm, when_of
from counterpoint.doors.web.week.showing import context_of, now_utc


@dataclass(frozen=True, slots=True)
class Way:
    """Something that would make way, and where to; `when` is empty where no place was found for it."""

    title: str
    when: str


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def of_block(request: PersonRequest, week: str, id: str) -> HttpResponse:
    """Why a block is not at another time; by POST, it is put there all the same."""
    which = week_in(request, week)
    view = view_of(request, which)
    found = view.block(id)
    if found is None or not entry_of(view, found).movable:
        raise Http404(_("This block is no longer in the week."))
    days = sorted({*which.days, day_of(found.span.start, view)})
    if request.method == "POST":
        asked_for = AskForm(request.POST, days=days, zone=view.life.zone, near=found.span.start)
        return _take(
            request,
            view,
            asked_for,
            found.title,
            lambda start: asking.take(
                request.diary, which, id, start, version=version_in(request), now=now_utc()
            ),
        )
    form = _form(AskForm, request, days, view, when_of(found.span, view.life.zone))
    form.near = found.span.start
    asked = None
    if form.is_bound and form.is_valid():
        asked = asking.ask(request.diary, which, id, form.start(), now=view.now)
    first = None if form.is_bound else asking.rather_than(request.diary, which, id, now=view.now)
    context = {"title_asked": found.title, "at_now": when(view, found.span)}
    return _shown(request, view, form, asked, context | _next_best(view, first))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def of_left_out(request: PersonRequest, week: str, item: str) -> HttpResponse:
    """The same for something that is left out."""
    which = week_in(request, week)
    view = view_of(request, which)
    out = next((each for each in view.left_out if each.item_id == item), None)
    if out is None:
        raise Http404(_("This is no longer among what is left out."))
    if request.method == "POST":
        asked_for = WhenForm(request.POST, days=which.days, zone=view.life.zone)
        return _take(
            request,
            view,
            asked_for,
            out.title,
            lambda start: asking.take_left_out(
                request.diary,
                which,
                item,
                start,
                asked_for.cleaned_data["minutes"],
                version=version_in(request),
                now=now_utc(),
            ),
        )
    form = _form(WhenForm, request, which.days, view, {"minutes": out.minutes})
    asked = None
    if form.is_bound and form.is_valid():
        minutes = form.cleaned_data["minutes"]
        asked = asking.ask_of_left_out(request.diary, which, item, form.start(), minutes, now=view.now)
    return _shown(request, view, form, asked, {"out": out, "title_asked": out.title})


def _form(
    kind: type[AskForm], request: PersonRequest, days: Sequence[Any], view: WeekView, first: dict[str, Any]
) -> AskForm:
    """What is asked for stands in the address, so that an answer can be kept as a link."""
    return kind(request.GET if "day" in request.GET else None, initial=first, days=days, zone=view.life.zone)


def _shown(
    request: PersonRequest,
    view: WeekView,
    form: AskForm,
    asked: asking.Asked | None,
    more: dict[str, Any],
) -> HttpResponse:
    context = {**context_of(view), "when": form, "here": _here(request), **more}
    if asked:
        context |= {"asked": asked, "answer": asked.answer, **_told(view, asked.answer)}
        context["fields"] = {key: request.GET[key] for key in form.fields if key in request.GET}
    part = request.headers.get("X-Part") == "panel"
    template = "week/parts/why_not.html" if part else "week/why_not.html"
    return render(request, template, context, status=422 if form.is_bound and form.errors else 200)


def _here(request: PersonRequest) -> str:
    """This page's address as it can be written in another; ids of blocks have a “#” in them."""
    match = request.resolver_match
    assert match is not None
    return reverse(match.view_name, kwargs=match.kwargs)


def _told(view: WeekView, answer: WhyNot) -> dict[str, Any]:
    return {
        "asked_when": when(view, answer.block.span),
        "ways": [_way(view, each, answer.place_of(each.id)) for each in answer.makes_way],
    }


def _way(view: WeekView, block: Block, to: Block | None) -> Way:
    return Way(block.title, when(view, to.span) if to else "")


def _next_best(view: WeekView, first: WhyNot | None) -> dict[str, Any]:
    """The next best place, where it costs more than the one that the block has."""
    if first is None or first.hindrances or not first.costs_more or not first.dearer:
        return {}
    return {"next_best": first, "next_when": when(view, first.block.span)}


def _take(
    request: PersonRequest,
    view: WeekView,
    form: AskForm,
    title: str,
    put: Callable[[datetime], Edited],
) -> HttpResponse:
    """Puts it where the person wants it, with everything that makes way for it."""
    if not form.is_valid():
        return _shown(request, view, form, None, {"title_asked": title})
    start = local(floor_to_slot(form.start()), view.life.zone)
    when = f"{date_format(start, 'l j F')}, {say.clock(start.time(), settings_of(view))}"

    def do() -> str:
        edited = put(form.start())
        said = _("“%(title)s” is now on %(when)s, and stays there.") % {"title": title, "when": when}
        return " ".join((said, *edited.remarks))

    words = _("move “%(title)s” to %(when)s") % {"title": title, "when": when}
    fields = {key: str(request.POST[key]) for key in form.fields if key in request.POST}
    return answered(request, view.week, do, attempt=Attempt(words, _here(request), fields))
