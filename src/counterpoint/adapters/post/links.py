"""Addresses in messages: signed, so that whoever got the message, and nobody else, can use them.

Nothing is kept for them. A confirmation holds the moment at which it was asked for, so that a later one makes
it void; its code is made from the same. What switches a kind of notice off holds no time: a mail may be old.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

from counterpoint.domain.living import OutgoingKind, Target

CONFIRM, OFF = "counterpoint.post.confirm", "counterpoint.post.off"
CODE_LETTERS = 8
AT_CONFIRM, AT_OFF = "/post/confirm/", "/post/off/"
"""Where the pages are; known here so that a worker need not load them all."""


@dataclass(frozen=True, slots=True)
class SignedLinks:
    """`public_url` is this Counterpoint's own address without a trailing slash, or ""."""

    public_url: str = ""

    @classmethod
    def of_this_place(cls) -> SignedLinks:
        return cls(settings.REACH.public_url)

    def page(self, path: str) -> str:
        return f"{self.public_url}{path}" if self.public_url else ""

    def confirm(self, person_id: str, target: Target) -> str:
        secret = signing.dumps([person_id, target.id, _asked(target)], salt=CONFIRM)
        return self.page(f"{AT_CONFIRM}{secret}/")

    def code(self, person_id: str, target: Target) -> str:
        said = "\x1f".join((person_id, target.id, target.address, _asked(target)))
        digest = base64.b32encode(salted_hmac(CONFIRM, said, algorithm="sha256").digest()).decode()
        return f"{digest[: CODE_LETTERS // 2]}-{digest[CODE_LETTERS // 2 : CODE_LETTERS]}"

    def off(self, person_id: str, target: Target, kind: OutgoingKind) -> str:
        secret = signing.dumps([person_id, target.way, kind], salt=OFF)
        return self.page(f"{AT_OFF}{secret}/")


def _asked(target: Target) -> str:
    return target.asked_at.isoformat() if target.asked_at else ""


def opened(secret: str, salt: str) -> list[str] | None:
    """What a secret was made of; None for one that is none of ours."""
    try:
        read = signing.loads(secret, salt=salt)
    except signing.BadSignature:
        return None
    return [str(each) for each in read] if isinstance(read, list) else None
