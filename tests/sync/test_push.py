"""The plan in a calendar of its own on real servers: what is done here goes there, and the other way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import time

import pytest

from counterpoint.desk.syncing.choosing import choose, offered
from counterpoint.desk.syncing.starting import show_plan_as
from counterpoint.domain.agenda import Showing
from counterpoint.domain.planning import Task
from counterpoint.domain.timeline import WeeklyWindow
from tests.calendar_servers import Phone, Served
from tests.calendars import calendar, event
from tests.contracts.examples import block
from tests.fault_proxy import FaultProxy, proxied
from tests.sync.planned import CONNECTS, Planner, TheirPhone, at, basic, pinned, when, with_alarm

BLOCKS = (pinned("swim", 30), pinned("write", 33), pinned("call", 54))


@pytest.fixture
def proxy(server: Served) -> Iterator[FaultProxy]:
    with proxied(server.address) as it:
        yield it


@pytest.fixture
def ada(proxy: FaultProxy) -> Planner:
    return Planner(proxy.address).begin(*BLOCKS).put()


@pytest.fixture
def phone(ada: Planner, server: Served) -> TheirPhone:
    ada.sync()
    return TheirPhone(server, ada)


def test_accepted_blocks_stand_in_a_calendar_of_their_own_and_a_second_visit_writes_nothing(
    ada: Planner, phone: TheirPhone, proxy: FaultProxy
) -> None:
    assert len(phone.has()) == 3
    assert when(phone.said(ada.name_of("swim"))) == (basic(30), basic(31))
    assert not ada.errands
    assert ada.account.trouble == ""
    proxy.listen()
    ada.sync()
    assert proxy.seen == ["REPORT"]
    assert ada.foreign == []


def test_what_is_moved_added_and_taken_out_here_follows_there(ada: Planner, phone: TheirPhone) -> None:
    ada.move("swim", 35)
    ada.take_out("write")
    ada.add(pinned("read", 60))
    ada.sync()
    assert len(phone.has()) == 3
    assert when(phone.said(ada.name_of("swim"))) == (basic(35), basic(36))
    assert not ada.errands
    assert set(ada.entries) == {"swim", "call", "read"}


def test_what_is_moved_there_moves_in_the_plan_and_stays_where_it_was_put(
    ada: Planner, phone: TheirPhone, proxy: FaultProxy
) -> None:
    phone.move(ada.name_of("swim"), 36)
    proxy.listen()
    ada.sync()
    assert "PUT" not in proxy.seen
    assert ada.block("swim").span.start == at(36)
    assert ada.block("swim").pinned
    assert not ada.errands
    kept = ada.diary.plans.all()[0].thing
    assert kept.accepted == kept.current


def test_alarms_and_unknown_words_of_other_programs_stay(ada: Planner, phone: TheirPhone) -> None:
    phone.edit(ada.name_of("swim"), with_alarm)
    ada.sync()
    ada.move("swim", 37)
    ada.sync()
    there = phone.said(ada.name_of("swim"))
    assert when(there) == (basic(37), basic(38))
    assert "TRIGGER:-PT10M" in there
    assert "X-PHONE-MARK:7" in there


def test_a_title_changed_there_stays_there_while_ours_goes_on_elsewhere(
    ada: Planner, phone: TheirPhone
) -> None:
    phone.call(ada.name_of("swim"), "Swim with Robin")
    ada.move("swim", 38)
    ada.sync()
    there = phone.said(ada.name_of("swim"))
    assert "SUMMARY:Swim with Robin" in there
    assert when(there) == (basic(38), basic(39))
    assert ada.block("swim").title == "Swim"
    assert not ada.errands


def test_what_is_deleted_there_is_asked_about_and_neither_made_anew_nor_dropped(
    ada: Planner, phone: TheirPhone, proxy: FaultProxy
) -> None:
    phone.delete(ada.name_of("swim"))
    proxy.listen()
    ada.sync()
    ada.sync()
    assert not {"PUT", "DELETE"} & set(proxy.seen)
    assert (ada.errands["swim"].state, ada.errands["swim"].question) == ("asks", "gone")
    assert "swim" in ada.blocks


def test_where_a_deleted_one_gets_another_time_here_it_is_made_there_again(
    ada: Planner, phone: TheirPhone
) -> None:
    phone.delete(ada.name_of("swim"))
    ada.sync()
    ada.move("swim", 39)
    ada.sync()
    assert when(phone.said(ada.name_of("swim"))) == (basic(39), basic(40))
    assert not ada.errands


def test_both_sides_moving_it_is_a_clash_that_keeps_both(ada: Planner, phone: TheirPhone) -> None:
    phone.move(ada.name_of("swim"), 36)
    ada.move("swim", 40)
    ada.sync()
    assert when(phone.said(ada.name_of("swim"))) == (basic(36), basic(37))
    assert ada.block("swim").span.start == at(40)
    assert ada.errands["swim"].question == "clash"


@pytest.mark.parametrize("like_sabre", [False, True])
def test_what_was_moved_there_while_ours_was_on_its_way_is_not_written_over(
    ada: Planner, phone: TheirPhone, proxy: FaultProxy, *, like_sabre: bool
) -> None:
    """Between the reading and the writing: the condition alone keeps it."""
    proxy.like_sabre = like_sabre
    name = ada.name_of("swim")
    proxy.listen()
    proxy.meanwhile = lambda _n, method: phone.move(name, 36) if proxy.seen == ["REPORT", "PUT"] else None
    ada.move("swim", 40)
    ada.sync()
    assert when(phone.said(name)) == (basic(36), basic(37))
    assert ada.errands["swim"].question == "clash"


def test_what_somebody_adds_there_is_an_event_like_any_other(
    ada: Planner, phone: TheirPhone, proxy: FaultProxy
) -> None:
    raw = calendar(event("guest@t", "Plumber", at(42)))
    phone.put("guest.ics", raw)
    ada.sync()
    assert ada.foreign == ["Plumber"]
    before = phone.said("guest.ics")
    ada.edit(lambda _blocks: ())
    ada.sync()
    assert [*phone.has()] == ["guest.ics"]
    assert phone.said("guest.ics") == before


def test_what_is_moved_there_onto_something_else_is_asked_about(ada: Planner, phone: TheirPhone) -> None:
    phone.move(ada.name_of("swim"), 33)
    ada.sync()
    errand = ada.errands["swim"]
    assert errand.question == "place"
    assert "Write" in errand.why
    assert ada.block("swim").span.start == at(30)


def test_what_becomes_a_series_there_is_left_alone_and_asked_about(ada: Planner, phone: TheirPhone) -> None:
    phone.edit(
        ada.name_of("swim"), lambda raw: raw.replace("END:VEVENT", "RRULE:FREQ=DAILY;COUNT=3\r\nEND:VEVENT")
    )
    ada.move("swim", 41)
    ada.sync()
    ada.sync()
    assert "RRULE" in phone.said(ada.name_of("swim"))
    assert ada.errands["swim"].question == "shape"


def test_busy_alone_says_nothing_else(proxy: FaultProxy, server: Served) -> None:
    ada = Planner(proxy.address, shows="busy").begin(*BLOCKS).put()
    ada.sync()
    for raw in TheirPhone(server, ada).has().values():
        assert b"SUMMARY:Busy" in raw
        assert not any(each in raw for each in (b"Swim", b"task", b"CATEGORIES", b"COUNTERPOINT-KIND"))


def test_what_has_plenty_of_room_shows_as_free_until_the_week_fills_up(
    proxy: FaultProxy, server: Served, new_phone: Callable[[], Phone]
) -> None:
    letter = block("letter", 33, item_id="task:letter", subject_id="letter")
    ada = Planner(proxy.address).begin(letter, pinned("swim", 56)).put()
    tuesday = WeeklyWindow(frozenset({1}), time(9), time(15))
    ada.diary.tasks.add(Task("letter", "Letter", 60, windows=(tuesday,)))
    show_plan_as(ada.diary, ada.id, Showing("graded"))
    ada.sync()
    phone = TheirPhone(server, ada)
    assert "TRANSP:TRANSPARENT" in phone.said(ada.name_of("letter"))
    assert "TRANSP:OPAQUE" in phone.said(ada.name_of("swim"))
    work = new_phone()
    work.put("a.ics", calendar(event("a@t", "Meeting", at(34), minutes=120)))
    there = (each.calendar.url for each in offered(ada.diary, ada.id, connects=CONNECTS))
    address = next(each for each in there if each.endswith(work.url[-8:]))
    choose(ada.diary, ada.id, {address: ""}, connects=CONNECTS)
    proxy.listen()
    ada.sync()
    assert proxy.seen.count("PUT") == 1
    assert "TRANSP:OPAQUE" in phone.said(ada.name_of("letter"))
    proxy.listen()
    ada.sync()
    assert "PUT" not in proxy.seen
