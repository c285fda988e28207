"""Between httpx and the checked network."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import httpcore
import httpx

from counterpoint.adapters.web_client.network import CheckedNetwork
from counterpoint.domain.words import gettext as _


def _trust() -> ssl.SSLContext:
    """Whom to believe, as `SSL_CERT_FILE` and `SSL_CERT_DIR` say, else as the system does."""
    places = tuple(os.environ.get(name, "") for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"))
    return _trust_in(tuple((place, _changed_at(place)) for place in places))


@lru_cache(maxsize=1)
def _trust_in(_places: tuple[tuple[str, float], ...]) -> ssl.SSLContext:
    """Read once for as long as these are as they are: to read all the certificates takes longer than most
    questions.
    """
    return httpx.create_ssl_context()


def _changed_at(place: str) -> float:
    try:
        return Path(place).stat().st_mtime if place else 0.0
    except OSError:
        return 0.0


class Transport(httpx.BaseTransport):
    """Between httpx and a connection pool that opens its connections through our backend."""

    def __init__(self, backend: CheckedNetwork) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=_trust(), max_connections=1, network_backend=backend)

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
