"""A stand-in for Google on this machine, built from its public documentation: consent, tokens, calendars.

The calendars are those of a real Radicale, seen through what Google's CalDAV guide says of itself: Bearer
tokens alone, addresses of its own (`/caldav/v2/<id>/events/`), no MKCALENDAR or MKCOL, no If-None-Match, no
access control, and 403 with a reason where more is asked than it allows.
"""

from __future__ import annotations

import base64
import hashlib
import http.client
import json
import re
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

import httpx

from tests.calendar_servers import PASSWORD, USER, Served

CLIENT_ID, CLIENT_SECRET = "home-1.apps.example", "GOCSPX-client-secret-41c9"
EMAIL = "ada@gmail.example"
SCOPE = "openid email https://www.googleapis.com/auth/calendar"
BACK = "http://testserver/calendars/accounts/with/google/back/"
RATE, QUOTA, SWITCHED_OFF = "rateLimitExceeded", "quotaExceeded", "accessNotConfigured"
_NOT_TAKEN = ("MKCALENDAR", "MKCOL", "LOCK", "UNLOCK", "COPY", "MOVE")
_BASIC = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
_RESPONSE = re.compile(rb"<response><href>(.*?)</href>.*?</response>", re.DOTALL)
_HOME = f"/caldav/v2/{quote(EMAIL, safe='')}/"


@dataclass
class Code:
    challenge: str
    redirect: str
    scope: str
    user: str


@dataclass
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    status: int = 0


@dataclass
class Said:
    """What is laid down to be answered instead, as often as `times`, to what `matters`."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    times: int = 1
    matters: Callable[[str, str], bool] = lambda _method, _path: True


class Google(ThreadingHTTPServer):
    """`calendars` by Google's id, each with the name of its folder at Radicale. `rotates`: each refresh token
    works once. `redirects` are those that the client was registered with.
    """

    daemon_threads = True

    def __init__(self, radicale: Served) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.radicale = radicale
        self.calendars: dict[str, str] = {}
        self.redirects = {BACK}
        self.codes: dict[str, Code] = {}
        self.access: set[str] = set()
        self.refresh: set[str] = set()
        self.ever: set[str] = {CLIENT_SECRET}
        self.user, self.scope, self.rotates = EMAIL, SCOPE, False
        self.asked: list[Asked] = []
        self.instead: list[Said] = []
        self.lock = threading.Lock()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def url(self, id: str) -> str:
        """As we write it; Google's own answers write the @ as %40."""
        return f"{self.address}/caldav/v2/{quote(id, safe='@')}/events/"

    def expire(self) -> None:
        """An hour passes."""
        self.access.clear()

    def take_back(self) -> None:
        """Its user takes the permission back on Google's pages."""
        self.access.clear()
        self.refresh.clear()

    def refuse(self, reason: str, *, times: int = 1, method: str = "") -> None:
        """With the body that stands in Google's documentation of errors."""
        error = {"domain": "usageLimits", "reason": reason, "message": "Rate Limit Exceeded"}
        body = json.dumps({"error": {"errors": [error], "code": 403, "message": "Rate Limit Exceeded"}})
        matters = lambda asked, path: path.startswith("/caldav") and method in ("", asked)  # noqa: E731
        self.instead.append(Said(403, body.encode(), {"Content-Type": "application/json"}, times, matters))

    def secret(self, kind: str) -> str:
        made = f"{kind}-{secrets.token_hex(12)}"
        self.ever.add(made)
        return made


