"""A server with a phone at it, the network between that fails, and what was done when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from counterpoint.adapters.web_client import CannotFetch
from counterpoint.desk.ports import Connects, Written
from counterpoint.domain.agenda import CalendarAccount
from tests.servers import MemoryServer


class MemoryPhone:
    """The phone at the server in memory."""

    def __init__(self, server: MemoryServer, url: str) -> None:
        self.calendar = server.calendars[url]

    def has(self) -> dict[str, bytes]:
        return {name: raw for name, (_etag, raw) in self.calendar.entries.items()}

    def put(self, name: str, raw: bytes) -> None:
        self.calendar.put(name, raw)

    def delete(self, name: str) -> None:
        self.calendar.delete(name)


@dataclass
class World:
    """A server with a place for a plan on it."""

    address: str
    connects: Connects
    phone: Callable[[str], Any]


@dataclass
class Faulty:
    """The port, which fails at question `at`; counts what is written."""

    real: Any
    control: Control

    def __getattr__(self, name: str) -> Any:
        does = getattr(self.real, name)
        if not callable(does):
            return does

        def asked(*args: Any, **kwargs: Any) -> Any:
            return self.control.ask(name, args, lambda: does(*args, **kwargs))

        return asked


@dataclass
class Control:
    connects: Connects
    fault: str = ""
    at: int = -1
    asked: int = 0
    written: int = 0
    phone: Callable[[str], object] = lambda _name: None

    @contextmanager
    def open(self, account: CalendarAccount, password: str) -> Iterator[Any]:
        with self.connects(account, password) as real:
            yield Faulty(real, self)

    def ask(self, name: str, args: tuple[Any, ...], does: Callable[[], Any]) -> Any:
        number, self.asked = self.asked, self.asked + 1
        writes = name in ("put", "delete")
        self.written += writes
        if self.fault == "the phone first" and writes and self.at >= 0:
            self.at = -1
            self.phone(args[1].rpartition("/")[2])
        if number != self.at:
            return does()
        if self.fault != "not sent":
            said = does()
            if self.fault == "twice" and writes:
                return does()
            if self.fault == "an error after it" and writes:
                return Written("unknown", "It failed.")
            if self.fault == "twice":
                return said
        raise CannotFetch("It could not be reached.")


@dataclass
class History:
    """Of each block the starts that it was given, from which start each came, and where it ended."""

    given: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    came_from: dict[tuple[str, int], set[int]] = field(default_factory=lambda: defaultdict(set))
    ended: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def edit(self, id: str, new: int, *seen: int) -> None:
        self.given[id].add(new)
        self.came_from[id, new].update(seen)

    def before(self, id: str, starts: set[int]) -> set[int]:
        """These, and all that led to them."""
        found, new = set[int](), set(starts)
        while new:
            found |= new
            new = set().union(*(self.came_from[id, each] for each in new)) - found
        return found


class Careless(Control):
    """A client that names the version that is there just now."""

    @contextmanager
    def open(self, account: CalendarAccount, password: str) -> Iterator[Any]:
        with self.connects(account, password) as real:

            def put(url: str, href: str, raw: bytes, *, over: str) -> Any:
                found = real.look(url, href)
                return real.put(url, href, raw, over=found[0] if found else "")

            yield Faulty(_With(real, put), self)


@dataclass
class _With:
    real: Any
    put: Any

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)
