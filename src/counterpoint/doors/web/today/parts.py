"""The parts of Today, in their order. To add one: a function of the moment, a template, and a line below."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from counterpoint.desk import today as desk
from counterpoint.desk.day.checking_in import AtHand
from counterpoint.desk.day.habits import habit_today
from counterpoint.desk.day.savouring import savour_offer
from counterpoint.desk.matters.seasons import season_news
from counterpoint.desk.plate.commitments import due_to_look_again
from counterpoint.desk.plate.renewing import offer as renewal_offer
from counterpoint.desk.plate.renewing import taking
from counterpoint.desk.post.notices import board
from counterpoint.desk.reviews.offers import review_due
from counterpoint.desk.syncing.going_out import goes_out
from counterpoint.desk.today import Moment
from counterpoint.domain.living import NoticeKind
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.checkin.pages import form_context
from counterpoint.doors.web.notices.view import line as notice_line
from counterpoint.doors.web.reviews.view import offer_card
from counterpoint.doors.web.seasons.view import news_of
from counterpoint.doors.web.today import view

Look = Callable[[PersonRequest, Moment], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: what it shows of a moment (None: it is not there now), and the template for it.

    A part that `asks` something of a person rests while life happened. One that brings something to mind is
    not there for whoever wants to hear nothing of that `kind`.
    """

    name: str
    look: Look
    asks: bool = False
    kind: NoticeKind | None = None

    @property
    def template(self) -> str:
        return f"today/parts/{self.name}.html"


@dataclass(frozen=True, slots=True)
class Shown:
    """A part with what it shows, as `it` in its template."""

    template: str
    it: dict[str, Any]


def _pause(_request: PersonRequest, moment: Moment) -> dict[str, Any] | None:
    pause = desk.pause(moment)
    return {"until": view.until(pause, moment)} if pause else None


def _now(_request: PersonRequest, moment: Moment) -> dict[str, Any]:
    around = desk.now_and_next(moment)
    return {
        "all_day": desk.all_day(moment),
        "now": [view.line(each, moment) for each in around.now],
        "next": view.line(around.next, moment) if around.next else None,
        "state": "" if desk.pause(moment) else moment.view.state,  # then nothing asks for a plan
        "way": view.way(desk.way_ahead(moment), moment),
        "free_until": view.clock(around.next.span.start, moment) if around.next else "",
    }


def _together(_request: PersonRequest, moment: Moment) -> dict[str, Any] | None:
    facts = desk.together_today(moment)
    return {"events": [view.fact(each, moment) for each in facts]} if facts else None


def _ritual(_request: PersonRequest, moment: Moment) -> dict[str, Any] | None:
    entry = desk.ritual_due(moment)
    return {"line": view.line(entry, moment), "id": entry.subject_id} if entry else None


def _check_in(request: PersonRequest, moment: Moment) -> dict[str, Any]:
    prompt = desk.prompt(moment)
    context = form_context(request, AtHand(prompt_id=prompt.id if prompt else ""))
    return {
        **context,
        "core": context["core"][:1],
        "asked_until": view.clock(prompt.until, moment) if prompt else "",
    }


def _stretch(_request: PersonRequest, moment: Moment) -> dict[str, Any] | None:
    past = desk.past(moment)
    return {"past": past, "question": view.question(past)} if past else None


def _musts(_request: PersonRequest, moment: Moment) -> dict[str, Any] | None:
    """The few; while life happened only where there are any."""
    musts = [view.must(each, moment) for each in desk.musts(moment)]
    if not musts and desk.pause(moment):
        return None
    return {"musts": musts, "any_tasks": bool(moment.view.life.tasks)}


def _habit(request: PersonRequest, moment: Moment) -> dict[str, Any] | None:
    today = habit_today(request.diary, moment.now)
    return {"today": today, "sentence": today.habit.sentence()} if today else None


def _savour(request: PersonRequest, moment: Moment) -> dict[str, Any] | None:
    offer = savour_offer(request.diary, moment.now, moment.view)
    return {"offer": offer} if offer else None


def _renewal(request: PersonRequest, moment: Moment) -> dict[str, Any] | None:
    """What is being taken, or what there is room for after something hard."""
    now = taking(request.diary, moment.now)
    if now:
        return view.taken(now.thing, moment)
    if desk.pause(moment):
        return None
    offer = renewal_offer(request.diary, moment.now, moment.view, desk.now_and_next(moment))
    return view.renewals(offer, moment) if offer else None


def _ways(_request: PersonRequest, _moment: Moment) -> dict[str, Any]:
    return {}


def _give_back(_request: PersonRequest, moment: Moment) -> dict[str, Any] | None:
    due = desk.give_back_due(moment)
    return view.give_back(due, desk.place_of(moment, due), moment) if due else None


def _season(request: PersonRequest, moment: Moment) -> dict[str, Any] | None:
    """The nearest end of a season, one at a time."""
    news = season_news(request.diary, moment.now)[:1]
    return {"news": news_of(news[0], moment.on)} if news else None


def _looking_back(request: PersonRequest, moment: Moment) -> dict[str, Any] | None:
    """The look back that is open, and the commitment that has waited longest to be looked at again."""
    offer = review_due(request.diary, moment.now) if moment.hears_of("review") else None
    again = due_to_look_again(request.diary, now=moment.now)[:1] if moment.hears_of("commitment") else ()
    if offer is None and not again:
        return None
    return {"card": offer_card(offer) if offer else None, "again": again[0] if again else None}


def _tomorrow(_request: PersonRequest, moment: Moment) -> dict[str, Any] | None:
    ahead = desk.tomorrow(moment)
    if ahead is None:
        return None
    return {"lines": [view.line(each, moment) for each in ahead.entries], "more": ahead.more}


HAVE_NO_PART: tuple[NoticeKind, ...] = ("plan",)
"""What this page shows in no part of its own."""


def _plan_there(_request: PersonRequest, moment: Moment) -> dict[str, Any] | None:
    goes = goes_out(moment.diary)
    return {"goes": goes} if goes is not None and goes.asked else None


def _notices(_request: PersonRequest, moment: Moment) -> dict[str, Any] | None:
    shown = board(moment.diary, moment.now, moment.view, HAVE_NO_PART).shown
    lines = [notice_line(each) for each in shown]
    return {"lines": lines} if lines else None


PARTS = (
    Part("pause", _pause),
    Part("now", _now),
    Part("together", _together, asks=True),
    Part("ritual", _ritual, asks=True, kind="ritual"),
    Part("renewal", _renewal),
    Part("check_in", _check_in, asks=True),
    Part("musts", _musts),
    Part("habit", _habit, asks=True),
    Part("stretch", _stretch, asks=True),
    Part("savour", _savour, asks=True),
    Part("give_back", _give_back, asks=True, kind="give_back"),
    Part("season", _season, asks=True, kind="season"),
    Part("looking_back", _looking_back, asks=True),
    Part("plan_there", _plan_there, asks=True),
    Part("notices", _notices),
    Part("tomorrow", _tomorrow),
    Part("ways", _ways),
)


def shown(request: PersonRequest, moment: Moment) -> Iterator[Shown]:
    """The parts that have something to say now."""
    resting = desk.pause(moment) is not None
    for part in PARTS:
        unwelcome = part.kind is not None and not moment.hears_of(part.kind)
        it = None if unwelcome or (part.asks and resting) else part.look(request, moment)
        if it is not None:
            yield Shown(part.template, it)
