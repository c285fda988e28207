"""Servers on which people keep their calendars (CalDAV, RFC 4791), as one of their users sees them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal, Protocol

from counterpoint.domain.agenda.accounts import CalendarAccount
from counterpoint.domain.errors import CounterpointError


class ServerTrouble(CounterpointError):
    """A server did not do what was asked. `wait` is how long it wants to be left alone, if it said so."""

    def __init__(
        self, message: str, *, advice: str = "", field: str = "", wait: timedelta | None = None
    ) -> None:
        super().__init__(message, advice=advice, field=field)
        self.wait = wait


class NotLetIn(ServerTrouble):
    """The name or the password is not taken. Asking again with the same may lock the account there."""


class NoCalendarsThere(ServerTrouble):
    """Nothing at an address speaks CalDAV, or it has no place for this user's calendars."""


class TokenRefused(ServerTrouble):
    """The server no longer knows the state that was asked from: everything is to be listed and compared."""


class CannotSync(ServerTrouble):
    """The server does not tell what changed (RFC 6578); it can still list what there is."""


class CalendarGone(ServerTrouble):
    """The calendar is no longer there, or no longer this user's to read."""


class CannotMake(ServerTrouble):
    """The server lets no calendar be made by programs."""


class TimeIsUp(CounterpointError):
    """A visit has taken its time: nothing more is asked in it."""


@dataclass(frozen=True, slots=True)
class RemoteCalendar:
    """A calendar on a server. `components` are the kinds of entries it takes, empty where it does not say.

    `writable` is None where the server tells no privileges; `syncs` and `frees_busy`: it says that it
    tells what changed, and when its user is busy.
    """

    url: str
    name: str = ""
    colour: str = ""
    components: tuple[str, ...] = ()
    ctag: str = ""
    token: str = ""
    writable: bool | None = None
    syncs: bool = False
    frees_busy: bool = False

    @property
    def has_events(self) -> bool:
        return not self.components or "VEVENT" in self.components


@dataclass(frozen=True, slots=True)
class Home:
    """Where a user's calendars are: addresses of the server's, and the calendars themselves."""

    principal: str
    address: str
    calendars: tuple[RemoteCalendar, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since a token: resources by href with their ETag, those that are gone, the new token.

    `more`: the server stopped halfway; the rest is had by asking from the new token. `in_parts`: what is gone
    may be part of an entry, under an href of its own; where one is unknown, everything is to be compared.
    """

    changed: Mapping[str, str]
    gone: tuple[str, ...]
    token: str
    more: bool = False
    in_parts: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was asked for by href: (ETag, bytes) of what came; what is gone; why something was refused."""

    got: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """What came of writing an entry; where it did not go well, `why` in words.

    `differs`: another version is there than was named, or something where nothing was to be. `elsewhere`: its
    UID stands at another href already. `gone`: the entry, or the calendar, is not there. `unknown`: the
    server failed, and may have done it all the same. A `href` of what is `done` is where it stands now, where
    the server gives addresses of its own.
    """

    how: Literal["done", "differs", "elsewhere", "gone", "refused", "unknown"]
    why: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a server does, as it was measured. None: it could not be told."""

    lists_calendars: bool
    tells_changes: bool | None
    forgets_tokens_well: bool | None
    hands_out_several: bool | None
    strong_etags: bool | None
    makes_calendars: bool | None
    schedules: bool | None
    free_busy: bool | None
    may_write: tuple[tuple[str, bool | None], ...]
    software: str = ""


class CalendarServer(Protocol):
    """One user's connection to a server. Everything raises ServerTrouble, or a CounterpointError where
    nobody answers; TimeIsUp before another calendar is begun, or more is fetched, when the visit is long.
    """

    def home(self) -> Home:
        """The user's calendars, from the account's address (RFC 6764). NoCalendarsThere, NotLetIn."""
        ...

    def changes(self, url: str, token: str) -> Changes:
        """What changed since a token; without one, all there is. TokenRefused, CannotSync, CalendarGone."""
        ...

    def listing(self, url: str) -> Mapping[str, str]:
        """All there is of the time that `changes` tells of, href → ETag. CalendarGone."""
        ...

    def is_empty(self, url: str) -> bool:
        """Whether nothing at all is there, however long ago. CalendarGone."""
        ...

    def ctag(self, url: str) -> str:
        """A mark that changes when anything does; "" where the server has none. CalendarGone."""
        ...

    def quick_mark(self, url: str, token: str) -> str:
        """A mark that costs the server little and is another one after any change, for a state asked for by a
        token of later; "" where this server has none, or none yet. CalendarGone.
        """
        ...

    def fetch(self, url: str, hrefs: Iterable[str]) -> Fetched:
        """The bytes of these; what the server refuses to hand out is told, and costs nothing else."""
        ...

    def make(self, url: str, name: str, *, kept: Container[str]) -> str:
        """A new calendar for events, at `url` where the server leaves that to us, or an empty one of this
        name that is there and none of those that are `kept` here; its address. CannotMake.
        """
        ...

    def look(self, url: str, href: str) -> tuple[str, bytes] | None:
        """An entry as it is now, (ETag, bytes); None where there is none."""
        ...

    def put(self, url: str, href: str, raw: bytes, *, over: str) -> Written:
        """Writes an entry over the version with the ETag `over`; with "" only where there is none yet.

        Where nobody answers, it may have arrived.
        """
        ...

    def delete(self, url: str, href: str, *, over: str) -> Written:
        """Takes an entry away, if it is of the version with this ETag."""
        ...

    def abilities(self) -> Abilities:
        """Asks for whatever tells what the server can do; changes nothing there."""
        ...


class Connects(Protocol):
    """Opens a connection for an account. Nothing is asked before something is asked of it."""

    def __call__(self, account: CalendarAccount, password: str) -> AbstractContextManager[CalendarServer]: ...
