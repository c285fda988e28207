"""In what a server is known to differ from what most of them do, told by what it publishes of itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from counterpoint.adapters.web_client import Answer
from counterpoint.desk.ports import ServerTrouble


def _as_it_says(_answer: Answer) -> ServerTrouble | None:
    return None


@dataclass(frozen=True, slots=True)
class Habits:
    """`looks_around`: where its calendars are is not known beforehand (RFC 6764). `creates_if_none`: it heeds
    If-None-Match. `makes`: it lets calendars be made. `trouble`: what an answer means that others would not
    give, None where it is to be taken as it is.
    """

    looks_around: bool = True
    creates_if_none: bool = True
    makes: bool = True
    trouble: Callable[[Answer], ServerTrouble | None] = _as_it_says
