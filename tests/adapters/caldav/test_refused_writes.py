"""What servers say when they do not write: told apart, in words, and never written elsewhere instead."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from counterpoint.adapters.caldav.server import connected
from counterpoint.desk.ports import CannotMake, Written
from counterpoint.domain.agenda import CalendarAccount
from tests.fault_proxy import sabre

HREF, RAW, ETAG = "/ada/plan/swim.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", '"1"'
CALDAV = "urn:ietf:params:xml:ns:caldav"


class Refuser(ThreadingHTTPServer):
    """Answers each write with the next of what it is to say, the last one for ever."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.says: list[tuple[int, dict[str, str], bytes]] = []
        self.asked: list[tuple[str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/ada/plan/"


class _Handler(BaseHTTPRequestHandler):
    server: Refuser

    def _say(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.asked.append((self.command, self.path))
        says = self.server.says
        status, headers, answer = says.pop(0) if len(says) > 1 else says[0]
        self.send_response(status)
        for name, value in {"Content-Length": str(len(answer)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


for _method in ("PUT", "DELETE", "MKCALENDAR", "MKCOL"):
    setattr(_Handler, f"do_{_method}", _Handler._say)


@pytest.fixture(scope="module")
def running() -> Iterator[Refuser]:
    server = Refuser()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def refuser(running: Refuser) -> Refuser:
    running.says, running.asked = [], []
    return running


def put(refuser: Refuser, status: int, body: bytes = b"", **headers: str) -> Written:
    refuser.says = [(status, headers, body)]
    return asked(refuser, delete=False)


def asked(refuser: Refuser, *, delete: bool) -> Written:
    account = CalendarAccount("a", "Home", refuser.url, "ada", True)
    with connected(account, "secret", may_be_at_home=True, hurried=True) as server:
        if delete:
            return server.delete(refuser.url, HREF, over=ETAG)
        return server.put(refuser.url, HREF, RAW, over=ETAG)


def test_sabre_says_that_another_version_is_there(refuser: Refuser) -> None:
    said = sabre("PreconditionFailed", "An If-Match header was specified.", "<s:header>If-Match</s:header>")
    assert put(refuser, 412, said).how == "differs"
    assert asked(refuser, delete=True).how == "differs"


def test_sabre_says_that_the_calendar_is_not_there(refuser: Refuser) -> None:
    assert (
        put(refuser, 409, sabre("Conflict", "Files cannot be created in non-existent places")).how == "gone"
    )


def test_a_precondition_beside_what_sabre_says_is_still_one(refuser: Refuser) -> None:
    named = f'<c:no-uid-conflict xmlns:c="{CALDAV}"><d:href>/ada/plan/other.ics</d:href></c:no-uid-conflict>'
    written = put(refuser, 409, sabre("Conflict", "Taken", named))
    assert (written.how, written.href) == ("elsewhere", "/ada/plan/other.ics")
    written = put(refuser, 412, sabre("Conflict", "Bad", f'<c:valid-calendar-data xmlns:c="{CALDAV}"/>'))
    assert written == Written("refused", "127.0.0.1 did not take it (valid-calendar-data).")


def test_what_sabre_says_to_people_is_passed_on(refuser: Refuser) -> None:
    written = put(refuser, 400, sabre("BadRequest", "Calendar object with uid already exists"))
    assert written == Written(
        "refused", "127.0.0.1 did not take it (Calendar object with uid already exists)."
    )


@pytest.mark.parametrize("body", [b"", sabre("Forbidden", "No"), sabre("N", "", "<d:need-privileges/>")])
def test_who_may_not_write_there_is_told_that(refuser: Refuser, body: bytes) -> None:
    written = put(refuser, 403, body)
    assert written == Written("refused", "127.0.0.1 does not let this user write in that calendar.")


def test_what_is_refused_for_another_reason_is_told_with_it(refuser: Refuser) -> None:
    named = f'<d:error xmlns:d="DAV:" xmlns:c="{CALDAV}"><c:max-resource-size/></d:error>'.encode()
    assert "max-resource-size" in put(refuser, 403, named).why


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (507, b""),
        (507, sabre("InsufficientStorage", "Full")),
        (403, b'<d:error xmlns:d="DAV:"><d:quota-not-exceeded/></d:error>'),
    ],
)
def test_a_full_server_is_called_full(refuser: Refuser, status: int, body: bytes) -> None:
    assert put(refuser, status, body) == Written("refused", "127.0.0.1 has no room left for it.")


@pytest.mark.parametrize("where", ["/grace/plan/swim.ics", "/ada/plan/write.ics", "/ada/plan/"])
@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_what_is_meant_for_one_entry_is_never_written_over_another(
    refuser: Refuser, status: int, where: str
) -> None:
    written = put(refuser, status, Location=where)
    assert written.how == "refused"
    assert "another address" in written.why
    assert asked(refuser, delete=True).how == "refused"
    assert [path for _method, path in refuser.asked] == [HREF, HREF]


def test_a_redirect_to_the_same_entry_is_followed(refuser: Refuser) -> None:
    refuser.says = [(307, {"Location": f"{refuser.url}swim.ics"}, b""), (204, {}, b"")]
    assert asked(refuser, delete=False).how == "done"
    assert refuser.asked == [("PUT", HREF), ("PUT", HREF)]


def test_after_being_sent_to_see_something_else_nobody_knows_whether_it_arrived(refuser: Refuser) -> None:
    assert put(refuser, 303, Location=HREF).how == "unknown"
    assert len(refuser.asked) == 1


def test_a_calendar_is_made_where_it_was_meant_to_be_or_nowhere(refuser: Refuser) -> None:
    refuser.says = [(301, {"Location": "/grace/plan/"}, b"")]
    account = CalendarAccount("a", "Home", refuser.url, "ada", True)
    with connected(account, "secret", may_be_at_home=True, hurried=True) as server, pytest.raises(CannotMake):
        server.make(refuser.url, "Counterpoint", kept=())
    assert {path for _method, path in refuser.asked} == {"/ada/plan/"}
