"""The mail server that the operator names, read from the environment; wrong values are told at the start."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from typing import Literal, cast, get_args

from counterpoint.domain.errors import CounterpointError

Security = Literal["none", "starttls", "tls"]
PORTS: Mapping[Security, int] = {"none": 25, "starttls": 587, "tls": 465}
PORT_MOST = 65535
NAMES = ("HOST", "PORT", "USER", "PASSWORD", "SECURITY", "FROM")
_ADDRESS = re.compile(r"[!-~]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")


class NotAMailServer(CounterpointError):
    """One of the COUNTERPOINT_SMTP_… variables says what cannot be."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over. `sender` is whom it comes from; without a user nobody signs in."""

    host: str
    port: int
    sender: str
    security: Security = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)


def mail_server_of(environment: Mapping[str, str]) -> MailServer | None:
    """From COUNTERPOINT_SMTP_HOST, _PORT, _USER, _PASSWORD, _SECURITY and _FROM; None without a host.

    Raises NotAMailServer.
    """
    said = {name: environment.get(f"COUNTERPOINT_SMTP_{name}", "").strip() for name in NAMES}
    if not said["HOST"]:
        if any(said.values()):
            named = next(f"COUNTERPOINT_SMTP_{name}" for name in NAMES if said[name])
            raise NotAMailServer(
                f"{named} is set, and COUNTERPOINT_SMTP_HOST is not.",
                advice="Name the mail server, or leave all of them out: then no mail is sent.",
            )
        return None
    if not re.fullmatch(r"[A-Za-z0-9._:\[\]-]+", said["HOST"]):
        raise _wrong("HOST", said["HOST"], "Write a name like smtp.example.org, without a scheme.")
    security = _security(said["SECURITY"] or "starttls")
    if said["PASSWORD"] and not said["USER"]:
        raise NotAMailServer(
            "COUNTERPOINT_SMTP_PASSWORD is set, and COUNTERPOINT_SMTP_USER is not.",
            advice="Name the user that the password is for.",
        )
    return MailServer(
        said["HOST"].strip("[]"),
        _port(said["PORT"], security),
        _sender(said["FROM"]),
        security,
        said["USER"],
        said["PASSWORD"],
    )


def _wrong(name: str, said: str, advice: str) -> NotAMailServer:
    return NotAMailServer(f"COUNTERPOINT_SMTP_{name} is “{said:.60}”.", advice=advice)


def _security(said: str) -> Security:
    if said.lower() not in get_args(Security):
        raise _wrong("SECURITY", said, "It can be starttls (the usual), tls, or none.")
    return cast(Security, said.lower())


def _port(said: str, security: Security) -> int:
    if not said:
        return PORTS[security]
    if not said.isascii() or not said.isdigit() or not 1 <= int(said) <= PORT_MOST:
        raise _wrong("PORT", said, f"It can be 1 to {PORT_MOST}; without it, {PORTS[security]} is used.")
    return int(said)


def _sender(said: str) -> str:
    """The bare address; a name before it is left out, for each message has its own."""
    address = parseaddr(said)[1] if said else ""
    if not _ADDRESS.fullmatch(address):
        raise _wrong("FROM", said, "Write the address that mail shall come from, like life@example.org.")
    return address
