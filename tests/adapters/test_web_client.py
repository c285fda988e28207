"""The one client for addresses that people enter: what it never reaches, and how little it lets itself be
given.
"""

from __future__ import annotations

import gzip
import ipaddress
import socket
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from counterpoint.adapters.calendars.feeds import FeedRefused, Fetched, NotModified, fetch_feed
from counterpoint.adapters.open_internet import is_public
from counterpoint.adapters.web_client import (
    CannotFetch,
    NotAllowed,
    TooLong,
    TooMuch,
    asking,
    get,
    network,
    resolved,
)

Answer = Callable[[BaseHTTPRequestHandler], None]
CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
SECRET = "very-secret-token"


@contextmanager
def server(answer: Answer) -> Iterator[str]:
    """A real HTTP server on loopback; its address ends in a secret path."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        def log_message(self, *args: object) -> None: ...

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.daemon_threads = True
    Thread(target=running.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{running.server_port}/{SECRET}/basic.ics"
    finally:
        running.shutdown()
        running.server_close()


def reply(status: int = 200, body: bytes = CALENDAR, **headers: str) -> Answer:
    def answer(asked: BaseHTTPRequestHandler) -> None:
        asked.send_response(status)
        asked.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            asked.send_header(name.replace("_", "-"), value)
        asked.end_headers()
        asked.wfile.write(body)

    return answer


def test_a_feed_is_fetched_with_its_marks() -> None:
    with server(reply(ETag='"one"', Last_Modified="Mon, 23 Nov 2026 08:00:00 GMT")) as address:
        found = fetch_feed(address, allow_private=True)
    assert found == Fetched(CALENDAR, '"one"', "Mon, 23 Nov 2026 08:00:00 GMT")


def test_marks_are_sent_back_and_nothing_new_is_said_so() -> None:
    asked: dict[str, str] = {}

    def answer(handler: BaseHTTPRequestHandler) -> None:
        asked.update({name.lower(): value for name, value in handler.headers.items()})
        reply(304, b"")(handler)

    with server(answer) as address:
        found = fetch_feed(address, etag='"one"', last_modified="yesterday", allow_private=True)
        assert found == NotModified()
        assert (asked["if-none-match"], asked["if-modified-since"]) == ('"one"', "yesterday")
        with pytest.raises(FeedRefused):
            fetch_feed(address, allow_private=True)


def test_a_mark_that_cannot_be_sent_back_is_dropped() -> None:
    with server(reply(ETag='"' + "x" * 600 + '"')) as address:
        assert fetch_feed(address, allow_private=True) == Fetched(CALENDAR)


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_packed_answer_is_unpacked(encoding: str) -> None:
    packed = gzip.compress(CALENDAR) if encoding == "gzip" else zlib.compress(CALENDAR)
    with server(reply(body=packed, Content_Encoding=encoding)) as address:
        assert get(address, allow_private=True).body == CALENDAR


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "no longer"),
        (410, "no longer"),
        (401, "give out"),
        (403, "give out"),
        (500, "error (500)"),
        (204, "204"),
    ],
)
def test_a_refusal_is_told_in_words_that_keep_the_secret(status: int, words: str) -> None:
    with server(reply(status, b"")) as address, pytest.raises(FeedRefused) as refused:
        fetch_feed(address, allow_private=True)
    assert words in refused.value.message
    assert refused.value.advice
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize(
    ("said", "wait"), [("120", timedelta(seconds=120)), ("Mon, 23 Nov 2026 08:00:00 GMT", None)]
)
def test_a_server_that_wants_to_be_left_alone_says_how_long(said: str, wait: timedelta | None) -> None:
    with server(reply(429, b"", Retry_After=said)) as address, pytest.raises(FeedRefused) as refused:
        fetch_feed(address, allow_private=True)
    assert refused.value.wait == wait


def test_redirects_are_followed_a_few_times() -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        left = int(handler.path.rpartition("?")[2] or 0)
        reply(200)(handler) if not left else reply(302, b"", Location=f"/next?{left - 1}")(handler)

    with server(answer) as address:
        assert get(f"{address}?5", allow_private=True).body == CALENDAR
        with pytest.raises(CannotFetch, match="without an end"):
            get(f"{address}?6", allow_private=True)


def test_a_redirect_without_a_place_is_an_answer() -> None:
    with server(reply(302, b"")) as address:
        assert get(address, allow_private=True).status == 302


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/a.ics",
        "http://localhost/a.ics",
        "http://127.1/a.ics",
        "http://2130706433/a.ics",
        "http://0/a.ics",
        "http://[::1]/a.ics",
        "http://[::ffff:127.0.0.1]/a.ics",
        "http://[::ffff:7f00:1]/a.ics",
        "http://[64:ff9b::7f00:1]/a.ics",
        "http://[2002:7f00:1::]/a.ics",
        "http://10.0.0.1/a.ics",
        "http://192.168.1.1:8080/a.ics",
        "http://169.254.169.254/latest/meta-data",
        "http://100.64.0.1/a.ics",
        "https://[fe80::1]/a.ics",
        "webcal://[fd00::1]/a.ics",
    ],
)
def test_a_private_address_is_not_asked(address: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        get(address)
    assert "private network" in refused.value.message


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://example.org/a", "gopher://x", "", "a.ics", "http://", "https://[::1"],
)
def test_other_kinds_of_addresses_are_refused(address: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        get(address)
    assert refused.value.field == "address"


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("64:ff9b::808:808", True),
        ("2002:808:808::", True),
        ("::ffff:8.8.8.8", True),
        ("::ffff:0:10.0.0.1", False),
        ("::10.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("ff02::1", False),
        ("255.255.255.255", False),
        ("240.0.0.1", False),
        ("172.16.0.1", False),
        ("100.64.0.1", False),
        ("192.0.2.1", False),
        ("64:ff9b:1::a00:1", False),
        ("2001:db8::1", False),
        ("fe80::1%eth0", False),
        ("2001:0:7f00:1::f5ff:fffe", False),
    ],
)
def test_what_is_on_the_open_internet(text: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(text)) is public


def test_a_redirect_into_a_private_network_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step is checked: the first server counts as public here, what it points to does not."""
    with server(reply(302, b"", Location="http://10.0.0.1/inside")) as address:
        monkeypatch.setattr(network, "is_public", lambda found: str(found) == "127.0.0.1")
        with pytest.raises(NotAllowed, match=r"10\.0\.0\.1 is in a private network"):
            get(address)


