"""A person with calendars on the stand-in for Microsoft Graph, and what is read of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from counterpoint import wiring
from counterpoint.adapters.graph.server import connected
from counterpoint.desk.calendars.asking import SYNC
from counterpoint.desk.calendars.keeping import window_for
from counterpoint.desk.ports import CalendarServer, Diary, NotLetIn
from counterpoint.desk.syncing.choosing import choose, offered
from counterpoint.desk.syncing.due import sync_now
from counterpoint.desk.syncing.visiting import sync_in_background
from counterpoint.domain.agenda import AppPassword, CalendarAccount, CalendarSource, Collection
from counterpoint.domain.agenda.authorization import MICROSOFT
from counterpoint.domain.timeline import Span
from tests.calendars import NOW
from tests.graph_double.mailbox import Calendar, heard
from tests.graph_double.service import Graph
from tests.memory import MemoryDiary

START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
READ = wiring.reads_calendars()


@dataclass
class Tokens:
    """Hands out the first of its tokens that was not refused."""

    good: list[str] = field(default_factory=lambda: ["token-1"])
    asked: int = 0

    def __call__(self, *, refused: str = "") -> str:
        self.asked += bool(refused)
        left = [each for each in self.good if each != refused]
        if not left:
            raise NotLetIn("Microsoft no longer lets Counterpoint in.")
        self.good = left
        return left[0]


@dataclass
class Reader:
    """Somebody's diary with an account at `address`; `now` is theirs."""

    graph: Graph
    address: str
    diary: Diary = field(default_factory=MemoryDiary)
    now: datetime = NOW
    tokens: Tokens = field(default_factory=Tokens)

    @contextmanager
    def connects(self, account: CalendarAccount, password: str) -> Iterator[CalendarServer]:
        assert (account.id, password) == ("a", "unused")
        with connected(MICROSOFT.at(self.address), self.tokens, now=self.now) as server:
            yield server

    def begin(self) -> Reader:
        self.diary.shelf(CalendarAccount).add(CalendarAccount("a", "Outlook", self.address, "ada", True))
        self.diary.shelf(AppPassword).add(AppPassword("a", "unused"))
        return self

    def choose_all(self) -> tuple[CalendarSource, ...]:
        found = offered(self.diary, "a", connects=self.connects)
        chosen = {each.calendar.url: "" for each in found}
        return choose(self.diary, "a", chosen, connects=self.connects)[0]

    def pull(self, *, by_itself: bool = False) -> CalendarAccount:
        self.now += timedelta(minutes=15)
        job = self.diary.jobs.record(SYNC, {"account": "a"}) if by_itself else sync_now(self.diary, "a")
        self.diary.jobs.run(  # type: ignore[attr-defined]  # this diary is in memory
            job.id,
            lambda job: sync_in_background(self.diary, job, connects=self.connects, read=READ, now=self.now),
        )
        return self.diary.shelf(CalendarAccount).get("a").thing

    @property
    def collection(self) -> Collection:
        return self.diary.shelf(Collection).all()[0].thing

    @property
    def window(self) -> Span:
        return Span(window_for(NOW).start + timedelta(days=5), window_for(NOW).end - timedelta(days=5))

    @property
    def read(self) -> list[tuple[str, datetime, datetime]]:
        found = self.diary.calendars.occurrences(self.window)
        return sorted((each.title, each.span.start, each.span.end) for _id, each in found)

    def there(self, calendar: Calendar) -> list[tuple[str, datetime, datetime]]:
        """What Outlook shows of the same stretch of time."""
        shown = [
            (each["subject"], heard(each["start"]), heard(each["end"]))
            for each in calendar.view().values()
            if each["start"]
        ]
        return sorted(each for each in shown if each[2] > self.window.start and each[1] < self.window.end)


def repeats(kind: str, start: datetime, **more: Any) -> dict[str, Any]:
    span = more.pop("range", {"type": "noEnd"})
    pattern = {"type": kind, "interval": 1, **more}
    return {"pattern": pattern, "range": {"startDate": f"{start:%Y-%m-%d}", **span}}
