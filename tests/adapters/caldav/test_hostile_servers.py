"""Servers that lead elsewhere, lie, or send too much; and addresses that are not to be asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import Any

import pytest

from counterpoint.adapters.caldav.server import connected
from counterpoint.adapters.open_internet import is_at_home
from counterpoint.adapters.web_client import CannotFetch, NotAllowed, is_ours
from counterpoint.desk.ports import CannotSync, NoCalendarsThere, NotLetIn, ServerTrouble, TokenRefused
from counterpoint.domain.agenda import CalendarAccount
from counterpoint.domain.errors import CounterpointError

Answering = Callable[[BaseHTTPRequestHandler, str], tuple[int, dict[str, str], bytes]]
PASSWORD = "app-password-7f31"
HEAD = b'<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">'


class Liar(ThreadingHTTPServer):
    """Says what a test wants it to, and remembers what it was asked with."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: Answering = lambda handler, body: (404, {}, b"")
        self.passwords: list[str] = []
        self.asked: list[tuple[str, str]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: Liar

    def _say(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        self.server.passwords.append(self.headers.get("Authorization", ""))
        self.server.asked.append((self.command, self.path))
        status, headers, answer = self.server.answers(self, body)
        self.send_response(status)
        for name, value in {"Content-Length": str(len(answer)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


for _method in ("PROPFIND", "REPORT", "OPTIONS", "PUT"):
    setattr(_Handler, f"do_{_method}", _Handler._say)


@pytest.fixture
def liar() -> Iterator[Liar]:
    server = Liar()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def account(address: str) -> CalendarAccount:
    return CalendarAccount("a", "Home", address, "ada", True)


def asking(liar: Liar, what: Callable[[Any], Any]) -> Any:
    with connected(account(liar.address), PASSWORD, may_be_at_home=True, hurried=True) as client:
        return what(client)


def refused(liar: Liar, what: Callable[[Any], Any], kind: type[CounterpointError]) -> CounterpointError:
    with pytest.raises(kind) as wrong:
        asking(liar, what)
    assert PASSWORD not in str(wrong.value)
    return wrong.value


def home(client: Any) -> Any:
    return client.home()


def multi(inside: bytes) -> tuple[int, dict[str, str], bytes]:
    return 207, {"Content-Type": "application/xml"}, HEAD + inside + b"</d:multistatus>"


def test_a_server_that_leads_to_another_house_gets_no_password_there(liar: Liar) -> None:
    liar.answers = lambda handler, body: (302, {"Location": "http://localhost:9/"}, b"")
    wrong = refused(liar, home, NotAllowed)
    assert "localhost" in wrong.message
    assert "Nothing was sent there" in wrong.message


def test_a_principal_in_another_house_gets_no_password_either(liar: Liar) -> None:
    inside = (
        b"<d:response><d:href>/</d:href><d:propstat><d:prop><d:current-user-principal>"
        b"<d:href>https://evil.example/ada/</d:href></d:current-user-principal></d:prop>"
        b"<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
    )
    liar.answers = lambda handler, body: multi(inside)
    assert "evil.example" in refused(liar, home, NotAllowed).message


def test_redirects_without_an_end_are_left(liar: Liar) -> None:
    liar.answers = lambda handler, body: (307, {"Location": "/again"}, b"")
    refused(liar, home, CannotFetch)
    assert len(liar.asked) <= 20


def test_a_place_that_speaks_no_caldav_says_so(liar: Liar) -> None:
    liar.answers = lambda handler, body: (200, {}, b"<html>Hello</html>")
    assert "No calendars were found" in refused(liar, home, NoCalendarsThere).message
    assert [path for _method, path in liar.asked] == ["/", "/.well-known/caldav"]


def test_another_way_of_signing_in_is_told_apart_from_a_wrong_password(liar: Liar) -> None:
    liar.answers = lambda handler, body: (401, {"WWW-Authenticate": 'Digest realm="x"'}, b"")
    assert "not known here" in refused(liar, home, NotLetIn).message
    liar.answers = lambda handler, body: (401, {"WWW-Authenticate": 'Basic realm="x"'}, b"")
    assert "does not take" in refused(liar, home, NotLetIn).message


def test_a_bomb_is_refused_and_nothing_of_it_is_read(liar: Liar) -> None:
    bomb = b'<!DOCTYPE d:multistatus [<!ENTITY a "ha">]>' + HEAD + b"&a;</d:multistatus>"
    liar.answers = lambda handler, body: (207, {}, bomb)
    assert "could do harm" in refused(liar, lambda it: it.listing(liar.address), ServerTrouble).message


def test_an_answer_that_is_too_large_is_not_taken(liar: Liar) -> None:
    liar.answers = lambda handler, body: (207, {"Content-Length": str(10**12)}, b"")
    refused(liar, lambda it: it.listing(liar.address), CannotFetch)


def test_entries_outside_of_the_calendar_are_passed_over(liar: Liar) -> None:
    inside = b"".join(
        b"<d:response><d:href>%s</d:href><d:propstat><d:prop><d:getetag>1</d:getetag></d:prop>"
        b"<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>" % href
        for href in (b"/work/a.ics", b"/other/b.ics", b"https://evil.example/c.ics", b"/work/", b"/")
    )
    liar.answers = lambda handler, body: multi(inside)
    assert list(asking(liar, lambda it: it.listing(liar.address + "work/"))) == ["/work/a.ics"]


@pytest.mark.parametrize("status", [403, 409, 410, 412, 418])
def test_every_way_of_refusing_a_token_is_known(liar: Liar, status: int) -> None:
    liar.answers = lambda handler, body: (status, {}, b"")
    refused(liar, lambda it: it.changes(liar.address, "t"), TokenRefused)


def test_a_token_is_also_refused_by_the_name_of_what_failed(liar: Liar) -> None:
    named = b'<d:error xmlns:d="DAV:"><d:valid-sync-token/></d:error>'
    liar.answers = lambda handler, body: (400, {}, named)
    refused(liar, lambda it: it.changes(liar.address, "t"), TokenRefused)
    refused(liar, lambda it: it.changes(liar.address, ""), CannotSync)


def test_a_server_that_stops_halfway_is_asked_on_from_its_new_token(liar: Liar) -> None:
    halfway = b"<d:response><d:href>/</d:href><d:status>HTTP/1.1 507 Full</d:status></d:response>"
    liar.answers = lambda handler, body: multi(halfway + b"<d:sync-token>t2</d:sync-token>")
    assert asking(liar, lambda it: it.changes(liar.address, "t1")).more
    assert not asking(liar, lambda it: it.changes(liar.address, "t2")).more  # it comes no further


CALENDAR_OF_ADA = (
    b"<d:response><d:href>/</d:href><d:propstat><d:prop><d:resourcetype><c:calendar/></d:resourcetype>"
    b"<c:calendar-home-set><d:href>/</d:href></c:calendar-home-set><d:getetag>1</d:getetag></d:prop>"
    b"<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
)
AN_ENTRY = CALENDAR_OF_ADA + (
    b"<d:response><d:href>/a.ics</d:href><d:propstat><d:prop><d:getetag>1</d:getetag></d:prop>"
    b"<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response><d:sync-token>t</d:sync-token>"
)


@pytest.mark.parametrize(
    ("status", "can"), [(500, None), (502, None), (404, None), (403, False), (405, False), (501, False)]
)
def test_what_could_not_be_asked_is_unknown_and_what_is_refused_cannot_be_done(
    liar: Liar, status: int, can: bool | None
) -> None:
    def found(ill: str) -> Any:
        liar.answers = lambda _handler, body: (status, {}, b"") if ill in body else multi(AN_ENTRY)
        return asking(liar, lambda it: it.abilities())

    assert found("nothing").tells_changes
    assert found("sync-collection").tells_changes is can
    assert found("multiget").hands_out_several is can
    assert found("no-such-token").forgets_tokens_well is (None if can is None else True)


@pytest.mark.parametrize(("status", "trouble"), [(401, NotLetIn), (503, ServerTrouble)])
def test_who_is_not_let_in_or_asked_to_wait_asks_no_more(
    liar: Liar, status: int, trouble: type[ServerTrouble]
) -> None:
    liar.answers = lambda _handler, body: (
        (status, {"Retry-After": "60"}, b"") if "sync-collection" in body else multi(AN_ENTRY)
    )
    refused(liar, lambda it: it.abilities(), trouble)
    assert liar.asked[-1][0] == "REPORT"


def test_one_ill_entry_is_found_by_halves_and_costs_the_others_nothing(liar: Liar) -> None:
    def answers(handler: BaseHTTPRequestHandler, body: str) -> tuple[int, dict[str, str], bytes]:
        hrefs = [part.partition("<")[0] for part in body.split("<d:href>")[1:]]
        if "/7.ics" in hrefs:
            return 500, {}, b""
        entry = (
            "<d:response><d:href>{}</d:href><d:propstat><d:prop><d:getetag>1</d:getetag>"
            "<c:calendar-data>BEGIN:VCALENDAR</c:calendar-data></d:prop>"
            "<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
        )
        return multi("".join(map(entry.format, hrefs)).encode())

    liar.answers = answers
    fetched = asking(liar, lambda it: it.fetch(liar.address, [f"/{n}.ics" for n in range(150)]))
    assert len(fetched.got) == 149
    assert list(fetched.refused) == ["/7.ics"]
    assert len(liar.asked) < 20


def test_a_server_that_fails_at_everything_is_not_asked_for_everything(liar: Liar) -> None:
    liar.answers = lambda handler, body: (500, {}, b"")
    refused(liar, lambda it: it.fetch(liar.address, [f"/{n}.ics" for n in range(150)]), ServerTrouble)
    assert len(liar.asked) < 30


def test_what_is_missing_from_an_answer_is_set_aside(liar: Liar) -> None:
    liar.answers = lambda handler, body: multi(b"")
    fetched = asking(liar, lambda it: it.fetch(liar.address, ["/1.ics"]))
    assert list(fetched.refused) == ["/1.ics"]


@pytest.mark.parametrize(
    ("address", "at_home"),
    [
        ("127.0.0.1", True),
        ("192.168.1.20", True),
        ("10.1.2.3", True),
        ("100.64.3.4", True),
        ("fd12::1", True),
        ("::ffff:192.168.1.20", True),
        ("169.254.169.254", False),
        ("::ffff:169.254.169.254", False),
        ("fe80::1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("8.8.8.8", False),
    ],
)
def test_a_home_is_a_private_network_and_not_where_clouds_keep_secrets(
    address: str, *, at_home: bool
) -> None:
    assert is_at_home(ip_address(address)) is at_home


def test_a_word_for_one_host_is_none_for_another() -> None:
    near, public = ip_address("192.168.1.20"), ip_address("8.8.8.8")
    permitted = is_ours("box.local")
    assert permitted("BOX.local", [near, ip_address("169.254.169.254")]) == [near]
    assert permitted("other.local", [near]) == []
    assert permitted("other.example", [public]) == [public]
    assert permitted("other.example", [public, near]) == []


def test_an_address_without_encryption_is_not_asked_by_an_account_that_has_it() -> None:
    """It may stand in a file that was brought in."""
    account = CalendarAccount("a", "Home", "https://dav.example.org/", "ada")
    with connected(account, PASSWORD, may_be_at_home=False) as server, pytest.raises(NotAllowed) as told:
        server.listing("http://dav.example.org/ada/work/")
    assert "without encryption" in str(told.value)
