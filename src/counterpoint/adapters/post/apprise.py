"""Apprise: one message to one service of a person's own, from a process that can do nothing else.

Nothing of Apprise is imported here; see `confined`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import httpcore

from counterpoint.adapters.open_internet import is_public
from counterpoint.adapters.web_client import resolved
from counterpoint.desk.ports import Message, NotSent, Refused, TargetGone, TryLater, Unclear
from counterpoint.domain.living import Target
from counterpoint.domain.living.services import NotAService, Service, service_address
from counterpoint.domain.words import gettext as _

MOST_SECONDS = 25.0
HTTPS, LOOK_UP = 443, 5.0
PASSED_ON = ("SYSTEMROOT", "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "LD_LIBRARY_PATH")
"""Of the environment nothing else is handed over: it holds secrets, and proxies to somewhere else."""
NOBODY, LATER = frozenset({401, 403, 404, 410}), frozenset({408, 425, 429})


@dataclass(frozen=True, slots=True)
class ApprisePost:
    """`allow_private`: whether services in one's own network may be asked."""

    allow_private: bool = False
    most_seconds: float = MOST_SECONDS

    def send(self, target: Target, message: Message, *, now: datetime) -> None:  # noqa: ARG002  # it says until when
        """Raises TryLater, Refused, TargetGone or Unclear."""
        try:
            service, address = service_address(target.address)
        except NotAService as wrong:
            raise TargetGone(wrong.message, advice=wrong.advice) from None
        said = self._ask(service, address, title=message.subject, body=as_text(message))
        if said["outcome"] != "sent":
            raise why_not(service, said)

    def check(self, address: str) -> None:
        """Whether Apprise understands an address; nobody is asked. Raises NotAService.

        Where that takes too long to be waited for, the code that is sent there will tell.
        """
        service, address = service_address(address)
        if not self.allow_private and leads_inside(address):
            raise NotAService(
                _inside(service),
                advice=_("Whoever runs it can allow that with COUNTERPOINT_PRIVATE_FEEDS=1."),
            )
        with suppress(Unclear):
            if self._ask(service, address, check=True)["outcome"] != "clear":
                message, advice = _unclear(service)
                raise NotAService(message, advice=advice)

    def _ask(
        self, service: Service, address: str, *, title: str = "", body: str = "", check: bool = False
    ) -> dict[str, Any]:
        asked = {
            "address": address,
            "title": title,
            "body": body,
            "check": check,
            "allow_private": self.allow_private,
        }
        try:
            ended = subprocess.run(
                [sys.executable, "-I", "-m", "counterpoint.adapters.post.confined"],
                input=json.dumps(asked).encode(),
                env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
                capture_output=True,
                timeout=self.most_seconds,
                check=True,
            )
            said: dict[str, Any] = json.loads(ended.stdout)
        except (subprocess.SubprocessError, ValueError):  # too slow, too large, or it broke
            raise Unclear(_("%(name)s did not answer in time.") % {"name": service.name}) from None
        return said


def as_text(message: Message) -> str:
    """The words and, below them, where something can be done about it."""
    return "\n\n".join(each for each in (message.body, message.link) if each) or message.subject


def why_not(service: Service, said: dict[str, Any]) -> NotSent:
    """What it means that a message was not taken. No part of the address is in it."""
    named, status = {"name": service.name, "status": said.get("status")}, said.get("status")
    if said["outcome"] == "private":
        return TargetGone(_inside(service))
    if said["outcome"] == "unclear":
        message, advice = _unclear(service)
        return TargetGone(message, advice=advice)
    if status in NOBODY:
        return TargetGone(
            _("%(name)s does not take anything for this address any more (%(status)s).") % named,
            advice=_("Look in %(name)s whether its key or topic has changed, then add its address anew.")
            % named,
        )
    if status is None:
        return TryLater(_("%(name)s could not be reached.") % named)
    if status in LATER or status >= 500:  # noqa: PLR2004
        patience = _("%(name)s asks to be left alone for a while (%(status)s).") % named
        return TryLater(patience, wait=_wait(said.get("wait")))
    return Refused(_("%(name)s did not take the message (%(status)s).") % named)


def leads_inside(address: str) -> bool:
    """Whether the server that an address names is in a private network, as far as can be told before.

    Many services name none; what stands there then is a topic or a key, and is no name to be looked up.
    """
    try:
        host = urlsplit(address).hostname or ""
        named = "." in host or ":" in host or host == "localhost"
        return named and not all(map(is_public, resolved(host, HTTPS, LOOK_UP)))
    except (ValueError, httpcore.ConnectError, httpcore.ConnectTimeout):
        return False


def _inside(service: Service) -> str:
    words = _("This address of %(name)s is in a private network, which this Counterpoint may not ask.")
    return words % {"name": service.name}


def _unclear(service: Service) -> tuple[str, str]:
    return (
        _("This is not how an address of %(name)s is written.") % {"name": service.name},
        _("It should look like %(form)s.") % {"form": service.form},
    )


def _wait(said: Any) -> timedelta | None:
    """Retry-After in seconds; as a date it is left to the usual waiting."""
    plain = isinstance(said, str) and said.isdigit() and len(said) < 8  # noqa: PLR2004
    return timedelta(seconds=int(said)) if plain else None
