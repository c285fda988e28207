"""One block: what it is and why it is there, and everything that can be done with it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from counterpoint.desk.planning import edits as week_edits
from counterpoint.desk.planning.by_hand import Edited
from counterpoint.desk.week.blocks import NoRoom
from counterpoint.desk.week.days import day_of
from counterpoint.desk.week.look import WeekView
from counterpoint.desk.week.room import first_room
from counterpoint.domain.planning import Block
from counterpoint.domain.timeline import DAY, Week, local
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.bend_offers import Offer, offer
from counterpoint.doors.web.tasks.took import ask_how_long
from counterpoint.doors.web.week.answers import Attempt, answered, version_in, view_of, wants_data, week_in
from counterpoint.doors.web.week.clock import settings_of, times, wall
from counterpoint.doors.web.week.entries import entry_of
from counterpoint.doors.web.week.forms import PartlyForm, WhenForm, when_of
from counterpoint.doors.web.week.how_free import how_free
from counterpoint.doors.web.week.showing import context_of, now_utc, room_of

ADDED = ("version", "csrfmiddlewaretoken")
QUARTER = timedelta(minutes=15)
NUDGES = {"-15": -QUARTER, "15": QUARTER, "-1440": -DAY, "1440": DAY}
MARKS = {"done": "done", "partly": "partly", "skipped": "skipped", "planned": "planned"}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def block(request: PersonRequest, week: str, id: str) -> HttpResponse:
    """The panel of a block; by POST, one of its actions."""
    which = week_in(request, week)
    view = view_of(request, which)
    found = view.block(id)
    if request.method == "POST":
        return _act(request, view, id, found.title if found else _("a block"))
    if found is None:
        raise Http404(_("This block is no longer in the week."))
    return _panel(request, view, found)


def _panel(
    request: PersonRequest,
    view: WeekView,
    found: Block,
    *,
    when: WhenForm | None = None,
    partly: PartlyForm | None = None,
) -> HttpResponse:
    days, zone = view.week.days, view.life.zone
    when = when or WhenForm(initial=when_of(found.span, zone), days=_with_day(view, found), zone=zone)
    entry = entry_of(view, found)
    context: dict[str, Any] = {
        **context_of(view),
        "entry": entry,
        "found": found,
        "when": when,
        "partly": partly or PartlyForm(initial={"done": found.minutes_done or found.span.minutes // 2}),
        "room": room_of(found.kind),
        "offer": _offer(view, found),
        "freedom": how_free(request, view, found),
        "has_begun": found.span.start <= view.now,
        "days": days,
    }
    template = "week/parts/panel.html" if request.headers.get("X-Part") == "panel" else "week/block.html"
    status = 422 if when.is_bound or (partly and partly.is_bound) else 200
    return render(request, template, context, status=status)


def _offer(view: WeekView, found: Block) -> Offer | None:
    """What of a protected block can bend: the part that an event crosses, else all of it."""
    if found.kind != "protected" or found.state not in ("planned", "skipped"):
        return None
    crossed = (each.span for each in view.crossings if each.protected_id == found.subject_id)
    part = next((each for each in crossed if each.overlaps(found.span)), found.span)
    return offer(found.subject_id, found.title, part, settings_of(view), view.now)


def _with_day(view: WeekView, found: Block) -> list[Any]:
    return sorted({*view.week.days, day_of(found.span.start, view), found.span.start.date()})


def _act(request: PersonRequest, view: WeekView, id: str, title: str) -> HttpResponse:
    act = request.POST.get("act", "")
    if act == "move":
        return _move(request, view, id, title)
    if act == "nudge":
        return _nudge(request, view, id, title)
    if act == "partly":
        return _partly(request, view, id, title)
    if act in ("pin", "unpin"):
        return _pin(request, view.week, id, title, pinned=act == "pin")
    if act == "remove":
        return _remove(request, view.week, id, title)
    if act in MARKS:
        return _mark(request, view.week, id, title, state=act)
    raise Http404(_("There is nothing by that name to do with a block."))


def _move(request: PersonRequest, view: WeekView, id: str, title: str) -> HttpResponse:
    found = view.block(id)
    days = _with_day(view, found) if found else view.week.days
    near = found.span.start if found else None
    form = WhenForm(request.POST, days=days, zone=view.life.zone, near=near)
    if not form.is_valid():
        if found and not wants_data(request):
            return _panel(request, view, found, when=form)
        return answered(request, view.week, lambda: _refuse(form))
    start, minutes = form.start(), form.cleaned_data["minutes"]

    def do() -> str:
        edited = week_edits.move_block(
            request.diary, view.week, id, start, minutes=minutes, version=version_in(request), now=now_utc()
        )
        return _moved(edited, view, id, title)

    words = _("move “%(title)s” to %(when)s") % {"title": title, "when": _when(form)}
    return answered(request, view.week, do, attempt=_attempt(request, view.week, id, words))


def _nudge(request: PersonRequest, view: WeekView, id: str, title: str) -> HttpResponse:
    """One step earlier or later, past what is in the way."""
    by = NUDGES.get(request.POST.get("by", ""))
    if by is None:
        raise Http404(_("A block moves by a quarter hour or by a day."))

    def do() -> str:
        edited = week_edits.nudge_block(
            request.diary, view.week, id, by, version=version_in(request), now=now_utc()
        )
        return _moved(edited, view, id, title)

    words = _("move “%(title)s”") % {"title": title}
    return answered(request, view.week, do, attempt=_attempt(request, view.week, id, words))


def _moved(edited: Edited, view: WeekView, id: str, title: str) -> str:
    """Where a block came to lie, from when to when, and what was overruled for it."""
    block = next(each for each in edited.kept.thing.current.blocks if each.id == id)
    when = f"{date_format(wall(block.span.start, view), 'l j F')}, {times(view, block.span)}"
    said = _("“%(title)s” is now on %(when)s, and stays there.")
    return " ".join((said % {"title": title, "when": when}, *edited.remarks))


def _when(form: WhenForm) -> str:
    day = dict(form.fields["day"].choices)[form.cleaned_data["day"]]  # type: ignore[attr-defined]
    return f"{day}, {form.cleaned_data['at']:%H:%M}"


def _refuse(form: Form) -> str:
    """Says all that is wrong with a form, without the names that its fields have within."""
    raise NoRoom(" ".join(str(word) for words in form.errors.values() for word in words))


def _pin(request: PersonRequest, week: Week, id: str, title: str, *, pinned: bool) -> HttpResponse:
    def do() -> str:
        week_edits.pin_block(
            request.diary, week, id, pinned=pinned, version=version_in(request), now=now_utc()
        )
        said = (
            _("“%(title)s” stays where it is.")
            if pinned
            else _("“%(title)s” may move when the week is planned.")
        )
        return said % {"title": title}

    words = _("pin “%(title)s”") if pinned else _("unpin “%(title)s”")
    return answered(request, week, do, attempt=_attempt(request, week, id, words % {"title": title}))


def _remove(request: PersonRequest, week: Week, id: str, title: str) -> HttpResponse:
    def do() -> str:
        week_edits.remove_block(request.diary, week, id, version=version_in(request), now=now_utc())
        return _("“%(title)s” is out of this week. The thing itself is still there.") % {"title": title}

    words = _("take “%(title)s” out of the week") % {"title": title}
    return answered(request, week, do, attempt=_attempt(request, week, id, words))


def _mark(
    request: PersonRequest, week: Week, id: str, title: str, *, state: str, minutes: int = 0
) -> HttpResponse:
    said = {
        "done": _("“%(title)s” is done."),
        "partly": _("“%(title)s” is partly done; the rest is still to be placed."),
        "skipped": _("“%(title)s” did not happen, and its time is free again."),
        "planned": _("“%(title)s” is planned again."),
    }[state] % {"title": title}

    def do() -> str:
        week_edits.mark_block(
            request.diary,
            week,
            id,
            state,  # type: ignore[arg-type]  # one of MARKS
            minutes=minutes,
            version=version_in(request),
            now=now_utc(),
        )
        _ask_how_long(request, week, id)
        return said

    words = _("mark “%(title)s”") % {"title": title}
    return answered(request, week, do, attempt=_attempt(request, week, id, words))


def _ask_how_long(request: PersonRequest, week: Week, id: str) -> None:
    """Of a task that is done with this block."""
    block = view_of(request, week).block(id)
    if block and block.kind == "task":
        ask_how_long(request, block.subject_id)


def _partly(request: PersonRequest, view: WeekView, id: str, title: str) -> HttpResponse:
    form, found = PartlyForm(request.POST), view.block(id)
    if form.is_valid():
        return _mark(request, view.week, id, title, state="partly", minutes=form.cleaned_data["done"])
    if found and not wants_data(request):
        return _panel(request, view, found, partly=form)
    return answered(request, view.week, lambda: _refuse(form))


def _typed(request: PersonRequest) -> dict[str, str]:
    """What the person said, without what the page added to it."""
    return {key: str(request.POST[key]) for key in request.POST if key not in ADDED}


def _attempt(request: PersonRequest, week: Week, id: str, words: str) -> Attempt:
    fields = _typed(request)
    return Attempt(words, reverse("week_block", args=[week.name, id]), fields)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def place(request: PersonRequest, week: str, item: str) -> HttpResponse:
    """A time by hand for something that found none."""
    which = week_in(request, week)
    view = view_of(request, which)
    out = next((each for each in view.left_out if each.item_id == item), None)
    if out is None and request.method != "POST":
        raise Http404(_("This is no longer among what is left out."))
    zone = view.life.zone
    minutes = out.minutes if out else 30
    first = {} if request.method == "POST" else _proposed(request, view, item, minutes)
    form = WhenForm(request.POST or None, initial={**first, "minutes": minutes}, days=which.days, zone=zone)
    if request.method == "POST" and form.is_valid():
        title = out.title if out else _("it")
        return _placed(request, which, item, title, form)
    if wants_data(request):
        return answered(request, which, lambda: _refuse(form))
    template = "week/parts/place.html" if request.headers.get("X-Part") == "panel" else "week/place.html"
    context = {**context_of(view), "out": out, "item": item, "when": form}
    return render(request, template, context, status=422 if form.is_bound else 200)


def _proposed(request: PersonRequest, view: WeekView, item: str, minutes: int) -> dict[str, Any]:
    start = first_room(request.diary, view.week, item, minutes, view.now)
    if start is None:
        return {}
    here = local(start, view.life.zone)
    return {"day": here.date().isoformat(), "at": here.time()}


def _placed(request: PersonRequest, week: Week, item: str, title: str, form: WhenForm) -> HttpResponse:
    start, minutes = form.start(), form.cleaned_data["minutes"]

    def do() -> str:
        edited = week_edits.place_left_out(
            request.diary, week, item, start, minutes, version=version_in(request), now=now_utc()
        )
        said = _("“%(title)s” is on %(when)s.") % {"title": title, "when": _when(form)}
        return " ".join((said, *edited.remarks))

    words = _("place “%(title)s” on %(when)s") % {"title": title, "when": _when(form)}
    fields = _typed(request)
    attempt = Attempt(words, reverse("week_place", args=[week.name, item]), fields)
    return answered(request, week, do, attempt=attempt)
