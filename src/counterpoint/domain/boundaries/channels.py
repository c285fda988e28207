"""Channels: through what others reach a person, when it is on, and how soon one answers there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from counterpoint.domain.timeline import WeeklyWindow

ChannelKind = Literal["mail", "chat", "phone", "in_person", "other"]
Soon = Literal["", "at_once", "hour", "half_day", "day", "next_day", "few_days", "week"]
"""How soon one answers while a channel is on; empty says nothing of it."""
Audience = Literal["manager", "colleagues", "family", "others"]
AUDIENCES: tuple[Audience, ...] = ("manager", "colleagues", "family", "others")


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to reach a person. Without `windows` it is off unless the person looks.

    `reach` is the number, address or place by which it is reached. `for_whom` are those who are told of it
    (nobody named: all of them). `in_emergency`: this is the way when it cannot wait.
    """

    id: str
    title: str
    kind: ChannelKind = "mail"
    windows: tuple[WeeklyWindow, ...] = ()
    soon: Soon = ""
    for_whom: tuple[str, ...] = ()
    reach: str = ""
    in_emergency: bool = False

    def is_for(self, audience: Audience) -> bool:
        return not self.for_whom or audience in self.for_whom
