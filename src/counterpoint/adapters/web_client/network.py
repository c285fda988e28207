"""Connections to checked addresses, each step within the time for the whole."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from counterpoint.adapters.open_internet import Address, is_at_home, is_public
from counterpoint.adapters.web_client.trouble import NotAllowed
from counterpoint.domain.words import gettext as _


class Clock:
    """How much of the time for a whole request is left."""

    def __init__(self, seconds: float) -> None:
        self.start_again(seconds)

    def start_again(self, seconds: float) -> None:
        """For the next question on the same connection."""
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        return self._end - time.monotonic()

    def within(self, timeout: float | None) -> float:
        """The time for one step. Raises httpcore.ReadTimeout when there is none."""
        left = self.left()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left if timeout is None else min(timeout, left)


Permitted = Callable[[str, list[Address]], list[Address]]
"""Of the addresses that a host's name stands for, those that may be asked; none refuses the host."""


def anywhere(host: str, found: list[Address]) -> list[Address]:  # noqa: ARG001 - one of several rules
    return found


def on_the_open_internet(host: str, found: list[Address]) -> list[Address]:  # noqa: ARG001
    """A name that also stands for a private address is refused altogether: it may be a trap."""
    return found if all(map(is_public, found)) else []


def is_ours(own: str) -> Permitted:
    """The rule for a server that its person calls their own: this one host may be at home, no other."""

    def permitted(host: str, found: list[Address]) -> list[Address]:
        if host.casefold() != own.casefold():
            return on_the_open_internet(host, found)
        return [each for each in found if is_public(each) or is_at_home(each)]

    return permitted


class CheckedNetwork(httpcore.NetworkBackend):
    """Opens connections to checked addresses alone."""

    def __init__(self, clock: Clock, permitted: Permitted) -> None:
        self._clock, self._permitted = clock, permitted
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        found = self._permitted(host, resolved(host, port, self._clock.within(timeout)))
        if not found:
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

    def __init__(self, inner: httpcore.NetworkStream, clock: Clock) -> None:
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
