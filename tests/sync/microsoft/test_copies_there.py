"""Copies of what we put into Outlook have the names that Exchange gave: known again all the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from counterpoint.desk.week.facts import facts_for
from tests.calendars import calendar, event
from tests.contracts.examples import WEEK
from tests.desk.week.test_own_echo import subscribe
from tests.graph_double.mailbox import Calendar, Mailbox, heard
from tests.graph_double.serving import running
from tests.sync.microsoft.plan_lives import connects
from tests.sync.planned import Planner, at, pinned
from tests.sync.reflected import Both


@dataclass
class Copied:
    """Work is told to a calendar of ours, of which `copy` is what a published address or another mailbox
    shows: neither our mark nor our transaction, and hours late.
    """

    both: Both
    box: Mailbox
    work: Calendar
    copy: Calendar

    @property
    def ours(self) -> Calendar:
        mine = (self.work, self.copy)
        return next(each for each in self.box.calendars.values() if each not in mine)

    def catches_up(self) -> None:
        for id in list(self.copy.events):
            self.box.delete(self.copy, id)
        for each in self.ours.events.values():
            self.box.add(self.copy, "Busy", heard(each["start"]), iCalUId=each["iCalUId"].upper())


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Mailbox, str]]:
    with running() as (graph, address):
        monkeypatch.setenv("COUNTERPOINT_MICROSOFT_AT", address)
        yield graph.mailbox, address


@pytest.fixture
def copied(box: tuple[Mailbox, str]) -> Copied:
    mailbox, address = box
    work, copy = mailbox.add_calendar("Work"), mailbox.add_calendar("Copy")
    mailbox.add(work, "Talks", at(33))
    both = Both({"work": address, "home": address}, connects=connects(address)).begin()
    sources = [both.keep("work", each.id.replace("=", "%3D")) for each in (work, copy)]
    both.sync("work")
    both.tell("home", *sources)
    both.sync()
    it = Copied(both, mailbox, work, copy)
    it.catches_up()
    both.sync()
    return it


def test_a_busy_time_that_is_read_again_is_no_event_and_goes_with_its_source(copied: Copied) -> None:
    assert [each["subject"] for each in copied.copy.events.values()] == ["Busy"]
    assert [each.title for each in facts_for(copied.both.diary, WEEK)] == ["Talks"]
    copied.box.delete(copied.work, next(iter(copied.work.events)))
    copied.both.sync()
    assert not copied.ours.events
    for _late in range(3):
        copied.both.sync()
    assert not copied.ours.events
    assert copied.copy.events
    assert facts_for(copied.both.diary, WEEK) == ()
    copied.catches_up()
    copied.both.sync()
    assert not copied.ours.events
    assert copied.both.trouble() == ""


def test_what_somebody_else_put_there_at_the_same_time_is_an_event(copied: Copied) -> None:
    copied.box.add(copied.copy, "Dentist", at(33), 30)
    copied.both.sync()
    assert sorted(each.title for each in facts_for(copied.both.diary, WEEK)) == ["Dentist", "Talks"]


def test_a_copy_of_the_plan_in_outlook_takes_no_time_of_the_week(box: tuple[Mailbox, str]) -> None:
    mailbox, address = box
    ada = Planner(address, connects=connects(address)).begin(pinned("swim", 30))
    ada.put(connects=ada.connects).sync()
    (there,) = [each for kept in mailbox.calendars.values() for each in kept.events.values()]
    copy = calendar(event(there["iCalUId"], "Swim", at(30)), event("other@t", "Plumber", at(40)))
    subscribe(ada.diary, copy)
    assert [each.title for each in facts_for(ada.diary, WEEK)] == ["Plumber"]
