"""Requests: what somebody asks of a person's time, and what the person answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from counterpoint.domain.timeline import Span

RequestState = Literal["open", "accepted", "given_back", "countered", "declined", "called_off"]
"""Accepted, accepted with the time given back, answered with other times, declined; called off by whoever
asked; or not answered yet.
"""
PROMISED: tuple[RequestState, ...] = ("accepted", "given_back")


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody asks for a stretch of time.

    `at` is when it was written down, `zone` the asker's own (empty: unknown). `email` is where a reply would
    go, when the person sends it. `answer` is the text that was answered with; `bend_ids` are the bends that
    were logged for it. `notes` are the person's own and never leave.
    """

    id: str
    at: datetime
    who: str
    what: str
    span: Span
    all_day: bool = False
    zone: str = ""
    domain_id: str = ""
    email: str = ""
    notes: str = ""
    state: RequestState = "open"
    answered_at: datetime | None = None
    answer: str = ""
    bend_ids: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Who asks, and what for."""
        return " · ".join(each for each in (self.who, self.what) if each)

    @property
    def is_promised(self) -> bool:
        """Whether the time it asks for is now promised."""
        return self.state in PROMISED
