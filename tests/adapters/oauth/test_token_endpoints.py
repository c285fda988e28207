"""What a token endpoint may answer, and what is made of it; also of what no honest one would say."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.adapters.oauth import OAuthServer, permitted
from counterpoint.adapters.oauth.asking import _read
from counterpoint.adapters.web_client import NotAllowed
from counterpoint.desk.ports import PermissionEnded, ServerTrouble
from counterpoint.domain.agenda.authorization import GOOGLE, OAuthClient
from counterpoint.domain.errors import CounterpointError

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
SECRET = "GOCSPX-client-secret-41c9"
CLIENT = OAuthClient("home-1", SECRET)
GOOD = {"access_token": "access-1", "token_type": "Bearer", "expires_in": 3599, "refresh_token": "refresh-1"}


class Endpoint(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status, self.headers, self.body = 200, {}, b"{}"
        self.asked: list[str] = []
        self.headers: dict[str, str]

    def says(self, status: int, document: object, **headers: str) -> None:
        self.status, self.headers = status, headers
        self.body = document if isinstance(document, bytes) else json.dumps(document).encode()


class _Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        self.server.asked.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.send_response(self.server.status)
        for name, value in {"Content-Length": str(len(self.server.body)), **self.server.headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    endpoint = Endpoint()
    threading.Thread(target=endpoint.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    monkeypatch.setenv("COUNTERPOINT_GOOGLE_AT", f"http://127.0.0.1:{endpoint.server_port}")
    yield endpoint
    endpoint.shutdown()
    endpoint.server_close()


@pytest.fixture
def server(endpoint: Endpoint) -> OAuthServer:
    return OAuthServer(GOOGLE.at(f"http://127.0.0.1:{endpoint.server_port}"), CLIENT)


def test_a_token_is_read_with_its_end_and_who_gave_it(endpoint: Endpoint, server: OAuthServer) -> None:
    claims = base64.urlsafe_b64encode(json.dumps({"email": "ada@gmail.example"}).encode()).rstrip(b"=")
    endpoint.says(200, {**GOOD, "scope": "openid email", "id_token": f"e30.{claims.decode()}.x"})
    tokens = server.exchange("4/code", verifier="v", redirect="https://home.example/back/", now=NOW)
    assert tokens.access == "access-1"
    assert tokens.until == NOW + timedelta(seconds=3599)
    assert tokens.scopes == {"openid", "email"}
    assert tokens.user == "ada@gmail.example"
    assert "code_verifier=v" in endpoint.asked[0]
    assert "access-1" not in repr(tokens)
    assert SECRET not in repr(CLIENT)


@pytest.mark.parametrize(
    ("status", "said", "told"),
    [
        (400, {"error": "invalid_grant", "error_description": SECRET}, (PermissionEnded, "is over")),
        (401, {"error": "invalid_client"}, (ServerTrouble, "does not know this Counterpoint")),
        (400, {"error": "unauthorized_client"}, (ServerTrouble, "does not know this Counterpoint")),
        (429, {}, (ServerTrouble, "left alone")),
        (500, b"oops", (ServerTrouble, "500")),
        (302, {}, (ServerTrouble, "302")),
        (200, b"<html>", (ServerTrouble, "cannot be understood")),
        (200, {**GOOD, "token_type": "mac"}, (ServerTrouble, "cannot be understood")),
        (200, {**GOOD, "access_token": "a\r\nHost: evil"}, (ServerTrouble, "cannot be understood")),
        (200, {**GOOD, "refresh_token": 7}, (ServerTrouble, "cannot be understood")),
        (200, [], (ServerTrouble, "cannot be understood")),
        (200, b"[" * 50_000, (ServerTrouble, "cannot be understood")),
    ],
)
def test_what_is_no_token_is_told_in_words_without_a_secret(
    endpoint: Endpoint, server: OAuthServer, status: int, said: object, told: tuple[type[Exception], str]
) -> None:
    endpoint.says(status, said, Retry_After="60")
    with pytest.raises(told[0], match=told[1]) as trouble:
        server.refresh("refresh-1", now=NOW)
    shown = f"{trouble.value} {trouble.value!r} {trouble.value.__cause__!r}"
    assert SECRET not in shown
    assert "refresh-1" not in shown


def test_a_provider_that_leads_elsewhere_is_not_followed(endpoint: Endpoint, server: OAuthServer) -> None:
    endpoint.says(307, {}, Location=f"http://127.0.0.1:{endpoint.server_port}/token")
    with pytest.raises(ServerTrouble):
        server.refresh("refresh-1", now=NOW)
    assert len(endpoint.asked) == 1


def test_giving_back_what_is_gone_already_is_well(endpoint: Endpoint, server: OAuthServer) -> None:
    endpoint.says(400, {"error": "invalid_token"})
    server.revoke("refresh-1")
    endpoint.says(503, {})
    with pytest.raises(ServerTrouble):
        server.revoke("refresh-1")


def test_that_a_provider_takes_nothing_back_from_programs_is_said() -> None:
    with pytest.raises(ServerTrouble, match="own pages"):
        OAuthServer(replace(GOOGLE, revoke=""), CLIENT).revoke("refresh-1")


def test_only_whoever_runs_it_can_put_a_stand_in_there(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = GOOGLE.at(f"http://127.0.0.1:{endpoint.server_port}")
    monkeypatch.delenv("COUNTERPOINT_GOOGLE_AT")
    with pytest.raises(NotAllowed):
        OAuthServer(elsewhere, CLIENT).refresh("refresh-1", now=NOW)
    assert not endpoint.asked


def test_a_token_goes_to_the_hosts_of_its_provider_alone() -> None:
    may = permitted(GOOGLE)
    public, private = ip_address("8.8.8.8"), ip_address("10.0.0.1")
    assert may("oauth2.googleapis.com", [public]) == [public]
    assert may("apidata.googleusercontent.com", [public, private]) == []
    assert may("bc.googleusercontent.com", [public]) == []


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)
names = st.sampled_from(["access_token", "token_type", "expires_in", "refresh_token", "scope", "id_token"])


@given(st.dictionaries(names, anything | st.sampled_from(["Bearer", "x.e30.y", "x.IiI.y", "x.ÿ.y"])))
def test_whatever_a_token_endpoint_says_is_a_token_or_none(said: dict[str, Any]) -> None:
    try:
        tokens = _read({**GOOD, **said}, NOW)
    except CounterpointError:
        return
    assert tokens is None or (tokens.access.isprintable() and isinstance(tokens.user, str))
