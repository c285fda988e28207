"""The plan in a calendar on a server, as its person has it: put there, read nowhere else, shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoint.desk.calendars.keeping import window_for
from counterpoint.desk.ports import CannotMake, Connects
from counterpoint.desk.settings import change_settings
from counterpoint.desk.syncing.choosing import choose, kept_of, offered
from counterpoint.desk.syncing.own_calendar import CannotBePut
from counterpoint.desk.syncing.plan_there import asks_in, plan_there
from counterpoint.desk.syncing.starting import put_plan, stop
from counterpoint.domain.agenda import AppPassword, CalendarAccount
from tests.calendars import calendar, event
from tests.desk.syncing.plan_lives import Life, life_at
from tests.servers import BASE, Calendar, MemoryServer
from tests.sync.planned import READ, at, basic, when


def test_a_server_gives_addresses_of_its_own_to_what_is_made_there() -> None:
    server = MemoryServer(names_itself=True)
    life = life_at(server)
    life.put(connects=server.connects)
    assert life.place.url == f"{BASE}made-there/"
    life.sync()
    assert sorted(life.there.entries) == sorted(map(life.name_of, life.entries)) == ["made-0", "made-1"]
    life.move("swim", 35)
    life.sync()
    life.sync()
    assert when(life.raw("swim")) == (basic(35), basic(36))
    assert not life.errands
    assert life.foreign == []


def test_an_empty_calendar_that_is_read_here_does_not_become_the_plans_wherever_the_server_puts_it() -> None:
    server = MemoryServer(names_itself=True)
    server.make("made-there")
    life = life_at(server)
    choose(life.diary, life.id, {f"{BASE}made-there/": ""}, connects=server.connects)
    with pytest.raises(CannotBePut):
        life.put(connects=server.connects)


def second_account(life: Life) -> str:
    """Another account of the same person’s, which sees the same calendars."""
    life.diary.shelf(CalendarAccount).add(CalendarAccount("two", "Two", BASE, "ada", True))
    life.diary.shelf(AppPassword).add(AppPassword("two", life.server.password))
    return "two"


def test_the_calendar_of_the_plan_is_not_offered_through_another_account(life: Life) -> None:
    two, url = second_account(life), life.place.url
    (there,) = (each for each in offered(life.diary, two, connects=life.connects) if each.calendar.url == url)
    assert there.kept is not None
    assert there.kept.id == life.place.calendar_id
    assert choose(life.diary, two, {url: ""}, connects=life.connects) == ((), None)


@pytest.mark.parametrize("ending", [".ics", "-of-another-program"])
def test_what_is_ours_is_no_event_of_others_wherever_it_is_met(life: Life, ending: str) -> None:
    """Shared with somebody, a calendar has another address there."""
    two, shared = second_account(life), life.server.make("shared-by-ada")
    for name, (_etag, raw) in life.there.entries.items():
        shared.put(name.removesuffix(".ics") + ending, raw)
    shared.put("guest.ics", calendar(event("guest@t", "Plumber", at(70))))
    choose(life.diary, two, {f"{BASE}shared-by-ada/": ""}, connects=life.connects)
    for _visit in range(2):
        shared.put("new.ics", calendar(event("new@t", "Choir", at(80))))
        life.id, one = two, life.id
        life.sync()
        life.id = one
    ((_collection, source),) = kept_of(life.diary, two)
    found = life.diary.calendars.occurrences(window_for(life.now), of=source.id)
    assert sorted(each.title for _id, each in found) == ["Choir", "Plumber"]


def test_a_calendar_that_is_read_here_is_not_taken_for_the_plan(life: Life) -> None:
    """Its name is that of the plan’s, and it is empty; all the same its events are somebody’s."""
    url = life.place.url
    stop(life.diary, life.id, take_away=True)
    life.sync()
    assert not life.server.calendars[url].entries
    choose(life.diary, second_account(life), {url: ""}, connects=life.connects)
    life.put(connects=life.connects)
    assert life.place.url != url


def test_where_no_calendar_can_be_made_an_empty_one_can_be_chosen() -> None:
    server = MemoryServer(makes=False)
    life = life_at(server)
    with pytest.raises(CannotMake):
        life.put(connects=server.connects)
    server.make("empty")
    server.make("full").put("1.ics", calendar(event("1@t", "Choir", at(60))))
    for url in (f"{BASE}full/", f"{BASE}none/"):
        with pytest.raises(CannotBePut):
            life.put(url, connects=server.connects)
    life.put(f"{BASE}empty/", connects=server.connects)
    life.sync()
    assert len(life.there.entries) == 2
    with pytest.raises(CannotBePut):
        put_plan(life.diary, life.id, shows="busy", connects=_of(server), now=life.now)


def _of(server: MemoryServer) -> Connects:
    return server.connects


def test_what_ended_long_ago_stays_there_as_it_is(life: Life) -> None:
    before = life.there.happened.copy()
    life.now = at(24 * 60)
    life.sync()
    life.sync()
    assert life.place.since is not None
    assert life.place.since > at(60)
    assert life.there.happened == before
    assert not life.errands


def test_how_it_is_says_where_the_plan_is_and_what_waits(life: Life) -> None:
    other = CalendarAccount("q2", "Other", "https://other.example/", "ada")
    life.diary.shelf(CalendarAccount).add(other)
    elsewhere = plan_there(life.diary, "q2", read=READ, now=life.now).elsewhere
    assert elsewhere is not None
    assert elsewhere.id == life.id
    life.move("swim", 40)
    life.take_out("write")
    shown = plan_there(life.diary, life.id, read=READ, now=life.now)
    assert [(each.title, each.errand.op) for each in shown.waiting] == [
        ("Swim", "change"),
        ("Write", "delete"),
    ]
    assert shown.stand == 2
    assert asks_in(life.diary) == ""
    life.there.delete(life.name_of("swim"))
    life.sync()
    assert asks_in(life.diary) == life.id
    (asked,) = plan_there(life.diary, life.id, read=READ, now=life.now).asked
    assert asked.week is not None
    stop(life.diary, life.id, take_away=False)
    assert plan_there(life.diary, life.id, read=READ, now=life.now).place is None
    assert asks_in(life.diary) == ""


def test_a_calendar_that_was_made_before_a_cut_is_taken_and_one_in_use_is_not() -> None:
    server = MemoryServer()
    first = life_at(server)
    first.id = "b" * 32
    first.diary.shelf(CalendarAccount).add(CalendarAccount(first.id, "Home", BASE, "ada"))
    first.diary.shelf(AppPassword).add(AppPassword(first.id, server.password))
    server.calendars[f"{BASE}counterpoint-bbbbbbbb/"] = Calendar()
    first.put(connects=server.connects)
    assert first.place.url == f"{BASE}counterpoint-bbbbbbbb/"
    first.sync()
    stop(first.diary, first.id, take_away=False)
    first.put(connects=server.connects)
    assert first.place.url == f"{BASE}counterpoint-bbbbbbbb-2/"


def test_weeks_that_begin_on_another_day_take_nothing_away_there(life: Life) -> None:
    kept = life.diary.settings()
    change_settings(life.diary, replace(kept.thing, week_start=6), version=kept.version)
    before = len(life.there.happened)
    life.sync()
    assert len(life.there.happened) == before
    assert not life.errands
