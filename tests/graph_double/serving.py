"""The HTTP side: a real server on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from tests.graph_double.answers import Answer
from tests.graph_double.service import ROOT, Graph
from tests.graph_double.signing_in import TOKEN, as_form


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, graph: Graph) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.graph, self.lock = graph, threading.Lock()


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def _say(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path.startswith("/common/oauth2/"):
            with self.server.lock:
                return self._send(self._signing_in(raw))
        headers = {name.lower(): value for name, value in self.headers.items()}
        with self.server.lock:
            self.server.graph.address = self.server.graph.links_to or f"http://{self.headers['Host']}"
            answer = self.server.graph.answer(self.command, self.path, headers, json.loads(raw or b"null"))
        return self._send(answer)

    def _signing_in(self, raw: bytes) -> Answer:
        service, parts = self.server.graph.signing_in, urlsplit(self.path)
        if parts.path == TOKEN and self.command == "POST":
            return Answer(*service.token(as_form(raw)))
        allow = None if self.command == "GET" else b"allow" in raw
        status, leads = service.consent(as_form(parts.query), allow=allow)
        return Answer(status, {}, {"Location": leads} if leads else {})

    def _send(self, answer: Answer) -> None:
        body = b"" if answer.body is None else json.dumps(answer.body).encode()
        self.send_response_only(answer.status)
        for name, value in {"Content-Type": "application/json", **answer.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PATCH = do_DELETE = _say  # noqa: N815 - as http.server has them

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@contextmanager
def running() -> Iterator[tuple[Graph, str]]:
    """The service, and its address."""
    graph = Graph()
    server = _Server(graph)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield graph, f"http://127.0.0.1:{server.server_port}{ROOT}/"
    finally:
        server.shutdown()
        server.server_close()
