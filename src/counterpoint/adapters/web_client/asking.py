"""Ask an address, follow where it leads, and take what comes back up to a limit."""

from __future__ import annotations

import ssl
import zlib
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import httpx

from counterpoint.adapters.web_client.network import (
    CheckedNetwork,
    Clock,
    Permitted,
    anywhere,
    on_the_open_internet,
)
from counterpoint.adapters.web_client.transport import Transport
from counterpoint.adapters.web_client.trouble import CannotFetch, NotAllowed, too_long, too_much
from counterpoint.domain.words import gettext as _

MOST_BYTES = 20 * 1024 * 1024
MOST_SECONDS = 30.0
MOST_REDIRECTS = 5
SCHEMES = {"http": "http", "https": "https", "webcal": "https", "webcals": "https"}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
LONGEST_WAIT = timedelta(days=1)
PATIENCE = 10.0
"""Seconds to wait for a single step: a connection, or the next bytes."""


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
    clock = Clock(most_seconds)
    url = checked(address)
    with guarded(clock, anywhere if allow_private else on_the_open_internet) as client:
        for _hop in range(MOST_REDIRECTS + 1):
            request = client.build_request("GET", url, headers=named(headers), timeout=PATIENCE)
            answer = ask(client, request, clock, most_bytes)
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                return answer
            url = checked(onwards(url, answer))
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
    clock, url = Clock(most_seconds), checked(address)
    with guarded(clock, anywhere if allow_private else on_the_open_internet) as client:
        request = client.build_request("POST", url, content=content, headers=named(headers), timeout=PATIENCE)
        return ask(client, request, clock, 0)


def guarded(clock: Clock, permitted: Permitted) -> httpx.Client:
    transport = Transport(CheckedNetwork(clock, permitted))
    return httpx.Client(transport=transport, trust_env=False, follow_redirects=False)


def named(headers: Mapping[str, str] | None) -> dict[str, str]:
    return {"Accept-Encoding": "gzip", "User-Agent": "Counterpoint", **(headers or {})}


def checked(address: str) -> httpx.URL:
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


def onwards(url: httpx.URL, answer: Answer) -> str:
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


def ask(
    client: httpx.Client,
    request: httpx.Request,
    clock: Clock,
    most_bytes: int,
    *,
    of: Container[int] = frozenset({httpx.codes.OK}),
) -> Answer:
    """One question; the body is taken where the status is one `of` these, and never with 0 `most_bytes`."""
    host = request.url.host
    try:
        response = client.send(request, stream=True)
        try:
            known = {name.lower(): value for name, value in response.headers.items()}
            wanted = most_bytes and response.status_code in of
            body = _body(response, host, clock, most_bytes) if wanted else b""
            return Answer(response.status_code, known, body, host)
        finally:
            response.close()
    except httpx.TimeoutException:
        raise too_long(host) from None
    except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError):
        raise CannotFetch(
            _("%(host)s could not be reached, or did not speak HTTP as it should.") % {"host": host},
            advice=_("Check the address and whether this machine is online, then try again."),
        ) from None


def _body(response: httpx.Response, host: str, clock: Clock, most_bytes: int) -> bytes:
    stated = response.headers.get("content-length", "")
    if stated.isdigit() and len(stated) < 20 and int(stated) > most_bytes:  # noqa: PLR2004 - a sane number
        raise too_much(host, most_bytes)
    parts, size = [], 0
    for part in _unpacked(response, host, most_bytes):
        if clock.left() <= 0:
            raise too_long(host)
        size += len(part)
        if size > most_bytes:
            raise too_much(host, most_bytes)
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
                raise too_much(host, most_bytes)
    except zlib.error:
        raise CannotFetch(
            _("%(host)s sent an answer that cannot be unpacked.") % {"host": host},
            advice=_("Try again later."),
        ) from None


def waiting(answer: Answer) -> timedelta | None:
    """Retry-After (RFC 9110 §10.2.3): seconds, or a date seen from the server's own clock; a day at most."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isdigit() and len(said) < 8:  # noqa: PLR2004 - a sane number
        return min(timedelta(seconds=int(said)), LONGEST_WAIT)
    try:
        wait = parsedate_to_datetime(said) - parsedate_to_datetime(answer.headers.get("date", ""))
    except (ValueError, TypeError):
        return None
    return max(timedelta(0), min(wait, LONGEST_WAIT))
