"""Accounts on real servers, kept up with over a network that fails: in the end it is as the server has it."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

import pytest

from counterpoint import wiring
from counterpoint.adapters.caldav.server import connected
from counterpoint.desk.calendars.asking import SYNC
from counterpoint.desk.calendars.keeping import window_for
from counterpoint.desk.ports import Connects, Diary
from counterpoint.desk.syncing.choosing import choose, kept_of, offered
from counterpoint.desk.syncing.connecting import Typed, connect
from counterpoint.desk.syncing.due import sync_now, what_is_due
from counterpoint.desk.syncing.visiting import sync_in_background
from counterpoint.domain.agenda import AppPassword, CalendarAccount, CalendarSource, Collection
from tests.calendar_servers import PASSWORD, USER, Phone, Served
from tests.calendars import NOW, calendar, event
from tests.fault_proxy import ALWAYS, FAULTS, Fault, FaultProxy, proxied
from tests.memory import MemoryDiary

CONNECTS = partial(connected, may_be_at_home=True)
READ = wiring.reads_calendars()
NewPhone = Callable[[], Phone]
FULL = os.environ.get("COUNTERPOINT_FULL") == "1"
SEED = 7


def faults_at(server: str) -> tuple[Fault, ...]:
    """Each fault at one of both servers, as the seed has it; each at both with COUNTERPOINT_FULL=1."""
    mixed = random.Random(SEED).sample(FAULTS, len(FAULTS))
    return FAULTS if FULL else tuple(mixed[("radicale", "xandikos").index(server) :: 2])


@dataclass
class Life:
    """A person's diary with one calendar of an account, reached through the proxy."""

    proxy: FaultProxy
    phone: Phone
    diary: Diary = field(default_factory=MemoryDiary)
    account: str = ""
    now: datetime = NOW
    connects: Connects = CONNECTS

    def connect(self) -> None:
        typed = Typed(self.proxy.address, USER, PASSWORD, at_home=True)
        self.account = connect(self.diary, typed, connects=CONNECTS).id
        path = self.phone.url.partition("//")[2].partition("/")[2]
        choose(self.diary, self.account, {f"{self.proxy.address}/{path}": ""}, connects=CONNECTS)

    def begin(self) -> None:
        """The same without asking, for what is tried many times."""
        path = self.phone.url.partition("//")[2].partition("/")[2]
        self.account = "a"
        self.diary.shelf(CalendarAccount).add(CalendarAccount("a", "Home", self.proxy.address, USER, True))
        self.diary.shelf(AppPassword).add(AppPassword("a", PASSWORD))
        self.diary.calendars.add(CalendarSource("c", "Work", "", "account", zone="UTC"))
        self.diary.shelf(Collection).add(Collection("n", "a", "c", f"{self.proxy.address}/{path}"))

    def pull(self, *, by_itself: bool = False) -> CalendarAccount:
        """One visit, a quarter of an hour after the last; on a word, or because it is time."""
        self.now += timedelta(minutes=15)
        job = (
            self.diary.jobs.record(SYNC, {"account": self.account})
            if by_itself
            else sync_now(self.diary, self.account)
        )
        self.diary.jobs.run(  # type: ignore[attr-defined]  # this diary is in memory
            job.id,
            lambda job: sync_in_background(self.diary, job, connects=self.connects, read=READ, now=self.now),
        )
        return self.diary.shelf(CalendarAccount).get(self.account).thing

    @property
    def kept(self) -> dict[str, bytes]:
        ((collection, _source),) = kept_of(self.diary, self.account)
        return {
            each.href.rpartition("/")[2]: plain(each.raw) for each in self.diary.resources.all(collection.id)
        }

    @property
    def titles(self) -> list[str]:
        return sorted(each.title for _, each in self.diary.calendars.occurrences(window_for(NOW)))


def plain(raw: bytes) -> bytes:
    """XML knows one end of a line."""
    return raw.replace(b"\r\n", b"\n").strip()


def entry(n: int, title: str) -> bytes:
    return calendar(event(f"{n}@t", title, NOW + timedelta(hours=n)))


@pytest.fixture
def proxy(server: Served) -> Iterator[FaultProxy]:
    with proxied(server.address) as it:
        yield it


@pytest.fixture
def life(proxy: FaultProxy, new_phone: NewPhone) -> Life:
    phone = new_phone()
    for n, title in enumerate(("Choir", "Dentist", "Swim")):
        phone.put(f"{n}.ics", entry(n, title))
    life = Life(proxy, phone)
    life.connect()
    return life


def edit(phone: Phone) -> None:
    phone.put("1.ics", entry(1, "Dentist later"))
    phone.put("3.ics", entry(3, "Garden"))
    phone.delete("0.ics")


def as_the_server_has_it(life: Life) -> bool:
    return life.kept == {name: plain(raw) for name, raw in life.phone.has().items()}


def test_what_another_client_adds_changes_and_deletes_is_followed(life: Life) -> None:
    account = life.pull()
    assert account.state == "well"
    assert account.trouble == ""
    assert life.titles == ["Choir", "Dentist", "Swim"]
    edit(life.phone)
    life.pull()
    assert life.titles == ["Dentist later", "Garden", "Swim"]
    assert as_the_server_has_it(life)


