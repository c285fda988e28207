"""The plan in a calendar of its own in Outlook, held to what it is held to on CalDAV servers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest

from counterpoint.adapters.graph.server import connected
from counterpoint.desk.ports import CalendarServer, CannotMake
from counterpoint.desk.syncing.answering import Answer, answer, etag_now
from counterpoint.desk.syncing.own_calendar import CannotBePut
from counterpoint.desk.syncing.starting import stop
from counterpoint.domain.agenda import CalendarAccount
from counterpoint.domain.agenda.authorization import MICROSOFT
from tests.calendars import NOW
from tests.fault_proxy import WRITE_FAULTS, Fault, FaultProxy, proxied
from tests.graph_double.mailbox import Calendar, Event, heard
from tests.graph_double.service import Graph, running
from tests.seeds import AGAIN, FULL, SEED
from tests.sync.microsoft.outlook import Tokens
from tests.sync.planned import READ, Planner, at, pinned
from tests.sync.reflected import Both

BLOCKS = (pinned("swim", 30), pinned("write", 33), pinned("call", 54))
SAMPLES, MOMENTS = 3, 2
WRITES = {"POST", "PATCH", "DELETE"}


def connects(address: str) -> Any:
    def opened(_account: CalendarAccount, _password: str) -> AbstractContextManager[CalendarServer]:
        return connected(MICROSOFT.at(address), Tokens(), now=NOW)

    return opened


@dataclass
class Outlook:
    """The plan's calendar as its person sees it in Outlook, and what they do with it there."""

    graph: Graph
    ada: Planner

    @property
    def calendar(self) -> Calendar:
        id = self.ada.place.url.rpartition("/")[2].replace("%3D", "=")
        return self.graph.mailbox.calendars[id]

    @property
    def events(self) -> dict[str, Event]:
        return {each["subject"]: each for each in self.calendar.events.values()}

    def id_of(self, subject: str) -> str:
        return str(self.events[subject]["id"])

    def start_of(self, subject: str) -> datetime:
        return heard(self.events[subject]["start"])

    def move(self, subject: str, hour: float) -> None:
        self.graph.mailbox.move(self.calendar, self.id_of(subject), at(hour))

    def change(self, subject: str, **changed: Any) -> None:
        self.graph.mailbox.change(self.calendar, self.id_of(subject), **changed)

    def delete(self, subject: str) -> None:
        self.graph.mailbox.delete(self.calendar, self.id_of(subject))

    def add_guest(self) -> None:
        self.graph.mailbox.add(self.calendar, "Plumber", at(70))


@pytest.fixture
def service() -> Iterator[tuple[Graph, str]]:
    with running() as served:
        yield served


