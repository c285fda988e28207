"""Apprise, from a process that can do nothing else: what it reaches, what it never reaches, what it says."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from counterpoint.adapters.post.apprise import ApprisePost, leads_inside, why_not
from counterpoint.desk.ports import Message, NotSent, Refused, TargetGone, TryLater, Unclear
from counterpoint.domain.living import Target
from counterpoint.domain.living.services import NotAService, service_address

NOW = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
MESSAGE = Message(
    "m1",
    "review",
    "The week can be looked back at",
    "It takes about ten minutes.",
    link="https://c.example/n/",
)


@dataclass
class Received:
    """A service on loopback. The path says with which status it answers: /410/…"""

    port: int = 0
    says: dict[str, str] = field(default_factory=dict)
    got: list[tuple[str, str]] = field(default_factory=list)

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"


@contextmanager
def receiving() -> Iterator[Received]:
    received = Received()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            received.got.append((self.path, body))
            first = self.path.split("/")[1]
            self.send_response(int(first) if first.isdigit() else 200)
            for name, value in {"Content-Length": "2", **received.says}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *args: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    received.port = server.server_port
    try:
        yield received
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def running() -> Iterator[Received]:
    with receiving() as received:
        yield received


@pytest.fixture
def service(running: Received) -> Received:
    running.got.clear()
    running.says.clear()
    return running


def send(address: str, *, allow_private: bool = True, seconds: float = 25) -> None:
    ApprisePost(allow_private, seconds).send(Target("t", NOW, "apprise", address), MESSAGE, now=NOW)


def test_a_service_in_ones_own_network_is_reached_with_the_operators_word(service: Received) -> None:
    send(f"ntfy://{service.place}/topic")
    [(_path, body)] = service.got
    said = json.loads(body)
    assert (said["topic"], said["title"]) == ("topic", "The week can be looked back at")
    assert said["message"] == "It takes about ten minutes.\n\nhttps://c.example/n/"


def test_without_it_nothing_is_asked_there_whatever_name_it_has(service: Received) -> None:
    """The address that is connected to is what counts: a name that leads there is no other way in."""
    with pytest.raises(TargetGone, match="private network"):
        send(f"json://localhost:{service.port}/x", allow_private=False)
    assert service.got == []


def test_a_redirect_is_not_followed(service: Received) -> None:
    service.says["Location"] = f"http://{service.place}/elsewhere"
    with pytest.raises(Refused, match="302"):
        send(f"json://{service.place}/302/")
    assert len(service.got) == 1


@pytest.mark.parametrize(
    ("status", "error"),
    [(404, TargetGone), (401, TargetGone), (400, Refused), (302, Refused), (500, TryLater), (None, TryLater)],
)
def test_each_refusal_says_what_it_means(status: int | None, error: type[NotSent]) -> None:
    service, _address = service_address("ntfy://topic")
    assert type(why_not(service, {"outcome": "not_sent", "status": status})) is error


def test_who_asks_for_patience_is_given_it_and_no_secret_is_told(service: Received) -> None:
    service.says["Retry-After"] = "90"
    with pytest.raises(TryLater) as told:
        send(f"json://{service.place}/429/geheim")
    assert told.value.wait == timedelta(seconds=90)
    assert "geheim" not in str(told.value)


def test_who_takes_too_long_is_left_and_nobody_says_that_it_did_not_arrive() -> None:
    with pytest.raises(Unclear):
        send("ntfy://topic", seconds=0.01)


def test_what_stands_there_that_is_no_address_is_never_asked() -> None:
    with pytest.raises(TargetGone):
        send("file:///etc/passwd")


def test_an_address_that_apprise_does_not_understand_says_how_it_is_written() -> None:
    with pytest.raises(NotAService, match="tgram://bot-token/chat-id"):
        ApprisePost().check("tgram://hello")
    assert "apprise" not in sys.modules  # it was loaded elsewhere, for as long as it took


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost", "[::1]", "10.0.0.7", "192.168.1.2:80"])
def test_a_server_in_a_private_network_is_told_before_anything_is_asked(host: str) -> None:
    with pytest.raises(NotAService, match="private network"):
        ApprisePost().check(f"ntfy://{host}/topic")


@pytest.mark.parametrize("address", ["ntfy://topic", "tgram://1:a/2", "gotify://[x/y", "pover://u@t"])
def test_what_names_no_server_is_not_looked_up(address: str) -> None:
    assert not leads_inside(address)


TRIES = """
import socket, subprocess, sys, os
from counterpoint.adapters.post.confined import Confined, Walls
Walls(allow_private=False).raised()
def connect(address, kind=socket.AF_INET): socket.socket(kind).connect(address)
tries = {
    "loopback": lambda: connect(("127.0.0.1", 9)),
    "a name": lambda: connect(("localhost", 9)),
    "mapped": lambda: connect(("::ffff:10.0.0.1", 9, 0, 0), socket.AF_INET6),
    "metadata": lambda: connect(("169.254.169.254", 80)),
    "a socket file": lambda: connect("/run/x", socket.AF_UNIX),
    "a datagram": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("8.8.8.8", 53)),
    "another process": lambda: subprocess.run(["true"]),
    "a shell": lambda: os.system("true"),
    "a file of others": lambda: open(sys.argv[1]),
    "a file to write": lambda: open(sys.argv[1] + ".new", "w"),
}
for name, attempt in tries.items():
    try:
        attempt()
    except Confined:
        continue
    print(name)
"""


def test_nothing_else_can_be_done_in_there(tmp_path: Path) -> None:
    secret = tmp_path / "secret.key"
    secret.write_text("x")
    ended = subprocess.run(
        [sys.executable, "-c", TRIES, str(secret)], capture_output=True, text=True, check=True
    )
    assert ended.stdout == ""
    assert list(tmp_path.iterdir()) == [secret]
