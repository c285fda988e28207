"""What the pages of requests and channels show: lines that are ready to be set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from counterpoint.desk.boundaries.requests import Case, all_requests
from counterpoint.desk.ports import Diary, Kept
from counterpoint.domain.asking import Asked, Met
from counterpoint.domain.asking.said import day_words, span_words
from counterpoint.domain.boundaries import Channel, Request
from counterpoint.domain.inviting import Invitation
from counterpoint.domain.planning import Life, Settings
from counterpoint.domain.timeline import Span, local
from counterpoint.doors.web import say
from counterpoint.doors.web.asking.words import AUDIENCES, CHANNELS, HEARD, SOON, STATES, VERDICTS


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request as a line."""

    id: str
    title: str
    when: str
    state: str
    open: bool
    heard: str = ""


@dataclass(frozen=True, slots=True)
class RequestsView:
    open: Sequence[RequestLine]
    answered: Sequence[RequestLine]


def requests_view(diary: Diary) -> RequestsView:
    settings, found = diary.settings().thing, all_requests(diary)
    heard = {kept.thing.request_id: kept.thing for kept in diary.dated(Invitation).all()}

    def line(each: Request) -> RequestLine:
        shown, invitation = request_line(each, settings), heard.get(each.id)
        if invitation is None or not invitation.heard:
            return shown
        return replace(shown, heard=heard_words(invitation.heard, invitation.message.who))

    def lines(several: Sequence[Kept[Request]]) -> list[RequestLine]:
        return [line(kept.thing) for kept in several]

    return RequestsView(lines(found.open), lines(found.answered))


def heard_words(heard: str, who: str) -> str:
    """What was heard last of an invitation."""
    return str(HEARD[heard]) % {"who": who} if heard else ""


def request_line(each: Request, settings: Settings) -> RequestLine:
    return RequestLine(
        each.id, title_of(each), when_of(each, settings), str(STATES[each.state]), each.state == "open"
    )


def title_of(each: Request) -> str:
    if each.what:
        return _("%(who)s: %(what)s") % {"who": each.who, "what": each.what}
    return each.who


def when_of(each: Request, settings: Settings) -> str:
    if each.all_day:
        day = day_words(local(each.span.start, settings.zone).date())
        return _("%(day)s, the whole day") % {"day": day}
    return span_words(each.span, settings.zone, settings.clock)


@dataclass(frozen=True, slots=True)
class MetLine:
    """One thing that a request meets, in a sentence, with what it is for and what could become of it."""

    words: str
    kind: str
    firm: bool
    value: str = ""
    mark: str = ""
    then: str = ""


@dataclass(frozen=True, slots=True)
class OtherTime:
    when: str
    why: Sequence[str]


@dataclass(frozen=True, slots=True)
class CaseView:
    """A request judged: the verdict in words, what is met, and other times with their reasons."""

    word: str
    words: str
    met: Sequence[MetLine]
    others: Sequence[OtherTime]
    sphere: str
    crosses_protected: bool
    when: str


def case_view(case: Case) -> CaseView:
    life, request = case.life, case.request
    settings = Settings(zone=life.zone, clock=life.clock)
    return CaseView(
        case.verdict.word,
        str(VERDICTS[case.verdict.word]),
        [_met(each, life) for each in case.verdict.met if each.kind != "past"],
        [
            OtherTime(
                when_of(Request("", request.at, "", "", each.span, request.all_day), settings), each.why
            )
            for each in case.alternatives
        ],
        str(say.SPHERES[case.sphere]).lower(),
        bool(case.verdict.protected),
        when_of(request, settings),
    )


def _met(met: Met, life: Life) -> MetLine:
    value = life.value(met.value_id)
    return MetLine(
        _sentence(met, life),
        met.kind,
        met.kind in ("firm", "event", "rest", "fixed_hours"),
        value.name if value else "",
        life.mark(met.value_id),
        _then(met, life),
    )


def _sentence(met: Met, life: Life) -> str:
    title, length = met.title or _("something without a title"), say.length(met.span.minutes)
    match met.kind:
        case "firm":
            return _("%(length)s of “%(title)s”, which is firm") % {"length": length, "title": title}
        case "bends":
            return _("%(length)s of “%(title)s”, which may bend") % {"length": length, "title": title}
        case "event":
            return _("“%(title)s” from your calendar, %(hours)s") % {
                "title": title,
                "hours": _hours(met.whole, life),
            }
        case "rest":
            return _("%(length)s of your night’s rest") % {"length": length}
        case "fixed_hours":
            return _("%(length)s of working hours that are not yours to give") % {"length": length}
        case "off_hours":
            return _("%(length)s beyond your working hours") % {"length": length}
        case "meal":
            return _("“%(title)s”") % {"title": title}
    return _("%(length)s of “%(title)s”, planned %(hours)s") % {
        "length": length,
        "title": title,
        "hours": _hours(met.whole, life),
    }


def _then(met: Met, life: Life) -> str:
    if met.moves_to:
        when = span_words(met.moves_to, life.zone, life.clock)
        return _("It could move to %(when)s.") % {"when": when}
    if met.kind == "block":
        return _("It has no other place in that week.")
    if met.kind == "meal":
        return _("It would have no place on that day.")
    return ""


def _hours(span: Span, life: Life) -> str:
    settings = Settings(zone=life.zone, clock=life.clock)
    start, end = local(span.start, life.zone), local(span.end, life.zone)
    return f"{say.clock(start.time(), settings)}–{say.clock(end.time(), settings)}"


@dataclass(frozen=True, slots=True)
class Understood:
    """How a line was read: words of what it says, and what was assumed."""

    who: str
    what: str
    when: str
    notes: Sequence[str]
    missing: str


def understood(asked: Asked, settings: Settings, *, now: datetime) -> Understood:
    span = asked.span(settings.zone)
    seen = Request("", now, asked.who, asked.what, span, asked.all_day) if span else None
    if span is None:
        missing = _("No day was found in it.") if asked.on is None else _("No hour was found in it.")
    else:
        missing = _("Who asks?") if not asked.who else ""
    return Understood(asked.who, asked.what, when_of(seen, settings) if seen else "", asked.notes, missing)


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """One channel as others may read it."""

    id: str
    title: str
    kind: str
    when: str
    soon: str
    whom: str
    reach: str
    in_emergency: bool


def channel_line(each: Channel, settings: Settings) -> ChannelLine:
    whom = [str(AUDIENCES[name]) for name in each.for_whom if name in AUDIENCES]
    return ChannelLine(
        each.id,
        each.title,
        str(CHANNELS[each.kind]),
        say.windows(each.windows, settings) if each.windows else "",
        str(SOON[each.soon]) if each.soon else "",
        ", ".join(whom),
        each.reach,
        each.in_emergency,
    )


def channels_view(diary: Diary) -> list[ChannelLine]:
    settings = diary.settings().thing
    return [channel_line(kept.thing, settings) for kept in diary.shelf(Channel).all()]
