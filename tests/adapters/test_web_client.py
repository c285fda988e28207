"""The one client for addresses that people enter: how little it lets itself be given."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import time
import zlib
from datetime import timedelta
from http.server import BaseHTTPRequestHandler

import pytest

from counterpoint.adapters.calendars.feeds import FeedRefused, Fetched, NotModified, fetch_feed
from counterpoint.adapters.web_client import CannotFetch, TooLong, TooMuch, get, resolved
from tests.adapters.answers import CALENDAR, SECRET, Answer, reply, server


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
