"""Which of several messages is in force (RFC 5546 §2.1.4 and §2.1.5), in whatever order they arrive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from counterpoint.domain.inviting.message import Message

Happened = Literal["new", "changed", "cancelled", "seen", "older", "foreign"]
"""Nothing like it was there; it replaces what was; it calls it off; it is there already; what is there is
newer; it comes from somebody else than the organiser of what is there."""


def revision(message: Message) -> tuple[int, datetime, bool]:
    """SEQUENCE, then DTSTAMP. What calls an event off comes after what asks for it in the same breath."""
    return message.sequence, message.stamp, message.method == "CANCEL"


def outdates(whole: Message, instance: Message) -> bool:
    """Whether a message about a whole series leaves nothing of an earlier one about an instance of it: a
    series of a higher SEQUENCE was described anew, with all its instances.
    """
    return instance.sequence < whole.sequence


def is_off(message: Message, whole: Message | None) -> bool:
    """Whether what a message asks for is called off, by itself or with the whole of its series."""
    if message.method == "CANCEL":
        return True
    return whole is not None and whole.method == "CANCEL" and revision(message) <= revision(whole)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a message does to those of its UID that are in force; `gone` are the instances that it leaves
    nothing of.
    """

    happened: Happened
    gone: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        return self.happened in ("new", "changed", "cancelled")


def arrives(known: Mapping[str, Message], message: Message) -> Arrival:
    """A REQUEST or CANCEL beside the messages of its UID in force, by their RECURRENCE-ID ("" the whole)."""
    here, whole = known.get(message.recurrence_id), known.get("")
    if any(not same_organiser(each, message) for each in known.values()):
        return Arrival("foreign")
    if here is not None and revision(message) <= revision(here):
        return Arrival("seen" if revision(message) == revision(here) else "older")
    if message.recurrence_id:
        if whole is not None and outdates(whole, message):
            return Arrival("older")
        return Arrival(_happened(message, here))
    gone = tuple(name for name, each in known.items() if name and outdates(message, each))
    return Arrival(_happened(message, here), gone)


def _happened(message: Message, here: Message | None) -> Happened:
    if message.method == "CANCEL":
        return "cancelled"
    return "new" if here is None else "changed"


def same_organiser(here: Message, message: Message) -> bool:
    """Whether a message is of the organiser of what is there.

    Else whoever knows a UID could move or call off what somebody else invited to. Both have to say who that
    is (RFC 5546 §3.2.2 and §3.2.5).
    """
    if here.organiser is None or message.organiser is None:
        return False
    return bool(_names(here) & _names(message))


def _names(message: Message) -> set[str]:
    organiser = message.organiser
    assert organiser is not None
    return {each.casefold() for each in (organiser.address, organiser.uri) if each}


def turns_down(message: Message, here: Message, *, before: datetime | None) -> bool:
    """Whether a DECLINECOUNTER speaks of the revision in force and was not heard yet (RFC 5546 §3.2.8).

    `before` is the stamp of the last one that was heard. One that names no organiser, as Outlook.com sends
    it, changes no time and calls nothing off: it counts.
    """
    fresh = before is None or message.stamp > before
    theirs = message.organiser is None or same_organiser(here, message)
    return message.sequence >= here.sequence and fresh and theirs
