"""Web Push (RFC 8030): a message is left with the push service of whoever made the browser.

Its address comes from a browser, which is to say from a person: it is asked like every such address. The
service learns that there is a message, how long it is good for and how urgent it is; not what it says.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from hashlib import sha256
from hmac import digest
from pathlib import Path
from typing import NoReturn

from cryptography.hazmat.primitives.asymmetric import ec

from counterpoint.adapters.post.push_key import as_base64url, authorization, public_part, push_key
from counterpoint.adapters.post.push_sealing import seal_for
from counterpoint.adapters.web_client import Answer, CannotFetch, NotAllowed, post
from counterpoint.desk.ports import Message, Refused, TargetGone, TryLater
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.living import Target
from counterpoint.domain.living.devices import NoSubscription, Subscription, subscription_of, unpacked
from counterpoint.domain.words import gettext as _

LONGEST_WAIT = timedelta(days=1)
"""A message whose end is not known is kept for a browser that is off for so long."""
MOST_SECONDS = 15.0
MOST_TITLE, MOST_BODY, MOST_PATH = 120, 240, 600
TOPIC = 32
"""Characters of a topic at most (RFC 8030 §5.4)."""
AT_ONCE = frozenset({"prompt", "ritual", "confirm", "test"})
"""What is of use only soon; anything else may wait for a phone that saves power (§5.3)."""
GONE, TOO_LARGE = frozenset({404, 410}), 413
LATER = frozenset({408, 425, 429})
NOT_US = frozenset({401, 403})


@dataclass(frozen=True, slots=True)
class PushPost:
    """`home` holds the key. `contact`: an https or mailto address of whoever runs this, for the push service;
    "" for none.
    """

    home: Path
    contact: str = ""
    allow_private: bool = False

    def send(self, target: Target, message: Message, *, now: datetime) -> None:
        """Raises TryLater, Refused or TargetGone."""
        key = self._key()
        to = _subscription(target, key)
        try:
            body = seal_for(unpacked(to.receiver), unpacked(to.secret), payload(message))
        except ValueError:
            raise _gone(_("What this device gave to reach it by cannot be used.")) from None
        head = headers(to, message, now) | {
            "Authorization": authorization(key, to.endpoint, now=now, contact=self.contact)
        }
        try:
            answer = post(
                to.endpoint,
                body,
                headers=head,
                allow_private=self.allow_private,
                most_seconds=MOST_SECONDS,
            )
        except NotAllowed as refused:
            raise TargetGone(refused.message, advice=refused.advice) from None
        except CannotFetch as unreached:
            raise TryLater(unreached.message, advice=unreached.advice) from None
        if not _taken(answer):
            _complain(answer, now)

    def _key(self) -> ec.EllipticCurvePrivateKey:
        try:
            return push_key(self.home)
        except CounterpointError as damaged:
            raise TryLater(damaged.message, advice=damaged.advice, way_is_down=True) from damaged


def _subscription(target: Target, key: ec.EllipticCurvePrivateKey) -> Subscription:
    try:
        to = subscription_of(target.address)
    except NoSubscription as wrong:
        raise _gone(wrong.message) from None
    if to.key != public_part(key):
        raise _gone(_("This device was turned on with an earlier key of this Counterpoint."))
    return to


def payload(message: Message) -> bytes:
    """What the browser shows, and the path that it opens; shortened, for it has to fit."""
    said = {
        "title": message.subject[:MOST_TITLE],
        "body": message.body[:MOST_BODY],
        "path": message.path if len(message.path) <= MOST_PATH else "",
        "tag": message.kind,
    }
    return json.dumps(said, separators=(",", ":")).encode()


def headers(to: Subscription, message: Message, now: datetime) -> dict[str, str]:
    """How long and how urgently it is kept; a later message of its kind takes the place of one that waits."""
    left = min(message.until - now, LONGEST_WAIT) if message.until else LONGEST_WAIT
    return {
        "Content-Type": "application/octet-stream",
        "Content-Encoding": "aes128gcm",
        "TTL": str(max(0, int(left.total_seconds()))),
        "Urgency": "normal" if message.kind in AT_ONCE else "low",
        "Topic": _topic(to, message),
    }


def _topic(to: Subscription, message: Message) -> str:
    """One for each kind and device, from which nobody who carries it can tell the kind."""
    return as_base64url(digest(unpacked(to.secret), message.kind.encode(), sha256))[:TOPIC]


def _taken(answer: Answer) -> bool:
    return 200 <= answer.status < 300  # noqa: PLR2004  # RFC 8030 §5: 201; some say 200 or 202


def _complain(answer: Answer, now: datetime) -> NoReturn:
    named = {"host": answer.host, "status": answer.status}
    if answer.status in GONE:
        raise _gone(_("This device does not take notices any more."))
    if answer.status == TOO_LARGE:
        raise Refused(_("The push service %(host)s found the message too large.") % named)
    if answer.status in LATER or answer.status >= 500:  # noqa: PLR2004
        raise TryLater(
            _("The push service %(host)s asks to be left alone for a while (%(status)s).") % named,
            wait=wait(answer, now),
        )
    if answer.status in NOT_US:
        raise Refused(
            _("The push service %(host)s does not accept that it is us (%(status)s).") % named,
            advice=_("Is the clock of this server right? Else turn the device off and on again here."),
        )
    raise Refused(_("The push service %(host)s did not take the message (%(status)s).") % named)


def wait(answer: Answer, now: datetime) -> timedelta | None:
    """Retry-After, in seconds or as a date (RFC 9110 §10.2.3); None when it says nothing of use."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isdigit() and len(said) < 8:  # noqa: PLR2004
        return timedelta(seconds=int(said))
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return None
    until = until.replace(tzinfo=until.tzinfo or UTC)
    return max(until - now, timedelta(0))


def _gone(message: str) -> TargetGone:
    return TargetGone(
        message, advice=_("To hear of things there again, open this page on that device and turn it on.")
    )
