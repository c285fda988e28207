"""Invitations as they are kept: the message in force, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import islice
from typing import Literal

from counterpoint.domain.agenda import Fact
from counterpoint.domain.boundaries import Request
from counterpoint.domain.inviting.message import Message, Occasion, Party
from counterpoint.domain.timeline import Span, local

Heard = Literal["", "moved", "changed", "cancelled", "turned_down", "taken_up"]
"""What was heard last of an invitation after it came: its time or what it says was changed; it was called
off; another time that was proposed was turned down, or taken up."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation, or one instance of a series that has a message of its own.

    It is judged and answered as the request `request_id` ("": it was called off before it came). `me` is by
    which address the person was invited, `me_known` whether they said so or it is theirs: else it is a guess.
    `proposed` is the time that was proposed instead; `turned_down_at` the stamp of the last DECLINECOUNTER.
    """

    id: str
    at: datetime
    message: Message
    me: str = ""
    request_id: str = ""
    heard: Heard = ""
    proposed: Span | None = None
    turned_down_at: datetime | None = None
    me_known: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """RFC 5546 §2.1.5: UID, and RECURRENCE-ID of an instance."""
        return self.message.uid, self.message.recurrence_id

    @property
    def myself(self) -> Party | None:
        """The attendee that the person is."""
        return party_called(self.me, self.message)


def party_called(address: str, message: Message) -> Party | None:
    """The attendee with an address, however it is written."""
    said = address.casefold()
    return next((each for each in message.attendees if said and each.address.casefold() == said), None)


def own_among(message: Message, mine: Iterable[str]) -> str:
    """The first of some addresses that is invited, as the message writes it; "" none of them."""
    found = (party_called(address, message) for address in mine)
    return next((each.address for each in found if each), "")


def who_is_asked(message: Message, mine: Iterable[str], to: Iterable[str] = ()) -> str:
    """By which address a person is invited: one that is theirs, or else the only one of those invited that
    the mail went `to`, or the only one at all; "" where that cannot be told.

    The latter two are guesses: what was forwarded reaches somebody who is not among those invited.
    """
    if own := own_among(message, mine):
        return own
    organiser = message.organiser.address.casefold() if message.organiser else ""
    others = [each.address for each in message.attendees if each.address.casefold() != organiser]
    reached = {each.casefold() for each in to}
    named = [each for each in others if each.casefold() in reached]
    return next((few[0] for few in (named, others) if len(few) == 1), "")


MOST_KEPT = 50


def with_few(message: Message, me: str) -> Message:
    """With as many of those invited as are kept, the person among them."""
    if len(message.attendees) <= MOST_KEPT:
        return message
    myself = party_called(me, message)
    others = (each for each in message.attendees if each is not myself)
    few = (*([myself] if myself else []), *islice(others, MOST_KEPT - 1))
    return replace(message, attendees=few)


def times_left(series: Message, instances: Iterable[Message]) -> tuple[Occasion, ...]:
    """The times of a series without those instances that have a message of their own in force."""
    own = {each.recurrence_id for each in instances}
    return tuple(each for each in series.times if each.recurrence_id not in own)


def is_taken_up(message: Message, proposed: Span | None) -> bool:
    """Whether a new REQUEST asks for the time that was proposed: that is how a COUNTER is accepted (RFC 5546
    §3.2.7).
    """
    return proposed is not None and any(each.span == proposed for each in message.times)


def same_times(one: Message, other: Message, now: datetime) -> bool:
    """Whether both ask for the same times, as far as these are ahead and both reach: what goes on reaches to
    the last time that is known of it. Where that is over, the weekdays and hours of all times are compared.
    """
    reach = min((_last_start(each, now) for each in (one, other) if each.goes_on), default=None)
    if reach is not None and reach <= now:
        return _usual(one) == _usual(other)
    return _ahead(one, now, reach) == _ahead(other, now, reach)


def _last_start(message: Message, now: datetime) -> datetime:
    return message.times[-1].span.start if message.times else now


def _usual(message: Message) -> set[tuple[int, time, timedelta]]:
    """On which days of the week, when by its own clock and for how long it is."""
    spans = (each.span for each in message.times)
    starts = ((local(span.start, message.zone or "UTC"), span) for span in spans)
    return {(start.weekday(), start.time(), span.end - span.start) for start, span in starts}


def _ahead(message: Message, now: datetime, reach: datetime | None) -> list[Span]:
    spans = [each.span for each in message.times if reach is None or each.span.start <= reach]
    return [each for each in spans if each.end > now or not message.repeats]


OFTEN = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class Asking:
    """How often somebody asked within `OFTEN`, and how often they got a yes."""

    times: int
    accepted: int


def as_request(message: Message, occasion: Occasion, *, id: str, at: datetime) -> Request:
    """What a message asks for as a request, to be judged and answered like any other."""
    organiser = message.organiser or Party("")
    return Request(
        id,
        at,
        organiser.called,
        message.summary,
        occasion.span,
        message.all_day,
        message.zone,
        email=organiser.address,
    )


def is_event_itself(fact: Fact, uid: str) -> bool:
    """Whether an event of a calendar is what was invited to: many calendars show it before it is answered."""
    own = fact.key.removeprefix(f"{fact.calendar_id}/")
    return own == uid or own.startswith(f"{uid}|")
