"""Between httpx and the checked network."""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Iterator
from functools import cache

import httpcore
import httpx

from counterpoint.adapters.web_client.network import CheckedNetwork
from counterpoint.domain.words import gettext as _


@cache
def _trust() -> ssl.SSLContext:
    """Whom to believe; read once, because reading all the certificates takes longer than most questions."""
    return httpx.create_ssl_context()


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
