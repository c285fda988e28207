"""Stopping, letting go, and what rests where it was brought in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoint.desk.export import everything_of, restore
from counterpoint.desk.ports import NotThere
from counterpoint.desk.syncing.choosing import disconnect
from counterpoint.desk.syncing.own_calendar import CannotBePut
from counterpoint.desk.syncing.starting import forget_the_rest, go_on, plan_collection, stop
from counterpoint.domain.agenda import AppPassword, CalendarAccount, OurEntry
from tests.calendars import calendar, event
from tests.desk.syncing.plan_lives import Life, life_at
from tests.memory import MemoryDiary
from tests.sync.planned import at, basic, moved, when


def test_stopping_takes_away_what_is_there_but_nothing_of_others(life: Life) -> None:
    life.there.put("guest.ics", calendar(event("guest@t", "Plumber", at(60))))
    there = life.there
    stop(life.diary, life.id, take_away=True)
    life.sync()
    assert list(there.entries) == ["guest.ics"]
    assert plan_collection(life.diary) is None
    assert not life.diary.shelf(OurEntry).all()
    assert not life.diary.calendars.all()


def test_stopping_asks_nothing_of_what_was_asked_and_the_rest_can_be_given_up(life: Life) -> None:
    life.there.delete(life.name_of("swim"))
    life.sync()
    there = life.there
    life.write("write", moved(life.raw("write"), 44))
    stop(life.diary, life.id, take_away=True)
    life.sync()
    assert life.errands["write"].question == "clash"
    forget_the_rest(life.diary, life.id)
    assert len(there.entries) == 1
    assert plan_collection(life.diary) is None
    with pytest.raises(NotThere):
        stop(life.diary, life.id, take_away=True)


def test_disconnecting_forgets_what_stands_there(life: Life) -> None:
    there = life.there
    disconnect(life.diary, life.id, keep_events=True)
    assert len(there.entries) == 2
    assert not life.diary.shelf(OurEntry).all()
    assert not life.diary.calendars.all()


def brought_in(life: Life) -> Life:
    """The same person elsewhere, out of an export, with their password."""
    other = life_at(life.server)
    other.diary, other.id = MemoryDiary(), life.id
    restore(other.diary, everything_of(life.diary))
    kept = other.diary.shelf(CalendarAccount).get(life.id)
    other.diary.shelf(CalendarAccount).change(replace(kept.thing, state="well"), version=kept.version)
    other.diary.shelf(AppPassword).add(AppPassword(life.id, life.server.password))
    return other


def test_brought_in_elsewhere_it_rests_until_its_person_says_so(life: Life) -> None:
    other = brought_in(life)
    other.move("swim", 40)
    other.sync()
    assert when(life.raw("swim"))[0] == basic(30)
    assert other.foreign == []
    go_on(other.diary, life.id)
    other.sync()
    assert when(life.raw("swim"))[0] == basic(40)


def test_stopping_where_it_was_brought_in_leaves_it_to_where_it_comes_from(life: Life) -> None:
    other, before = brought_in(life), dict(life.there.entries)
    assert stop(other.diary, life.id, take_away=True).plan == ""
    other.sync()
    assert life.there.entries == before
    assert plan_collection(other.diary) is None
    assert not other.diary.shelf(OurEntry).all()


def test_what_is_being_taken_away_does_not_go_on_by_a_button_of_another_tab(life: Life) -> None:
    assert stop(life.diary, life.id, take_away=True).plan == "leaves"
    with pytest.raises(CannotBePut, match="being taken away"):
        go_on(life.diary, life.id)
    assert life.place.plan == "leaves"
    life.sync()
    assert not life.server.calendars[next(iter(life.server.calendars))].entries
