"""Both sides at once: what was done there while something of ours was waiting, under way, or just written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pytest

from counterpoint.desk.calendars import keeping
from counterpoint.desk.calendars.asking import SYNC
from counterpoint.desk.ports import NotThere
from counterpoint.desk.publishing.ledger import entries_of, forget, keep
from counterpoint.desk.syncing.answering import try_all_again
from counterpoint.desk.syncing.choosing import disconnect
from counterpoint.desk.syncing.connecting import change_account
from counterpoint.desk.syncing.starting import plan_collection, stop
from counterpoint.domain.agenda import CalendarAccount, Collection, Errand, OurEntry
from tests.contracts.examples import WEEK
from tests.desk.syncing.plan_lives import Life, life_at
from tests.servers import MemoryServer
from tests.sync.planned import basic, moved, pinned, when, with_alarm


@dataclass
class Meanwhile:
    """The port, and what somebody does there or here right after a question of that name, once."""

    real: Any
    after: str
    does: Callable[[str], object]
    done: bool = False

    def __getattr__(self, name: str) -> Any:
        asks = getattr(self.real, name)

        def asked(*args: Any, **kwargs: Any) -> Any:
            said = asks(*args, **kwargs)
            if name == self.after and not self.done:
                self.done = True
                self.does(str(args[1]).rpartition("/")[2])
            return said

        return asked


def visit_while(life: Life, after: str, does: Callable[[str], object]) -> None:
    @contextmanager
    def connects(account: CalendarAccount, password: str) -> Iterator[Any]:
        with life.server.connects(account, password) as real:
            yield Meanwhile(real, after, does)

    life.connects = connects
    life.now = life.now.replace(hour=9)
    job = life.diary.jobs.record(SYNC, {"account": life.id, "by_hand": True})
    life.run(job)
    life.connects = life.server.connects


def there_it_becomes(life: Life, change: Callable[[str], str]) -> Callable[[str], None]:
    def does(name: str) -> None:
        life.there.put(name, change(life.there.entries[name][1].decode()).encode())

    return does


def test_what_was_put_under_another_address_while_ours_waited_gets_ours_there(life: Life) -> None:
    raw = life.raw("swim")
    life.move("swim", 40)
    life.there.delete(life.name_of("swim"))
    life.there.put("other.ics", raw.encode())
    life.sync()
    assert when(life.there.entries["other.ics"][1].decode())[0] == basic(40)
    assert len(life.there.entries) == 2
    assert not life.errands


def test_taken_out_here_and_deleted_there_is_gone_without_a_word(life: Life) -> None:
    life.there.delete(life.name_of("swim"))
    life.take_out("swim")
    life.sync()
    assert not life.errands
    assert set(life.entries) == {"write"}


def test_an_alarm_that_was_added_there_keeps_nothing_that_was_taken_out_here(life: Life) -> None:
    life.write("swim", with_alarm(life.raw("swim")))
    life.take_out("swim")
    life.sync()
    assert len(life.there.entries) == 1
    assert not life.errands


def test_a_week_that_is_gone_here_leaves_what_was_moved_there_and_asks(life: Life) -> None:
    life.diary.plans.remove(WEEK)
    life.write("swim", moved(life.raw("swim"), 36))
    life.sync()
    assert len(life.there.entries) == 1
    assert (life.errands["swim"].question, life.errands["swim"].op) == ("clash", "delete")


def test_what_is_deleted_there_right_after_it_was_first_written_is_asked_about(life: Life) -> None:
    life.add(pinned("read", 50))
    visit_while(life, "put", life.there.delete)
    life.sync()
    assert life.errands["read"].question == "gone"
    assert len(life.there.entries) == 2


def test_what_becomes_a_series_there_right_after_it_was_first_written_is_asked_about(life: Life) -> None:
    daily = there_it_becomes(
        life, lambda raw: raw.replace("END:VEVENT", "RRULE:FREQ=DAILY;COUNT=3\r\nEND:VEVENT")
    )
    life.add(pinned("read", 50))
    visit_while(life, "put", daily)
    life.sync()
    assert life.errands["read"].question == "shape"
    assert "RRULE" in life.raw("read")


def test_a_place_that_is_added_there_right_after_it_was_first_written_stays(life: Life) -> None:
    library = there_it_becomes(
        life, lambda raw: raw.replace("END:VEVENT", "LOCATION:The library\r\nEND:VEVENT")
    )
    life.add(pinned("read", 50))
    visit_while(life, "put", library)
    assert not life.errands
    life.move("read", 51)
    life.sync()
    assert "LOCATION:The library" in life.raw("read")
    assert when(life.raw("read"))[0] == basic(51)


def test_an_account_that_is_let_go_of_while_it_is_visited_is_not_spoken_of(life: Life) -> None:
    visit_while(life, "changes", lambda _name: disconnect(life.diary, life.id, keep_events=False))
    with pytest.raises(NotThere):
        life.diary.shelf(CalendarAccount).get(life.id)
    assert not life.diary.shelf(OurEntry).all()


def test_a_calendar_that_is_removed_while_it_is_visited_is_no_trouble(life: Life) -> None:
    source = life.place.calendar_id
    visit_while(life, "changes", lambda _name: keeping.remove(life.diary, source))
    assert (life.account.trouble, life.account.failures) == ("", 0)
    assert life.account.again_at is not None
    assert life.account.again_at > life.now


def test_another_title_on_both_sides_can_be_as_it_is_there(life: Life) -> None:
    life.write("swim", life.raw("swim").replace("SUMMARY:Swim", "SUMMARY:Swim with Robin"))
    life.call("swim", "Swim far")
    life.sync()
    life.answer("swim", "there")
    life.sync()
    assert "SUMMARY:Swim with Robin" in life.raw("swim")
    assert not life.errands


def test_what_an_odd_export_asks_about_nothing_is_no_longer_asked(life: Life) -> None:
    keep(
        life.diary, Errand(life.entries["swim"].id, life.place.id, "swim", "change", "/x.ics").asking("clash")
    )
    forget(life.diary, OurEntry, life.entries["swim"].id)
    with pytest.raises(NotThere):
        life.answer("swim", "plan")


def test_all_that_was_set_aside_can_be_tried_again_at_once(life: Life) -> None:
    for id, hour in (("swim", 40), ("write", 44)):
        life.move(id, hour)
        keep(life.diary, replace(life.errands[id], state="aside", tries=5, why="It was full."))
    try_all_again(life.diary, life.id)
    life.sync()
    assert (when(life.raw("swim"))[0], when(life.raw("write"))[0]) == (basic(40), basic(44))


def test_what_never_went_there_needs_no_taking_away() -> None:
    server = MemoryServer()
    life = life_at(server)
    life.put(connects=server.connects)
    there = life.there
    stop(life.diary, life.id, take_away=True)
    life.sync()
    assert plan_collection(life.diary) is None
    assert not there.entries


def test_an_account_that_waits_for_its_password_is_not_asked_because_of_the_plan(life: Life) -> None:
    change_account(life.diary, life.id, state="locked")
    before = life.diary.jobs.latest(SYNC, account=life.id)
    life.move("swim", 40)
    assert life.diary.jobs.latest(SYNC, account=life.id) == before
    assert life.errands["swim"].state == "waiting"


def test_letting_go_of_an_account_without_its_calendar_forgets_the_ledger_as_well(life: Life) -> None:
    place = life.place
    life.diary.calendars.remove(place.calendar_id)
    if not life.diary.shelf(Collection).having(account_id=life.id):
        life.diary.shelf(Collection).add(place)
    disconnect(life.diary, life.id, keep_events=True)
    assert not entries_of(life.diary, place.id)
    assert not life.diary.shelf(Collection).all()
