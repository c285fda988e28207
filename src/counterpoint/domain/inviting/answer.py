"""What goes back to an organiser: a REPLY or a COUNTER (RFC 5546 §3.2.3 and §3.2.7).

It is made of what the invitation itself says, the person's address, times, and one text, which is a draft
made of public words alone. Nothing else of the person's can come into it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.inviting.invitation import party_called
from counterpoint.domain.inviting.message import Message, Occasion, Party
from counterpoint.domain.timeline import Span
from counterpoint.domain.words import gettext as _

Said = Literal["accept", "counter", "decline"]
STATUS: dict[Said, str] = {"accept": "ACCEPTED", "counter": "TENTATIVE", "decline": "DECLINED"}


class CannotAnswer(CounterpointError):
    """An answer that would be none, or that the organiser does not want."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`occasion` is the one instance that is meant, None for all that the message asks for. `proposed`
    is of whole days, as they are in `zone`, where the message's own times are.
    """

    said: Said
    message: Message
    me: str
    at: datetime
    text: str
    zone: str
    occasion: Occasion | None = None
    proposed: Span | None = None

    @property
    def method(self) -> Literal["REPLY", "COUNTER"]:
        return "COUNTER" if self.said == "counter" else "REPLY"

    @property
    def myself(self) -> Party:
        """Who answers, as the invitation has them; whoever it was forwarded to stands for themselves."""
        return party_called(self.me, self.message) or Party(self.me)

    @property
    def recurrence_id(self) -> str:
        return self.message.recurrence_id or (self.occasion.recurrence_id if self.occasion else "")


def answer_to(
    message: Message,
    said: Said,
    *,
    me: str,
    at: datetime,
    text: str,
    zone: str,
    occasion: Occasion | None = None,
    proposed: Span | None = None,
) -> Answer:
    """An answer that conforms. Raises CannotAnswer.

    A COUNTER is about one time: of a series it names the instance. X-MICROSOFT-DISALLOW-COUNTER is respected.
    """
    if message.organiser is None:
        raise CannotAnswer(
            _("This invitation does not say who invites."),
            advice=_("Answer in your mail program, to whoever sent it."),
        )
    if not me:
        raise CannotAnswer(
            _("It is not clear by which address you are invited."),
            advice=_("Choose your address among those invited; the answer has to come from it."),
            field="me",
        )
    if said != "counter":
        return Answer(said, message, me, at, text, zone, occasion)
    if message.no_counter:
        raise CannotAnswer(
            _("The organiser asked for no other times to be proposed."),
            advice=_("Decline, and say in your own words when it would suit you."),
        )
    if proposed is None:
        raise CannotAnswer(
            _("There is no other time to propose."),
            advice=_("Decline, and say in your own words when it would suit you."),
        )
    return Answer(said, message, me, at, text, zone, occasion or message.next_time(at), proposed)
