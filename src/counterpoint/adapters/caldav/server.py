"""The port of calendar servers, spoken over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from time import monotonic
from urllib.parse import urlsplit

from counterpoint.adapters.caldav import abilities, finding, pulling, writing
from counterpoint.adapters.caldav.habits import Habits
from counterpoint.adapters.caldav.signing_in import ByPassword, SigningIn
from counterpoint.adapters.caldav.speaking import Speaker
from counterpoint.adapters.open_internet import Address, is_at_home
from counterpoint.adapters.web_client import Conversation, NotAllowed, Permitted, is_ours
from counterpoint.desk.ports import Abilities, CalendarServer, Changes, Fetched, Home, TimeIsUp, Written
from counterpoint.domain.agenda.accounts import CalendarAccount
from counterpoint.domain.words import gettext as _

UNHURRIED, HURRIED = (120.0, 120.0, 120.0), (20.0, 30.0, 15.0)
"""Seconds for one question with its answer, for all of one visit, and for the next sign of life.

A server at home may need a minute before it begins to list thousands of entries for the first time.
"""
VISIT_SECONDS = 60.0
"""After these no other calendar is begun, and no more fetched."""
Clock = Callable[[], float]
USUAL = Habits()


class CalDavServer:
    """One user's connection to one server; `asked` counts the questions. `clock` gives seconds."""

    def __init__(
        self,
        talk: Conversation,
        account: CalendarAccount,
        who: SigningIn,
        clock: Clock = monotonic,
        habits: Habits = USUAL,
    ) -> None:
        self._talk = talk
        self._speaker = Speaker(talk, account.address, who, habits)
        self._clock, self._until = clock, clock() + VISIT_SECONDS
        self._calendar, self._fetched = "", False

    @property
    def asked(self) -> int:
        return self._talk.asked

    def home(self) -> Home:
        return finding.find_home(self._speaker)

    def changes(self, url: str, token: str) -> Changes:
        self._turn_to(url)
        return pulling.changes(self._speaker, url, token)

    def listing(self, url: str) -> Mapping[str, str]:
        self._turn_to(url)
        return pulling.listing(self._speaker, url)

    def is_empty(self, url: str) -> bool:
        return not self.listing(url)

    def ctag(self, url: str) -> str:
        self._turn_to(url)
        return pulling.ctag(self._speaker, url)

    def quick_mark(self, url: str, token: str) -> str:
        self._turn_to(url)
        return pulling.quick_mark(self._speaker, url, token)

    def fetch(self, url: str, hrefs: Iterable[str]) -> Fetched:
        if self._fetched:  # what took so long to be listed is worth a first look
            self._be_on_time()
        self._fetched = True
        return pulling.fetch(self._speaker, url, hrefs)

    def abilities(self) -> Abilities:
        return abilities.measured(self._speaker)

    def make(self, url: str, name: str, *, kept: Container[str]) -> str:  # noqa: ARG002 - it is new or refused
        writing.make(self._speaker, url, name)
        return url

    def look(self, url: str, href: str) -> tuple[str, bytes] | None:
        return writing.look(self._speaker, url, href)

    def put(self, url: str, href: str, raw: bytes, *, over: str) -> Written:
        self._be_on_time()
        return writing.put(self._speaker, url, href, raw, over=over)

    def delete(self, url: str, href: str, *, over: str) -> Written:
        self._be_on_time()
        return writing.delete(self._speaker, url, href, over=over)

    def _turn_to(self, url: str) -> None:
        if self._calendar not in ("", url):
            self._be_on_time()
        self._calendar = url

    def _be_on_time(self) -> None:
        if self._clock() >= self._until:
            host = urlsplit(self._speaker.start).hostname or ""
            raise TimeIsUp(
                _("%(host)s is slow: a minute was not enough for everything.") % {"host": host},
                advice=_("It will be asked again later."),
            )


@contextmanager
def connected(
    account: CalendarAccount,
    password: str,
    *,
    may_be_at_home: bool,
    hurried: bool = False,
    clock: Clock = monotonic,
) -> Iterator[CalendarServer]:
    """A connection for as long as the block runs. `may_be_at_home`: the person's word counts for that.
    `hurried`: somebody waits for it.

    Raises NotAllowed before anything is sent when the password would travel in the clear.
    """
    host = urlsplit(account.address).hostname or ""
    at_home = account.at_home and may_be_at_home
    plain = urlsplit(account.address).scheme != "https"
    if plain and not at_home:
        raise NotAllowed(
            _("%(host)s would get your password without encryption, so it was not asked.") % {"host": host},
            advice=_("Use its https:// address, or say that the server is yours, in your own network.")
            if may_be_at_home
            else _("Use its https:// address."),
            field="address",
        )
    permitted = _at_home_alone(host) if plain else is_ours(host if at_home else "")
    each, everything, step = HURRIED if hurried else UNHURRIED
    with Conversation(permitted, each_seconds=each, all_seconds=everything, patience=step) as talk:
        yield CalDavServer(talk, account, ByPassword(account.user, password), clock)


def _at_home_alone(own: str) -> Permitted:
    """Without encryption a password stays within the person's own network."""

    def permitted(host: str, found: list[Address]) -> list[Address]:
        return [each for each in found if host.casefold() == own.casefold() and is_at_home(each)]

    return permitted
