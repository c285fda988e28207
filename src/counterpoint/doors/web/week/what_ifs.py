"""“What if?”: the week planned again with one thing otherwise, side by side, and one press to do it.

The looking is the planner's: the page comes at once, asks how far that is, and then shows what was found.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from counterpoint.desk.planning import what_ifs as asking
from counterpoint.desk.planning.what_ifs import Outcome, WhatIfs
from counterpoint.desk.ports import Job
from counterpoint.desk.week.look import WeekView
from counterpoint.domain.planning import LeftOut
from counterpoint.domain.planning.what_if import Change
from counterpoint.domain.timeline import Week
from counterpoint.doors.web import say
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.week.answers import Attempt, answered, version_in, view_of, week_in
from counterpoint.doors.web.week.clock import settings_of, wall, when
from counterpoint.doors.web.week.showing import context_of, now_utc

SHOWN_MOVES = 5
OFTEN, SELDOM = 200, 1000
"""Milliseconds until a page asks again how far the planner is: at first, and later."""
LONG = 5
"""Seconds after which the page says why it may take so long."""


@dataclass(frozen=True, slots=True)
class Card:
    """A change with all that it would do, in sentences."""

    key: str
    title: str
    makes_room: bool
    placed: tuple[str, ...]
    moved: tuple[str, ...]
    more: int
    out: tuple[str, ...]
    freed: str = ""
    missing: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def what_if(request: PersonRequest, week: str, item: str) -> HttpResponse:
    """What could be otherwise with a thing of the week; by POST, one of it is done."""
    which = week_in(request, week)
    if request.method == "POST":
        return _do(request, which, item)
    job = asking.asked(request.diary, which, item, request.GET.get("look", ""))
    now = now_utc()
    found = asking.answer_of(request.diary, job, now=now) if job else None
    if job is None or (found is None and job.state == "done"):
        job = asking.ask(request.diary, which, item, now=now)  # for the first time, or the week changed since
    fetched = "HX-Request" in request.headers
    context: dict[str, Any] = {"week": which.name, "item": item, "look": job.id, "fetched": fetched}
    if found is not None:
        context |= _shown(view_of(request, which), found)
    else:
        context |= _not_yet(request, job, now)
        if fetched and context["waits"] and context["said"] == request.GET.get("said"):
            return HttpResponse(status=204)  # the page says so already
    return render(request, "week/parts/what_if.html" if fetched else "week/what_if.html", context)


def _not_yet(request: PersonRequest, job: Job, now: datetime) -> dict[str, Any]:
    """What is said while it is not over; `since` when the page has waited."""
    began, second = request.GET.get("since", "")[:12], int(now.timestamp())
    since = int(began) if began.isascii() and began.isdigit() and int(began) < second else second
    long = second - since >= LONG
    return {
        "waits": asking.is_under_way(job),
        "job": job,
        "since": since,
        "said": "note" if job.note else "long" if long else "",
        "soon": SELDOM if long else OFTEN,
    }


def _shown(view: WeekView, found: WhatIfs) -> dict[str, Any]:
    return {
        **context_of(view),
        "asked": found,
        "length": say.length(found.left_out),
        "out": next((each for each in view.left_out if each.title == found.title), None),
        "out_anyhow": _without_a_place(found.out_anyhow),
        "cards": [_card(view, each) for each in found.outcomes],
    }


def _without_a_place(out: Iterable[LeftOut]) -> tuple[str, ...]:
    return tuple(
        _("%(length)s of “%(title)s” would be without a place.")
        % {"title": each.title, "length": say.length(each.minutes)}
        for each in out
    )


def _card(view: WeekView, outcome: Outcome) -> Card:
    effect = outcome.effect
    moved = [
        _("“%(title)s” goes from %(from)s to %(to)s.")
        % {"title": each.title, "from": when(view, before.span), "to": when(view, each.span)}
        for before, each in effect.moved
    ]
    return Card(
        outcome.change.key,
        title_of(view, outcome.change),
        outcome.makes_room,
        tuple(
            _("“%(title)s” has a place: %(when)s.") % {"title": each.title, "when": when(view, each.span)}
            for each in effect.placed
        ),
        tuple(moved[:SHOWN_MOVES]),
        max(0, len(moved) - SHOWN_MOVES),
        _without_a_place(effect.out),
        say.length(effect.freed) if effect.freed else "",
        say.length(outcome.missing) if outcome.missing else "",
    )


def title_of(view: WeekView, change: Change) -> str:
    """What would be done, as one says it before doing it."""
    said = {"title": change.title, "length": say.length(change.minutes)}
    if change.how == "later":
        task = next((each for each in view.life.tasks if each.id == change.of), None)
        due = bool(task and task.deadline_at and change.at and task.deadline_at <= change.at)
        words = (
            _("Leave “%(title)s” for next week, due a week later")
            if due
            else _("Leave “%(title)s” for next week")
        )
        return words % said
    if change.how == "half":
        return _("Give “%(title)s” half the time: %(length)s") % said
    if change.how == "due_later" and change.at:
        return _("Give “%(title)s” until %(day)s") % (said | {"day": _due(view, change.at)})
    if change.how == "bend" and change.span:
        return _("Let “%(title)s” bend this once, %(when)s") % (said | {"when": when(view, change.span)})
    if change.how == "ask":
        words = _("Ask %(who)s to take “%(title)s”; here it rests until next week")
        return words % (said | {"who": change.who})
    if change.how in ("louder", "softer"):
        words = (
            _("Let %(title)s be louder this week")
            if change.how == "louder"
            else _("Let %(title)s be softer this week")
        )
        return words % said
    return _("Pause “%(title)s” until you start it again") % said


def _due(view: WeekView, moment: datetime) -> str:
    """A midnight at which something is due is the end of the day before."""
    due = wall(moment, view)
    if due.time() == time(0):
        return _("the end of %(day)s") % {"day": date_format(due - timedelta(hours=1), "l j F")}
    return f"{date_format(due, 'l j F')}, {say.clock(due.time(), settings_of(view))}"


def _do(request: PersonRequest, week: Week, item: str) -> HttpResponse:
    """Does what was shown; without a word of what, as after a change in another tab, it is shown anew."""
    key, look = (request.POST.get(name, "") for name in ("change", "look"))
    if not key:
        return redirect("week_what_if", week=week.name, item=item)

    def do() -> str:
        version, now = version_in(request), now_utc()
        asking.do_it(request.diary, week, item, key, look=look, version=version, now=now)
        return _("Done, and planned with it. Undo brings the week back as it was.")

    url = reverse("week_what_if", args=[week.name, item])
    again = Attempt(_("do it otherwise"), url, press=_("See what it would do now"))
    return answered(request, week, do, attempt=again)
