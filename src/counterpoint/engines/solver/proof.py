"""What a proof says, as values that travel from the judge's process to the one that plans."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """One of the things that may stand in the way: an event, firm time, a pinned block, or another item.

    `kind` is "fact", "firm", "pinned" or "item"; `key` is the event's title, the subject of the firm time,
    or the id of the block or item.
    """

    kind: str
    key: str
    words: str


@dataclass(frozen=True, slots=True)
class InTheWay:
    """A set that leaves no room.

    `minimal`: leaving out any one of it would make room. Empty: it has no room by itself.
    """

    members: tuple[Member, ...]
    minimal: bool
