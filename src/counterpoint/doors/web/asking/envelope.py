"""What the page of a request shows of the invitation that it came as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from counterpoint.desk.boundaries.requests import Case
from counterpoint.desk.inviting.answering import SAID, AtHand
from counterpoint.domain.asking import Alternative
from counterpoint.domain.asking.said import all_of
from counterpoint.domain.boundaries import Request
from counterpoint.domain.inviting import JudgedSeries
from counterpoint.domain.planning import Settings
from counterpoint.domain.timeline import Span
from counterpoint.doors.web.asking.view import heard_words, when_of
from counterpoint.doors.web.asking.words import AS_A_CALENDAR, AS_A_MAIL, VERDICTS

MOST_SHOWN = 8
LONGEST_SAID = 80


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    words: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Envelope:
    """`said` is the answer that was given (“” none), `proposals` the other times that it can name. `as_mail`
    and `as_calendar` say which answer a file would give.
    """

    heard: str
    off: bool
    asking: str
    where: str
    description: str
    handed_on: str
    series: Sequence[str]
    times: Sequence[tuple[str, str]]
    me: str
    guessed: bool
    who: Sequence[Choice]
    proposals: Sequence[Choice]
    proposed: str
    no_counter: bool
    said: str
    about: str
    as_mail: str
    as_calendar: str

    @property
    def first_time(self) -> str:
        """The time that is proposed as it stands."""
        return next((each.value for each in self.proposals if each.chosen), "")


def envelope_of(case: Case, hand: AtHand, *, answering: str, proposed: str = "") -> Envelope:
    """`answering` is what is drafted."""
    message, request = hand.message, case.request
    life = case.life
    settings = Settings(zone=life.zone, clock=life.clock)
    chosen = span_said(proposed) or hand.invitation.proposed
    said = SAID.get(request.state, "")
    return Envelope(
        heard_words(hand.invitation.heard, message.who),
        hand.invitation.heard == "cancelled",
        _asking(hand),
        message.location,
        message.description,
        _handed_on(hand),
        _series_words(hand.series),
        _times(hand.series, request, settings),
        hand.invitation.me,
        bool(hand.invitation.me) and not hand.invitation.me_known,
        [Choice(each.address, each.called, each.address == hand.invitation.me) for each in message.attendees],
        _proposals(case.alternatives, request, settings, chosen),
        span_words_of(chosen),
        message.no_counter,
        said,
        _about(hand, request, settings, answering),
        str(AS_A_MAIL[said or answering]),
        str(AS_A_CALENDAR[said or answering]),
    )


def _about(hand: AtHand, request: Request, settings: Settings, answering: str) -> str:
    """Which times of a series an answer is about."""
    if not hand.message.repeats:
        return ""
    if (SAID.get(request.state) or answering) != "counter":
        return _("It is about all the times of the series.")
    return _("It is about %(when)s alone: another time can be proposed for one of a series, not for all.") % {
        "when": when_of(request, settings)
    }


def _asking(hand: AtHand) -> str:
    """How often they asked within four weeks."""
    asking = hand.asking
    if asking.times <= 1:
        return ""
    said = {"who": hand.message.who, "times": asking.times, "accepted": asking.accepted}
    return (
        ngettext(
            "%(who)s asked for your time %(times)d time within four weeks; you said yes to %(accepted)d.",
            "%(who)s asked for your time %(times)d times within four weeks; you said yes to %(accepted)d.",
            asking.times,
        )
        % said
    )


def _handed_on(hand: AtHand) -> str:
    me = hand.invitation.myself
    if me is None:
        return ""
    if me.to:
        return _("It says that you handed it on to %(who)s.") % {"who": me.to}
    return _("%(who)s handed it on to you.") % {"who": me.by} if me.by else ""


def _series_words(series: JudgedSeries | None) -> list[str]:
    """How many of the next times fit, and what the others meet."""
    if series is None or not series.each:
        return []
    counted = (
        (ngettext("%(n)d fits", "%(n)d fit", series.count("fits")), "fits"),
        (ngettext("%(n)d has a price", "%(n)d have a price", series.count("price")), "price"),
        (
            ngettext("%(n)d crosses something firm", "%(n)d cross something firm", series.count("crosses")),
            "crosses",
        ),
    )
    parts = [words % {"n": series.count(word)} for words, word in counted if series.count(word)]
    total = len(series.each)
    first = ngettext(
        "It repeats. Of its next %(total)d time, %(parts)s.",
        "It repeats. Of its next %(total)d times, %(parts)s.",
        total,
    ) % {"total": total, "parts": all_of(parts)}
    ways = (
        ngettext(
            "“%(title)s” is in its way %(times)d time.",
            "“%(title)s” is in its way %(times)d times.",
            each.times,
        )
        % {"title": each.title, "times": each.times}
        for each in series.in_the_way
        if each.title
    )
    return [first, *list(ways)[:3]]


def _times(series: JudgedSeries | None, request: Request, settings: Settings) -> list[tuple[str, str]]:
    """The next times, each with its verdict."""
    if series is None:
        return []
    return [
        (_when(request, each.occasion.span, settings), str(VERDICTS[each.verdict.word]))
        for each in series.each[:MOST_SHOWN]
    ]


def _when(request: Request, span: Span, settings: Settings) -> str:
    return when_of(Request("", request.at, "", "", span, request.all_day), settings)


def _proposals(
    others: Sequence[Alternative], request: Request, settings: Settings, chosen: Span | None
) -> list[Choice]:
    spans = [each.span for each in others]
    spans += [chosen] if chosen and chosen not in spans and request.state != "open" else []
    first = chosen if chosen in spans else next(iter(spans), None)
    return [Choice(span_words_of(each), _when(request, each, settings), each == first) for each in spans]


def span_words_of(span: Span | None) -> str:
    """A stretch of time as a form sends it."""
    return f"{span.start.isoformat()}/{span.end.isoformat()}" if span else ""


def span_said(text: str) -> Span | None:
    """The stretch of time that a form sent; None for anything else."""
    if len(text) > LONGEST_SAID:
        return None
    try:
        start, end = (datetime.fromisoformat(each).astimezone(UTC) for each in text.split("/"))
        return Span(start, end) if start < end else None
    except (ValueError, OverflowError):
        return None
