"""Accounts as a person has them: connected, chosen from, kept up with, let go of."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint import wiring
from counterpoint.desk.calendars.adding import NotAFile, replace_file
from counterpoint.desk.calendars.addresses import NotAFeedAddress
from counterpoint.desk.calendars.asking import SYNC, trouble_of
from counterpoint.desk.calendars.keeping import account_of, remove, window_for
from counterpoint.desk.calendars.uploads import Upload
from counterpoint.desk.export import everything_of, restore
from counterpoint.desk.ports import NotLetIn, NotThere, ServerTrouble, TimeIsUp
from counterpoint.desk.syncing.choosing import choose, disconnect, kept_of, offered
from counterpoint.desk.syncing.connecting import (
    CannotConnect,
    Typed,
    change_account,
    connect,
    connect_again,
    password_of,
)
from counterpoint.desk.syncing.connecting import account_of as meant
from counterpoint.desk.syncing.due import broke_off, refresh, sync_now, syncing, what_is_due
from counterpoint.desk.syncing.visiting import sync_in_background
from counterpoint.domain.agenda import AppPassword, CalendarAccount, CalendarSource, Collection, Mark
from counterpoint.domain.agenda.accounts import in_pieces
from tests.calendars import NOW, calendar, event
from tests.memory import MemoryDiary
from tests.seeds import of_many
from tests.servers import BASE, PASSWORD, Calendar, MemoryServer, busy, href

READ = wiring.reads_calendars()
WORK = f"{BASE}work/"


def entry(n: int, title: str = "Choir") -> bytes:
    return calendar(event(f"{n}@t", title, NOW + timedelta(hours=n)))


@dataclass
class Life:
    server: MemoryServer = field(default_factory=MemoryServer)
    diary: MemoryDiary = field(default_factory=MemoryDiary)
    now: datetime = NOW

    @property
    def work(self) -> Calendar:
        return self.server.make("work")

    def connected(self) -> Life:
        self.id = connect(self.diary, Typed(BASE, "ada", PASSWORD), connects=self.server.connects).id
        choose(self.diary, self.id, {WORK: "d1"}, connects=self.server.connects)
        return self

    def pull(self, *, by_hand: bool = False) -> CalendarAccount:
        self.now += timedelta(minutes=15)
        job = self.diary.jobs.record(SYNC, {"account": self.id, "by_hand": by_hand})
        self.diary.jobs.run(
            job.id,
            lambda job: sync_in_background(
                self.diary, job, connects=self.server.connects, read=READ, now=self.now
            ),
        )
        return self.account

    @property
    def account(self) -> CalendarAccount:
        return self.diary.shelf(CalendarAccount).get(self.id).thing

    @property
    def source(self) -> CalendarSource:
        return kept_of(self.diary, self.id)[0][1]

    @property
    def collection(self) -> Collection:
        return kept_of(self.diary, self.id)[0][0]

    @property
    def titles(self) -> list[str]:
        return sorted(each.title for _, each in self.diary.calendars.occurrences(window_for(NOW)))

    @property
    def kept(self) -> dict[str, bytes]:
        return {each.href: each.raw for each in self.diary.resources.all(self.collection.id)}

    @property
    def there(self) -> dict[str, bytes]:
        return {href(WORK, name): raw for name, (_etag, raw) in self.work.entries.items()}


@pytest.fixture
def life() -> Life:
    life = Life()
    for n, title in enumerate(("Choir", "Dentist", "Swim")):
        life.work.put(f"{n}.ics", entry(n, title))
    return life.connected()


@pytest.mark.parametrize(
    ("typed", "address", "user"),
    [
        (Typed("ada@icloud.com", password="x"), "https://caldav.icloud.com/", "ada@icloud.com"),
        (Typed("ada@choir.example", password="x"), "https://choir.example/", "ada@choir.example"),
        (Typed("dav.example", "ada", "x"), "https://dav.example/", "ada"),
        (Typed("http://box.local:5232", "ada", "x", True), "http://box.local:5232/", "ada"),
        (Typed("https://ada:secret@dav.example/dav/#top", "ada", "x"), "https://dav.example/dav/", "ada"),
        (Typed("https://[fd00::1]:8443/dav/", "ada", "x"), "https://[fd00::1]:8443/dav/", "ada"),
    ],
)
def test_an_address_of_mail_or_of_a_server_says_where_to_ask(typed: Typed, address: str, user: str) -> None:
    account = meant(typed)
    assert (account.address, account.user) == (address, user)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        (Typed("dav.example", "", "x"), "user"),
        (Typed("dav.example", "a:b", "x"), "user"),
        (Typed("ada@choir.example"), "password"),
        (Typed("", "ada", "x"), "address"),
        (Typed("ftp://dav.example", "ada", "x"), "address"),
        (Typed("ada@gmail.com", "", "x"), "address"),
    ],
)
def test_what_does_not_say_where_or_who_is_told_at_its_field(typed: Typed, at: str) -> None:
    with pytest.raises(CannotConnect) as wrong:
        meant(typed)
    assert wrong.value.field == at
    assert wrong.value.advice


def test_nothing_is_kept_of_an_account_that_is_not_let_in() -> None:
    life = Life()
    with pytest.raises(NotLetIn):
        connect(life.diary, Typed(BASE, "ada", "wrong"), connects=life.server.connects)
    assert not life.diary.shelf(CalendarAccount).all()
    assert not life.diary.shelf(AppPassword).all()


def test_connecting_what_is_here_gives_it_the_new_password(life: Life) -> None:
    life.server.password = "newer"
    again = connect(life.diary, Typed(BASE, "ada", "newer"), connects=life.server.connects)
    assert again.id == life.id
    assert password_of(life.diary, life.id) == "newer"
    assert len(life.diary.shelf(CalendarAccount).all()) == 1


def test_a_password_is_in_no_account_and_shows_nowhere(life: Life) -> None:
    kept = life.diary.shelf(AppPassword).get(life.id).thing
    assert PASSWORD not in repr(life.account) + repr(kept) + repr(Typed(BASE, "ada", PASSWORD))
    assert PASSWORD not in repr(everything_of(life.diary))


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


def test_a_password_that_is_no_longer_taken_locks_the_account_and_asks_for_another(life: Life) -> None:
    life.pull()
    life.server.password = "newer"
    account = life.pull()
    assert account.state == "locked"
    assert "password" in trouble_of(life.diary, life.source)
    life.server.asked.clear()
    life.pull()
    assert not life.server.asked
    assert not what_is_due(life.diary, life.now + timedelta(days=9))
    with pytest.raises(NotLetIn):
        connect_again(life.diary, life.id, password="wrong", at_home=False, connects=life.server.connects)
    with pytest.raises(CannotConnect):
        connect_again(life.diary, life.id, password="", at_home=False, connects=life.server.connects)
    connect_again(life.diary, life.id, password="newer", at_home=True, connects=life.server.connects)
    assert life.account.at_home
    assert life.pull().state == "well"


def test_a_password_that_is_not_here_locks_the_account(life: Life) -> None:
    life.diary.shelf(AppPassword).remove(life.id)
    assert life.pull().state == "locked"


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


def test_a_visit_that_breaks_down_for_good_waits_for_a_word(life: Life) -> None:
    life.pull()
    assert broke_off(life.diary, life.id) == ""
    job = life.diary.jobs.record(SYNC, {"account": life.id})
    life.diary.jobs.kept[job.id] = replace(job, state="failed", note="It did not work.")
    assert broke_off(life.diary, life.id) == "It did not work."
    assert not what_is_due(life.diary, life.now + timedelta(days=1))
    sync_now(life.diary, life.id)
    assert broke_off(life.diary, life.id) == ""


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


def test_an_account_that_is_changed_in_two_places_loses_neither(life: Life) -> None:
    change_account(life.diary, life.id, name="Mine")
    assert change_account(life.diary, life.id, trouble="x").name == "Mine"


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


edits = st.lists(
    st.tuples(st.sampled_from(["put", "delete", "pull", "forget"]), st.integers(0, 7), st.integers(0, 6)),
    max_size=25,
)


@settings(max_examples=of_many(20, 60))
@given(edits, st.booleans(), st.integers(1, 4))
def test_whatever_happens_and_whatever_fails_in_the_end_it_is_as_the_server_has_it(
    edits: list[tuple[str, int, int]], syncs: bool, page: int
) -> None:
    life = Life(MemoryServer(syncs=syncs, page=page))
    life.work.put("0.ics", entry(0))
    life.connected()
    for what, name, number in edits:
        if what == "put":
            life.work.put(f"{name}.ics", entry(name, f"Title {number}"))
        elif what == "delete" and f"{name}.ics" in life.work.entries:
            life.work.delete(f"{name}.ics")
        elif what == "forget":
            life.server.forgets = bool(number % 2)
        else:
            life.server.fails = {len(life.server.asked) + number: busy()}
            life.pull()
    life.server.fails.clear()
    for _quiet in range(2):
        life.pull()
    assert life.kept == life.there
    assert len(life.titles) == len(life.there)


def quickly(life: Life) -> Life:
    """At a server that has a quick mark, and where it is kept by now."""
    life.server.has_quick_mark = True
    life.pull()
    life.pull()
    life.server.asked.clear()
    return life


def test_a_mark_that_is_quickly_asked_says_that_nothing_is_new(life: Life) -> None:
    quickly(life).pull()
    assert life.server.asked == ["quick_mark"]
    life.work.put("1.ics", entry(1, "Dentist later"))
    life.server.asked.clear()
    life.pull()
    assert life.server.asked == ["quick_mark", "changes", "fetch"]
    assert life.titles == ["Choir", "Dentist later", "Swim"]
    life.server.asked.clear()
    life.pull()
    assert life.server.asked == ["quick_mark"]


def test_a_quick_mark_is_believed_for_a_day_and_not_on_a_word(life: Life) -> None:
    quickly(life).pull(by_hand=True)
    assert life.server.asked == ["quick_mark", "changes"]
    life.now += timedelta(days=1)
    life.server.asked.clear()
    life.pull()
    assert life.server.asked == ["quick_mark", "changes"]
    life.pull()
    assert life.server.asked == ["quick_mark", "changes", "quick_mark"]


def test_what_happens_after_a_quick_mark_is_asked_is_found_at_the_next_visit(life: Life) -> None:
    quickly(life).work.put("1.ics", entry(1, "Dentist later"))

    class Meanwhile(list[str]):
        """Somebody edits while what changed before is fetched."""

        def append(self, what: str) -> None:
            super().append(what)
            if what == "fetch" and self.count("fetch") == 1:
                life.work.put("2.ics", entry(2, "Swim far"))

    life.server.asked = Meanwhile()
    life.pull()
    assert life.titles == ["Choir", "Dentist later", "Swim"]
    life.pull()
    assert life.titles == ["Choir", "Dentist later", "Swim far"]
