"""Asking somebody for permission at their provider, and their way back (RFC 6749 §4.1, RFC 7636, RFC 9700).

What is remembered meanwhile stays on this side, with the session that asked: only that session, signed in as
that person, can come back with it, once, and within a while.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from counterpoint.domain.agenda.authorization import ASKED_FOR, AuthorizationServer
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.words import gettext as _

_LONGEST_CODE = 2000


class NotAsked(CounterpointError):
    """Somebody came back who was not sent, or not from here, or a second time, or too late."""


class Declined(CounterpointError):
    """No permission was given."""


@dataclass(frozen=True, slots=True, repr=False)
class Asking:
    """A question that is under way. With an `account_id` it is asked for that account once more."""

    provider: str
    person_id: str
    state: str
    verifier: str
    redirect: str
    asked_at: datetime
    account_id: str = ""


def begin(
    server: AuthorizationServer,
    client_id: str,
    *,
    person_id: str,
    redirect: str,
    now: datetime,
    account_id: str = "",
    user: str = "",
) -> tuple[Asking, str]:
    """What is to be remembered, and the address to send the person to. `user`: as whom they are expected."""
    asking = Asking(
        provider=server.key,
        person_id=person_id,
        state=secrets.token_urlsafe(32),
        verifier=secrets.token_urlsafe(64),
        redirect=redirect,
        asked_at=now,
        account_id=account_id,
    )
    said = {
        **server.extra,
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": redirect,
        "scope": " ".join(server.scopes),
        "state": asking.state,
        "code_challenge": challenge(asking.verifier),
        "code_challenge_method": "S256",
        **({"login_hint": user} if user else {}),
    }
    return asking, f"{server.authorize}?{urlencode(said)}"


def challenge(verifier: str) -> str:
    """S256 of RFC 7636 §4.2."""
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def code_of(
    asking: Asking | None, said: Mapping[str, str], *, provider: str, person_id: str, now: datetime
) -> str:
    """The code that somebody came back with. Raises NotAsked, or Declined where they gave no permission."""
    if asking is None or not _is_answer(asking, said.get("state", ""), provider, person_id):
        raise NotAsked(
            _("This answer belongs to no question that was asked from here."),
            advice=_("Nothing was changed. Begin once more, in this window."),
        )
    if not asking.asked_at <= now <= asking.asked_at + ASKED_FOR:
        raise NotAsked(
            _("That took longer than half an hour, so the answer is no longer taken."),
            advice=_("Nothing was changed. Begin once more."),
        )
    code = said.get("code", "")
    if said.get("error") or not code or len(code) > _LONGEST_CODE:
        raise _declined(said.get("error", ""))
    return code


def _is_answer(asking: Asking, state: str, provider: str, person_id: str) -> bool:
    same = secrets.compare_digest(asking.state.encode(), state.encode("utf-8", "replace"))
    return same and (asking.provider, asking.person_id) == (provider, person_id)


def _declined(error: str) -> Declined:
    if error in ("", "access_denied"):
        return Declined(
            _("No permission was given, so nothing is connected."),
            advice=_("Begin once more if that was not meant."),
        )
    known = error if error.replace("_", "").isalpha() and len(error) <= 40 else "…"  # noqa: PLR2004 - a word
    return Declined(
        _("The provider did not ask for permission (%(error)s).") % {"error": known},
        advice=_("Whoever runs this Counterpoint may have to look at its registration there."),
    )
