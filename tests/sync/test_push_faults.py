"""A network that fails at any request of a session: nothing is lost or doubled, and then there is peace."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urljoin

import httpx
import pytest

from counterpoint.desk.ports import Changes, Connects, Diary, Written
from counterpoint.desk.publishing.ledger import change_collection
from counterpoint.domain.agenda import CalendarAccount, Collection
from counterpoint.domain.errors import CounterpointError
from tests.calendar_servers import PASSWORD, USER, Served
from tests.calendars import calendar, event
from tests.fault_proxy import WRITE_FAULTS, Fault, FaultProxy, proxied
from tests.seeds import FULL, SEED
from tests.sync.planned import CONNECTS, Planner, TheirPhone, at, basic, pinned, when

SAMPLES = 3
GUEST = calendar(event("guest@t", "Plumber", at(70)))
BLOCKS = (pinned("swim", 30), pinned("write", 33), pinned("call", 54))


@pytest.fixture
def proxy(server: Served) -> Iterator[FaultProxy]:
    with proxied(server.address) as it:
        yield it


def session(ada: Planner, phone: TheirPhone) -> None:
    """Created here, moved and added there, then moved, taken out, added and renamed here."""
    ada.sync()
    phone.put("guest.ics", GUEST)
    if (name := phone.named("Write")) is not None:
        phone.move(name, 44)
    ada.move("swim", 35)
    ada.take_out("call")
    ada.add(pinned("read", 60))
    ada.sync()
    ada.call("swim", "Swim far")
    ada.sync()


def settle(ada: Planner) -> None:
    for _visit in range(3):
        ada.sync()


def is_right(ada: Planner, phone: TheirPhone) -> None:
    """Each side has what the other one has, and the guest's bytes are what they were."""
    there = phone.has()
    assert there.pop("guest.ics").replace(b"\r\n", b"\n") == phone.guest
    assert ada.foreign == ["Plumber"]
    assert set(ada.entries) == {"swim", "write", "read"} == set(ada.blocks)
    assert sorted(there) == sorted(each.href.rpartition("/")[2] for each in ada.entries.values())
    asked = is_asked(ada)
    for id, block in ada.blocks.items():
        start = when(there[ada.name_of(id)].decode())[0]
        assert start == (basic(44) if id in asked else f"{block.span.start:%Y%m%dT%H%M%SZ}")
    assert ada.block("swim").span.start == at(35)
    assert "SUMMARY:Swim far" in there[ada.name_of("swim")].decode()
    assert ada.account.trouble == ""


def is_asked(ada: Planner) -> set[str]:
    """What the phone moved before anybody here had seen it there: both are kept, and its person is asked."""
    asked = set(ada.errands)
    assert asked <= {"write"}
    for id, errand in ada.errands.items():
        assert (errand.state, errand.question) == ("asks", "clash")
        assert ada.block(id).span.start == at(33)
    return asked


def begun(proxy: FaultProxy, server: Served) -> tuple[Planner, TheirPhone]:
    proxy.listen()
    ada = Planner(proxy.address).begin(*BLOCKS).put()
    return ada, TheirPhone(server, ada)


def run(proxy: FaultProxy, server: Served, fault: Fault, number: int) -> None:
    ada, phone = begun(proxy, server)
    proxy.listen(fault, number)
    session(ada, phone)
    proxy.listen()
    settle(ada)
    is_right(ada, phone)
    proxy.listen()
    ada.sync()
    assert not {"PUT", "DELETE"} & set(proxy.seen)
    phone.delete_calendar()


def test_whatever_fails_at_whichever_request_both_sides_are_alike_in_the_end(
    proxy: FaultProxy, server: Served
) -> None:
    ada, phone = begun(proxy, server)
    proxy.listen()
    session(ada, phone)
    whole = [(fault, number) for number in range(proxy.asked) for fault in WRITE_FAULTS]
    assert proxy.asked > 15
    chosen = whole if FULL else random.Random(f"{SEED} {server.name}").sample(whole, SAMPLES)
    for fault, number in chosen:
        try:
            run(proxy, server, fault, number)
        except AssertionError as wrong:
            raise AssertionError(f"{fault} at {number}") from wrong


def between(proxy: FaultProxy, server: Served, number: int, connects: Connects = CONNECTS) -> None:
    """The phone moves “Swim” before request `number` of ours, which goes there with another title for it."""
    ada, phone = begun(proxy, server)
    ada.sync()
    name, ada.connects = ada.name_of("swim"), connects
    proxy.listen()
    proxy.meanwhile = partial(_moves_at, phone, name, number)
    ada.call("swim", "Swim far")
    settle(ada)
    assert proxy.asked > number
    raw = phone.said(name)
    phone.delete_calendar()
    assert when(raw)[0] == basic(36)
    assert ada.block("swim").span.start == at(36)
    assert "SUMMARY:Swim far" in raw
    assert not ada.errands


