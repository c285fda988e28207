"""Where the accepted plan goes, and how that is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from counterpoint.desk.calendars import keeping
from counterpoint.desk.syncing.choosing import disconnect
from counterpoint.desk.syncing.connecting import change_account
from counterpoint.desk.syncing.due import syncing
from counterpoint.desk.syncing.going_out import GoesOut, goes_out
from counterpoint.desk.syncing.starting import plan_collection, stop
from tests.desk.syncing.plan_lives import Life, life_there
from tests.sync.planned import when


def goes(life: Life) -> GoesOut:
    there = goes_out(life.diary)
    assert there is not None
    return there


def test_what_is_accepted_is_on_its_way_until_it_stands_there(life: Life) -> None:
    assert goes(life).waiting == 0
    life.move("swim", 35)
    assert goes(life).waiting == 1
    job = syncing(life.diary, life.id)
    assert job is not None
    life.run(job)
    assert when(life.raw("swim"))[0].endswith("T110000Z")
    assert goes(life).waiting == 0


@pytest.mark.parametrize("trouble", [{"failures": 1, "trouble": "It is away."}, {"state": "locked"}])
def test_a_server_in_trouble_is_not_asked_sooner_because_of_it(
    life: Life, trouble: dict[str, object]
) -> None:
    change_account(life.diary, life.id, **trouble)
    life.move("swim", 35)
    assert goes(life).kept_from_it
    assert syncing(life.diary, life.id) is None


def test_a_question_is_counted_and_what_is_stopped_or_let_go_of_goes_nowhere(life: Life) -> None:
    life.there.delete(life.name_of("swim"))
    life.sync()
    assert (goes(life).asked, goes(life).waiting) == (1, 0)
    stop(life.diary, life.id, take_away=True)
    assert plan_collection(life.diary) is not None
    assert goes_out(life.diary) is None


def test_nobody_has_one_before_they_say_so() -> None:
    assert goes_out(life_there().diary) is not None
    life = life_there()
    disconnect(life.diary, life.id, keep_events=False)
    assert goes_out(life.diary) is None


def test_it_stands_there_only_where_all_of_it_was_taken_and_nothing_is_in_the_way(life: Life) -> None:
    whole = goes(life)
    assert whole.is_whole
    assert not whole.is_held_up
    for more in ({"refused": 1}, {"asked": 1}, {"trouble": True}):
        held = replace(whole, **more)  # type: ignore[arg-type]
        assert not held.is_whole
        assert held.is_held_up
    assert not replace(whole, waiting=1).is_held_up
    assert replace(whole, waiting=1, trouble=True).is_held_up


def test_a_calendar_that_is_gone_there_is_in_trouble(life: Life) -> None:
    place = plan_collection(life.diary)
    assert place is not None
    keeping.change(life.diary, place.calendar_id, trouble="It is gone.")
    assert goes(life).trouble


def test_a_week_that_had_ended_before_does_not_go_there(life: Life) -> None:
    there = goes(life)
    assert there.place.since is not None
    assert not there.holds(there.place.since)
    assert there.holds(there.place.since + timedelta(minutes=5))
