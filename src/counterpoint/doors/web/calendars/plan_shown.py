"""The plan on its server as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from counterpoint import wiring
from counterpoint.desk.ports import Diary
from counterpoint.desk.syncing.plan_there import Asked, PlanThere, Side, plan_there
from counterpoint.domain.agenda import Collection, Errand
from counterpoint.domain.planning import Settings
from counterpoint.domain.timeline import Span, local
from counterpoint.doors.web import say
from counterpoint.doors.web.calendars.account_shown import HowItIs, how_it_is

MOST_SHOWN = 50


@dataclass(frozen=True)
class Way:
    """An answer that can be given: its name in the form, and the words on its button."""

    how: str
    words: str


@dataclass(frozen=True)
class QuestionShown:
    uid: str
    etag: str
    title: str
    what: str
    why: str
    here: str
    there: str
    ways: tuple[Way, ...]
    block_id: str = ""
    week: str = ""


@dataclass(frozen=True)
class WaitingShown:
    uid: str
    title: str
    what: str
    why: str


@dataclass(frozen=True)
class PlanShown:
    there: PlanThere
    asked: HowItIs
    state: str
    waits: str
    says: str
    questions: tuple[QuestionShown, ...]
    waiting: tuple[WaitingShown, ...]
    aside: tuple[WaitingShown, ...]
    more: int

    @property
    def place(self) -> Collection | None:
        return self.there.place


def plan_shown(diary: Diary, account_id: str, now: datetime) -> PlanShown:
    there = plan_there(diary, account_id, read=wiring.reads_calendars(), now=now)
    settings = diary.settings().thing
    return PlanShown(
        there,
        how_it_is(diary, there.account, now),
        _state(there),
        _waits(there),
        _says(there.place),
        tuple(_question(each, settings, now) for each in there.asked[:MOST_SHOWN]),
        tuple(_waiting(each, settings, now) for each in there.waiting[:MOST_SHOWN]),
        tuple(_waiting(each, settings, now) for each in there.aside[:MOST_SHOWN]),
        max(0, len(there.waiting) - MOST_SHOWN),
    )


def _state(there: PlanThere) -> str:
    place = there.place
    if place is None:
        return ""
    if place.plan == "rests":
        return _("It was brought in from an export, and nothing goes there before you say so.")
    if place.plan == "leaves":
        return _("What is there of your plan is being taken away.")
    if not there.stand and not (there.waiting or there.asked or there.aside):
        return _("Nothing of it is there yet. As soon as you accept a week’s plan, it goes there.")
    if not there.stand:
        return _("Nothing of it is there yet.") if there.waiting else _("Nothing of it is there.")
    words = ngettext(
        "%(n)d block of your accepted plans stands there.",
        "%(n)d blocks of your accepted plans stand there.",
        there.stand,
    )
    return words % {"n": there.stand}


def _waits(there: PlanThere) -> str:
    n = len(there.waiting)
    if not n:
        return ""
    return ngettext("%(n)d change waits to go there.", "%(n)d changes wait to go there.", n) % {"n": n}


def _says(place: Collection | None) -> str:
    if place is None:
        return ""
    if place.instead:
        return _("Each is called “%(word)s” there and says nothing more than when.") % {"word": place.instead}
    return _("Each has its title there, when it is, and the part of your life to which it belongs.")


def _question(asked: Asked, settings: Settings, now: datetime) -> QuestionShown:
    errand = asked.errand
    here = _side(asked.ours, settings, now) if asked.ours else _("no longer in your plan")
    there = _side(asked.theirs, settings, now) if asked.theirs else _nothing(errand)
    return QuestionShown(
        errand.id,
        asked.etag,
        asked.title,
        _what(errand),
        errand.why,
        here,
        there,
        _ways(errand, asked),
        errand.block_id,
        asked.week.name if asked.week and errand.question == "gone" else "",
    )


def _nothing(errand: Errand) -> str:
    if errand.question == "gone":
        return _("deleted")
    return _("something that a block of a plan cannot be, such as a series or a whole day")


def _what(errand: Errand) -> str:
    if errand.question == "gone":
        return _("It was deleted there, and is still in your plan.")
    if errand.question == "place":
        return _("It was moved there, and your plan cannot follow.")
    if errand.question == "shape":
        return _("It was made into something else there.")
    if errand.op == "delete":
        return _("You took it out of your plan here, and it was changed there.")
    return _("It was changed here and there, and not to the same.")


def _ways(errand: Errand, asked: Asked) -> tuple[Way, ...]:
    if errand.question == "gone":
        return Way("put_back", _("Put it back there")), Way("let_go", _("Let it go here as well"))
    if errand.op == "delete":
        return Way("plan", _("Delete it there as well")), Way("there", _("Leave it there"))
    if errand.question == "shape" or asked.theirs is None:
        return Way("plan", _("Put it there as in the plan")), Way("there", _("Leave it there as it is"))
    return Way("plan", _("As in the plan")), Way("there", _("As it is there"))


def _waiting(asked: Asked, settings: Settings, now: datetime) -> WaitingShown:
    op = {
        "create": _("is to be put there"),
        "change": _("is to be changed there"),
        "delete": _("is to be taken away there"),
    }[asked.errand.op]
    when = _span(asked.ours.span, settings, now) if asked.ours and asked.ours.span else ""
    return WaitingShown(
        asked.errand.id, f"{asked.title}, {when}" if when else asked.title, op, asked.errand.why
    )


def _side(side: Side, settings: Settings, now: datetime) -> str:
    when = _span(side.span, settings, now) if side.span else ""
    return _("“%(title)s”, %(when)s") % {"title": side.title, "when": when}


def _span(span: Span, settings: Settings, now: datetime) -> str:
    start, end = local(span.start, settings.zone), local(span.end, settings.zone)
    said = {
        "day": say.day(start.date(), say.today_of(settings, now)),
        "start": say.clock(start.time(), settings),
        "end": say.clock(end.time(), settings),
    }
    return _("%(day)s, %(start)s–%(end)s") % said
