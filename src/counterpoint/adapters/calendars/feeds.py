"""Asking a calendar's address for what is new (RFC 9110 §13: ETag and Last-Modified)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from counterpoint.adapters.web_client import MOST_BYTES, MOST_SECONDS, Answer, CannotFetch, get
from counterpoint.domain.words import gettext as _

OK, UNCHANGED = 200, 304
GONE = frozenset({404, 410})
LOCKED = frozenset({401, 403, 407})
BUSY = frozenset({429, 503})
LONGEST_MARK = 500


class FeedRefused(CannotFetch):
    """The server answered, but not with a calendar. `wait` is how long it asks to be left alone, if it
    says so.
    """

    def __init__(self, message: str, *, advice: str, wait: timedelta | None = None) -> None:
        super().__init__(message, advice=advice)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class NotModified:
    """Nothing has changed since the marks that were sent."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A calendar as it came, and the marks to send the next time."""

    raw: bytes
    etag: str = ""
    last_modified: str = ""


def fetch_feed(
    address: str,
    *,
    etag: str = "",
    last_modified: str = "",
    allow_private: bool = False,
    most_bytes: int = MOST_BYTES,
    most_seconds: float = MOST_SECONDS,
) -> Fetched | NotModified:
    """The calendar at an address (http, https or webcal), or NotModified by the marks of the last time.

    Raises CannotFetch or one of its kinds; no message says more of the address than its host.
    """
    answer = get(
        address,
        headers=_asking(etag, last_modified),
        allow_private=allow_private,
        most_bytes=most_bytes,
        most_seconds=most_seconds,
    )
    if answer.status == UNCHANGED and (etag or last_modified):
        return NotModified()
    if answer.status != OK:
        raise _refusal(answer)
    return Fetched(answer.body, _mark(answer, "etag"), _mark(answer, "last-modified"))


def _asking(etag: str, last_modified: str) -> Mapping[str, str]:
    wanted = {"Accept": "text/calendar, text/plain;q=0.8, */*;q=0.5"}
    if etag:
        wanted["If-None-Match"] = etag
    if last_modified:
        wanted["If-Modified-Since"] = last_modified
    return wanted


def _mark(answer: Answer, name: str) -> str:
    """A validator that can be sent back as it came; a monstrous one is as good as none."""
    mark = answer.headers.get(name, "")
    return mark if len(mark) <= LONGEST_MARK and mark.isascii() and mark.isprintable() else ""


def _refusal(answer: Answer) -> FeedRefused:
    host, status = answer.host, answer.status
    if status in GONE:
        return FeedRefused(
            _("%(host)s no longer has this calendar.") % {"host": host},
            advice=_("Copy its address anew from where you share it."),
        )
    if status in LOCKED:
        return FeedRefused(
            _("%(host)s does not give out this calendar.") % {"host": host},
            advice=_("Use its private address, or share it by link."),
        )
    if status in BUSY:
        return FeedRefused(
            _("%(host)s asks to be left alone for a while.") % {"host": host},
            advice=_("It will be asked again later."),
            wait=_wait(answer),
        )
    return FeedRefused(
        _("%(host)s answered with an error (%(status)s).") % {"host": host, "status": status},
        advice=_("Try again later, or check the address in a browser."),
    )


def _wait(answer: Answer) -> timedelta | None:
    """Retry-After in seconds (RFC 9110 §10.2.3); as a date it is left to the usual waiting."""
    said = answer.headers.get("retry-after", "").strip()
    return timedelta(seconds=int(said)) if said.isdigit() and len(said) < 8 else None  # noqa: PLR2004