def test_a_redirect_never_gives_up_encryption() -> None:
    asked = asking.Answer(302, {"location": "http://other.example/x"}, b"", "calendar.example")
    with pytest.raises(NotAllowed, match="without encryption"):
        asking.onwards(asking.checked("https://calendar.example/secret"), asked)


def test_a_name_is_resolved_once_and_the_checked_address_is_the_one_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A name that means something public when checked and something private when asked gains nothing."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def look_up(host: str, *rest: object, **more: object) -> object:
        if host == "rebinding.example":
            asked.append(host)
            host = "127.0.0.1" if len(asked) == 1 else "10.0.0.1"
        return real(host, *rest, **more)  # type: ignore[arg-type]

    with server(reply()) as address:
        monkeypatch.setattr(network.socket, "getaddrinfo", look_up)
        monkeypatch.setattr(network, "is_public", lambda found: str(found) == "127.0.0.1")
        assert get(address.replace("127.0.0.1", "rebinding.example")).body == CALENDAR
    assert len(asked) == 1


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [(2, 1, 6, "", ("8.8.8.8", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(network.socket, "getaddrinfo", lambda *_, **__: places)
    with pytest.raises(NotAllowed):
        get("http://both.example/a.ics")


def test_a_name_that_nobody_knows_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> object:
        raise socket.gaierror("no such name")

    monkeypatch.setattr(network.socket, "getaddrinfo", unknown)
    with pytest.raises(CannotFetch, match=r"gone\.example could not be reached"):
        get(f"http://gone.example/{SECRET}")


def test_a_slow_resolver_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network.socket, "getaddrinfo", lambda *_, **__: time.sleep(2) or [])
    with pytest.raises(TooLong):
        get("http://slow.example/a.ics", most_seconds=0.1)


def test_a_port_where_nobody_listens_is_told() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(CannotFetch) as refused:
        get(f"http://127.0.0.1:{port}/{SECRET}", allow_private=True)
    assert SECRET not in str(refused.value)
    assert resolved("127.0.0.1", port, 1) == [ipaddress.ip_address("127.0.0.1")]


@pytest.mark.parametrize(
    "answer",
    [
        reply(body=b"x" * 3000),
        reply(body=gzip.compress(b"x" * 5_000_000), Content_Encoding="gzip"),
    ],
    ids=["large", "packed"],
)
def test_an_answer_larger_than_allowed_is_refused(answer: Answer) -> None:
    with server(answer) as address, pytest.raises(TooMuch):
        get(address, allow_private=True, most_bytes=2000)


def test_an_answer_that_does_not_say_its_size_is_cut_off_as_well() -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"x" * 65536)
        except OSError:
            return

    with server(endless) as address, pytest.raises(TooMuch):
        get(address, allow_private=True, most_bytes=100_000)


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip"])
def test_an_encoding_that_was_not_asked_for_is_refused(encoding: str) -> None:
    with (
        server(reply(Content_Encoding=encoding)) as address,
        pytest.raises(CannotFetch, match="not asked for"),
    ):
        get(address, allow_private=True)


def test_a_broken_packing_is_told() -> None:
    with server(reply(Content_Encoding="gzip")) as address, pytest.raises(CannotFetch, match="unpacked"):
        get(address, allow_private=True)


@pytest.mark.parametrize("where", ["head", "body"])
def test_a_server_that_drips_is_left_in_time(where: str) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        try:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"" if where == "head" else b"\r\n"))
            for _ in range(200):
                handler.wfile.write(b"X-A: b\r\n" if where == "head" else b"x")
                handler.wfile.flush()
                time.sleep(0.05)
        except OSError:
            return

    with server(drip) as address, pytest.raises(TooLong) as late:
        get(address, allow_private=True, most_seconds=0.4)
    assert SECRET not in str(late.value)


def test_a_server_that_speaks_something_else_is_told() -> None:
    def mumble(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"220 mail.example ESMTP\r\n")

    with server(mumble) as address, pytest.raises(CannotFetch, match="did not speak HTTP"):
        get(address, allow_private=True)
