"""What leaves the app: where a person may be reached, and each single message with what became of it.

A message is written down before it is sent, and its sending is written down before it begins, so that a crash
loses nothing. What began and whose end nobody saw is tried once more under the same id, and never again.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, get_args

from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.living.notices import NoticeKind
from counterpoint.domain.words import gettext as _

Way = Literal["mail", "push", "apprise"]
WAYS: tuple[Way, ...] = get_args(Way)
OutgoingKind = Literal[
    "prompt", "ritual", "review", "season", "give_back", "commitment", "plan", "confirm", "test", "companion"
]
OutgoingState = Literal["waiting", "sending", "sent", "failed", "withdrawn"]

WAITS = tuple(timedelta(minutes=each) for each in (1, 5, 20, 60, 180))
"""How long after each attempt that did not succeed the next one comes."""
MOST_ATTEMPTS = len(WAITS) + 1
LONGEST_ASKED = timedelta(days=1)
HEARD_WITHIN = timedelta(minutes=10)
"""If nobody has said by then how a sending went, whoever was at it is gone."""
CONFIRMED_WITHIN = timedelta(hours=24)
"""So long the link and the code in a confirmation mail work."""
MOST_WRONG_CODES = 5
LONGEST_ADDRESS = 254
"""RFC 5321 section 4.5.3.1.3, without the two brackets."""
_ATOM, _LABEL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+", r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")


class NotAMailAddress(CounterpointError):
    """What is said to be a mail address cannot be one."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a person may be reached outside the app. Only a confirmed one gets anything but its confirmation.

    `address` is what the way needs: a mail address, the subscription of a browser, an Apprise address.
    `asked_at` is when the last confirmation was asked for, `tries` how many wrong codes were typed since.
    `trouble` says in words why it is confirmed no longer.
    """

    id: str
    at: datetime
    way: Way
    address: str
    label: str = ""
    confirmed_at: datetime | None = None
    asked_at: datetime | None = None
    tries: int = 0
    trouble: str = ""

    @property
    def name(self) -> str:
        """As its person knows it."""
        return self.label or self.address

    def can_be_confirmed(self, now: datetime) -> bool:
        """Whether the last link and code still work."""
        return (
            self.confirmed_at is None
            and self.asked_at is not None
            and now < self.asked_at + CONFIRMED_WITHIN
            and self.tries < MOST_WRONG_CODES
        )

    def asked(self, now: datetime) -> Target:
        """A new link and code; earlier ones work no longer."""
        return replace(self, asked_at=now, tries=0, trouble="")

    def confirmed(self, now: datetime) -> Target:
        return replace(self, confirmed_at=now, asked_at=None, tries=0, trouble="")

    def doubted(self, why: str) -> Target:
        """Nothing more is sent there until it is confirmed again."""
        return replace(self, confirmed_at=None, asked_at=None, tries=0, trouble=why)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to one place. `kind` is that of the notice, or what else it is.

    `target_id` names the target (for a companion: the companion), `to` says where that is in words that stay.
    `link` is a path of the app, `occasion` the `subject` of the notice. It is not sent at `until` or later.
    `next_at` is when to look at it again; `lost` counts the sendings whose end nobody saw. `ended_at` is when
    it was sent, given up or withdrawn, `note` what there is to say of that.
    """

    id: str
    at: datetime
    kind: OutgoingKind
    way: Way
    target_id: str
    to: str
    subject: str
    body: str = ""
    link: str = ""
    occasion: str = ""
    until: datetime | None = None
    state: OutgoingState = "waiting"
    attempts: int = 0
    lost: int = 0
    next_at: datetime | None = None
    ended_at: datetime | None = None
    note: str = ""

    @property
    def is_open(self) -> bool:
        return self.state in ("waiting", "sending")

    @property
    def is_notice(self) -> bool:
        return self.kind in get_args(NoticeKind)

    def is_due(self, now: datetime) -> bool:
        """Whether it is to be looked at: it waits for this moment, or whoever was sending it is gone."""
        return self.is_open and (self.next_at is None or self.next_at <= now)

    def is_late(self, now: datetime) -> bool:
        return self.until is not None and self.until <= now

    def begun(self, now: datetime) -> Outgoing:
        """As it is written down before it is handed over; given up when that happened too often."""
        lost = self.lost + (self.state == "sending")
        if lost > 1:
            return self._ended("failed", now, _("It may or may not have arrived."))
        if self.attempts >= MOST_ATTEMPTS:
            return self._ended("failed", now, self.note)
        return replace(
            self, state="sending", attempts=self.attempts + 1, lost=lost, next_at=now + HEARD_WITHIN
        )

    def arrived(self, now: datetime) -> Outgoing:
        """It was taken by whoever carries it on."""
        return self._ended("sent", now, "")

    def put_back(self, now: datetime, why: str, asked: timedelta = timedelta(0)) -> Outgoing:
        """It did not go now: it waits ever longer, and is given up in the end.

        `asked` is how long it was asked to wait at least; more than LONGEST_ASKED is not listened to.
        """
        if self.attempts >= MOST_ATTEMPTS:
            return self._ended("failed", now, why)
        wait = max(WAITS[self.attempts - 1], min(asked, LONGEST_ASKED))
        return replace(self, state="waiting", next_at=now + wait, note=why)

    def refused(self, now: datetime, why: str) -> Outgoing:
        return self._ended("failed", now, why)

    def withdrawn(self, now: datetime, why: str) -> Outgoing:
        return self._ended("withdrawn", now, why)

    def at_rest(self) -> Outgoing:
        """As it is brought in from a file: what had not gone goes no more."""
        if not self.is_open:
            return self
        why = _("It had not gone when it was brought here.")
        return replace(self, state="withdrawn", next_at=None, ended_at=self.at, note=why)

    def waits_until(self, moment: datetime) -> Outgoing:
        """It is let be for now; this was no attempt."""
        lost = self.lost + (self.state == "sending")
        return replace(self, state="waiting", next_at=moment, lost=lost)

    def _ended(self, state: OutgoingState, now: datetime, note: str) -> Outgoing:
        return replace(self, state=state, next_at=None, ended_at=now, note=note)


def outgoing_id(*parts: str) -> str:
    """The same for the same occasion and target, so that one occasion is never told twice to one place."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def mail_address(text: str) -> str:
    """One plain mail address (a dot-atom and a host name of RFC 5321); NotAMailAddress for anything else."""
    said = text.strip()
    if len(said) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(said):
        raise NotAMailAddress(
            _("“%(said)s” is not a mail address.") % {"said": f"{said:.60}"},
            advice=_("Write one like robin@example.org, in Latin letters."),
            field="address",
        )
    return said
