"""Whatever fails at whichever request, and whoever writes meanwhile: both sides are alike in the end."""

from __future__ import annotations

import random

import pytest

from tests.fault_proxy import WRITE_FAULTS, Fault, FaultProxy
from tests.graph_double.service import Graph
from tests.seeds import AGAIN, FULL, SEED
from tests.sync.microsoft.plan_lives import Outlook, planned, reply
from tests.sync.planned import Planner, at, pinned

SAMPLES, MOMENTS = 3, 2


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
