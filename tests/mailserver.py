"""A real mail server on this machine, which takes mail or does what a test wants instead."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from tests.server.running import free_port

HOST = "127.0.0.1"
DROPS = "drops"


@dataclass
class Letters:
    """What arrived. `to_address` and `to_text` are the answers to an address and to a text; "" takes it."""

    port: int = 0
    to_address: str = ""
    to_text: str = ""
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        self.asked.append(address)
        if self.to_address == DROPS:
            server.transport.abort()
        if self.to_address:
            return self.to_address
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.to_text and self.to_text != DROPS:
            return self.to_text
        letter: Any = message_from_bytes(envelope.content, policy=policy.default)
        self.taken += [(address, letter) for address in envelope.rcpt_tos]
        if self.to_text == DROPS:  # it has it, and nobody hears of that
            server.transport.abort()
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        return [letter for whom, letter in self.taken if whom == address]

    @property
    def environment(self) -> dict[str, str]:
        """What tells a Counterpoint of this server."""
        return {
            "COUNTERPOINT_SMTP_HOST": HOST,
            "COUNTERPOINT_SMTP_PORT": str(self.port),
            "COUNTERPOINT_SMTP_SECURITY": "none",
            "COUNTERPOINT_SMTP_FROM": "life@counterpoint.example",
        }


@contextmanager
def mail_server(letters: Letters | None = None, **more: Any) -> Iterator[Letters]:
    """Takes mail until the block ends; `more` is what the server of aiosmtpd understands."""
    letters = letters or Letters()
    letters.port = letters.port or free_port()
    controller = Controller(letters, hostname=HOST, port=letters.port, **more)
    controller.start()
    try:
        yield letters
    finally:
        controller.stop()
