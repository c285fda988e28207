"""Somebody who reads calendars of an account on a server in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from counterpoint import wiring
from counterpoint.desk.calendars.asking import SYNC
from counterpoint.desk.calendars.keeping import window_for
from counterpoint.desk.syncing.choosing import choose, kept_of
from counterpoint.desk.syncing.connecting import Typed, connect
from counterpoint.desk.syncing.visiting import sync_in_background
from counterpoint.domain.agenda import CalendarAccount, CalendarSource, Collection
from tests.calendars import NOW, calendar, event
from tests.memory import MemoryDiary
from tests.servers import BASE, PASSWORD, Calendar, MemoryServer, href

READ = wiring.reads_calendars()
WORK = f"{BASE}work/"


def entry(n: int, title: str = "Choir") -> bytes:
    return calendar(event(f"{n}@t", title, NOW + timedelta(hours=n)))


@dataclass
class Life:
    server: MemoryServer = field(default_factory=MemoryServer)
    diary: MemoryDiary = field(default_factory=MemoryDiary)
    now: datetime = NOW

    @property
    def work(self) -> Calendar:
        return self.server.make("work")

    def connected(self) -> Life:
        self.id = connect(self.diary, Typed(BASE, "ada", PASSWORD), connects=self.server.connects).id
        choose(self.diary, self.id, {WORK: "d1"}, connects=self.server.connects)
        return self

    def pull(self, *, by_hand: bool = False) -> CalendarAccount:
        self.now += timedelta(minutes=15)
        job = self.diary.jobs.record(SYNC, {"account": self.id, "by_hand": by_hand})
        self.diary.jobs.run(
            job.id,
            lambda job: sync_in_background(
                self.diary, job, connects=self.server.connects, read=READ, now=self.now
            ),
        )
        return self.account

    @property
    def account(self) -> CalendarAccount:
        return self.diary.shelf(CalendarAccount).get(self.id).thing

    @property
    def source(self) -> CalendarSource:
        return kept_of(self.diary, self.id)[0][1]

    @property
    def collection(self) -> Collection:
        return kept_of(self.diary, self.id)[0][0]

    @property
    def titles(self) -> list[str]:
        return sorted(each.title for _, each in self.diary.calendars.occurrences(window_for(NOW)))

    @property
    def kept(self) -> dict[str, bytes]:
        return {each.href: each.raw for each in self.diary.resources.all(self.collection.id)}

    @property
    def there(self) -> dict[str, bytes]:
        return {href(WORK, name): raw for name, (_etag, raw) in self.work.entries.items()}


def life_at_work() -> Life:
    """With three events in a calendar that was chosen, and not read yet."""
    life = Life()
    for n, title in enumerate(("Choir", "Dentist", "Swim")):
        life.work.put(f"{n}.ics", entry(n, title))
    return life.connected()
