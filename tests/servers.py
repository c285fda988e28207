"""A calendar server in memory, which keeps the promises of the port and fails where it is told to."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from counterpoint.desk.ports import (
    Abilities,
    CalendarGone,
    CalendarServer,
    CannotMake,
    CannotSync,
    Changes,
    Fetched,
    Home,
    NotLetIn,
    RemoteCalendar,
    ServerTrouble,
    TokenRefused,
    Written,
)
from counterpoint.domain.agenda import CalendarAccount

BASE = "https://dav.example/ada/"
PASSWORD = "app-password-7f31"


@dataclass
class Calendar:
    """Entries by name with their bytes, and all that ever happened to them, in order."""

    entries: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    happened: list[str] = field(default_factory=list)

    def put(self, name: str, raw: bytes) -> None:
        self.happened.append(name)
        self.entries[name] = (f'"{len(self.happened)}"', raw)

    def delete(self, name: str) -> None:
        del self.entries[name]
        self.happened.append(name)


@dataclass
class MemoryServer:
    """`calendars` by their address. `fails` raises at the question of that number; `ill` are names of entries
    that are never handed out; a `page` holds so many changes. `forgets`: tokens work no longer.
    `names_itself`: it gives addresses of its own to what is made, and tells what is gone in parts.
    """

    calendars: dict[str, Calendar] = field(default_factory=dict)
    password: str = PASSWORD
    page: int = 1000
    syncs: bool = True
    forgets: bool = False
    names_itself: bool = False
    makes: bool = True
    says: list[tuple[Written, bool]] = field(default_factory=list)
    has_ctag: bool = True
    has_quick_mark: bool = False
    ill: set[str] = field(default_factory=set)
    fails: dict[int, Exception] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    abilities_found: Abilities | None = None

    def make(self, name: str) -> Calendar:
        return self.calendars.setdefault(f"{BASE}{name}/", Calendar())

    @contextmanager
    def connects(self, account: CalendarAccount, password: str) -> Iterator[CalendarServer]:
        yield _Asked(self, account, password)


@dataclass
class _Asked:
    server: MemoryServer
    account: CalendarAccount
    password: str

    def _ask(self, what: str, url: str = "") -> Calendar:
        self.server.asked.append(what)
        if (trouble := self.server.fails.pop(len(self.server.asked) - 1, None)) is not None:
            raise trouble
        if self.password != self.server.password:
            raise NotLetIn("dav.example does not take this name with this password.", field="password")
        if url and url not in self.server.calendars:
            raise CalendarGone("This calendar is no longer on dav.example.")
        return self.server.calendars.get(url, Calendar())

    def home(self) -> Home:
        self._ask("home")
        calendars = [RemoteCalendar(url, url.split("/")[-2].title()) for url in self.server.calendars]
        tasks = RemoteCalendar(f"{BASE}tasks/", "Tasks", components=("VTODO",))
        return Home(BASE, BASE, (*calendars, tasks))

    def changes(self, url: str, token: str) -> Changes:
        calendar = self._ask("changes", url)
        if not self.server.syncs:
            raise CannotSync("It does not tell.")
        if token and self.server.forgets:
            raise TokenRefused("It no longer knows.")
        seen = int(token or 0)
        until = min(len(calendar.happened), seen + self.server.page)
        names = calendar.happened[seen:until]
        path = href(url, "")
        return Changes(
            {path + name: calendar.entries[name][0] for name in names if name in calendar.entries},
            tuple(path + name for name in names if name not in calendar.entries),
            str(until),
            until < len(calendar.happened),
            self.server.names_itself,
        )

    def listing(self, url: str) -> Mapping[str, str]:
        calendar = self._ask("listing", url)
        return {href(url, name): etag for name, (etag, _raw) in calendar.entries.items()}

    def is_empty(self, url: str) -> bool:
        return not self.listing(url)

    def ctag(self, url: str) -> str:
        calendar = self._ask("ctag", url)
        return f"ctag-{len(calendar.happened)}" if self.server.has_ctag else ""

    def quick_mark(self, url: str, token: str) -> str:
        if not token or not self.server.has_quick_mark:
            return ""
        return f"quick-{len(self._ask('quick_mark', url).happened)}"

    def fetch(self, url: str, hrefs: Iterable[str]) -> Fetched:
        calendar = self._ask("fetch", url)
        names = {each: each.rpartition("/")[2] for each in hrefs}
        ill = {each: "It does not hand it out." for each, name in names.items() if name in self.server.ill}
        got = {
            each: calendar.entries[name]
            for each, name in names.items()
            if each not in ill and name in calendar.entries
        }
        return Fetched(got, tuple(each for each in names if each not in ill and each not in got), ill)

    def make(self, url: str, name: str, *, kept: Container[str]) -> str:
        self._ask("make")
        if not self.server.makes:
            raise CannotMake("dav.example lets no calendar be made from here.")
        url = f"{BASE}made-there/" if self.server.names_itself else url
        self.server.calendars.setdefault(url, Calendar())
        return url

    def look(self, url: str, href: str) -> tuple[str, bytes] | None:
        return self._ask("look", url).entries.get(href.rpartition("/")[2])

    def put(self, url: str, href: str, raw: bytes, *, over: str) -> Written:
        return self._said(lambda: self._put(url, href, raw, over))

    def delete(self, url: str, href: str, *, over: str) -> Written:
        return self._said(lambda: self._delete(url, href, over))

    def _said(self, does: Callable[[], Written]) -> Written:
        """What was laid down to be said next, whether it is done or not."""
        if not self.server.says:
            return does()
        said, done = self.server.says.pop(0)
        if done:
            does()
        return said

    def _put(self, url: str, href: str, raw: bytes, over: str) -> Written:
        calendar, name = self._ask("put", url), href.rpartition("/")[2]
        if name in self.server.ill:
            return Written("refused", "It does not take it.")
        etag = calendar.entries.get(name, ("", b""))[0]
        if etag != over:
            return Written("differs")
        if self.server.names_itself and not over:
            name = f"made-{len(calendar.happened)}"
            calendar.put(name, raw)
            return Written("done", href=f"{href.rpartition('/')[0]}/{name}")
        calendar.put(name, raw)
        return Written("done")

    def _delete(self, url: str, href: str, over: str) -> Written:
        calendar, name = self._ask("delete", url), href.rpartition("/")[2]
        if name not in calendar.entries:
            return Written("gone")
        if calendar.entries[name][0] != over:
            return Written("differs")
        calendar.delete(name)
        return Written("done")

    def abilities(self) -> Abilities:
        self._ask("abilities")
        assert self.server.abilities_found is not None
        return self.server.abilities_found


def href(url: str, name: str) -> str:
    return url.removeprefix("https://dav.example") + name


def busy(seconds: int = 3600) -> ServerTrouble:
    return ServerTrouble("dav.example asks to be left alone.", wait=timedelta(seconds=seconds))
