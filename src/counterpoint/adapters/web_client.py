"""One guarded way to ask addresses that people enter: it reaches no private network, never waits long,
never takes much.

Names are resolved here, every address they stand for is checked, and the connection goes to the very
address that was
checked, so that a name cannot mean something else a moment later (DNS rebinding). Each redirect is checked
the same way.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from counterpoint.adapters.open_internet import Address, is_public
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.words import gettext as _

MOST_BYTES = 20 * 1024 * 1024
MOST_SECONDS = 30.0
MOST_REDIRECTS = 5
SCHEMES = {"http": "http", "https": "https", "webcal": "https", "webcals": "https"}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PATIENCE = 10.0
"""Seconds to wait for a single step: a connection, or the next bytes."""


class CannotFetch(CounterpointError):
    """An address that gave no usable answer. The message names its host alone: the rest may be a secret."""


class NotAllowed(CannotFetch):
    """An address that must not be asked."""


class TooLong(CannotFetch):
    """An answer that did not end in time."""


class TooMuch(CannotFetch):
    """An answer larger than allowed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said. Header names are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    host: str


def get(
    address: str,
    *,
    headers: Mapping[str, str] | None = None,
    allow_private: bool = False,
    most_bytes: int = MOST_BYTES,
    most_seconds: float = MOST_SECONDS,
) -> Answer:
    """GET an address, following at most MOST_REDIRECTS. Raises CannotFetch or one of its kinds.

    `most_bytes` counts what is left after decompression; `most_seconds` is the time for everything.
    """
    clock = _Clock(most_seconds)
    url = _checked(address)
    with _client(clock, allow_private) as client:
        for _hop in range(MOST_REDIRECTS + 1):
            request = client.build_request("GET", url, headers=_named(headers), timeout=PATIENCE)
            answer = _ask(client, request, clock, most_bytes)
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                return answer
            url = _checked(_onwards(url, answer))
    raise CannotFetch(
        _("%(host)s sends from one address to the next without an end.") % {"host": url.host},
        advice=_("Open the address in a browser and enter the one it ends at."),
    )


def post(
    address: str,
    content: bytes,
    *,
    headers: Mapping[str, str] | None = None,
    allow_private: bool = False,
    most_seconds: float = MOST_SECONDS,
) -> Answer:
    """POST to an address, and what came back without its body. Raises CannotFetch or one of its kinds.

    A redirect is an answer like any other: what was meant for one place is sent to no other.
    """
    clock, url = _Clock(most_seconds), _checked(address)
    with _client(clock, allow_private) as client:
        request = client.build_request(
            "POST", url, content=content, headers=_named(headers), timeout=PATIENCE
        )
        return _ask(client, request, clock, 0)


def _client(clock: _Clock, allow_private: bool) -> httpx.Client:
    transport = _Transport(_Backend(clock, allow_private))
    return httpx.Client(transport=transport, trust_env=False, follow_redirects=False)


def _named(headers: Mapping[str, str] | None) -> dict[str, str]:
    return {"Accept-Encoding": "gzip", "User-Agent": "Counterpoint", **(headers or {})}


def _checked(address: str) -> httpx.URL:
    try:
        scheme, _colon, rest = address.strip().partition(":")
        url = httpx.URL(f"{SCHEMES.get(scheme.lower(), '')}:{rest}")
    except (httpx.InvalidURL, ValueError):
        url = httpx.URL("")
    if url.scheme not in ("http", "https") or not url.host:
        raise NotAllowed(
            _("Only addresses that begin with https://, http:// or webcal:// can be asked."),
            advice=_("Copy the calendar’s address once more; it often ends in .ics."),
            field="address",
        )
    return url


def _onwards(url: httpx.URL, answer: Answer) -> str:
    """Where a redirect leads; never from https to http, which would show the secret in it to everyone on
    the way.
    """
    target = urljoin(str(url), answer.headers["location"])
    if url.scheme == "https" and urlsplit(target).scheme.lower() == "http":
        raise NotAllowed(
            _("%(host)s leads to an address without encryption; it was not followed.") % {"host": url.host},
            advice=_("Ask whoever runs it for an https address."),
        )
    return target


def _ask(client: httpx.Client, request: httpx.Request, clock: _Clock, most_bytes: int) -> Answer:
    """`most_bytes` 0: the body is left alone."""
    host = request.url.host
    try:
        response = client.send(request, stream=True)
        try:
            known = {name.lower(): value for name, value in response.headers.items()}
            wanted = most_bytes and response.status_code == httpx.codes.OK
            body = _body(response, host, clock, most_bytes) if wanted else b""
            return Answer(response.status_code, known, body, host)
        finally:
            response.close()
    except httpx.TimeoutException:
        raise _too_long(host) from None
    except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError):
        raise CannotFetch(
            _("%(host)s could not be reached, or did not speak HTTP as it should.") % {"host": host},
            advice=_("Check the address and whether this machine is online, then try again."),
        ) from None


