"""What is chosen from an account, and what stays when it is let go of."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from counterpoint.desk.calendars.adding import NotAFile, replace_file
from counterpoint.desk.calendars.addresses import NotAFeedAddress
from counterpoint.desk.calendars.asking import SYNC
from counterpoint.desk.calendars.keeping import account_of, remove, window_for
from counterpoint.desk.calendars.uploads import Upload
from counterpoint.desk.export import everything_of, restore
from counterpoint.desk.syncing.choosing import choose, disconnect, offered
from counterpoint.desk.syncing.connecting import connect_again
from counterpoint.desk.syncing.due import what_is_due
from counterpoint.desk.syncing.visiting import sync_in_background
from counterpoint.domain.agenda import AppPassword, CalendarAccount, Collection
from tests.calendars import NOW
from tests.desk.syncing.account_lives import READ, WORK, Life, entry, life_at_work
from tests.memory import MemoryDiary
from tests.servers import PASSWORD


@pytest.fixture
def life() -> Life:
    return life_at_work()


def test_only_calendars_with_events_are_offered_and_what_is_kept_says_so(life: Life) -> None:
    life.server.make("home")
    found = offered(life.diary, life.id, connects=life.server.connects)
    assert [(each.calendar.name, each.kept is not None) for each in found] == [
        ("Work", True),
        ("Home", False),
    ]


def test_what_the_server_does_not_list_cannot_be_chosen(life: Life) -> None:
    added, job = choose(
        life.diary, life.id, {"https://evil.example/": "", WORK: ""}, connects=life.server.connects
    )
    assert (added, job) == ((), None)


def test_a_chosen_calendar_is_one_of_the_persons_calendars(life: Life) -> None:
    assert life.pull().trouble == ""
    assert life.titles == ["Choir", "Dentist", "Swim"]
    assert (life.source.kind, life.source.domain_id, life.source.events) == ("account", "d1", 3)
    assert account_of(life.diary, life.source.id) == life.account
    assert account_of(life.diary, "other") is None


def test_a_calendar_removed_here_is_no_longer_asked_for(life: Life) -> None:
    life.pull()
    remove(life.diary, life.source.id)
    assert not life.diary.shelf(Collection).all()
    life.server.asked.clear()
    life.pull()
    assert not life.server.asked
    assert not what_is_due(life.diary, life.now + timedelta(days=1))


def test_a_collection_without_its_calendar_is_let_go_of(life: Life) -> None:
    life.pull()
    life.diary.calendars.remove(life.source.id)
    life.pull()
    assert not life.diary.shelf(Collection).all()


def test_no_file_takes_the_place_of_a_calendar_from_an_account(life: Life) -> None:
    with pytest.raises(NotAFile):
        replace_file(life.diary, life.source.id, Upload("a.ics", entry(1)), now=NOW, read=READ)


@pytest.mark.parametrize("keep", [True, False])
def test_letting_go_of_an_account_forgets_its_password_and_says_what_stays(life: Life, *, keep: bool) -> None:
    life.pull()
    disconnect(life.diary, life.id, keep_events=keep)
    assert life.titles == (["Choir", "Dentist", "Swim"] if keep else [])
    assert [kept.thing.kind for kept in life.diary.calendars.all()] == (["file"] if keep else [])
    for kind in (CalendarAccount, AppPassword, Collection):
        assert not life.diary.shelf(kind).all()
    job = life.diary.jobs.record(SYNC, {"account": life.id})
    sync_in_background(life.diary, job, connects=life.server.connects, read=READ, now=NOW)


def test_what_stays_of_an_account_is_a_file_of_all_its_entries(life: Life) -> None:
    life.pull()
    id = life.source.id
    assert not life.diary.calendars.raw(id), "the entries are not kept twice"
    assert everything_of(life.diary).calendars[0].raw.count(b"BEGIN:VCALENDAR") == 3
    disconnect(life.diary, life.id, keep_events=True)
    raw, window = life.diary.calendars.raw(id), window_for(NOW)
    agenda = READ(raw, source="", zone="UTC", window=window, progress=lambda _share: None)
    assert sorted(each.title for each in agenda.occurrences) == life.titles == ["Choir", "Dentist", "Swim"]


@pytest.mark.parametrize("wrong", ["javascript:alert(1)", "file:///etc/passwd", ""])
def test_an_export_with_an_odd_address_is_not_taken(life: Life, wrong: str) -> None:
    everything = everything_of(life.diary)
    odd_account = replace(everything.calendar_accounts[0], address=wrong)
    odd_collection = replace(everything.collections[0], url=wrong)
    for odd in (
        replace(everything, calendar_accounts=(odd_account,)),
        replace(everything, collections=(odd_collection,)),
    ):
        with pytest.raises(NotAFeedAddress):
            restore(MemoryDiary("grace"), odd)


def test_brought_back_from_an_export_an_account_rests_until_its_password_is_typed(life: Life) -> None:
    life.pull()
    another = MemoryDiary("grace")
    restore(another, everything_of(life.diary))
    (account,) = (kept.thing for kept in another.shelf(CalendarAccount).all())
    assert account.state == "locked"
    assert not what_is_due(another, NOW)
    life.diary = another
    assert life.titles == ["Choir", "Dentist", "Swim"]
    connect_again(another, account.id, password=PASSWORD, at_home=False, connects=life.server.connects)
    life.work.put("3.ics", entry(3, "Garden"))
    life.pull()
    assert life.titles == ["Choir", "Dentist", "Garden", "Swim"]
    assert life.kept == life.there
