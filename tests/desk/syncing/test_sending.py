"""What waits is sent, and what nobody saw arrive is found out: set aside, tried again, looked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoint.desk.ports import Written
from counterpoint.desk.publishing.ledger import entries_of, errands_of, keep
from counterpoint.desk.publishing.queueing import queue
from counterpoint.desk.syncing.plan_there import asks_in, plan_there
from counterpoint.domain.agenda import Collection, Errand
from tests.calendars import calendar, event
from tests.desk.syncing.plan_lives import Life, life_at
from tests.servers import MemoryServer, busy
from tests.sync.planned import READ, at, basic, moved, pinned, when


def test_an_entry_that_another_program_put_under_another_address_is_still_ours(life: Life) -> None:
    raw = life.raw("swim")
    life.there.delete(life.name_of("swim"))
    life.there.put("other.ics", moved(raw, 36).encode())
    life.sync()
    assert life.block("swim").span.start == at(36)
    assert life.name_of("swim") == "other.ics"
    assert life.foreign == []
    life.move("swim", 37)
    life.sync()
    assert when(life.there.entries["other.ics"][1].decode())[0] == basic(37)


def test_what_fails_five_times_is_set_aside_and_the_rest_goes_on(life: Life) -> None:
    life.server.ill.add(life.name_of("swim"))
    life.move("swim", 40)
    life.move("write", 44)
    for _visit in range(6):
        life.now = life.now.replace(day=life.now.day + 1)
        life.sync()
    assert (life.errands["swim"].state, life.errands["swim"].why) == ("aside", "It does not take it.")
    assert when(life.raw("write"))[0] == basic(44)
    (aside,) = plan_there(life.diary, life.id, read=READ, now=life.now).aside
    assert aside.title == "Swim"
    assert asks_in(life.diary) == life.id
    life.server.ill.clear()
    life.answer("swim", "again")
    life.sync()
    assert when(life.raw("swim"))[0] == basic(40)
    assert asks_in(life.diary) == ""


def test_what_was_set_aside_is_tried_again_when_it_says_something_else(life: Life) -> None:
    life.move("swim", 40)
    keep(life.diary, replace(life.errands["swim"], state="aside", tries=5, why="It was refused."))
    life.move("swim", 41)
    life.sync()
    assert when(life.raw("swim"))[0] == basic(41)


def test_a_change_that_is_taken_back_before_a_visit_writes_nothing(life: Life) -> None:
    life.move("swim", 40)
    assert life.errands
    life.move("swim", 30)
    assert not life.errands
    life.add(pinned("read", 50))
    life.take_out("read")
    assert not life.errands


def test_a_busy_server_is_left_alone_and_asked_what_arrived_later(life: Life) -> None:
    life.move("swim", 40)
    life.server.fails[len(life.server.asked) + 1] = busy()
    account = life.sync()
    assert account.again_at is not None
    assert life.errands["swim"].state == "sent"
    life.sync()
    assert when(life.raw("swim"))[0] == basic(40)


def test_a_calendar_that_is_gone_is_said_and_nothing_is_given_up(life: Life) -> None:
    del life.server.calendars[life.place.url]
    life.move("swim", 40)
    life.sync()
    assert life.errands
    source = life.diary.calendars.get(life.place.calendar_id).thing
    assert "no longer" in source.trouble


def test_what_stands_under_our_address_and_is_not_ours_is_never_touched() -> None:
    server = MemoryServer()
    life = life_at(server)
    life.put(connects=server.connects)
    queue(life.diary)
    foreign = calendar(event("other@t", "Plumber", at(60)))
    (first, _second) = errands_of(life.diary, life.place.id)
    life.there.put(first.href.rpartition("/")[2], foreign)
    life.sync()
    assert life.there.entries[first.href.rpartition("/")[2]][1] == foreign
    assert "Something else" in life.errands[first.block_id].why
    assert len(life.there.entries) == 2


def test_what_an_odd_export_says_of_the_ledger_breaks_nothing(life: Life) -> None:
    (entry, _other) = entries_of(life.diary, life.place.id)
    keep(life.diary, replace(entry, said="BEGIN:VCALENDAR", base="x", etag="none"))
    life.diary.shelf(Errand).add(
        Errand(entry.id, life.place.id, entry.block_id, "change", entry.href, "x", '"1"', "sent", flying="y")
    )
    life.move("swim", 40)
    life.sync()
    plan_there(life.diary, life.id, read=READ, now=life.now)
    assert life.account.trouble == ""
    assert life.diary.shelf(Collection).all()


UNKNOWN, GONE = Written("unknown", "It failed."), Written("gone", "Not there.")


@pytest.mark.parametrize("done", [True, False])
def test_of_what_failed_it_is_found_out_first_whether_it_arrived(life: Life, done: bool) -> None:
    life.move("swim", 40)
    life.server.says = [(UNKNOWN, done)]
    life.sync()
    assert (life.errands["swim"].state, life.errands["swim"].why) == ("sent", "It failed.")
    life.move("swim", 41)
    before = len(life.there.happened)
    life.sync()
    assert when(life.raw("swim"))[0] == basic(41)
    assert len(life.there.happened) == before + 1
    assert not life.errands


@pytest.mark.parametrize("done", [True, False])
def test_of_a_new_one_as_well(life: Life, done: bool) -> None:
    life.add(pinned("read", 50))
    life.server.says = [(UNKNOWN, done)]
    life.sync()
    life.take_out("read")
    life.sync()
    assert len(life.there.entries) == 2
    assert not life.errands


@pytest.mark.parametrize("done", [True, False])
def test_of_a_deletion_as_well_also_when_it_is_wanted_again(life: Life, done: bool) -> None:
    life.take_out("swim")
    life.server.says = [(UNKNOWN, done)]
    life.sync()
    life.add(pinned("swim", 45))
    life.sync()
    assert when(life.raw("swim"))[0] == basic(45)
    assert not life.errands


def test_of_a_deletion_that_arrived_nothing_is_left(life: Life) -> None:
    life.take_out("swim")
    life.server.says = [(UNKNOWN, True)]
    life.sync()
    life.sync()
    assert set(life.entries) == {"write"}
    assert not life.errands


def test_what_was_changed_there_while_ours_did_not_arrive_is_met(life: Life) -> None:
    life.move("swim", 40)
    life.server.says = [(UNKNOWN, False)]
    life.sync()
    life.write("swim", moved(life.raw("swim"), 36))
    life.sync()
    assert life.errands["swim"].question == "clash"


def test_what_was_deleted_there_while_ours_did_not_arrive_is_asked(life: Life) -> None:
    life.move("swim", 40)
    life.server.says = [(UNKNOWN, False)]
    life.sync()
    life.there.delete(life.name_of("swim"))
    life.sync()
    assert life.errands["swim"].question == "gone"


def test_whether_it_was_moved_there_before_or_after_ours_nobody_can_tell_so_it_is_asked(life: Life) -> None:
    life.move("swim", 40)
    life.server.says = [(UNKNOWN, True)]
    life.sync()
    life.write("swim", moved(life.raw("swim"), 36))
    life.sync()
    assert life.errands["swim"].question == "clash"


def test_what_was_added_there_after_ours_arrived_stays(life: Life) -> None:
    life.move("swim", 40)
    life.server.says = [(UNKNOWN, True)]
    life.sync()
    life.write("swim", life.raw("swim").replace("END:VEVENT", "LOCATION:The pool\r\nEND:VEVENT"))
    life.sync()
    assert not life.errands
    life.move("swim", 41)
    life.sync()
    assert "LOCATION:The pool" in life.raw("swim")
    assert when(life.raw("swim"))[0] == basic(41)


def test_deleting_what_is_not_there_is_done(life: Life) -> None:
    life.take_out("swim")
    life.server.says = [(GONE, True)]
    life.sync()
    assert set(life.entries) == {"write"}
    assert not life.errands


def test_an_entry_that_the_server_says_is_gone_is_looked_for(life: Life) -> None:
    life.move("swim", 40)
    life.add(pinned("read", 50))
    life.server.says = [(GONE, False), (GONE, False)]
    life.sync()
    assert "Not there." in life.errands["read"].why
    for _visit in range(2):
        life.now = life.now.replace(day=life.now.day + 1)
        life.sync()
    assert not life.errands
    assert when(life.raw("swim"))[0] == basic(40)


@pytest.mark.parametrize("told", [True, False])
def test_a_uid_that_stands_elsewhere_is_found_there(told: bool) -> None:
    server = MemoryServer()
    life = life_at(server)
    life.put(connects=server.connects)
    errand = life.errands["swim"]
    life.there.put("other.ics", moved(errand.body, 36).encode())
    href = errand.href.rpartition("/")[0] + "/other.ics"
    server.says = [(Written("elsewhere", href=href if told else ""), False)]
    life.sync()
    assert life.name_of("swim") == "other.ics"
    assert life.errands["swim"].question == "clash"
    life.answer("swim", "plan")
    life.sync()
    assert when(life.there.entries["other.ics"][1].decode())[0] == basic(30)
    assert len(life.there.entries) == 2


def test_a_uid_that_stands_nobody_knows_where_is_said() -> None:
    server = MemoryServer()
    life = life_at(server)
    life.put(connects=server.connects)
    server.says = [(Written("elsewhere"), False)]
    life.sync()
    assert "does not say where" in life.errands["swim"].why


@pytest.mark.parametrize(
    "raw", [b"\xff\xfe", b"", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR", b"BEGIN:VEVENT\r\nEND:VEVENT"]
)
def test_what_cannot_be_read_any_more_is_left_alone(life: Life, raw: bytes) -> None:
    life.there.put(life.name_of("swim"), raw)
    life.move("swim", 40)
    life.sync()
    life.sync()
    assert life.there.entries[life.name_of("swim")][1] == raw
