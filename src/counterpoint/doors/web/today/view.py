"""Entries, musts and give-backs as lines that are ready to be set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from counterpoint.desk.day.moment import Entry
from counterpoint.desk.plate.renewing import Offer
from counterpoint.desk.today import Moment, Must, Past
from counterpoint.desk.week.ways import WayInWeek
from counterpoint.domain.agenda import Fact
from counterpoint.domain.boundaries import GiveBack
from counterpoint.domain.energy import Stretch
from counterpoint.domain.living import Pause
from counterpoint.domain.planning import Block
from counterpoint.domain.timeline import local
from counterpoint.doors.web import say
from counterpoint.doors.web.boundaries.view import place_words
from counterpoint.doors.web.renewal.words import AFTER
from counterpoint.doors.web.week.events import event_url
from counterpoint.doors.web.week.ways import way_words

STRETCH_SCALE = range(1, 6)


@dataclass(frozen=True, slots=True)
class Line:
    """Something with a time: its title, from when to when, what it is for, and why it is there."""

    title: str
    times: str
    voice: str
    look: str
    mark: str = ""
    value: str = ""
    reasons: Sequence[str] = ()
    url: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Five steps between two words."""

    name: str
    legend: str
    low: str
    high: str
    steps: Sequence[int] = tuple(STRETCH_SCALE)


def clock(at: datetime, moment: Moment) -> str:
    settings = moment.settings
    return say.clock(local(at, settings.zone).time(), settings)


def line(entry: Entry, moment: Moment) -> Line:
    life = moment.view.life
    value, domain = life.value(entry.value_id), life.domain(entry.domain_id)
    return Line(
        title=entry.title or _("Busy"),
        times=f"{clock(entry.span.start, moment)}–{clock(entry.span.end, moment)}",
        voice="join" if entry.kind in ("ritual", "flex") else domain.sphere if domain else "",
        look=entry.source,
        mark=life.mark(entry.value_id),
        value=value.name if value else "",
        reasons=entry.reasons,
        url=reverse("week_block", args=[entry.week, entry.block_id]) if entry.block_id else "",
        until=clock(entry.span.end, moment),
    )


def way(ahead: WayInWeek | None, moment: Moment) -> str:
    """When to set out for what comes next, and for how long; "" for no way."""
    if ahead is None:
        return ""
    said = {"time": clock(ahead.span.start, moment), "way": way_words(ahead)}
    return _("On the way from %(time)s: %(way)s.") % said


def must(each: Must, moment: Moment) -> dict[str, Any]:
    return {
        "title": each.task.title,
        "id": each.task.id,
        "when": line(each.entry, moment).times if each.entry else "",
        "due": _due(each, moment),
    }


def _due(each: Must, moment: Moment) -> str:
    at = each.task.deadline_at
    if each.entry or at is None:
        return ""
    return _("due %(when)s") % {"when": say.deadline(at, moment.settings, moment.now)}


def fact(each: Fact, moment: Moment) -> tuple[str, str, str]:
    """Title, times and address of an event."""
    times = f"{clock(each.span.start, moment)}–{clock(each.span.end, moment)}"
    return (each.title or _("Busy"), times, event_url(each))


def give_back(due: GiveBack, place: Block | None, moment: Moment) -> dict[str, Any]:
    """`place`: where the plan has it, if it has."""
    return {
        "place": place_words(place, moment.settings, moment.now) if place else "",
        "bend_id": due.bend_id,
        "id": due.id,
        "title": due.title,
        "length": say.length(due.minutes),
        "until": say.deadline(due.due_at, moment.settings, moment.now),
        "offered": due.state == "offered",
    }


def renewals(offer: Offer, moment: Moment) -> dict[str, Any]:
    return {
        "after": str(AFTER[offer.hard]),
        "until": clock(offer.until, moment) if offer.until else "",
        "lines": [(each, say.length(each.minutes)) for each in offer.renewals],
    }


def taken(stretch: Stretch, moment: Moment) -> dict[str, Any]:
    return {"taken": stretch, "until": clock(stretch.at + timedelta(minutes=stretch.minutes), moment)}


def until(pause: Pause, moment: Moment) -> str:
    return say.deadline(pause.until, moment.settings, moment.now) if pause.until else ""


def question(past: Past) -> Question:
    """One at a time: how good it was, then how present one was."""
    if past.said is None or past.said.quality is None:
        return Question("quality", _("How good was it?"), _("not good"), _("very good"))
    return Question("presence", _("How much were you there?"), _("elsewhere"), _("wholly there"))
