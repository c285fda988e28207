"""Which calendar becomes the plan’s in Outlook: a new one, or one that nobody uses."""

from __future__ import annotations

import pytest

from counterpoint.desk.ports import CannotMake
from counterpoint.desk.syncing.own_calendar import CannotBePut
from counterpoint.domain.agenda import CalendarAccount
from tests.fault_proxy import FaultProxy
from tests.graph_double.service import Graph
from tests.sync.microsoft.plan_lives import Outlook, outlook_left, planned
from tests.sync.planned import at


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
