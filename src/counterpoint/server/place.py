"""Where the web server listens, and under which names it can be reached from there."""

from __future__ import annotations

import socket
from dataclasses import dataclass

EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104  # compared with, not bound to


@dataclass(frozen=True)
class Place:
    """Where the web server listens; `lan` is this machine's own address in its network, if it has one."""

    host: str
    port: int
    lan: str = ""

    @property
    def here(self) -> str:
        host = "localhost" if self.host in (*EVERYWHERE, "127.0.0.1", "::1") else self.host
        return f"http://{host}:{self.port}"

    @property
    def from_phone(self) -> str:
        return f"http://{self.lan}:{self.port}" if self.host in EVERYWHERE and self.lan else ""


def own_address() -> str:
    """This machine's address in its network. No packet is sent: routing alone tells it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(("192.0.2.1", 9))
            return str(asking.getsockname()[0])
        except OSError:
            return ""


def hosts_of(place: Place) -> list[str]:
    """The names under which requests may come when the server listens there."""
    if place.host not in EVERYWHERE:
        return [place.host]
    name = socket.gethostname()
    return [each for each in (place.lan, name, f"{name}.local") if each]
