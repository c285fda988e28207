"""Somebody with an account of work and one of home, whose calendars tell each other when they are busy."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from counterpoint.desk.ports import Connects, Diary
from counterpoint.desk.publishing.ledger import entries_of, errands_of
from counterpoint.desk.syncing.busy_there import busy_collection, put_busy
from counterpoint.desk.syncing.choosing import choose, offered
from counterpoint.desk.syncing.due import sync_now
from counterpoint.desk.syncing.visiting import sync_in_background
from counterpoint.domain.agenda import AppPassword, CalendarAccount, Collection, Errand, OurEntry
from tests.calendar_servers import PASSWORD, USER
from tests.calendars import NOW
from tests.memory import MemoryDiary
from tests.sync.planned import CONNECTS, READ


@dataclass
class Both:
    """`address` by the name of each account."""

    address: dict[str, str]
    diary: Diary = field(default_factory=MemoryDiary)
    connects: Connects = CONNECTS
    now: datetime = NOW

    def begin(self) -> Both:
        for name, address in self.address.items():
            self.diary.shelf(CalendarAccount).add(CalendarAccount(name, name, address, USER, True))
            self.diary.shelf(AppPassword).add(AppPassword(name, PASSWORD))
        return self

    def keep(self, name: str, ending: str) -> str:
        """Keeps the calendar whose address ends so, through this account; its id here."""
        there = (each.calendar.url for each in offered(self.diary, name, connects=self.connects))
        url = next(each for each in there if each.rstrip("/").endswith(ending.rstrip("/")))
        (source,), _job = choose(self.diary, name, {url: ""}, connects=self.connects)
        return source.id

    def tell(self, name: str, *sources: str) -> None:
        """Lets times of these calendars go into a calendar of ours in this account."""
        put_busy(self.diary, name, sources, connects=self.connects)

    def sync(self, *names: str) -> None:
        self.now += timedelta(minutes=15)
        for name in names or self.address:
            job = sync_now(self.diary, name)
            self.diary.jobs.run(  # type: ignore[attr-defined]  # this diary is in memory
                job.id,
                lambda job: sync_in_background(
                    self.diary, job, connects=self.connects, read=READ, now=self.now
                ),
            )

    def trouble(self) -> str:
        return "".join(kept.thing.trouble for kept in self.diary.shelf(CalendarAccount).all())

    def place(self, name: str) -> Collection:
        found = busy_collection(self.diary, name)
        assert found is not None
        return found

    def entries(self, name: str) -> tuple[OurEntry, ...]:
        found = entries_of(self.diary, self.place(name).id)
        return tuple(sorted(found, key=lambda each: each.starts_at))

    def errands(self, name: str) -> tuple[Errand, ...]:
        return errands_of(self.diary, self.place(name).id)