def test_the_phone_between_any_two_requests_of_ours_loses_nothing(proxy: FaultProxy, server: Served) -> None:
    for number in range(1, 4) if FULL else random.Random(f"{SEED} {server.name}").sample(range(1, 4), 2):
        between(proxy, server, number)


@dataclass
class Mutant:
    """Our client with one thing wrong with it."""

    real: Any
    diary: Diary | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


class WithoutCondition(Mutant):
    """Writes whatever is there."""

    def put(self, url: str, href: str, raw: bytes, *, over: str) -> Written:
        said = httpx.put(
            urljoin(url, href), content=raw, auth=(USER, PASSWORD), headers={"Content-Type": "text/calendar"}
        )
        assert said.status_code in (200, 201, 204)
        return Written("done")


class WithFreshEtag(Mutant):
    """Names the version that is there, instead of the one on which the edit was based."""

    def put(self, url: str, href: str, raw: bytes, *, over: str) -> Written:
        found = self.real.look(url, href)
        written: Written = self.real.put(url, href, raw, over=found[0] if found else "")
        return written


class WithEarlyToken(Mutant):
    """Notes the new state before the data of it are there."""

    def changes(self, url: str, token: str) -> Changes:
        told: Changes = self.real.changes(url, token)
        assert self.diary is not None
        (place,) = self.diary.shelf(Collection).all()
        change_collection(self.diary, place.thing.id, token=told.token)
        return told


def mutated(kind: type[Mutant], diary: Diary | None = None) -> Connects:
    @contextmanager
    def connects(account: CalendarAccount, password: str) -> Iterator[Any]:
        with CONNECTS(account, password) as real:
            yield kind(real, diary)

    return connects


@pytest.mark.parametrize(("kind", "number"), [(WithoutCondition, 1), (WithFreshEtag, 1)])
def test_without_the_version_that_an_edit_was_based_on_the_check_is_red(
    proxy: FaultProxy, server: Served, kind: type[Mutant], number: int
) -> None:
    """The mutant does not go by the proxy where it writes by itself, so the phone moves right before."""
    between(proxy, server, number)
    with pytest.raises(AssertionError):
        between(proxy, server, number, _phone_first(proxy, kind))


def _phone_first(proxy: FaultProxy, kind: type[Mutant]) -> Connects:
    """The phone is as quick here as it is before the request of the real client."""

    class Quick(kind):  # type: ignore[misc, valid-type]
        def put(self, url: str, href: str, raw: bytes, *, over: str) -> Written:
            proxy.meanwhile(1, "PUT")
            proxy.meanwhile = lambda _number, _method: None
            written: Written = super().put(url, href, raw, over=over)
            return written

    return mutated(Quick)


def early(proxy: FaultProxy, server: Served, *, mutant: bool) -> None:
    """The network is cut within the data of a state."""
    ada, phone = begun(proxy, server)
    settle(ada)
    phone.put("guest.ics", GUEST)
    data = 2 if server.name == "radicale" else 1  # one is asked for its mark first
    proxy.listen("cut before it arrives", data)
    ada.connects = mutated(WithEarlyToken, ada.diary) if mutant else CONNECTS
    ada.sync()
    assert proxy.seen[-2:] == ["REPORT", "REPORT"]
    proxy.listen()
    settle(ada)
    phone.delete_calendar()
    assert ada.foreign == ["Plumber"]


def test_with_a_state_that_is_noted_too_early_the_check_is_red(proxy: FaultProxy, server: Served) -> None:
    early(proxy, server, mutant=False)
    with pytest.raises(AssertionError):
        early(proxy, server, mutant=True)


def _moves_at(phone: TheirPhone, name: str, number: int, asked: int, _method: str) -> None:
    if asked == number:
        phone.move(name, 36)


@pytest.mark.parametrize("fault", WRITE_FAULTS if FULL else WRITE_FAULTS[1:2])
def test_a_calendar_is_made_once_however_often_that_breaks_off(
    proxy: FaultProxy, server: Served, fault: Fault
) -> None:
    number, happened = 0, True
    while happened:
        ada = Planner(proxy.address).begin(*BLOCKS)
        before = _calendars(proxy, ada)
        proxy.listen(fault, number)
        try:
            ada.put()
        except CounterpointError:
            happened = proxy.asked > number
            proxy.listen()
            ada.put()
        else:
            happened = proxy.asked > number
        assert len(_calendars(proxy, ada) - before) <= 1
        assert not TheirPhone(server, ada).has()
        ada.sync()
        assert len(TheirPhone(server, ada).has()) == 3
        TheirPhone(server, ada).delete_calendar()
        number += 1


def _calendars(proxy: FaultProxy, ada: Planner) -> set[str]:
    proxy.listen()
    with ada.connects(ada.account, PASSWORD) as server:
        return {each.url for each in server.home().calendars}
