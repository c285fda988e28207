"""Accounts on calendar servers, the calendars in them that are kept here, and what those are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from counterpoint.domain.agenda.showing import Showing, ShowsAs

AccountState = Literal["well", "locked"]
PlanHere = Literal["", "goes", "rests", "leaves"]
SYNC_EVERY, SOON = timedelta(minutes=15), timedelta(minutes=1)
FIRST_WAIT, LONGEST_WAIT, MOST_DOUBLED = timedelta(minutes=5), timedelta(hours=12), 10
MOST_FAILURES, MOST_TRIES, PLENTY = 99, 5, 5
FIRST_PIECE, LARGEST_PIECE = 50, 500
_BEFORE, _AFTER = b"\xef\xbb\xbf \t\r\n", b" \t\r\n\0"


@dataclass(frozen=True, slots=True)
class CalendarAccount:
    """Where to ask, as whom. The password is no part of it: see `AppPassword`. With a `provider` there is
    none: it lets programs in by permission (see `authorization`), and where to ask is its own affair.

    `address` is where asking begins, an https or http address without a password in it. `at_home`: its person
    says that this server is their own, in their own network. `locked`: nothing is asked before its person
    acts, because the server does not take the password or permission, or none is here. `failures` counts
    what did not work since it last did; `trouble` says why, in words, or without failures why not all is here
    yet. It is asked again at `again_at`.
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
    provider: str = ""

    def locked(self, why: str) -> CalendarAccount:
        """Nothing more is asked until its person types the password anew."""
        return replace(self, state="locked", trouble=why, again_at=None)

    def synced(self, now: datetime) -> CalendarAccount:
        return replace(self, state="well", synced_at=now, failures=0, again_at=now + SYNC_EVERY, trouble="")

    def halfway(self, why: str, now: datetime) -> CalendarAccount:
        """Something came, and not all of it: it goes on soon, and nothing has failed."""
        return replace(self, state="well", failures=0, again_at=now + SOON, trouble=why)

    def failed(self, why: str, now: datetime, wait: timedelta | None = None) -> CalendarAccount:
        """Each failure doubles the wait, unless the server asks for more."""
        doubled = min(FIRST_WAIT * 2 ** min(self.failures, MOST_DOUBLED), LONGEST_WAIT)
        failures = min(self.failures + 1, MOST_FAILURES)
        again_at = now + max(doubled, wait or doubled)
        return replace(self, failures=failures, again_at=again_at, trouble=why)

    def is_due(self, now: datetime) -> bool:
        return self.state == "well" and (self.again_at is None or self.again_at <= now)


@dataclass(frozen=True, slots=True)
class AppPassword:
    """The password of the account with this id. It is sealed at rest and in no export, log, page or error."""

    id: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Collection:
    """A calendar on a server that is kept here as the calendar `calendar_id` (RFC 4791 §4.2).

    `token` and `ctag` name the state on the server that is kept here whole; `syncs`: the server tells what
    changed since a token, and then `ctag` is a day and a mark that is quickly asked, where it has one.
    `owned`: we made it, and what is in it is ours to change. `stale`: what was fetched is kept, and not yet
    read into the calendar. `emptied`: it answered with nothing once where there was plenty, and is to be
    asked again before that is believed.

    `plan`: the person's plan goes there, rests until they say so (it was brought in), or is being taken away
    from there. What ends before `since` is not put there. With `instead`, every entry is called that, and
    says nothing more than when; `shows_as` and `stays_busy` say whether it takes time there (`showing`).

    `busy`: bare busy times of the calendars `busy_from` go there, in the same way; no plan does then.
    `named_there`: marks of the names that the server gave to entries of ours (`names_there`).
    """

    id: str
    account_id: str
    calendar_id: str
    url: str
    name: str = ""
    colour: str = ""
    writable: bool = True
    owned: bool = False
    syncs: bool = True
    token: str = ""
    ctag: str = ""
    stale: bool = False
    emptied: bool = False
    plan: PlanHere = ""
    instead: str = ""
    since: datetime | None = None
    shows_as: ShowsAs = "busy"
    busy: PlanHere = ""
    busy_from: tuple[str, ...] = ()
    stays_busy: tuple[str, ...] = ()
    named_there: tuple[str, ...] = ()

    @property
    def showing(self) -> Showing:
        return Showing(self.shows_as, self.stays_busy)

    @property
    def is_ours(self) -> bool:
        """Whether something of ours goes there: no event of anybody's is expected in it."""
        return bool(self.plan or self.busy)

    def as_unknown(self) -> Collection:
        """The same with nothing known of its state on the server: all is listed and compared anew, and
        nothing goes there before somebody says so.
        """
        plan: PlanHere = "rests" if self.plan else ""
        busy: PlanHere = "rests" if self.busy else ""
        return replace(self, syncs=True, token="", ctag="", stale=False, emptied=False, plan=plan, busy=busy)


@dataclass(frozen=True, slots=True)
class Resource:
    """One entry of a collection: the bytes as the server gave them, and the ETag they had.

    With a `why` it is set aside: it could not be had, `tries` times, or not be read. It is asked for again at
    `again_at`, or without one when it changes. Bytes from before stay until newer ones come.
    """

    href: str
    etag: str
    raw: bytes = b""
    why: str = ""
    tries: int = 0
    again_at: datetime | None = None

    @property
    def is_calendar(self) -> bool:
        """Whether its bytes can be read as one; bytes from before a refusal can."""
        begun, ended = self.raw.lstrip(_BEFORE)[:15].upper(), self.raw.rstrip(_AFTER)[-13:].upper()
        return (begun, ended) == (b"BEGIN:VCALENDAR", b"END:VCALENDAR")

    def refused(self, etag: str, why: str, now: datetime) -> Resource:
        """Set aside once more, each time for longer, and in the end until it changes."""
        tries = self.tries + 1 if self.etag == etag else 1
        again_at = now + FIRST_WAIT * 4 ** (tries - 1) if tries < MOST_TRIES else None
        return replace(self, etag=etag, why=why, tries=min(tries, MOST_TRIES), again_at=again_at)


@dataclass(frozen=True, slots=True)
class Difference:
    """What is to be fetched and what is to be forgotten to have what a server has."""

    fetch: tuple[str, ...]
    gone: tuple[str, ...]


def compared(kept: Mapping[str, str], listed: Mapping[str, str]) -> Difference:
    """What a whole listing (href → ETag) says of what is kept; what has no ETag may have changed."""
    return Difference(changed_among(kept, listed), tuple(href for href in kept if href not in listed))


def changed_among(kept: Mapping[str, str], told: Mapping[str, str]) -> tuple[str, ...]:
    """What is to be fetched of what a server told of."""
    return tuple(href for href, etag in told.items() if not etag or kept.get(href) != etag)


def in_pieces(wanted: Sequence[str]) -> Iterator[Sequence[str]]:
    """What is to be fetched, in pieces that grow, so that also a slow server comes to the end of the first;
    at least one piece, which may be empty.
    """
    first, size = 0, FIRST_PIECE
    while first + size < len(wanted):
        yield wanted[first : first + size]
        first, size = first + size, min(size * 2, LARGEST_PIECE)
    yield wanted[first:]


def is_doubtful(kept: int, left: int) -> bool:
    """Whether nothing is left where there was plenty: more likely a fault than anybody's wish."""
    return left == 0 and kept >= PLENTY
