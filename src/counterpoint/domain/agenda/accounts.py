"""Accounts on calendar servers, the calendars in them that are kept here, and what those are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

AccountState = Literal["well", "locked"]


@dataclass(frozen=True, slots=True)
class CalendarAccount:
    """Where to ask, as whom. The password is no part of it: see `AppPassword`.

    `address` is where asking begins, an https or http address without a password in it. `at_home`: its person
    says that this server is their own, in their own network. `locked`: nothing is asked before its person
    acts, because the server does not take the password, or none is here. `failures` counts what did not work
    since it last did, and before `again_at` it is left alone. `trouble` says why, in words.
    """

    id: str
    name: str
    address: str
    user: str
    at_home: bool = False
    state: AccountState = "well"
    synced_at: datetime | None = None
    failures: int = 0
    again_at: datetime | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class AppPassword:
    """The password of the account with this id. It is sealed at rest and in no export, log, page or error."""

    id: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Collection:
    """A calendar on a server that is kept here as the calendar `calendar_id` (RFC 4791 §4.2).

    `token` and `ctag` name the state on the server that is kept here whole; `syncs`: the server tells what
    changed since a token. `stale`: what was fetched is kept, and not yet read into the calendar. `emptied`:
    it answered with nothing once where there was plenty, and is to be asked again before that is believed.
    """

    id: str
    account_id: str
    calendar_id: str
    url: str
    name: str = ""
    colour: str = ""
    writable: bool = True
    syncs: bool = True
    token: str = ""
    ctag: str = ""
    stale: bool = False
    emptied: bool = False
    synced_at: datetime | None = None
    trouble: str = ""

    def as_unknown(self) -> Collection:
        """The same with nothing known of its state on the server: all is listed and compared anew."""
        return Collection(
            self.id, self.account_id, self.calendar_id, self.url, self.name, self.colour, self.writable
        )


@dataclass(frozen=True, slots=True)
class Resource:
    """One entry of a collection: the bytes as the server gave them, and the ETag they had.

    With a `why` it is set aside: it could not be had or not be read, and is asked for again at `again_at`, or
    only when it changes.
    """

    href: str
    etag: str
    raw: bytes = b""
    why: str = ""
    tries: int = 0
    again_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What is to be fetched and what is to be forgotten to have what a server has."""

    fetch: tuple[str, ...]
    gone: tuple[str, ...]


def compared(kept: Mapping[str, str], listed: Mapping[str, str]) -> Difference:
    """What a whole listing (href → ETag) says of what is kept; what has no ETag may have changed."""
    return Difference(
        tuple(href for href, etag in listed.items() if not etag or kept.get(href) != etag),
        tuple(href for href in kept if href not in listed),
    )
