"""When an account is asked: every quarter of an hour, later after trouble, at once on a word."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from counterpoint.desk.calendars.asking import SYNC
from counterpoint.desk.ports import NotThere, ServerTrouble, TimeIsUp
from counterpoint.desk.syncing.choosing import choose
from counterpoint.desk.syncing.due import broke_off, refresh, sync_now, syncing, what_is_due
from counterpoint.domain.agenda import CalendarSource
from tests.desk.syncing.account_lives import WORK, Life, entry, life_at_work
from tests.servers import BASE, busy


@pytest.fixture
def life() -> Life:
    return life_at_work()


def test_a_busy_server_is_left_alone_for_as_long_as_it_asks(life: Life) -> None:
    life.server.fails[len(life.server.asked)] = busy(86400)
    account = life.pull()
    assert account.again_at == life.now + timedelta(days=1)


def test_each_failure_doubles_the_wait_up_to_half_a_day_and_a_success_ends_it(life: Life) -> None:
    waits = []
    for _visit in range(12):
        life.server.fails[len(life.server.asked)] = ServerTrouble("It is ill.")
        account = life.pull()
        assert account.again_at is not None
        waits.append(account.again_at - life.now)
    assert waits[:3] == [timedelta(minutes=5), timedelta(minutes=10), timedelta(minutes=20)]
    assert max(waits) == timedelta(hours=12)
    assert "ill" in life.source.trouble
    assert life.pull().failures == 0
    assert life.source.trouble == ""


def test_an_account_is_asked_every_quarter_of_an_hour_once_at_a_time(life: Life) -> None:
    under_way = syncing(life.diary, life.id)
    assert under_way is not None
    assert sync_now(life.diary, life.id) == under_way
    assert not what_is_due(life.diary, life.now)
    life.diary.jobs.run(under_way.id, lambda job: None)
    life.pull()
    assert not what_is_due(life.diary, life.now + timedelta(minutes=14))
    assert len(what_is_due(life.diary, life.now + timedelta(minutes=15))) == 1
    assert not what_is_due(life.diary, life.now + timedelta(minutes=15))
    with pytest.raises(NotThere):
        sync_now(life.diary, "nobody's")


def test_refreshing_a_calendar_asks_where_it_comes_from(life: Life) -> None:
    life.pull()
    assert refresh(life.diary, life.source.id).kind == SYNC
    life.diary.calendars.add(CalendarSource("f", "Dates", "", "feed", "https://a.example/x.ics"))
    assert refresh(life.diary, "f").kind == "refresh_feed"


def test_one_slow_calendar_keeps_no_other_waiting(life: Life) -> None:
    other = f"{BASE}home/"
    life.server.make("home").put("0.ics", entry(9, "Supper"))
    choose(life.diary, life.id, {WORK: "d1", other: "d1"}, connects=life.server.connects)
    life.server.asked.clear()
    life.server.fails[1] = TimeIsUp("It is slow.")  # before anything of the first calendar came
    account = life.pull()
    assert (account.failures, life.titles) == (1, [])
    life.server.fails[len(life.server.asked) + 2] = TimeIsUp("It is slow.")  # the other one is first now
    account = life.pull()
    assert (account.failures, account.again_at) == (0, life.now + timedelta(minutes=1))
    assert len(life.titles) in (1, 3)
    assert life.pull().trouble == ""
    assert life.titles == ["Choir", "Dentist", "Supper", "Swim"]


def test_a_visit_that_breaks_down_for_good_waits_for_a_word(life: Life) -> None:
    life.pull()
    assert broke_off(life.diary, life.id) == ""
    job = life.diary.jobs.record(SYNC, {"account": life.id})
    life.diary.jobs.kept[job.id] = replace(job, state="failed", note="It did not work.")
    assert broke_off(life.diary, life.id) == "It did not work."
    assert not what_is_due(life.diary, life.now + timedelta(days=1))
    sync_now(life.diary, life.id)
    assert broke_off(life.diary, life.id) == ""
