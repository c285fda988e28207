"""What changed on a server is followed, whatever it tells and whatever it cannot hand out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.desk.calendars.asking import trouble_of
from counterpoint.desk.ports import TimeIsUp
from counterpoint.desk.syncing.choosing import choose
from counterpoint.desk.syncing.due import what_is_due
from counterpoint.domain.agenda import Mark
from counterpoint.domain.agenda.accounts import in_pieces
from tests.desk.syncing.account_lives import WORK, Life, entry, life_at_work
from tests.servers import BASE, Calendar


@pytest.fixture
def life() -> Life:
    return life_at_work()


def test_what_changed_elsewhere_is_followed_and_a_persons_own_word_stays(life: Life) -> None:
    life.pull()
    life.diary.calendars.mark(life.source.id, "1@t", Mark(ignored=True))
    life.work.put("1.ics", entry(1, "Dentist later"))
    life.work.delete("0.ics")
    life.pull()
    assert life.titles == ["Dentist later", "Swim"]
    assert life.diary.calendars.marks(life.source.id) == {"1@t": Mark(ignored=True)}


def test_where_nothing_is_new_one_question_is_asked_and_the_calendar_is_fresh(life: Life) -> None:
    life.pull()
    life.server.asked.clear()
    life.pull()
    assert life.server.asked == ["changes"]
    assert life.source.refreshed_at == life.now


def test_many_changes_come_page_by_page_and_batch_by_batch(life: Life) -> None:
    life.pull()
    life.server.page = 700
    for n in range(3, 1300):
        life.work.put(f"{n}.ics", entry(n % 100))
    life.pull()
    assert life.kept == life.there


def test_a_refused_token_means_comparing_and_never_deleting_all(life: Life) -> None:
    life.pull()
    life.work.put("3.ics", entry(3, "Garden"))
    life.work.delete("0.ics")
    life.server.forgets = True
    life.server.asked.clear()
    life.pull()
    assert life.kept == life.there
    assert life.server.asked == ["changes", "changes", "fetch"]


def test_what_is_gone_under_a_name_that_nobody_knows_means_comparing(life: Life) -> None:
    life.server.names_itself = True
    for n in range(3):
        life.work.put(f"{n}.ics", entry(n))
    life.pull()
    life.work.put("part.ics", entry(9))
    life.work.delete("part.ics")
    life.server.asked.clear()
    life.pull()
    assert life.server.asked.count("changes") == 2
    assert life.kept == life.there


def test_a_server_that_does_not_tell_what_changed_is_listed_when_its_mark_moved(life: Life) -> None:
    life.server.syncs = False
    life.pull()
    assert life.titles == ["Choir", "Dentist", "Swim"]
    life.server.asked.clear()
    life.pull()
    assert life.server.asked == ["ctag"]
    life.work.delete("2.ics")
    life.pull()
    assert life.kept == life.there
    life.server.syncs = True
    life.work.put("4.ics", entry(4))
    life.pull()
    assert life.collection.syncs


def test_a_server_without_any_mark_is_listed_each_time(life: Life) -> None:
    life.server.syncs = life.server.has_ctag = False
    life.pull()
    life.work.put("3.ics", entry(3))
    life.pull()
    assert life.kept == life.there


def test_an_emptiness_where_there_was_plenty_needs_saying_twice(life: Life) -> None:
    for n in range(3, 6):
        life.work.put(f"{n}.ics", entry(n))
    life.pull()
    for n in range(6):
        life.work.delete(f"{n}.ics")
    account = life.pull()
    assert "no longer tells of anything" in account.trouble
    assert "no longer tells of anything" in trouble_of(life.diary, life.source)
    assert len(life.kept) == 6
    assert len(life.titles) == 6
    life.pull()
    assert not life.kept
    assert not life.titles
    assert not life.collection.emptied


def test_an_emptiness_that_passes_leaves_everything_as_it_was(life: Life) -> None:
    life.server.forgets = True
    for n in range(3, 6):
        life.work.put(f"{n}.ics", entry(n))
    life.pull()
    full, life.server.calendars[WORK] = life.work, Calendar()
    life.pull()
    assert life.collection.emptied
    life.server.calendars[WORK] = full
    life.pull()
    assert life.kept == life.there
    assert not life.collection.emptied


def test_an_entry_that_is_not_handed_out_is_set_aside_and_the_rest_goes_on(life: Life) -> None:
    life.server.ill = {"1.ics"}
    assert life.pull().trouble == ""
    assert life.titles == ["Choir", "Swim"]
    (aside,) = life.diary.resources.aside(life.collection.id)
    assert aside.why
    assert aside.again_at is not None
    assert aside.again_at > life.now
    life.server.ill = set()
    life.pull()
    assert life.titles == ["Choir", "Dentist", "Swim"]
    assert not life.diary.resources.aside(life.collection.id)


def test_an_entry_that_stays_ill_is_in_the_end_asked_for_only_on_a_word(life: Life) -> None:
    life.server.ill = {"1.ics"}
    for _visit in range(200):
        life.pull()
    (aside,) = life.diary.resources.aside(life.collection.id)
    assert aside.again_at is None
    life.server.asked.clear()
    life.pull()
    assert life.server.asked == ["changes"]
    life.server.ill = set()
    life.pull(by_hand=True)
    assert life.titles == ["Choir", "Dentist", "Swim"]


def test_what_was_known_of_an_ill_entry_stays_until_it_is_well(life: Life) -> None:
    life.pull()
    life.work.put("1.ics", entry(1, "Dentist later"))
    life.server.ill = {"1.ics"}
    life.work.put("3.ics", entry(3, "Garden"))
    life.pull()
    assert life.titles == ["Choir", "Dentist", "Garden", "Swim"]


@pytest.mark.parametrize("raw", [b"", b"<html></html>", entry(1)[:60], b"END:VCALENDAR"])
def test_what_cannot_be_read_at_all_costs_the_others_nothing(life: Life, raw: bytes) -> None:
    life.work.put("1.ics", raw)
    life.pull()
    assert life.titles == ["Choir", "Swim"]
    assert [each.again_at for each in life.diary.resources.aside(life.collection.id)] == [None]
    life.work.put("1.ics", entry(1, "Dentist"))
    life.pull()
    assert life.titles == ["Choir", "Dentist", "Swim"]


def test_a_calendar_that_is_gone_there_stays_here_and_costs_the_others_nothing(life: Life) -> None:
    life.server.make("home").put("h.ics", entry(9, "Garden"))
    choose(life.diary, life.id, {f"{BASE}home/": ""}, connects=life.server.connects)
    life.pull()
    del life.server.calendars[WORK]
    life.server.make("home").put("h.ics", entry(9, "Garden later"))
    life.pull()
    assert "Choir" in life.titles
    assert "Garden later" in life.titles
    assert "no longer" in life.source.trouble
    assert life.account.trouble == ""


def test_what_is_too_much_to_read_is_said_and_costs_the_others_nothing(life: Life) -> None:
    life.work.put("big.ics", b"BEGIN:VCALENDAR\r\n" + b"X" * 21_500_000 + b"\r\nEND:VCALENDAR")
    assert life.pull().trouble == ""
    assert life.source.trouble


def test_another_zone_lays_whole_days_out_anew_without_being_told_anything_new(life: Life) -> None:
    life.pull()
    kept = life.diary.settings()
    life.diary.change_settings(replace(kept.thing, zone="Asia/Tokyo"), version=kept.version)
    life.pull()
    assert life.source.zone == "Asia/Tokyo"


def test_what_came_before_the_time_was_up_is_seen_and_not_fetched_again(
    life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("counterpoint.domain.agenda.accounts.FIRST_PIECE", 1)
    life.server.asked.clear()
    life.server.fails[2] = TimeIsUp("It is slow.")
    account = life.pull()
    assert len(life.titles) == 1
    assert "The next visit goes on" in account.trouble
    assert "The next visit goes on" in life.source.trouble
    assert not life.collection.token
    assert what_is_due(life.diary, life.now + timedelta(minutes=1))
    assert life.pull().trouble == ""
    assert life.source.trouble == ""
    assert life.kept == life.there


@given(st.integers(0, 3000))
def test_pieces_grow_and_hold_everything_once(many: int) -> None:
    wanted = tuple(map(str, range(many)))
    pieces = list(in_pieces(wanted))
    assert tuple(each for piece in pieces for each in piece) == wanted
    assert all(len(piece) <= 500 for piece in pieces)
    assert len(pieces[0]) <= 50


def test_a_list_without_an_end_is_left_and_said(life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterpoint.desk.syncing.pulling.MOST_PAGES", 2)
    life.server.page = 1
    assert "no end" in life.pull().trouble
    life.server.page = 1000
    assert life.pull().trouble == ""


def test_a_token_that_is_refused_midway_leads_to_the_list(life: Life) -> None:
    life.server.page, life.server.forgets = 1, True
    life.pull()
    assert life.kept == life.there
    assert life.collection.syncs
    assert not life.collection.token