def _body(response: httpx.Response, host: str, clock: _Clock, most_bytes: int) -> bytes:
    stated = response.headers.get("content-length", "")
    if stated.isdigit() and len(stated) < 20 and int(stated) > most_bytes:  # noqa: PLR2004 - a sane number
        raise _too_much(host, most_bytes)
    parts, size = [], 0
    for part in _unpacked(response, host, most_bytes):
        if clock.left() <= 0:
            raise _too_long(host)
        size += len(part)
        if size > most_bytes:
            raise _too_much(host, most_bytes)
        parts.append(part)
    return b"".join(parts)


def _unpacked(response: httpx.Response, host: str, most_bytes: int) -> Iterator[bytes]:
    """The body without its compression, never more than a little over `most_bytes` at once."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding in ("", "identity"):
        yield from response.iter_raw()
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise CannotFetch(
            _("%(host)s packs its answer in a way that was not asked for (%(encoding)s).")
            % {"host": host, "encoding": encoding[:20]}
        )
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        for chunk in response.iter_raw():
            yield unpack.decompress(chunk, most_bytes + 1)
            if unpack.unconsumed_tail:
                raise _too_much(host, most_bytes)
    except zlib.error:
        raise CannotFetch(
            _("%(host)s sent an answer that cannot be unpacked.") % {"host": host},
            advice=_("Try again later."),
        ) from None


def _too_long(host: str) -> TooLong:
    return TooLong(
        _("%(host)s did not answer in time.") % {"host": host},
        advice=_("It will be asked again later; or try another address."),
    )


def _too_much(host: str, most_bytes: int) -> TooMuch:
    return TooMuch(
        _("%(host)s sends more than %(most_bytes)s MB.")
        % {"host": host, "most_bytes": most_bytes // 1024 // 1024},
        advice=_("Share a smaller calendar, or one with fewer past years."),
    )


class _Clock:
    """How much of the time for a whole request is left."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        return self._end - time.monotonic()

    def within(self, timeout: float | None) -> float:
        """The time for one step. Raises httpcore.ReadTimeout when there is none."""
        left = self.left()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left if timeout is None else min(timeout, left)


class _Backend(httpcore.NetworkBackend):
    """Opens connections to checked addresses alone."""

    def __init__(self, clock: _Clock, allow_private: bool) -> None:
        self._clock, self._allow_private = clock, allow_private
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        found = resolved(host, port, self._clock.within(timeout))
        if not self._allow_private and not all(map(is_public, found)):
            raise NotAllowed(
                _("%(host)s is in a private network, which is not asked from here.") % {"host": host},
                advice=_("If it is yours, whoever runs this server can allow private addresses."),
                field="address",
            )
        trouble: Exception = httpcore.ConnectError()
        for address in found[:3]:
            try:
                step = self._clock.within(timeout)
                opened = self._plain.connect_tcp(str(address), port, step, local_address, socket_options)
                return _Stream(opened, self._clock)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                trouble = failed
        raise trouble

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        raise httpcore.ConnectError(path, timeout, socket_options)


def resolved(host: str, port: int, timeout: float) -> list[Address]:
    """Every address that a name stands for, each once. Raises httpcore.ConnectError or ConnectTimeout."""
    found: list[Address] = []
    trouble: list[BaseException] = []

    def look_up() -> None:
        try:
            for *_rest, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
                found.append(ipaddress.ip_address(str(place[0])))
        except (OSError, ValueError) as failed:
            trouble.append(failed)

    thread = threading.Thread(target=look_up, daemon=True)  # getaddrinfo knows no time limit
    thread.start()
    thread.join(timeout)
    if thread.is_alive():
        raise httpcore.ConnectTimeout
    if trouble or not found:
        raise httpcore.ConnectError
    return list(dict.fromkeys(found))


class _Stream(httpcore.NetworkStream):
    """A connection of which no step outlasts the time for the whole request."""

    def __init__(self, inner: httpcore.NetworkStream, clock: _Clock) -> None:
        self._inner, self._clock = inner, clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._clock.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._clock.within(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._inner.start_tls(ssl_context, server_hostname, self._clock.within(timeout))
        return _Stream(secured, self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Transport(httpx.BaseTransport):
    """Between httpx and a connection pool that opens its connections through our backend."""

    def __init__(self, backend: _Backend) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(), max_connections=1, network_backend=backend
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        with _told_as_httpx():
            answer = self._pool.handle_request(asked)
        stream = answer.stream
        assert isinstance(stream, Iterable)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(stream), extensions=answer.extensions
        )

    def close(self) -> None:
        self._pool.close()


class _told_as_httpx:  # noqa: N801 - reads as a statement
    """What goes wrong below is told in the words of httpx."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, httpcore.TimeoutException):
            raise httpx.ReadTimeout(_("too slow")) from None
        if isinstance(error, (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol)):
            raise httpx.TransportError(_("no proper answer")) from None


class _Body(httpx.SyncByteStream):
    def __init__(self, inner: Iterable[bytes]) -> None:
        self._inner = inner

    def __iter__(self) -> Iterator[bytes]:
        with _told_as_httpx():
            yield from self._inner

    def close(self) -> None:
        close = getattr(self._inner, "close", None)
        if close is not None:
            close()
