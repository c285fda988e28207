"""The port of calendar servers, spoken as Microsoft Graph."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from time import monotonic
from urllib.parse import urlsplit

from counterpoint.adapters.graph import fetching, finding, pulling, writing
from counterpoint.adapters.graph.said import Json
from counterpoint.adapters.graph.speaking import Speaker
from counterpoint.adapters.oauth import permitted
from counterpoint.adapters.web_client import Conversation
from counterpoint.desk.ports import (
    Abilities,
    Bearer,
    CalendarServer,
    Changes,
    Fetched,
    Home,
    TimeIsUp,
    Written,
)
from counterpoint.domain.agenda.authorization import AuthorizationServer
from counterpoint.domain.words import gettext as _

UNHURRIED, HURRIED = (60.0, 120.0, 60.0), (20.0, 30.0, 15.0)
"""Seconds for one question with its answer, for all of one visit, and for the next sign of life."""
VISIT_SECONDS = 60.0
"""After these no other calendar is begun, and no more fetched."""
Clock = Callable[[], float]


class GraphServer:
    """One user's connection; `asked` counts the questions. `clock` gives seconds, `now` is when it began."""

    def __init__(self, talk: Conversation, speaker: Speaker, now: datetime, clock: Clock = monotonic) -> None:
        self._talk, self._speaker, self._now = talk, speaker, now
        self._clock, self._until = clock, clock() + VISIT_SECONDS
        self._calendar, self._fetched = "", False
        self._known: dict[str, Json] = {}
        self._window = pulling.window_from(now)

    @property
    def asked(self) -> int:
        return self._talk.asked

    def home(self) -> Home:
        return finding.home(self._speaker)

    def changes(self, url: str, token: str) -> Changes:
        self._turn_to(url)
        return pulling.changes(self._speaker, url, token, self._now, self._known)

    def listing(self, url: str) -> Mapping[str, str]:
        self._turn_to(url)
        return pulling.listing(self._speaker, url, self._window)

    def is_empty(self, url: str) -> bool:
        self._turn_to(url)
        return writing.is_empty(self._speaker, url)

    def ctag(self, url: str) -> str:
        """There is none; what this tells is whether the calendar is there."""
        self._turn_to(url)
        self._speaker.read(url)
        return ""

    def quick_mark(self, url: str, token: str) -> str:  # noqa: ARG002 - there is none
        return ""

    def fetch(self, url: str, hrefs: Iterable[str]) -> Fetched:
        if self._fetched:  # what took so long to be listed is worth a first look
            self._be_on_time()
        self._fetched = True
        return fetching.fetch(self._speaker, url, hrefs, self._window, self._known)

    def abilities(self) -> Abilities:
        return finding.abilities(self._speaker)

    def make(self, url: str, name: str, *, kept: Container[str]) -> str:  # noqa: ARG002 - IDs are Graph's own
        return writing.make(self._speaker, name, kept)

    def look(self, url: str, href: str) -> tuple[str, bytes] | None:
        return writing.look(self._speaker, url, href, self._window)

    def put(self, url: str, href: str, raw: bytes, *, over: str) -> Written:
        self._be_on_time()
        return writing.put(self._speaker, url, href, raw, over=over, window=self._window)

    def delete(self, url: str, href: str, *, over: str) -> Written:
        self._be_on_time()
        return writing.delete(self._speaker, url, href, over=over)

    def _turn_to(self, url: str) -> None:
        if self._calendar not in ("", url):
            self._known.clear()
            self._be_on_time()
        self._calendar = url

    def _be_on_time(self) -> None:
        if self._clock() >= self._until:
            host = urlsplit(self._speaker.base).hostname or ""
            raise TimeIsUp(
                _("%(host)s is slow: a minute was not enough for everything.") % {"host": host},
                advice=_("It will be asked again later."),
            )


@contextmanager
def connected(
    server: AuthorizationServer, bearer: Bearer, *, now: datetime, hurried: bool = False
) -> Iterator[CalendarServer]:
    """A connection for as long as the block runs. `hurried`: somebody waits for it.

    Where to ask follows from the provider alone: what an account says of an address is not believed.
    """
    each, everything, step = HURRIED if hurried else UNHURRIED
    with Conversation(permitted(server), each_seconds=each, all_seconds=everything, patience=step) as talk:
        yield GraphServer(talk, Speaker(talk, server, bearer), now)
