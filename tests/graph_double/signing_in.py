"""Consent and tokens (“Microsoft identity platform and OAuth 2.0 authorization code flow”)."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode

CLIENT_ID, CLIENT_SECRET = "6731de76-14a6-49ae-97bc-6eba6914391e", "sampleCredent1als-41c9"
USER = "ada@contoso.example"
SCOPES = "openid email profile Calendars.ReadWrite"
BACK = "http://testserver/calendars/accounts/with/microsoft/back/"
AUTHORIZE, TOKEN = "/common/oauth2/v2.0/authorize", "/common/oauth2/v2.0/token"


def as_form(body: bytes | str) -> dict[str, str]:
    text = body.decode() if isinstance(body, bytes) else body
    return {name: values[0] for name, values in parse_qs(text).items()}


@dataclass
class SigningIn:
    """`tokens` are good ones; `ever` are all the secrets that there were."""

    tokens: set[str]
    user: str = USER
    scope: str = SCOPES
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    refresh: set[str] = field(default_factory=set)
    ever: set[str] = field(default_factory=lambda: {CLIENT_SECRET})

    def consent(self, said: dict[str, str], *, allow: bool | None) -> tuple[int, str]:
        """(status, where it leads): 200 shows the question."""
        known = said.get("client_id") == CLIENT_ID and said.get("redirect_uri") == BACK
        whole = said.get("response_type") == "code" and said.get("code_challenge_method") == "S256"
        if not known or not whole or not said.get("scope"):
            return 400, ""
        if allow is None:
            return 200, ""
        if not allow:
            answer = {"error": "access_denied", "error_description": "the user canceled the authentication"}
        else:
            answer = {"code": self._secret("code"), "session_state": secrets.token_hex(4)}
            self.codes[answer["code"]] = said
        return 302, f"{said['redirect_uri']}?{urlencode({**answer, 'state': said.get('state', '')})}"

    def token(self, said: dict[str, str]) -> tuple[int, dict[str, Any]]:
        if (said.get("client_id"), said.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET):
            return 401, {"error": "invalid_client", "error_codes": [7000215]}
        if said.get("grant_type") == "refresh_token":
            if said.get("refresh_token") not in self.refresh:
                return 400, {"error": "invalid_grant", "error_codes": [70008], "suberror": "token_expired"}
            return 200, self._given(self.scope)
        asked = self.codes.pop(said.get("code", ""), None)
        digest = hashlib.sha256(said.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if asked is None or (asked["code_challenge"], asked["redirect_uri"]) != (proof, said["redirect_uri"]):
            return 400, {"error": "invalid_grant", "error_codes": [70000]}
        return 200, self._given(asked["scope"])

    def _given(self, scopes: str) -> dict[str, Any]:
        """“refresh_token: only provided if offline_access scope was requested”, and a new one each time."""
        access = self._secret("access")
        self.tokens.add(access)
        said: dict[str, Any] = {"token_type": "Bearer", "access_token": access, "expires_in": 3599}
        if "offline_access" in scopes or self.refresh:
            said["refresh_token"] = self._secret("refresh")
            self.refresh.add(said["refresh_token"])
        claims = {"sub": "s", "preferred_username": self.user, "email": self.user}
        packed = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
        return {**said, "scope": self.scope, "id_token": f"e30.{packed}.c2ln"}

    def _secret(self, kind: str) -> str:
        made = f"{kind}-{secrets.token_hex(12)}"
        self.ever.add(made)
        return made

    def take_back(self) -> None:
        """Its user takes the permission back on Microsoft's pages."""
        self.tokens.clear()
        self.refresh.clear()
