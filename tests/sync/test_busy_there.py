"""Bare busy times on real servers: an independent client sees when, and nothing else ever goes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from icalendar import Calendar

from counterpoint.desk.syncing.busy_there import stop_busy
from tests.calendar_servers import Phone, Served
from tests.calendars import NOW, calendar, event
from tests.fault_proxy import WRITE_FAULTS, FaultProxy, proxied
from tests.seeds import AGAIN, FULL, SEED
from tests.sync.planned import at, basic, moved, when
from tests.sync.reflected import Both

SECRETS = ("Zebrafinch", "Quagmire", "Xylograph", "Wyvern", "Juniper")
SECRET = (
    "LOCATION:Quagmire 7",
    "DESCRIPTION:Xylograph matters",
    "ATTENDEE;CN=Wyvern:mailto:wyvern@corp.example",
    "ORGANIZER;CN=Juniper:mailto:juniper@corp.example",
    "CATEGORIES:Zebrafinch",
)
FIRST = [(basic(33), basic(34.5)), (basic(57), basic(58))]


@pytest.fixture
def proxy(server: Served) -> Iterator[FaultProxy]:
    with proxied(server.address) as it:
        yield it


class There:
    """A person whose work is read at the server itself, and told at home through what may fail."""

    def __init__(self, server: Served, proxy: FaultProxy, new_phone: Callable[[], Phone]) -> None:
        self.server, self.proxy, self.work = server, proxy, new_phone()
        self.work.put("a.ics", calendar(event("Zebrafinch-1@t", "Zebrafinch talks", at(33), *SECRET)))
        self.work.put("b.ics", calendar(event("b@t", "Zebrafinch again", at(34), minutes=30)))
        self.work.put("c.ics", calendar(event("c@t", "Xylograph", at(57))))
        self.work.put("d.ics", calendar(event("d@t", "Wyvern", at(60), "TRANSP:TRANSPARENT")))
        self.ada = Both({"work": server.address, "home": proxy.address}).begin()
        self.source = self.ada.keep("work", self.work.url)
        self.ada.sync("work")
        self.ada.tell("home", self.source)

    @property
    def phone(self) -> Phone:
        return Phone(self.server, self.ada.place("home").url.rstrip("/").rpartition("/")[2])

    def told(self) -> list[tuple[str, str]]:
        return sorted(when(raw.decode()) for raw in self.phone.has().values())


@pytest.fixture
def there(server: Served, proxy: FaultProxy, new_phone: Callable[[], Phone]) -> Iterator[There]:
    there = There(server, proxy, new_phone)
    yield there
    there.phone.delete_calendar()


def test_an_independent_client_sees_exactly_the_bare_busy(there: There) -> None:
    there.ada.sync()
    assert there.ada.trouble() == ""
    seen: list[Any] = [
        each for raw in there.phone.has().values() for each in Calendar.from_ical(raw).walk("VEVENT")
    ]
    assert {str(each["summary"]) for each in seen} == {"Busy"}
    known = {
        "SUMMARY",
        "DTSTART",
        "DTEND",
        "DTSTAMP",
        "UID",
        "TRANSP",
        "SEQUENCE",
        "CREATED",
        "LAST-MODIFIED",
    }
    assert {name for each in seen for name in each} <= known
    assert there.told() == FIRST


def test_no_word_of_the_source_is_in_any_byte_that_goes_out_and_a_second_visit_writes_nothing(
    there: There,
) -> None:
    there.ada.sync()
    there.work.put("a.ics", calendar(event("Zebrafinch-1@t", "Zebrafinch moved", at(35), *SECRET)))
    there.ada.sync()
    there.proxy.listen()
    there.ada.sync()
    assert not {"PUT", "DELETE"} & set(there.proxy.seen)
    sent = b"".join(there.proxy.sent).lower()
    assert b"begin:vevent" in sent
    assert not [each for each in SECRETS if each.lower().encode() in sent]
    assert there.told() == [(basic(34), basic(34.5)), (basic(35), basic(36)), FIRST[1]]


def test_what_is_moved_or_deleted_in_the_phone_is_put_back(there: There, server: Served) -> None:
    there.ada.sync()
    names = [each.href.rpartition("/")[2] for each in there.ada.entries("home")]
    there.phone.put(names[0], moved(there.phone.has()[names[0]].decode(), 40).encode())
    there.phone.delete(names[1])
    there.ada.sync()
    assert there.told() == FIRST
    assert not there.ada.errands("home")


def test_stopping_takes_it_away_and_leaves_the_rest(there: There) -> None:
    there.phone.put("guest.ics", calendar(event("guest@t", "Plumber", at(42))))
    there.ada.sync()
    phone = there.phone
    stop_busy(there.ada.diary, "home")
    there.ada.sync()
    assert [*phone.has()] == ["guest.ics"]
    there.ada.tell("home", there.source)  # and there is a calendar to be cleared up


def test_wherever_a_session_fails_the_next_ones_bring_it_to_the_same(there: There) -> None:
    """At every request of a session, each way of failing; a sample of both unless all is asked for."""
    there.ada.sync()
    changes = [("c.ics", 58.0), ("c.ics", 57.0)]
    asked = 12
    cases = [(fault, nth) for fault in WRITE_FAULTS for nth in range(asked)]
    if not FULL:
        cases = [cases[(SEED * 31 + 17 * n) % len(cases)] for n in range(4)]
    for number, (fault, nth) in enumerate(cases):
        name, hour = changes[number % 2]
        there.ada.now = NOW  # or Tuesday is behind after so many sessions
        there.work.put(name, calendar(event("c@t", "Xylograph", at(hour))))
        there.proxy.listen(fault, nth)
        there.ada.sync()
        there.proxy.listen()
        for _again in range(3):
            there.ada.sync()
        told = [FIRST[0], (basic(hour), basic(hour + 1))]
        assert there.told() == told, f"{fault} at {nth} {AGAIN}"
        assert not there.ada.errands("home"), f"{fault} at {nth} {AGAIN}"
