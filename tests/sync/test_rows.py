"""What a change on a server writes into a real database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from counterpoint import wiring
from counterpoint.adapters.storage.diary import StoredDiary
from counterpoint.adapters.storage.models import OccurrenceRow, Person
from counterpoint.desk.calendars.asking import SYNC
from counterpoint.desk.syncing.choosing import choose
from counterpoint.desk.syncing.connecting import Typed, connect
from counterpoint.desk.syncing.visiting import sync_in_background
from tests.calendars import NOW, calendar, event
from tests.servers import BASE, PASSWORD, MemoryServer

pytestmark = [pytest.mark.django_db, pytest.mark.storage]
ENTRIES = 40
READ = wiring.reads_calendars()
OF_EVENTS = ("storage_occurrencerow", "storage_readingrow", "storage_resourcerow")
BERLIN = """BEGIN:VTIMEZONE
TZID:Berlin of {n}
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0100
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE"""


def entry(n: int, title: str = "Choir") -> bytes:
    """A weekly series of five, beside a zone of its own."""
    zone = BERLIN.format(n=n).replace("\n", "\r\n")
    return calendar(zone, event(f"{n}@t", title, NOW + timedelta(hours=n), "RRULE:FREQ=WEEKLY;COUNT=5"))


class Life:
    def __init__(self) -> None:
        self.server, self.now = MemoryServer(), NOW
        self.diary = StoredDiary(Person.objects.create(username="ada"))
        self.work = self.server.make("work")
        for n in range(ENTRIES):
            self.work.put(f"{n}.ics", entry(n))
        connects = self.server.connects
        self.id = connect(self.diary, Typed(BASE, "ada", PASSWORD), connects=connects).id
        choose(self.diary, self.id, {f"{BASE}work/": ""}, connects=connects)

    def pull(self) -> None:
        self.now += timedelta(minutes=15)
        job = self.diary.jobs.record(SYNC, {"account": self.id})
        sync_in_background(self.diary, job, connects=self.server.connects, read=READ, now=self.now)


def rows() -> dict[int, str]:
    return dict(OccurrenceRow.objects.values_list("id", "uid"))


@pytest.fixture
def life() -> Life:
    life = Life()
    life.pull()
    assert len(rows()) == ENTRIES * 5
    return life


def test_one_entry_that_changed_writes_its_own_rows_alone(life: Life) -> None:
    before = rows()
    life.work.put("7.ics", entry(7, "Choir, elsewhere"))
    life.pull()
    after = rows()
    assert [after[id] for id in after.keys() - before.keys()] == ["7@t"] * 5
    assert [before[id] for id in before.keys() - after.keys()] == ["7@t"] * 5


def test_one_that_comes_and_one_that_goes_cost_the_others_nothing(life: Life) -> None:
    before = rows()
    life.work.put("0-new.ics", entry(100, "Garden"))
    life.work.delete("3.ics")
    life.pull()
    after = rows()
    assert [after[id] for id in after.keys() - before.keys()] == ["100@t"] * 5
    assert [before[id] for id in before.keys() - after.keys()] == ["3@t"] * 5


def test_where_nothing_is_new_no_event_is_touched(life: Life) -> None:
    with CaptureQueriesContext(connection) as asked:
        life.pull()
    written = [each["sql"] for each in asked if each["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert written
    assert not [each for each in written if any(table in each for table in OF_EVENTS)]
