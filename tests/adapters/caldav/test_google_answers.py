"""What Google's answers mean, and where its tokens go."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest

from counterpoint.adapters.caldav import google
from counterpoint.adapters.web_client import Answer, NotAllowed
from counterpoint.desk.ports import CalendarServer, PermissionEnded, Written
from counterpoint.domain.agenda import CalendarAccount
from counterpoint.domain.agenda.authorization import GOOGLE
from tests.adapters.caldav.test_hostile_servers import Liar

ACCOUNT = CalendarAccount("a", "Google", "https://evil.example/", "ada@gmail.example", provider="google")
AS_XML = (
    b'<errors xmlns="http://schemas.google.com/g/2005"><error><domain>usageLimits</domain><code>%s</code>'
)
AS_JSON = b'{"error": {"errors": [{"domain": "usageLimits", "reason": "%s"}], "code": 403}}'


class Tokens:
    """Hands out one token after the other."""

    def __init__(self) -> None:
        self.refused: list[str] = []

    def __call__(self, *, refused: str = "") -> str:
        if refused:
            self.refused.append(refused)
        return f"token-{len(self.refused)}"


@pytest.fixture
def liar(monkeypatch: pytest.MonkeyPatch) -> Iterator[Liar]:
    liar = Liar()
    threading.Thread(target=liar.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    monkeypatch.setenv("COUNTERPOINT_GOOGLE_AT", liar.address)
    yield liar
    liar.shutdown()
    liar.server_close()


@pytest.fixture
def tokens() -> Tokens:
    return Tokens()


@pytest.fixture
def server(liar: Liar, tokens: Tokens) -> Iterator[CalendarServer]:
    with google.connected(ACCOUNT, GOOGLE.at(liar.address), tokens, hurried=True) as server:
        yield server


@pytest.mark.parametrize("form", [AS_XML, AS_JSON])
@pytest.mark.parametrize(
    ("reason", "waits"),
    [
        (b"rateLimitExceeded", timedelta(minutes=10)),
        (b"userRateLimitExceeded", timedelta(minutes=10)),
        (b"quotaExceeded", timedelta(hours=6)),
        (b"accessNotConfigured", timedelta(minutes=10)),
    ],
)
def test_a_refusal_that_passes_is_waited_out(form: bytes, reason: bytes, waits: timedelta) -> None:
    trouble = google.trouble(Answer(403, {}, form % reason, "host"))
    assert trouble is not None
    assert trouble.wait == waits


def test_what_google_asks_for_longer_is_kept() -> None:
    trouble = google.trouble(Answer(403, {"retry-after": "7200"}, AS_JSON % b"rateLimitExceeded", "host"))
    assert trouble is not None
    assert trouble.wait == timedelta(hours=2)


def test_a_permission_that_is_too_small_is_to_be_given_again() -> None:
    answer = Answer(403, {}, AS_JSON % b"insufficientPermissions", "host")
    assert isinstance(google.trouble(answer), PermissionEnded)


@pytest.mark.parametrize(("status", "body"), [(403, b"forbidden"), (404, b"quotaExceeded")])
def test_other_refusals_are_taken_as_they_are(status: int, body: bytes) -> None:
    assert google.trouble(Answer(status, {}, body, "host")) is None


def test_a_token_that_is_refused_twice_ends_the_permission_and_asks_no_third_time(
    liar: Liar, server: CalendarServer, tokens: Tokens
) -> None:
    liar.answers = lambda _handler, _body: (401, {}, b"")
    with pytest.raises(PermissionEnded):
        server.listing(liar.address + "caldav/v2/x/events/")
    assert liar.passwords == ["Bearer token-0", "Bearer token-1"]
    assert tokens.refused == ["token-0"]


def test_where_to_ask_follows_from_the_user_and_not_from_what_a_file_said(
    liar: Liar, server: CalendarServer
) -> None:
    with pytest.raises(Exception, match="No calendars were found"):
        server.home()
    assert liar.asked == [("PROPFIND", "/caldav/v2/ada%40gmail.example/user")]


def test_the_token_goes_to_no_other_host(liar: Liar, server: CalendarServer, tokens: Tokens) -> None:
    """Not even under the same name: at googleusercontent.com are anybody's machines."""
    elsewhere = liar.address.replace("127.0.0.1", "localhost")
    with pytest.raises(NotAllowed):
        server.listing(f"{elsewhere}caldav/v2/x/events/")
    assert not liar.asked
    liar.answers = lambda _handler, _body: (302, {"Location": f"{elsewhere}caldav/v2/x/events/"}, b"")
    with pytest.raises(NotAllowed):
        server.listing(f"{liar.address}caldav/v2/x/events/")
    assert len(liar.asked) == 1


def test_a_conflict_is_another_version_and_no_lost_calendar(liar: Liar, server: CalendarServer) -> None:
    liar.answers = lambda _handler, _body: (409, {}, b'<D:error xmlns:D="DAV:"/>')
    url = f"{liar.address}caldav/v2/x/events/"
    assert server.put(url, "/caldav/v2/x/events/a.ics", b"x", over='"1"') == Written("differs")
