"""Several questions to one server over one connection, in any method of HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import Self

import httpx

from counterpoint.adapters.web_client.asking import (
    MOST_BYTES,
    PATIENCE,
    REDIRECTS,
    Answer,
    ask,
    checked,
    guarded,
    named,
    onwards,
)
from counterpoint.adapters.web_client.network import Clock, Permitted
from counterpoint.adapters.web_client.trouble import too_long

_ANY_BODY = range(200, 600)


class Conversation:
    """Asks again and again; each question has `each_seconds`, and all of them `all_seconds`.

    Every connection that it opens goes to a `permitted` address. A redirect is told and not followed: with a
    password at hand, where it leads is for whoever asks to judge (`where`).
    """

    def __init__(
        self, permitted: Permitted, *, each_seconds: float, all_seconds: float, patience: float = PATIENCE
    ) -> None:
        self._clock, self._whole = Clock(each_seconds), Clock(all_seconds)
        self._each, self._timeout = each_seconds, httpx.Timeout(patience, connect=min(patience, PATIENCE))
        self._client = guarded(self._clock, permitted)
        self.asked = 0

    def ask(
        self,
        method: str,
        address: str,
        *,
        content: bytes = b"",
        headers: Mapping[str, str] | None = None,
        most_bytes: int = MOST_BYTES,
    ) -> Answer:
        """Raises CannotFetch or one of its kinds; what the server says, also an error, is an answer."""
        url, left = checked(address), self._whole.left()
        if left <= 0:
            raise too_long(url.host)
        self.asked += 1
        self._clock.start_again(min(self._each, left))
        request = self._client.build_request(
            method, url, content=content, headers=named(headers), timeout=self._timeout
        )
        return ask(self._client, request, self._clock, most_bytes, of=_ANY_BODY)

    def where(self, address: str, answer: Answer) -> str:
        """Where an answer leads on to; "" where it does not. NotAllowed for a way out of encryption."""
        if answer.status not in REDIRECTS or "location" not in answer.headers:
            return ""
        return onwards(checked(address), answer)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()
