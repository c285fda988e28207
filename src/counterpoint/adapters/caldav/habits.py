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
    If-None-Match. `makes`: it lets calendars be made. `conflict_is_of_versions`: it says 409 where another
    version of an entry is there, not of a calendar that is gone (RFC 4918 §9.7.1). `trouble`: what an answer
    means that others would not give, None where it is to be taken as it is.
    """

    looks_around: bool = True
    creates_if_none: bool = True
    makes: bool = True
    conflict_is_of_versions: bool = False
    trouble: Callable[[Answer], ServerTrouble | None] = _as_it_says
