"""Subscribed calendars against a real server on loopback, through the guarded client and the handler."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from counterpoint import wiring
from counterpoint.desk.calendars.adding import add_feed
from counterpoint.desk.calendars.asking import refresh_now
from counterpoint.desk.calendars.keeping import window_for
from tests.calendars import NOW, calendar, event
from tests.memory import MemoryDiary

CHOIR = calendar(event("2@t", "Choir", NOW + timedelta(hours=10)), name="Dates")
SECRET = "private-8c1f"
Answer = Callable[[BaseHTTPRequestHandler], None]


class FeedServer(ThreadingHTTPServer):
    """Answers each request as `answer` says and remembers what it was asked with."""

    daemon_threads = True
    answer: Answer
    asked: list[dict[str, str]]

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/{SECRET}/dates.ics"


class _Handler(BaseHTTPRequestHandler):
    server: FeedServer

    def do_GET(self) -> None:
        self.server.asked.append({name.lower(): value for name, value in self.headers.items()})
        self.server.answer(self)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


def full(handler: BaseHTTPRequestHandler, body: bytes = CHOIR, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in {"ETag": '"one"', "Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def unless_it_changed(handler: BaseHTTPRequestHandler) -> None:
    known = handler.headers.get("If-None-Match") == '"one"'
    full(handler, b"" if known else CHOIR, 304 if known else 200)


def redirect_first(handler: BaseHTTPRequestHandler) -> None:
    if handler.path.endswith("/moved"):
        full(handler)
    else:
        full(handler, b"", 302, Location="/moved")


def cut_short(handler: BaseHTTPRequestHandler) -> None:
    full(handler, CHOIR[: len(CHOIR) // 2], Content_Length=str(len(CHOIR)))


def refuse(handler: BaseHTTPRequestHandler) -> None:
    full(handler, b"", 503, Retry_After="7200")


@pytest.fixture
def server() -> Iterator[FeedServer]:
    server = FeedServer()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def on_our_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator allows servers on their own network."""
    monkeypatch.setenv("COUNTERPOINT_PRIVATE_FEEDS", "1")


@pytest.fixture
def diary() -> MemoryDiary:
    return MemoryDiary()


def run(diary: MemoryDiary, id: str) -> Any:
    handler = wiring.handler_of("refresh_feed")
    return diary.jobs.run(refresh_now(diary, id).id, lambda job: handler(diary, job, NOW))


def titles(diary: MemoryDiary) -> list[str]:
    return [each.title for _, each in diary.calendars.occurrences(window_for(NOW))]


def subscribed(diary: MemoryDiary, server: FeedServer, answer: Answer) -> str:
    server.answer = answer
    id = add_feed(diary, server.address).calendar.id
    run(diary, id)
    return id


@pytest.mark.usefixtures("on_our_network")
def test_an_unchanged_feed_is_asked_but_not_sent_again(diary: MemoryDiary, server: FeedServer) -> None:
    id = subscribed(diary, server, unless_it_changed)
    assert titles(diary) == ["Choir"]
    assert diary.calendars.get(id).thing.name == "Dates"
    assert run(diary, id).note == "Nothing has changed"
    assert [asked.get("if-none-match") for asked in server.asked] == [None, '"one"']
    assert titles(diary) == ["Choir"]


@pytest.mark.usefixtures("on_our_network")
def test_a_feed_that_moved_is_followed(diary: MemoryDiary, server: FeedServer) -> None:
    subscribed(diary, server, redirect_first)
    assert titles(diary) == ["Choir"]


@pytest.mark.usefixtures("on_our_network")
@pytest.mark.parametrize("fault", [cut_short, refuse, lambda handler: full(handler, b"<html>Sign in")])
def test_what_goes_wrong_keeps_what_was_read_and_tells_no_secret(
    diary: MemoryDiary, server: FeedServer, fault: Answer
) -> None:
    id = subscribed(diary, server, full)
    server.answer = fault
    done = run(diary, id)
    source = diary.calendars.get(id).thing
    assert titles(diary) == ["Choir"]
    assert source.trouble
    assert SECRET not in source.trouble
    assert SECRET not in done.note
    assert done.result["failures"] == 1


@pytest.mark.usefixtures("on_our_network")
def test_a_server_that_drips_is_given_up(
    diary: MemoryDiary, server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from counterpoint.adapters.calendars import feeds

    ask = feeds.fetch_feed
    monkeypatch.setattr(feeds, "fetch_feed", lambda *words, **more: ask(*words, **more, most_seconds=1.0))

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:  # it would never end by itself
                handler.wfile.write(b"BEGIN:VCALENDAR\r\n")
                handler.wfile.flush()
                time.sleep(0.1)
        except OSError:
            return

    id = subscribed(diary, server, drip)
    assert diary.calendars.get(id).thing.trouble


def test_without_the_operators_word_ones_own_network_is_not_asked(
    diary: MemoryDiary, server: FeedServer
) -> None:
    id = subscribed(diary, server, full)
    assert server.asked == []
    assert titles(diary) == []
    assert diary.calendars.get(id).thing.trouble
