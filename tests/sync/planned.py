"""A person whose plan goes into a calendar of its own on a real server, and what they do here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from typing import Any

from counterpoint import wiring
from counterpoint.adapters.caldav.server import connected
from counterpoint.desk.calendars.asking import SYNC
from counterpoint.desk.calendars.keeping import window_for
from counterpoint.desk.planning.edits import accept
from counterpoint.desk.ports import Connects, Diary, Job
from counterpoint.desk.publishing.ledger import entries_of, errands_of
from counterpoint.desk.syncing.due import sync_now
from counterpoint.desk.syncing.starting import plan_collection, put_plan
from counterpoint.desk.syncing.visiting import sync_in_background
from counterpoint.domain.agenda import AppPassword, CalendarAccount, Collection, Errand, OurEntry
from counterpoint.domain.planning import Block, Plan
from counterpoint.domain.timeline import Span
from tests.calendar_servers import PASSWORD, USER, Phone, Served
from tests.calendars import NOW
from tests.contracts.examples import MONDAY, WEEK, block
from tests.memory import MemoryDiary

CONNECTS = partial(connected, may_be_at_home=True)
READ = wiring.reads_calendars()
_numbers = count(1)


def pinned(id: str, hour: float, minutes: int = 60, **more: Any) -> Block:
    return block(id, hour, minutes, pinned=True, **more)


def at(hour: float) -> datetime:
    return MONDAY + timedelta(hours=hour)


@dataclass
class Planner:
    """Somebody's diary with an account at `address`; `now` is theirs."""

    address: str
    diary: Diary = field(default_factory=MemoryDiary)
    now: datetime = NOW
    connects: Connects = CONNECTS
    shows: Any = "titles"
    id: str = field(default_factory=lambda: f"a{next(_numbers)}")

    def begin(self, *blocks: Block) -> Planner:
        """An account, a plan that was accepted, and a calendar for it on the server."""
        self.diary.shelf(CalendarAccount).add(CalendarAccount(self.id, "Home", self.address, USER, True))
        self.diary.shelf(AppPassword).add(AppPassword(self.id, PASSWORD))
        plan = Plan(WEEK, "UTC", blocks)
        self.diary.plans.keep(plan, step="Planned", version=None)
        self.accept()
        return self

    def put(self, url: str = "", connects: Connects = CONNECTS) -> Planner:
        put_plan(self.diary, self.id, shows=self.shows, url=url, connects=connects, now=self.now)
        return self

    def accept(self) -> None:
        kept = self.diary.plans.of(WEEK)
        assert kept is not None
        accept(self.diary, WEEK, version=kept.version)

    def edit(self, change: Callable[[tuple[Block, ...]], tuple[Block, ...]]) -> None:
        """Changes the plan by hand, and accepts it."""
        kept = self.diary.plans.of(WEEK)
        assert kept is not None
        after = replace(kept.thing.current, blocks=change(kept.thing.current.blocks))
        self.diary.plans.keep(after, step="Changed", version=kept.version)
        self.accept()

    def move(self, id: str, hour: float) -> None:
        def change(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
            length = self.block(id).span.minutes
            span = Span(at(hour), at(hour) + timedelta(minutes=length))
            return tuple(replace(each, span=span) if each.id == id else each for each in blocks)

        self.edit(change)

    def call(self, id: str, title: str) -> None:
        self.edit(
            lambda blocks: tuple(replace(each, title=title) if each.id == id else each for each in blocks)
        )

    def take_out(self, id: str) -> None:
        self.edit(lambda blocks: tuple(each for each in blocks if each.id != id))

    def add(self, new: Block) -> None:
        self.edit(lambda blocks: (*blocks, new))

    def sync(self) -> CalendarAccount:
        """One visit, a quarter of an hour after the last."""
        self.now += timedelta(minutes=15)
        self.run(sync_now(self.diary, self.id))
        return self.account

    def visit(self) -> CalendarAccount:
        """One that nobody asked for: what has to wait waits."""
        self.run(self.diary.jobs.record(SYNC, {"account": self.id}))
        return self.account

    def run(self, job: Job) -> None:
        self.diary.jobs.run(  # type: ignore[attr-defined]  # this diary is in memory
            job.id,
            lambda job: sync_in_background(self.diary, job, connects=self.connects, read=READ, now=self.now),
        )

    @property
    def account(self) -> CalendarAccount:
        return self.diary.shelf(CalendarAccount).get(self.id).thing

    @property
    def place(self) -> Collection:
        place = plan_collection(self.diary)
        assert place is not None
        return place

    @property
    def blocks(self) -> dict[str, Block]:
        kept = self.diary.plans.of(WEEK)
        assert kept is not None
        return {each.id: each for each in kept.thing.current.blocks}

    def block(self, id: str) -> Block:
        return self.blocks[id]

    @property
    def entries(self) -> dict[str, OurEntry]:
        return {each.block_id: each for each in entries_of(self.diary, self.place.id)}

    @property
    def errands(self) -> dict[str, Errand]:
        return {each.block_id: each for each in errands_of(self.diary, self.place.id)}

    @property
    def foreign(self) -> list[str]:
        """What is read from the calendar as events of somebody else's."""
        found = self.diary.calendars.occurrences(window_for(NOW), of=self.place.calendar_id)
        return sorted(each.title for _id, each in found)

    def name_of(self, id: str) -> str:
        return self.entries[id].href.rpartition("/")[2]


class TheirPhone(Phone):
    """The same calendar in the person's phone: plain requests, with the version that it saw."""

    def __init__(self, server: Served, planner: Planner) -> None:
        super().__init__(server, planner.place.url.rstrip("/").rpartition("/")[2])
        self.first: dict[str, bytes] = {}

    def edit(self, name: str, change: Callable[[str], str]) -> None:
        there = self.http.get(self.url + name)
        assert there.status_code == 200, there.text
        said = self.http.put(
            self.url + name,
            content=change(there.content.decode()).encode(),
            headers={"Content-Type": "text/calendar", "If-Match": there.headers["etag"]},
        )
        assert said.status_code in (200, 201, 204), said.text

    def move(self, name: str, hour: float, minutes: int = 60) -> None:
        self.edit(name, lambda raw: moved(raw, hour, minutes))

    def call(self, name: str, title: str) -> None:
        self.edit(name, lambda raw: re.sub(r"SUMMARY:.*", f"SUMMARY:{title}", raw))

    def named(self, title: str) -> str | None:
        found = (name for name, raw in self.has().items() if f"SUMMARY:{title}\r\n".encode() in raw)
        return next(found, None)

    @property
    def guest(self) -> bytes:
        """The guest's bytes as they were there from the first: servers write them in their own way."""
        return self.first["guest.ics"]

    def put(self, name: str, raw: bytes) -> str:
        etag = super().put(name, raw)
        self.first[name] = self.http.get(self.url + name).content.replace(b"\r\n", b"\n")
        return etag

    def said(self, name: str) -> str:
        return self.http.get(self.url + name).text


def moved(raw: str, hour: float, minutes: int = 60) -> str:
    """At another time, said in a zone, as phones do it."""
    start, end = at(hour), at(hour) + timedelta(minutes=minutes)
    plain = "%Y%m%dT%H%M%SZ"
    raw = re.sub(r"DTSTART[^\r\n]*", f"DTSTART:{start:{plain}}", raw)
    return re.sub(r"DTEND[^\r\n]*", f"DTEND:{end:{plain}}", raw)


def with_alarm(raw: str) -> str:
    alarm = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Soon\r\nTRIGGER:-PT10M\r\nEND:VALARM\r\n"
    return raw.replace("END:VEVENT", f"X-PHONE-MARK:7\r\n{alarm}END:VEVENT")


def when(raw: str) -> tuple[str, str]:
    """The times in an entry as they stand."""
    found = [re.search(rf"{name}[^:\r\n]*:([^\r\n]*)", raw) for name in ("DTSTART", "DTEND")]
    assert all(found)
    return (found[0][1], found[1][1])  # type: ignore[index]


def basic(hour: float) -> str:
    return f"{at(hour):%Y%m%dT%H%M%SZ}"
