"""What goes out, what can become of it, and how somebody gets back in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.living import OutgoingKind, Target


class NotSent(CounterpointError):
    """A message did not go out. `message` says why in words that name no address and hold no secret."""


class TryLater(NotSent):
    """It may go another time, and not before `wait` is over where that was said.

    `way_is_down`: nothing at all can go this way just now, wherever to.
    """

    def __init__(
        self, message: str, *, advice: str = "", way_is_down: bool = False, wait: timedelta | None = None
    ) -> None:
        super().__init__(message, advice=advice)
        self.way_is_down, self.wait = way_is_down, wait


class Refused(NotSent):
    """This message will never be taken; another one may be."""


class TargetGone(NotSent):
    """Nobody is there any more: nothing is sent there until it is confirmed anew."""


class Unclear(NotSent):
    """Nobody knows whether it was taken, because the answer did not come."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is to go out. `id` is the same however often it is tried, and no two messages have the same.

    `path` is where in the app something can be done about it and `link` the absolute address of a page for
    that, `off` one that switches this kind of notice off; each is "" where there is none. After `until`
    nobody needs it.
    `from_name` and `reply_to` are set where a person sends it themselves, by their own press (`by_hand`).
    """

    id: str
    kind: OutgoingKind
    subject: str
    body: str
    link: str = ""
    off: str = ""
    until: datetime | None = None
    from_name: str = ""
    reply_to: str = ""
    path: str = ""

    @property
    def by_hand(self) -> bool:
        return self.kind == "companion"


class Post(Protocol):
    """One way to reach somebody outside the app. It may block for a while, within a limit of its own."""

    def send(self, target: Target, message: Message, *, now: datetime) -> None:
        """Hands a message over; when this returns it has been taken.

        Raises TryLater, Refused, TargetGone, or Unclear when it may have been taken or not.
        """
        ...


class WaysBack(Protocol):
    """How somebody outside gets back in. Each address is "" where this Counterpoint knows none of its own."""

    def page(self, path: str) -> str: ...

    def confirm(self, person_id: str, target: Target) -> str:
        """The address that confirms a target as it was asked for last."""
        ...

    def code(self, person_id: str, target: Target) -> str:
        """What confirms it when it is typed."""
        ...

    def off(self, person_id: str, target: Target, kind: OutgoingKind) -> str:
        """The address that switches a kind of notice off for the way of a target."""
        ...