class _Handler(BaseHTTPRequestHandler):
    server: Google
    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = urlsplit(self.path).path
        asked = Asked(self.command, path, {name.lower(): said for name, said in self.headers.items()})
        self.server.asked.append(asked)
        laid = next((each for each in self.server.instead if each.matters(self.command, path)), None)
        if laid is not None:
            laid.times -= 1
            if not laid.times:
                self.server.instead.remove(laid)
            return self.say(laid.status, laid.body, **laid.headers)
        if path == "/o/oauth2/v2/auth":
            return self.consent(body)
        if path in ("/token", "/revoke") and self.command == "POST":
            with self.server.lock:
                said = {name: values[0] for name, values in parse_qs(body.decode()).items()}
                return self.token(said) if path == "/token" else self.revoke(said)
        return self.calendar(path, body) if path.startswith("/caldav/v2/") else self.say(404)

    def say(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.server.asked[-1].status = status
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def as_json(self, status: int, document: dict[str, Any]) -> None:
        self.say(status, json.dumps(document).encode(), Content_Type="application/json; charset=utf-8")

    # Consent

    def consent(self, body: bytes) -> None:
        said = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        known = said.get("client_id") == CLIENT_ID and said.get("redirect_uri") in self.server.redirects
        whole = said.get("response_type") == "code" and said.get("code_challenge_method") == "S256"
        if not known or not whole or not said.get("scope"):
            return self.say(400, b"Error 400: redirect_uri_mismatch or invalid_request")
        if self.command == "GET":
            page = (
                b"<!doctype html><html lang=en><title>Sign in</title><h1>Counterpoint wants access</h1>"
                b"<form method=post><button name=allow value=1>Continue</button>"
                b"<button name=deny value=1>Cancel</button></form>"
            )
            return self.say(200, page, Content_Type="text/html")
        if b"allow" not in body:
            return self.back(said, error="access_denied")
        code = self.server.secret("4/code")
        offline = said.get("access_type") == "offline"
        scope = self.server.scope + (" offline" if offline else "")
        self.server.codes[code] = Code(said["code_challenge"], said["redirect_uri"], scope, self.server.user)
        return self.back(said, code=code, scope=self.server.scope)

    def back(self, said: dict[str, str], **more: str) -> None:
        query = urlencode({"state": said.get("state", ""), **more})
        self.say(302, Location=f"{said['redirect_uri']}?{query}")

    def token(self, said: dict[str, str]) -> None:
        if (said.get("client_id"), said.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET):
            return self.as_json(401, {"error": "invalid_client", "error_description": "Unauthorized"})
        if said.get("grant_type") == "refresh_token":
            return self.renewed(said.get("refresh_token", ""))
        code = self.server.codes.pop(said.get("code", ""), None)
        verifier = hashlib.sha256(said.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(verifier).rstrip(b"=").decode()
        if code is None or (code.challenge, code.redirect) != (proof, said.get("redirect_uri")):
            return self.as_json(400, {"error": "invalid_grant", "error_description": "Malformed auth code."})
        claims = base64.urlsafe_b64encode(json.dumps({"sub": "1", "email": code.user}).encode()).rstrip(b"=")
        lasting = {"refresh_token": self.made("refresh")} if "offline" in code.scope else {}
        scope = code.scope.removesuffix(" offline")
        return self.given(id_token=f"e30.{claims.decode()}.c2ln", scope=scope, **lasting)

    def renewed(self, refresh: str) -> None:
        if refresh not in self.server.refresh:
            said = {"error": "invalid_grant", "error_description": "Token has been expired or revoked."}
            return self.as_json(400, said)
        more = {}
        if self.server.rotates:
            self.server.refresh.discard(refresh)
            more = {"refresh_token": self.made("refresh")}
        return self.given(scope=self.server.scope, **more)

    def made(self, kind: str) -> str:
        made = self.server.secret(kind)
        (self.server.refresh if kind == "refresh" else self.server.access).add(made)
        return made

    def given(self, **more: str) -> None:
        said = {"access_token": self.made("access"), "expires_in": 3599, "token_type": "Bearer"}
        self.as_json(200, {**said, **more})

    def revoke(self, said: dict[str, str]) -> None:
        known = said.get("token", "") in self.server.refresh | self.server.access
        if known:
            self.server.take_back()
        self.as_json(200 if known else 400, {} if known else {"error": "invalid_token"})

    # Calendars

    def calendar(self, path: str, body: bytes) -> None:
        token = self.headers.get("Authorization", "")
        if not token.startswith("Bearer ") or token.removeprefix("Bearer ") not in self.server.access:
            error = {"code": 401, "message": "Invalid Credentials", "status": "UNAUTHENTICATED"}
            return self.as_json(401, {"error": error})
        if self.command in _NOT_TAKEN:
            return self.say(405)
        if self.command == "PROPFIND" and unquote(path) == f"{unquote(_HOME)}user":
            return self.xml(_PRINCIPAL)
        inside = self.there(path)
        if inside is None:
            return self.say(404)
        return self.passed_on(inside, body)

    def there(self, path: str) -> str | None:
        """Where that is at Radicale."""
        if unquote(path) == unquote(_HOME):
            return self.server.radicale.home
        for id, name in self.server.calendars.items():
            folder = f"/caldav/v2/{quote(id, safe='')}/events/"
            if quote(unquote(path)).startswith(quote(unquote(folder))):
                return f"{self.server.radicale.home}{name}/{unquote(path)[len(unquote(folder)) :]}"
        return None

    def passed_on(self, path: str, body: bytes) -> None:
        there = http.client.HTTPConnection(urlsplit(self.server.radicale.address).netloc, timeout=30)
        kept = ("content-type", "depth", "if-match")
        headers = {name: said for name, said in self.headers.items() if name.lower() in kept}
        body = body.replace(b"<d:current-user-privilege-set/>", b"")
        there.request(self.command, quote(path), self.inwards(body), {**headers, "Authorization": _BASIC})
        said = there.getresponse()
        told = {name: value for name, value in said.getheaders() if name.lower() in ("etag", "content-type")}
        answer = said.read() if self.command == "GET" else self.outwards(said.read())
        self.say(said.status, answer, **told)
        there.close()

    def inwards(self, body: bytes) -> bytes:
        for id, name in self.server.calendars.items():
            for each in (quote(id, safe=""), quote(id, safe="@")):
                there = f"/caldav/v2/{each}/events/"
                body = body.replace(there.encode(), f"{self.server.radicale.home}{name}/".encode())
        return body

    def outwards(self, body: bytes) -> bytes:
        body = _RESPONSE.sub(lambda found: found[0] if self.is_seen(found[1].decode()) else b"", body)
        for id, name in self.server.calendars.items():
            theirs = f"/caldav/v2/{quote(id, safe='')}/events/"
            body = body.replace(f"{self.server.radicale.home}{name}/".encode(), theirs.encode())
        home = self.server.radicale.home
        return body.replace(f"<href>{home}</href>".encode(), f"<href>{_HOME}</href>".encode())

    def is_seen(self, path: str) -> bool:
        """Whether it is the home itself or in one of its calendars: at Radicale there are others besides."""
        inside = path.removeprefix(self.server.radicale.home)
        return not inside or unquote(inside).partition("/")[0] in self.server.calendars.values()

    def xml(self, body: str) -> None:
        self.say(207, body.encode(), Content_Type="application/xml; charset=utf-8")

    def log_message(self, *_: Any) -> None:
        """Quiet."""


_PRINCIPAL = f"""<?xml version="1.0" encoding="UTF-8"?>
<D:multistatus xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:response><D:href>{_HOME}user</D:href>
<D:propstat><D:status>HTTP/1.1 200 OK</D:status><D:prop>
<D:current-user-principal><D:href>{_HOME}user</D:href></D:current-user-principal>
<C:calendar-home-set><D:href>{_HOME}</D:href></C:calendar-home-set>
<C:schedule-inbox-URL><D:href>{_HOME}inbox/</D:href></C:schedule-inbox-URL>
<D:resourcetype><D:principal/></D:resourcetype></D:prop></D:propstat></D:response></D:multistatus>"""


for _method in ("GET", "POST", "PUT", "DELETE", "OPTIONS", "PROPFIND", "REPORT", "PROPPATCH", *_NOT_TAKEN):
    setattr(_Handler, f"do_{_method}", _Handler.answer)


@contextmanager
def google(radicale: Served) -> Iterator[Google]:
    double = Google(radicale)
    thread = threading.Thread(target=double.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield double
    finally:
        double.shutdown()
        double.server_close()


def consented(address: str, *, allow: bool = True) -> str:
    """What somebody does on Google's page; returns the address that they are sent back to."""
    with httpx.Client(trust_env=False) as browser:
        page = browser.get(address)
        assert page.status_code == 200, page.text
        answer = browser.post(address, data={"allow" if allow else "deny": "1"})
        assert answer.status_code == 302, answer.text
        return str(answer.headers["location"])
