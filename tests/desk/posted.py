"""Somebody who carries messages, for tests: takes them, or does not, as it is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from counterpoint.desk.ports import Message
from counterpoint.domain.living import OutgoingKind, Target


class Carrier:
    """Keeps what it took. `does` is called with each message before it is taken, and may raise."""

    def __init__(self, does: Callable[[Target, Message], None] = lambda target, message: None) -> None:
        self.does = does
        self.taken: list[tuple[str, Message]] = []

    def send(self, target: Target, message: Message, *, now: datetime) -> None:
        self.does(target, message)
        self.taken.append((target.address, message))

    @property
    def subjects(self) -> list[str]:
        return [message.subject for _address, message in self.taken]


class Signposts:
    """Ways back that can be read in a test; `at` is the address of this Counterpoint."""

    def __init__(self, at: str = "https://life.example.org") -> None:
        self.at = at

    def page(self, path: str) -> str:
        return f"{self.at}{path}" if self.at else ""

    def confirm(self, person_id: str, target: Target) -> str:
        return self.page(f"/confirm/{target.id}/")

    def code(self, person_id: str, target: Target) -> str:
        asked = target.asked_at.isoformat() if target.asked_at else ""
        return f"{target.address}-{asked}".upper()

    def off(self, person_id: str, target: Target, kind: OutgoingKind) -> str:
        return self.page(f"/off/{target.way}/{kind}/")
