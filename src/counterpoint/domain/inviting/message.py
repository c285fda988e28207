"""What a scheduling message says (iTIP, RFC 5546): who asks whom for which times, and in which revision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from counterpoint.domain.agenda import Doubt, SetAside
from counterpoint.domain.timeline import Span

Method = Literal["REQUEST", "CANCEL", "DECLINECOUNTER"]
"""Those that are said to somebody who is invited (RFC 5546 §1.4), but for ADD."""
METHODS: tuple[Method, ...] = ("REQUEST", "CANCEL", "DECLINECOUNTER")


@dataclass(frozen=True, slots=True)
class Party:
    """A calendar user. `address` is that of their mail, without “mailto:”; `uri` is how the message named
    them where that is another one, and is what they are called by in return (RFC 5545 §3.3.3).

    `status` is their PARTSTAT; `by` and `to` are from and to whom the invitation was handed on.
    """

    address: str
    name: str = ""
    uri: str = ""
    status: str = ""
    by: str = ""
    to: str = ""

    @property
    def called(self) -> str:
        return self.name or self.address


@dataclass(frozen=True, slots=True)
class Occasion:
    """One time that is asked for. `recurrence_id` names it within a series by its original start, in basic
    UTC form or as a date; "" where the event happens once. Whole days are `first_on` up to `until_on`.
    """

    recurrence_id: str
    span: Span
    first_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One component of a message, or a series with the changed instances that came with it.

    Its primary key is `uid` with `recurrence_id`, its secondary one `sequence`, then `stamp` (§2.1.5).
    `times` are those still ahead when it was read, of about a year and at most MOST_TIMES; `goes_on` says
    that there may be later ones.
    `zone` is the organiser's (IANA, "" unknown), `sender` whom the mail says it is from.
    """

    method: Method
    uid: str
    sequence: int
    stamp: datetime
    recurrence_id: str = ""
    organiser: Party | None = None
    attendees: tuple[Party, ...] = ()
    summary: str = ""
    location: str = ""
    description: str = ""
    comment: str = ""
    times: tuple[Occasion, ...] = ()
    all_day: bool = False
    zone: str = ""
    repeats: bool = False
    goes_on: bool = False
    no_counter: bool = False
    sender: str = ""
    message_id: str = ""

    @property
    def who(self) -> str:
        return self.organiser.called if self.organiser else ""

    def ahead(self, now: datetime) -> tuple[Occasion, ...]:
        """The times that have not begun."""
        return tuple(each for each in self.times if each.span.start >= now)

    def next_time(self, now: datetime) -> Occasion | None:
        """The next time that has not begun; of those that all have, the last."""
        return next(iter(self.ahead(now)), self.times[-1] if self.times else None)


MOST_TIMES = 120
"""Times of one series that are kept; weekdays of more than five months."""
MOST_PARTIES = 1_000
"""Attendees of one message that are read."""


@dataclass(frozen=True, slots=True)
class MessagesRead:
    """What a file said: messages for somebody invited, what was set aside and why, what was guessed.

    `to` are the addresses that the mail was written to, `delivered` those whose mailbox it came out of.
    """

    messages: tuple[Message, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    to: tuple[str, ...] = ()
    delivered: tuple[str, ...] = ()