@pytest.fixture
def proxy(service: tuple[Graph, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultProxy]:
    with proxied(service[1]) as it:
        monkeypatch.setenv("COUNTERPOINT_MICROSOFT_AT", it.address)
        yield it


def planned(proxy: FaultProxy, **more: Any) -> Planner:
    address = f"{proxy.address}/v1.0/"
    return Planner(address, connects=connects(address), **more).begin(*BLOCKS)


@pytest.fixture
def ada(proxy: FaultProxy) -> Planner:
    planner = planned(proxy)
    return planner.put(connects=planner.connects)


@pytest.fixture
def outlook(ada: Planner, service: tuple[Graph, str]) -> Outlook:
    ada.sync()
    return Outlook(service[0], ada)


def reply(ada: Planner, id: str, how: Any) -> None:
    errand = ada.errands[id]
    answer(ada.diary, Answer(errand.id, how, etag_now(ada.diary, errand)), read=READ, now=ada.now)


def test_accepted_blocks_stand_in_a_calendar_of_their_own_and_a_second_visit_writes_nothing(
    ada: Planner, outlook: Outlook, proxy: FaultProxy
) -> None:
    assert outlook.calendar.name == "Counterpoint"
    assert set(outlook.events) == {"Swim", "Write", "Call"}
    assert outlook.start_of("Swim") == at(30)
    assert not outlook.events["Swim"]["isReminderOn"]
    assert not ada.errands
    assert ada.account.trouble == ""
    for _visit in range(2):
        outlook.graph.asked.clear()
        ada.sync()
    assert len(outlook.graph.asked) == 1
    assert "delta" in outlook.graph.asked[0]
    assert ada.foreign == []
    assert proxy.asked


def test_what_is_moved_added_and_taken_out_here_follows_there(ada: Planner, outlook: Outlook) -> None:
    ada.move("swim", 35)
    ada.take_out("write")
    ada.add(pinned("read", 60))
    ada.sync()
    assert set(outlook.events) == {"Swim", "Call", "Read"}
    assert outlook.start_of("Swim") == at(35)
    assert not ada.errands


def test_what_is_moved_there_moves_in_the_plan_and_is_pinned(ada: Planner, outlook: Outlook) -> None:
    outlook.move("Swim", 36)
    outlook.graph.asked.clear()
    ada.sync()
    assert ada.block("swim").span.start == at(36)
    assert ada.block("swim").pinned
    assert not ada.errands
    assert not any(each.startswith(("PATCH", "DELETE")) for each in outlook.graph.asked)


def test_what_is_deleted_there_is_asked_and_can_be_put_back_or_let_go(ada: Planner, outlook: Outlook) -> None:
    outlook.delete("Swim")
    outlook.delete("Call")
    ada.sync()
    assert {id: each.question for id, each in ada.errands.items()} == {"swim": "gone", "call": "gone"}
    reply(ada, "swim", "put_back")
    reply(ada, "call", "let_go")
    ada.sync()
    assert set(outlook.events) == {"Swim", "Write"}
    assert set(ada.blocks) == {"swim", "write"}
    assert not ada.errands


def test_what_others_added_to_an_entry_stays_where_it_is_moved_from_here(
    ada: Planner, outlook: Outlook
) -> None:
    outlook.change("Swim", isReminderOn=True, location={"displayName": "Pool"}, importance="high")
    ada.move("swim", 35)
    ada.sync()
    there = outlook.events["Swim"]
    assert (heard(there["start"]), there["isReminderOn"]) == (at(35), True)
    assert (there["location"]["displayName"], there["importance"]) == ("Pool", "high")


def test_both_move_it_and_its_person_is_asked_with_both_versions(ada: Planner, outlook: Outlook) -> None:
    ada.move("swim", 35)
    outlook.move("Swim", 37)
    ada.sync()
    assert ada.errands["swim"].question == "clash"
    assert (ada.block("swim").span.start, outlook.start_of("Swim")) == (at(35), at(37))
    reply(ada, "swim", "plan")
    ada.sync()
    assert outlook.start_of("Swim") == at(35)


def test_it_becomes_a_series_there_and_is_asked(ada: Planner, outlook: Outlook) -> None:
    daily = {
        "pattern": {"type": "daily", "interval": 1},
        "range": {"type": "numbered", "numberOfOccurrences": 5, "startDate": f"{at(30):%Y-%m-%d}"},
    }
    outlook.change("Swim", recurrence=daily)
    ada.sync()
    assert ada.errands["swim"].question == "shape"
    ada.move("write", 40)
    ada.sync()
    assert outlook.events["Swim"]["recurrence"] == daily
    assert outlook.start_of("Write") == at(40)


def test_busy_says_nothing_more_than_when(proxy: FaultProxy, service: tuple[Graph, str]) -> None:
    ada = planned(proxy, shows="busy")
    ada.put(connects=ada.connects).sync()
    there = list(Outlook(service[0], ada).calendar.events.values())
    assert {each["subject"] for each in there} == {"Busy"}
    assert all(not each["categories"] and not each["bodyPreview"] for each in there)


def test_events_of_others_in_the_plans_calendar_are_read_and_never_touched(
    ada: Planner, outlook: Outlook
) -> None:
    outlook.add_guest()
    before = dict(outlook.events["Plumber"])
    ada.sync()
    assert ada.foreign == ["Plumber"]
    stop(ada.diary, ada.id, take_away=True)
    ada.sync()
    assert outlook_left(outlook.graph) == {"Plumber": before}


def outlook_left(graph: Graph) -> dict[str, Event]:
    return {
        each["subject"]: each for kept in graph.mailbox.calendars.values() for each in kept.events.values()
    }


@pytest.mark.parametrize("status", [409, 400])
def test_a_name_of_a_making_that_was_used_before_makes_it_once(
    ada: Planner, outlook: Outlook, status: int
) -> None:
    outlook.graph.doubles = status
    outlook.delete("Swim")
    ada.sync()
    reply(ada, "swim", "put_back")
    ada.sync()
    assert [each["subject"] for each in outlook.calendar.events.values()].count("Swim") == 1
    assert not ada.errands


def test_what_filters_do_not_find_yet_is_not_made_twice(
    proxy: FaultProxy, service: tuple[Graph, str]
) -> None:
    for number in (3, 4, 5):
        service[0].mailbox.calendars.clear()
        service[0].mailbox.transactions.clear()
        proxy.listen()
        ada = planned(proxy)
        ada.put(connects=ada.connects)
        service[0].lags = True
        proxy.listen("cut before the reply", number)
        for _visit in range(4):
            ada.sync()
            proxy.listen()
        events = Outlook(service[0], ada).calendar.events.values()
        assert sorted(each["subject"] for each in events) == ["Call", "Swim", "Write"]
        assert not ada.errands
    assert service[0].doubled


def test_versions_that_change_by_themselves_after_a_write_come_to_rest(
    ada: Planner, outlook: Outlook
) -> None:
    outlook.graph.restless = True
    ada.move("swim", 35)
    ada.sync()
    ada.sync()
    outlook.graph.asked.clear()
    ada.sync()
    assert not any(
        each.startswith(("PATCH", "DELETE")) or each.endswith("/events") for each in outlook.graph.asked
    )
    assert not ada.errands
    assert outlook.start_of("Swim") == ada.block("swim").span.start == at(35)


def test_busy_times_of_one_calendar_stand_in_another_and_nothing_else_goes_out(
    proxy: FaultProxy, service: tuple[Graph, str]
) -> None:
    box, address = service[0].mailbox, f"{proxy.address}/v1.0/"
    work = box.add_calendar("Work")
    box.add(work, "Zebrafinch", at(33), bodyPreview="Quagmire", location={"displayName": "Wyvern"})
    both = Both({"work": address, "home": address}, connects=connects(address)).begin()
    source = both.keep("work", work.id.replace("=", "%3D"))
    both.sync("work")
    both.tell("home", source)
    both.sync()
    (told,) = [each for each in box.calendars.values() if each is not work]
    (event,) = told.events.values()
    assert (heard(event["start"]), event["subject"]) == (at(33), "Busy")
    assert not any(word in str(event) for word in ("Zebrafinch", "Quagmire", "Wyvern"))
    box.move(work, next(iter(work.events)), at(40))
    both.sync("work", "home")
    (event,) = told.events.values()
    assert heard(event["start"]) == at(40)
    assert both.trouble() == ""


def test_a_calendar_that_was_made_before_a_cut_is_found_again(
    proxy: FaultProxy, service: tuple[Graph, str]
) -> None:
    made = service[0].mailbox.add_calendar("Counterpoint")
    ada = planned(proxy)
    ada.put(connects=ada.connects).sync()
    assert Outlook(service[0], ada).calendar is made
    assert len(service[0].mailbox.calendars) == 1


def test_a_calendar_of_that_name_with_something_in_it_is_left_alone(
    proxy: FaultProxy, service: tuple[Graph, str]
) -> None:
    box = service[0].mailbox
    box.add(box.add_calendar("Counterpoint"), "Mine", at(30))
    ada = planned(proxy)
    ada.put(connects=ada.connects).sync()
    assert Outlook(service[0], ada).calendar.name == "Counterpoint 2"
    assert set(outlook_left(service[0])) == {"Mine", "Swim", "Write", "Call"}


def test_a_calendar_with_nothing_but_what_is_long_over_is_not_empty(
    proxy: FaultProxy, service: tuple[Graph, str]
) -> None:
    old = service[0].mailbox.add_calendar("Counterpoint")
    service[0].mailbox.add(old, "Long ago", at(-24 * 800))
    ada = planned(proxy)
    with ada.connects(CalendarAccount(ada.id, "", "", ""), "") as server:
        (there,) = server.home().calendars
        assert not server.listing(there.url)
    with pytest.raises(CannotBePut):
        ada.put(there.url, connects=ada.connects)
    ada.put(connects=ada.connects).sync()
    assert Outlook(service[0], ada).calendar is not old


def test_empty_calendars_from_which_something_is_read_do_not_become_the_plans_and_another_is_made(
    proxy: FaultProxy, service: tuple[Graph, str]
) -> None:
    from counterpoint.desk.syncing.choosing import choose, offered

    for name in ("Counterpoint", "Counterpoint 2"):
        service[0].mailbox.add_calendar(name)
    ada = planned(proxy)
    found = offered(ada.diary, ada.id, connects=ada.connects)
    choose(ada.diary, ada.id, {each.calendar.url: "" for each in found}, connects=ada.connects)
    with pytest.raises(CannotBePut):
        ada.put(found[0].calendar.url, connects=ada.connects)
    ada.put(connects=ada.connects).sync()
    assert Outlook(service[0], ada).calendar.name == "Counterpoint 3"
    assert len(service[0].mailbox.calendars) == 3


def test_more_than_enough_calendars_of_that_name_are_said(
    proxy: FaultProxy, service: tuple[Graph, str]
) -> None:
    box = service[0].mailbox
    for number in range(1, 21):
        box.add(box.add_calendar("Counterpoint" + (f" {number}" if number > 1 else "")), "Mine", at(30))
    ada = planned(proxy)
    with pytest.raises(CannotMake):
        ada.put(connects=ada.connects)


def session(ada: Planner, outlook: Outlook) -> None:
    """Created here, moved and added there, then moved, taken out, added and renamed here."""
    ada.sync()
    if "Write" in outlook.events:
        outlook.move("Write", 44)
    outlook.add_guest()
    ada.move("swim", 35)
    ada.take_out("call")
    ada.add(pinned("read", 60))
    ada.sync()
    ada.call("swim", "Swim far")
    ada.sync()


def is_right(ada: Planner, outlook: Outlook) -> None:
    """Each side has what the other has; what nobody here had seen before it was moved there is asked."""
    there = outlook.calendar.events.values()
    assert sorted(each["subject"] for each in there) == ["Plumber", "Read", "Swim far", "Write"]
    assert ada.foreign == ["Plumber"]
    assert set(ada.entries) == {"swim", "write", "read"} == set(ada.blocks)
    assert ada.block("swim").span.start == outlook.start_of("Swim far") == at(35)
    assert outlook.start_of("Read") == at(60)
    assert outlook.start_of("Write") in (at(44), ada.block("write").span.start)
    if ada.errands:
        assert {id: each.question for id, each in ada.errands.items()} == {"write": "clash"}
        assert ada.block("write").span.start == at(33)
    else:
        assert ada.block("write").span.start == outlook.start_of("Write")
    assert ada.account.trouble == ""


def run(service: Graph, proxy: FaultProxy, fault: Fault, number: int) -> int:
    service.mailbox.calendars.clear()
    service.mailbox.transactions.clear()
    proxy.listen()
    ada = planned(proxy)
    ada.put(connects=ada.connects)
    outlook = Outlook(service, ada)
    proxy.listen(fault, number)
    session(ada, outlook)
    asked = proxy.asked
    proxy.listen()
    for _visit in range(4):
        ada.sync()
    is_right(ada, outlook)
    service.asked.clear()
    ada.sync()
    assert not any(each.startswith(("PATCH", "DELETE")) or each.endswith("/events") for each in service.asked)
    return asked


def test_whatever_fails_at_whichever_request_both_sides_are_alike_in_the_end(
    service: tuple[Graph, str], proxy: FaultProxy
) -> None:
    asked = run(service[0], proxy, "", -1)
    assert asked > 20
    whole = [(fault, number) for number in range(asked) for fault in WRITE_FAULTS]
    chosen = whole if FULL else random.Random(SEED).sample(whole, SAMPLES)
    for fault, number in chosen:
        try:
            run(service[0], proxy, fault, number)
        except AssertionError as wrong:
            raise AssertionError(f"{fault} at {number} {AGAIN}") from wrong


def between(service: Graph, proxy: FaultProxy, number: int) -> bool:
    """“Swim” is moved in Outlook before request `number` of ours, which sends another title for it."""
    service.mailbox.calendars.clear()
    service.mailbox.transactions.clear()
    proxy.listen()
    ada = planned(proxy)
    ada.put(connects=ada.connects).sync()
    outlook = Outlook(service, ada)
    done: list[int] = []

    def meanwhile(at_number: int, _method: str) -> None:
        if at_number == number and not done:
            done.append(number)
            outlook.move(next(each for each in outlook.events if each.startswith("Swim")), 36)

    proxy.listen()
    proxy.meanwhile = meanwhile
    ada.call("swim", "Swim far")
    ada.sync()
    for _visit in range(3):
        ada.sync()
    assert ada.account.trouble == ""
    if done:
        assert outlook.start_of("Swim far") == at(36) == ada.block("swim").span.start
    return bool(done)


def test_what_is_moved_there_between_any_two_requests_of_ours_is_never_written_over(
    service: tuple[Graph, str], proxy: FaultProxy
) -> None:
    least = 4
    if not FULL:
        moments = random.Random(SEED).sample(range(least), MOMENTS)
        assert all(between(service[0], proxy, number) for number in moments), AGAIN
        return
    number = 0
    while between(service[0], proxy, number):
        number += 1
    assert number >= least


@pytest.mark.parametrize("heeds", [True, False])
def test_a_version_that_nobody_here_saw_is_not_written_over_also_where_conditions_count_nothing(
    ada: Planner, outlook: Outlook, heeds: bool
) -> None:
    outlook.graph.ignores_if_match = not heeds
    place, entry = ada.place, ada.entries["swim"]
    raw = entry.base.replace("SUMMARY:Swim", "SUMMARY:Swim far").encode()
    with ada.connects(ada.account, "") as server:
        outlook.move("Swim", 36)
        assert server.put(place.url, entry.href, raw, over=entry.etag).how == "differs"
        assert server.delete(place.url, entry.href, over=entry.etag).how == "differs"
        assert server.put(place.url, entry.href, raw, over="").how == "elsewhere"
    assert outlook.start_of("Swim") == at(36)
