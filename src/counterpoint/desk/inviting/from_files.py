"""Judge the invitations in a file on a life and some calendars, nothing kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from counterpoint.desk.boundaries.requests import Case, draft, judged_on
from counterpoint.desk.planning.files import CalendarFile, ReadAgenda, facts_in_files
from counterpoint.domain.asking import Alternative, Tone, ground_of
from counterpoint.domain.boundaries import Disclosure
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.inviting import (
    WEEKS_AHEAD,
    Answer,
    JudgedSeries,
    Message,
    MessagesRead,
    Said,
    answer_to,
    arrives,
    as_request,
    is_event_itself,
    judge_times,
    own_among,
    who_is_asked,
)
from counterpoint.domain.planning.intake import LifeRead
from counterpoint.domain.timeline import Week, local
from counterpoint.domain.words import gettext as _


class NothingToJudge(CounterpointError):
    """A file without a request that could be judged. `read` says what is in it, and why not."""

    def __init__(self, message: str, *, advice: str, read: MessagesRead) -> None:
        super().__init__(message, advice=advice)
        self.read = read


@dataclass(frozen=True, slots=True)
class JudgedFile:
    """A message with its verdict on the next time, and `series` on those of the weeks ahead."""

    message: Message
    case: Case
    series: JudgedSeries | None
    me: str
    notes: tuple[str, ...]


def judge_messages(
    found: MessagesRead,
    life: LifeRead,
    calendars: Sequence[CalendarFile],
    *,
    now: datetime,
    read_agenda: ReadAgenda,
    mine: Iterable[str] = (),
) -> tuple[JudgedFile, ...]:
    """Each request of a file that is in force when all of it was read, with its verdict.

    `mine` are addresses that the person says are theirs: where none is invited, the first answers for itself.
    Raises NothingToJudge, NoSuchDomain and what reading calendars raises.
    """
    asked = [each for each in in_force(found.messages) if each.method == "REQUEST" and each.times]
    if not asked:
        raise NothingToJudge(
            _("Nothing in this file asks for your time."),
            advice=_("What it says instead stands beneath."),
            read=found,
        )
    own = tuple(mine)
    return tuple(_judged(each, life, calendars, now, read_agenda, _asked(each, own, found)) for each in asked)


def _asked(message: Message, mine: Sequence[str], found: MessagesRead) -> str:
    """By which address the person is asked: what they say counts, before anything that could be guessed."""
    said = own_among(message, mine) or next(iter(mine), "")
    return said or who_is_asked(message, found.delivered, found.to)


def in_force(messages: Iterable[Message]) -> tuple[Message, ...]:
    """What holds of several messages, whatever their order."""
    known: dict[str, dict[str, Message]] = {}
    for each in messages:
        if each.method == "DECLINECOUNTER":
            continue
        same = known.setdefault(each.uid, {})
        arrival = arrives(same, each)
        if arrival.counts:
            same[each.recurrence_id] = each
            for name in arrival.gone:
                del same[name]
    return tuple(each for same in known.values() for each in same.values())


def _judged(  # noqa: PLR0917  # only called from here
    message: Message,
    read: LifeRead,
    calendars: Sequence[CalendarFile],
    now: datetime,
    read_agenda: ReadAgenda,
    me: str,
) -> JudgedFile:
    life, notes = read.life, list(read.notes)
    occasion = message.next_time(now)
    assert occasion is not None, "only those with times are asked about"
    first = max(local(now, life.zone).date(), local(occasion.span.start, life.zone).date())
    week = Week.holding(first, week_start=life.week_start)
    weeks = WEEKS_AHEAD if message.repeats else 2
    _agenda, facts = facts_in_files(read, calendars, week, weeks=weeks, read_agenda=read_agenda, notes=notes)
    others = [each for each in facts if not is_event_itself(each, message.uid)]
    request = as_request(message, occasion, id="new", at=now)
    case = judged_on(ground_of(life, others, (), week, now=now), request)
    series = None
    if message.repeats:
        far = ground_of(life, others, (), week, now=now, weeks=weeks)
        series = judge_times(far, message.ahead(now), all_day=message.all_day)
    return JudgedFile(message, case, series, me, tuple(dict.fromkeys(notes)))


def draft_answer(
    judged: JudgedFile,
    said: Said,
    *,
    now: datetime,
    tone: Tone = "warm",
    disclosure: Disclosure | None = None,
    nth: int = 1,
) -> Answer:
    """The answer to a judged message; a COUNTER proposes the `nth` other time. Raises CannotAnswer."""
    case = judged.case
    chosen = _first(case.alternatives, nth)
    text = draft(replace(case, alternatives=chosen), said, tone=tone, disclosure=disclosure)
    return answer_to(
        judged.message,
        said,
        me=judged.me,
        at=now,
        text=text,
        zone=case.life.zone,
        proposed=chosen[0].span if said == "counter" and chosen else None,
    )


def _first(others: Sequence[Alternative], nth: int) -> tuple[Alternative, ...]:
    """The one that is proposed in front, for it is said first in words, too."""
    front = tuple(others[nth - 1 : nth])
    return (*front, *(each for each in others if each not in front)) if front else ()
