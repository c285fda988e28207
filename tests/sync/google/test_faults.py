"""The network fails at any request of a session with Google: nothing is lost, doubled or overwritten."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import AbstractContextManager
from itertools import count

import pytest

from counterpoint.adapters.caldav.google import connected
from counterpoint.adapters.oauth import OAuthServer
from counterpoint.desk.permitting.keeping import KeptBearer
from counterpoint.desk.ports import CalendarServer
from counterpoint.domain.agenda import CalendarAccount, OAuthClient, Permission
from counterpoint.domain.agenda.authorization import GOOGLE
from tests.calendar_servers import Phone, Served
from tests.fault_proxy import WRITE_FAULTS, Fault, FaultProxy, proxied
from tests.google_double import CLIENT_ID, CLIENT_SECRET, EMAIL, Google, google
from tests.seeds import FULL, SEED
from tests.sync.planned import Planner, TheirPhone, pinned
from tests.sync.test_push_faults import is_right, session, settle

SAMPLES = 2
BLOCKS = (pinned("swim", 30), pinned("write", 33), pinned("call", 54))
_numbers = count(1)


class GooglePlanner(Planner):
    """The same person, with an account at Google: asked through a network, tokens had without it."""

    double: Google

    def at_google(self, double: Google, name: str) -> GooglePlanner:
        self.double = double
        id = f"{name}@group.calendar.google.com"
        double.calendars = {id: name}
        double.refresh.add("refresh-1")
        self.connects = self.connecting
        self.diary.shelf(CalendarAccount).remove(self.id)
        account = CalendarAccount(self.id, "Google", GOOGLE.api, EMAIL, provider="google")
        self.diary.shelf(CalendarAccount).add(account)
        self.diary.shelf(Permission).add(Permission(self.id, "", "refresh-1"))
        self.put(double.url(id).replace(double.address, self.address), self.connecting)
        return self

    def connecting(self, account: CalendarAccount, _password: str) -> AbstractContextManager[CalendarServer]:
        asked = OAuthServer(GOOGLE.at(self.double.address), OAuthClient(CLIENT_ID, CLIENT_SECRET))
        bearer = KeptBearer(self.diary, account.id, asked, self.now)
        return connected(account, GOOGLE.at(self.address), bearer, hurried=False)


class GooglePhone(TheirPhone):
    def __init__(self, server: Served, name: str) -> None:
        Phone.__init__(self, Served("", server.address, server.home), name)
        self.first = {}


@pytest.fixture
def network(radicale_server: Served, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Google, FaultProxy]]:
    with google(radicale_server) as double, proxied(double.address) as proxy:
        monkeypatch.setenv("COUNTERPOINT_GOOGLE_AT", proxy.address)
        yield double, proxy


def begun(network: tuple[Google, FaultProxy], server: Served) -> tuple[GooglePlanner, GooglePhone]:
    double, proxy = network
    proxy.listen()
    name = f"faults-{next(_numbers)}"
    phone = GooglePhone(server, name)
    phone.make("Counterpoint")
    ada = GooglePlanner(proxy.address)
    ada.begin(*BLOCKS)
    return ada.at_google(double, name), phone


def run(network: tuple[Google, FaultProxy], server: Served, fault: Fault, number: int) -> None:
    proxy = network[1]
    ada, phone = begun(network, server)
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
    network: tuple[Google, FaultProxy], radicale_server: Served
) -> None:
    ada, phone = begun(network, radicale_server)
    network[1].listen()
    session(ada, phone)
    whole = [(fault, number) for number in range(network[1].asked) for fault in WRITE_FAULTS]
    assert network[1].asked > 15
    for fault, number in whole if FULL else random.Random(SEED).sample(whole, SAMPLES):
        try:
            run(network, radicale_server, fault, number)
        except AssertionError as wrong:
            raise AssertionError(f"{fault} at {number}") from wrong
