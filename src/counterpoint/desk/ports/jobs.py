"""What goes on after the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

JobState = Literal["waiting", "running", "done", "failed", "stopped"]


@dataclass(frozen=True, slots=True)
class Job:
    """Work that goes on after the answer.

    `progress` 0–1, `note` in words for the person, `result` for the program.
    """

    id: str
    kind: str
    payload: Mapping[str, Any]
    state: JobState = "waiting"
    progress: float = 0.0
    note: str = ""
    result: Mapping[str, Any] | None = None
    stop_asked: bool = False
    attempts: int = 0


class Jobs(Protocol):
    """What a person has asked to be done in the background."""

    def record(self, kind: str, payload: Mapping[str, Any]) -> Job: ...

    def get(self, id: str) -> Job: ...

    def latest(self, kind: str, **payload: Any) -> Job | None:
        """The newest job of a kind whose payload has these entries."""
        ...

    def tell(
        self, id: str, *, progress: float, note: str = "", result: Mapping[str, Any] | None = None
    ) -> None:
        """Says how far a running job is; also its sign of life."""
        ...

    def ask_to_stop(self, id: str) -> None: ...
