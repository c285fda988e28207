"""A browser that may be reached by Web Push: the subscription that it handed out (W3C Push API §8)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.words import gettext as _

LONGEST_ENDPOINT = 1000
_POINT, _SECRET = 65, 16
_UNCOMPRESSED = 4


class NoSubscription(CounterpointError):
    """Not what a browser hands out."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """Where a browser's push service takes messages for it, and what they are sealed with.

    `receiver` (P-256 point, 65 bytes) and `secret` (16 bytes) are the browser's, `key` is the public key of
    the Counterpoint that it was asked with; all in base64url without padding.
    """

    endpoint: str
    receiver: str
    secret: str
    key: str

    def as_text(self) -> str:
        return json.dumps(asdict(self))

    @property
    def sign(self) -> str:
        """By this a browser knows itself, and nobody can tell where it is reached."""
        digest = hashlib.sha256(self.endpoint.encode()).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def subscription(endpoint: str, receiver: str, secret: str, key: str) -> Subscription:
    """A subscription as a browser sent it. Raises NoSubscription for what none sends."""
    try:
        parts = urlsplit(endpoint)
        secure = parts.scheme == "https" and bool(parts.hostname) and parts.port != 0 and not parts.username
    except ValueError:
        secure = False
    point = unpacked(receiver)
    if (
        not secure
        or len(endpoint) > LONGEST_ENDPOINT
        or not (endpoint.isascii() and endpoint.isprintable())
        or (len(point), *point[:1]) != (_POINT, _UNCOMPRESSED)
        or len(unpacked(secret)) != _SECRET
        or len(unpacked(key)) != _POINT
    ):
        raise NoSubscription(
            _("What the browser sent is not a place to which notices can be pushed."),
            advice=_("Load the page again and press once more; or use another browser on this device."),
        )
    return Subscription(endpoint, receiver, secret, key)


def subscription_of(text: str) -> Subscription:
    """The subscription that was kept as a text. Raises NoSubscription."""
    try:
        kept = json.loads(text)
        said = [kept[name] for name in ("endpoint", "receiver", "secret", "key")]
        plain = all(isinstance(each, str) for each in said)
    except (ValueError, TypeError, KeyError):
        said, plain = [], False
    return subscription(*(said if plain else ("", "", "", "")))


def unpacked(packed: str) -> bytes:
    """Bytes from base64url without padding; none from anything else."""
    try:
        return base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""
