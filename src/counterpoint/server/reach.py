"""How this Counterpoint is reached: its public address, the hosts it answers to, what stands in front."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from counterpoint.domain.errors import CounterpointError

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


class NotAnAddress(CounterpointError):
    """COUNTERPOINT_PUBLIC_URL is not the address of a website."""


@dataclass(frozen=True)
class Reach:
    """`public_url` has no trailing slash, or is empty; `hosts` are the names that requests may be sent to."""

    public_url: str = ""
    hosts: tuple[str, ...] = LOOPBACK
    behind_proxy: bool = False

    @property
    def https(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def trusted_origins(self) -> list[str]:
        return [self.public_url] if self.public_url else []


def reach_of(environment: Mapping[str, str]) -> Reach:
    """From COUNTERPOINT_PUBLIC_URL, COUNTERPOINT_HOSTS (separated by commas), COUNTERPOINT_BEHIND_PROXY."""
    public = environment.get("COUNTERPOINT_PUBLIC_URL", "").strip().rstrip("/")
    further = (each.strip() for each in environment.get("COUNTERPOINT_HOSTS", "").split(","))
    named = (*LOOPBACK, *((_host_of(public),) if public else ()), *filter(None, further))
    proxy = environment.get("COUNTERPOINT_BEHIND_PROXY", "").strip().lower() in ("1", "yes", "true", "on")
    return Reach(public, tuple(dict.fromkeys(named)), proxy)


def _host_of(address: str) -> str:
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2].removesuffix(f":{parts.port}") if parts.netloc else ""
    if parts.scheme not in ("http", "https") or not host or parts.path:
        raise NotAnAddress(
            f"“{address}” is not an address that Counterpoint can have.",
            advice="Write it like https://counterpoint.example.org, without a path.",
            field="public-url",
        )
    return host