def test_where_nothing_is_new_one_question_a_calendar_is_asked(
    life: Life, server: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of Radicale the one that costs it little, as soon as the last change is past."""
    life.pull(by_itself=True)
    life.proxy.listen()
    life.pull(by_itself=True)
    assert life.proxy.seen == (["PROPFIND", "REPORT"] if server.name == "radicale" else ["REPORT"])
    monkeypatch.setattr("counterpoint.adapters.caldav.pulling.SETTLED", timedelta(seconds=1))
    time.sleep(2.1 if server.name == "radicale" else 0)
    life.pull(by_itself=True)
    life.proxy.listen()
    life.pull(by_itself=True)
    assert life.proxy.seen == (["PROPFIND"] if server.name == "radicale" else ["REPORT"])
    edit(life.phone)
    life.pull(by_itself=True)
    assert as_the_server_has_it(life)
    assert life.titles == ["Dentist later", "Garden", "Swim"]


def test_nothing_is_ever_written(life: Life) -> None:
    life.proxy.listen()
    life.pull()
    edit(life.phone)
    life.pull()
    assert set(life.proxy.seen) <= {"REPORT", "PROPFIND"}


@pytest.mark.parametrize(
    ("server", "fault"),
    [(server, fault) for server in ("radicale", "xandikos") for fault in faults_at(server)],
    indirect=["server"],
)
def test_whatever_fails_at_whichever_question_in_the_end_it_is_as_the_server_has_it(
    proxy: FaultProxy, new_phone: NewPhone, fault: Fault
) -> None:
    phone, at, happened = new_phone(), 0, True
    while happened:
        phone.put(f"{at}.ics", entry(at, "Choir"))
        phone.put("swim.ics", entry(30, "Swim"))
        life = Life(proxy, phone)
        life.begin()
        proxy.listen(fault, at)
        life.pull()
        phone.put("swim.ics", entry(30, f"Swim {at}"))
        phone.put(f"{at}-later.ics", entry(at + 10, "Garden"))
        phone.delete(f"{at}.ics")
        life.pull()
        happened = proxy.asked > at
        proxy.listen()
        life.pull()
        assert as_the_server_has_it(life), f"{fault} at {at}"
        assert life.titles == [*["Garden"] * (at + 1), f"Swim {at}"]
        at += 1
    assert at > 3


def test_a_slow_network_changes_nothing(life: Life) -> None:
    life.proxy.listen("slow", ALWAYS)
    life.pull()
    edit(life.phone)
    life.pull()
    assert as_the_server_has_it(life)


def test_a_slow_server_is_left_after_a_minute_and_the_next_visit_goes_on(
    life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each answer takes 25 seconds here, by a clock that counts the questions."""
    monkeypatch.setattr("counterpoint.domain.agenda.accounts.FIRST_PIECE", 2)
    proxy = life.proxy
    life.connects = partial(connected, may_be_at_home=True, clock=lambda: 25.0 * proxy.asked)
    for n in range(3, 12):
        life.phone.put(f"{n}.ics", entry(n, "Garden"))
    proxy.listen("slow", ALWAYS)
    account = life.pull()
    ((collection, source),) = kept_of(life.diary, life.account)
    assert proxy.seen == ["REPORT"] * 3
    assert len(life.kept) == len(life.titles) == 2 + 4
    assert not collection.token
    assert (account.failures, account.again_at) == (0, life.now + timedelta(minutes=1))
    assert "a minute was not enough" in account.trouble
    assert "Not all of it is here yet" in source.trouble
    proxy.listen("slow", ALWAYS)
    account = life.pull()
    ((collection, source),) = kept_of(life.diary, life.account)
    assert proxy.seen == ["REPORT"] * 3
    assert as_the_server_has_it(life)
    assert collection.token
    assert (account.trouble, source.trouble) == ("", "")


def test_a_busy_server_is_left_alone_for_as_long_as_it_asks(life: Life) -> None:
    life.proxy.listen("429", 0)
    account = life.pull()
    assert account.again_at is not None
    assert account.again_at - life.now >= timedelta(seconds=7)
    assert not what_is_due(life.diary, life.now)
    assert what_is_due(life.diary, account.again_at)


def test_a_calendar_that_is_deleted_on_the_server_stays_here_and_says_so(life: Life) -> None:
    life.pull()
    life.phone.delete_calendar()
    assert life.pull().state == "well"
    assert life.titles == ["Choir", "Dentist", "Swim"]
    ((_, source),) = kept_of(life.diary, life.account)
    assert "no longer" in source.trouble


def test_an_emptiness_where_there_was_plenty_is_believed_the_second_time(life: Life) -> None:
    for n in range(3, 6):
        life.phone.put(f"{n}.ics", entry(n, "Garden"))
    life.pull()
    for n in range(6):
        life.phone.delete(f"{n}.ics")
    account = life.pull()
    assert "no longer tells of anything" in account.trouble
    assert len(life.kept) == 6
    life.pull()
    assert not life.kept
    assert not life.titles


def test_what_the_account_offers_says_what_is_kept_already(life: Life) -> None:
    found = {each.calendar.url: each.kept for each in offered(life.diary, life.account, connects=CONNECTS)}
    assert sum(kept is not None for kept in found.values()) == 1
