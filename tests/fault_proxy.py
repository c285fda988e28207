"""A network that fails where it is told to: between a client and a real server, on this machine."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

Fault = Literal[
    "",
    "cut before it arrives",
    "cut before the reply",
    "cut within the body",
    "500",
    "429",
    "slow",
    "500 after it arrived",
    "delivered twice",
]
WRITE_FAULTS: tuple[Fault, ...] = tuple(each for each in get_args(Fault) if each not in ("", "slow"))
FAULTS = WRITE_FAULTS[:5]
"""Those that can matter to somebody who only reads."""
ALWAYS = -2
A_WHILE = 0.02
PATIENCE_ASKED, REFUSED = "7", 412


def sabre(exception: str, message: str, inside: str = "") -> bytes:
    """The body of every error of sabre's (Nextcloud, Baïkal): its own words, and what else it names."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<d:error xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns">\n'
        f"  <s:exception>Sabre\\DAV\\Exception\\{exception}</s:exception>\n"
        f"  <s:message>{message}</s:message>\n  {inside}\n</d:error>\n"
    ).encode()


class FaultProxy(ThreadingHTTPServer):
    """Passes everything on but for the request number `at` (from 0, of those since `listen`), which fails.

    `sent` is all that ever went out: paths, headers and bodies. `like_sabre`: what is refused because another
    version is there is said as sabre says it.
    """

    daemon_threads = True

    def __init__(self, upstream: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.upstream = urlsplit(upstream)
        self.fault: Fault = ""
        self.at, self.asked = -1, 0
        self.seen: list[str] = []
        self.sent: list[bytes] = []
        self.like_sabre = False
        self.meanwhile: Callable[[int, str], object] = lambda _number, _method: None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def listen(self, fault: Fault = "", at: int = -1) -> None:
        self.fault, self.at, self.asked, self.seen = fault, at, 0, []
        self.meanwhile = lambda _number, _method: None

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is what this is for."""


class _Handler(BaseHTTPRequestHandler):
    server: FaultProxy
    protocol_version = "HTTP/1.1"

    def _pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        number, self.server.asked = self.server.asked, self.server.asked + 1
        self.server.seen.append(self.command)
        self.server.sent.append(f"{self.path}\n{self.headers}\n".encode() + body)
        self.server.meanwhile(number, self.command)
        fault = self.server.fault if self.server.at in (number, ALWAYS) else ""
        if fault == "cut before it arrives":
            self._cut()
        elif fault in ("500", "429"):
            self._reply(int(fault), {"Retry-After": PATIENCE_ASKED} if fault == "429" else {}, b"")
        else:
            if fault == "delivered twice":
                self._upstream(body)
            status, headers, answer = self._upstream(body)
            if status == REFUSED and self.server.like_sabre:
                headers = {}
                answer = sabre(
                    "PreconditionFailed", "None of the ETags matched.", "<s:header>If-Match</s:header>"
                )
            self._answer(fault, status, headers, answer)

    def _answer(self, fault: str, status: int, headers: dict[str, str], answer: bytes) -> None:
        if fault == "cut before the reply":
            self._cut()
            return
        if fault == "500 after it arrived":
            self._reply(500, {}, b"")
            return
        if fault == "slow":
            time.sleep(A_WHILE)
        half = len(answer) // 2 if fault == "cut within the body" else None
        self._reply(status, headers, answer, part=half)

    def _upstream(self, body: bytes) -> tuple[int, dict[str, str], bytes]:
        there = http.client.HTTPConnection(self.server.upstream.hostname or "", self.server.upstream.port)
        sent = {name: value for name, value in self.headers.items() if name.lower() != "connection"}
        there.request(self.command, self.path, body, sent)
        said = there.getresponse()
        answer = said.read()
        kept = (
            "content-type",
            "etag",
            "location",
            "dav",
            "allow",
            "content-encoding",
            "server",
            "date",
            "retry-after",
        )
        headers = {name: value for name, value in said.getheaders() if name.lower() in kept}
        there.close()
        return said.status, headers, answer

    def _reply(self, status: int, headers: dict[str, str], answer: bytes, part: int | None = None) -> None:
        self.send_response_only(status)
        for name, value in {**headers, "Content-Length": str(len(answer))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer if part is None else answer[:part])
        if part is not None:
            self._cut()

    def _cut(self) -> None:
        self.wfile.flush()
        self.close_connection = True
        self.connection.close()

    def log_message(self, *_: Any) -> None:
        """Quiet."""


for _method in (
    "GET",
    "PUT",
    "POST",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "PROPFIND",
    "REPORT",
    "MKCALENDAR",
    "MKCOL",
):
    setattr(_Handler, f"do_{_method}", _Handler._pass_on)


@contextmanager
def proxied(upstream: str) -> Iterator[FaultProxy]:
    proxy = FaultProxy(upstream)
    threading.Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield proxy
    finally:
        proxy.shutdown()
        proxy.server_close()
