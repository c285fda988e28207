"""Questions at a token endpoint, and what its answers mean (RFC 6749 §4.1.3, §5, §6; RFC 7009)."""

from __future__ import annotations

import base64
import binascii
import json
import os
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from counterpoint.adapters.open_internet import Address, is_at_home, is_public
from counterpoint.adapters.web_client import Answer, Conversation, Permitted, waiting
from counterpoint.desk.ports import PermissionEnded, ServerTrouble, Tokens
from counterpoint.domain.agenda.authorization import AuthorizationServer, OAuthClient
from counterpoint.domain.words import gettext as _

MOST_BYTES, EACH, ALL = 200_000, 15.0, 20.0
LONGEST_TOKEN, LONGEST_USER = 20_000, 320
LONGEST_LIFE = 60 * 60 * 24
"""Seconds; a token that says it lives longer is renewed after that."""
OK, BAD, UNAUTHORISED, BUSY = 200, 400, 401, frozenset({429, 503})
_FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}


class OAuthServer:
    """A provider's endpoints, asked as this home's client."""

    def __init__(self, server: AuthorizationServer, client: OAuthClient) -> None:
        self._server, self._client = server, client

    def exchange(self, code: str, *, verifier: str, redirect: str, now: datetime) -> Tokens:
        said = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect,
            "code_verifier": verifier,
        }
        return self._tokens(said, now)

    def refresh(self, refresh: str, *, now: datetime) -> Tokens:
        return self._tokens({"grant_type": "refresh_token", "refresh_token": refresh}, now)

    def revoke(self, token: str) -> None:
        if not self._server.revoke:
            raise ServerTrouble(
                _("%(name)s lets programs give no permission back.") % {"name": self._server.name},
                advice=_("Take it back on its own pages."),
            )
        answer = self._asked(self._server.revoke, {"token": token})
        if answer.status not in (OK, BAD):  # a token that it does not know is given back already
            raise self._trouble(answer, _document(answer))

    def _tokens(self, said: Mapping[str, str], now: datetime) -> Tokens:
        # In the body, because providers differ in how they read an id in Basic (RFC 6749 §2.3.1).
        client = {"client_id": self._client.id, "client_secret": self._client.secret}
        answer = self._asked(self._server.token, {**said, **client})
        document = _document(answer)
        if answer.status != OK:
            raise self._trouble(answer, document)
        tokens = _read(document, now)
        if tokens is None:
            raise self._not_understood()
        return tokens

    def _asked(self, address: str, said: Mapping[str, str]) -> Answer:
        with Conversation(permitted(self._server), each_seconds=EACH, all_seconds=ALL) as talk:
            body = urlencode(said).encode("ascii")
            return talk.ask("POST", address, content=body, headers=_FORM, most_bytes=MOST_BYTES)

    def _trouble(self, answer: Answer, document: Mapping[str, Any]) -> ServerTrouble:
        """RFC 6749 §5.2. What a provider says in its own words is not repeated: it may hold what was sent."""
        name, error = {"name": self._server.name}, document.get("error")
        if error == "invalid_grant":
            return PermissionEnded(
                _("The permission for your calendars at %(name)s is over.") % name,
                advice=_("Give it once more; what was read before is still here."),
            )
        if error in ("invalid_client", "unauthorized_client") or answer.status == UNAUTHORISED:
            return ServerTrouble(
                _("%(name)s does not know this Counterpoint any more, or not by this secret.") % name,
                advice=_(
                    "Whoever runs it can enter its client ID and secret anew. After that, give permission "
                    "once more."
                ),
            )
        if answer.status in BUSY:
            return ServerTrouble(
                _("%(name)s asks to be left alone for a while.") % name,
                advice=_("It will be asked again later."),
                wait=waiting(answer),
            )
        return ServerTrouble(
            _("%(name)s gave no permission to go on (%(status)s).") % {**name, "status": answer.status},
            advice=_("It will be asked again later."),
        )

    def _not_understood(self) -> ServerTrouble:
        return ServerTrouble(
            _("%(name)s sent an answer that cannot be understood.") % {"name": self._server.name},
            advice=_("It will be asked again later."),
        )


def _document(answer: Answer) -> Mapping[str, Any]:
    try:
        document = json.loads(answer.body)
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}


def _read(document: Mapping[str, Any], now: datetime) -> Tokens | None:
    """RFC 6749 §5.1; None where it is none."""
    access, refresh = document.get("access_token"), document.get("refresh_token", "")
    if not _is_token(access) or not (refresh == "" or _is_token(refresh)):
        return None
    if str(document.get("token_type", "")).casefold() != "bearer":
        return None
    scope = document.get("scope", "")
    return Tokens(
        access=str(access),
        refresh=str(refresh),
        until=_until(document.get("expires_in"), now),
        scopes=frozenset(scope.split()) if isinstance(scope, str) else frozenset(),
        user=_user(document.get("id_token")),
    )


def _is_token(said: object) -> bool:
    """Characters that may stand in a header (RFC 6749 appendix A.12), and so nothing that ends one."""
    return isinstance(said, str) and 0 < len(said) <= LONGEST_TOKEN and all("\x20" < c < "\x7f" for c in said)


def _until(seconds: object, now: datetime) -> datetime | None:
    try:
        life = int(str(seconds))
    except ValueError:
        return None
    return now + timedelta(seconds=max(0, min(life, LONGEST_LIFE)))


def _user(id_token: object) -> str:
    """Who gave permission, of an ID token that came straight from the provider over TLS, whose signature
    therefore need not be looked at (OpenID Connect Core §3.1.3.7, 6).
    """
    try:
        packed = str(id_token).split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
    except (IndexError, ValueError, binascii.Error, RecursionError):
        return ""
    if not isinstance(claims, dict):
        return ""
    found = next((claims[each] for each in ("email", "preferred_username") if claims.get(each)), "")
    known = isinstance(found, str) and len(found) <= LONGEST_USER and found.isprintable()
    return found.strip() if known else ""


def stand_in(key: str) -> str:
    """Where another server stands in a provider's place: COUNTERPOINT_GOOGLE_AT and the like; "" for none."""
    return os.environ.get(f"COUNTERPOINT_{key.upper()}_AT", "").strip()


def permitted(server: AuthorizationServer) -> Permitted:
    """Hosts of this provider on the open internet; or a stand-in alone, wherever it is."""
    hosts = {urlsplit(each).hostname for each in (server.token, server.revoke, server.api) if each}
    own = urlsplit(stand_in(server.key)).hostname

    def allowed(host: str, found: list[Address]) -> list[Address]:
        if host not in hosts:
            return []
        if host == own:
            return [each for each in found if is_public(each) or is_at_home(each)]
        return found if all(map(is_public, found)) else []

    return allowed
