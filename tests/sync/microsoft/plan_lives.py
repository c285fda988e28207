"""Somebody whose plan goes into a calendar in Outlook, and that calendar as they see it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from counterpoint.adapters.graph.server import connected
from counterpoint.desk.ports import CalendarServer
from counterpoint.desk.syncing.answering import Answer, answer, etag_now
from counterpoint.domain.agenda import CalendarAccount
from counterpoint.domain.agenda.authorization import MICROSOFT
from tests.calendars import NOW
from tests.fault_proxy import FaultProxy
from tests.graph_double.mailbox import Calendar, Event, heard
from tests.graph_double.service import Graph
from tests.sync.microsoft.outlook import Tokens
from tests.sync.planned import READ, Planner, at, pinned

BLOCKS = (pinned("swim", 30), pinned("write", 33), pinned("call", 54))


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


def planned(proxy: FaultProxy, **more: Any) -> Planner:
    address = f"{proxy.address}/v1.0/"
    return Planner(address, connects=connects(address), **more).begin(*BLOCKS)


def reply(ada: Planner, id: str, how: Any) -> None:
    errand = ada.errands[id]
    answer(ada.diary, Answer(errand.id, how, etag_now(ada.diary, errand)), read=READ, now=ada.now)


def outlook_left(graph: Graph) -> dict[str, Event]:
    return {
        each["subject"]: each for kept in graph.mailbox.calendars.values() for each in kept.events.values()
    }
