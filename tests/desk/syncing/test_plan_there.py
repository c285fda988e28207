"""The plan in a calendar on a server, as its person has it: put there, asked about, set aside, stopped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoint.desk.calendars.keeping import window_for
from counterpoint.desk.export import everything_of, restore
from counterpoint.desk.ports import CannotMake, Connects, NotThere, Written
from counterpoint.desk.publishing.ledger import entries_of, errands_of, keep
from counterpoint.desk.publishing.queueing import queue
from counterpoint.desk.settings import change_settings
from counterpoint.desk.syncing.answering import Answer, AskedAnew, How, answer, etag_now
from counterpoint.desk.syncing.choosing import choose, disconnect, kept_of, offered
from counterpoint.desk.syncing.own_calendar import CannotBePut
from counterpoint.desk.syncing.plan_there import asks_in, plan_there
from counterpoint.desk.syncing.starting import forget_the_rest, go_on, plan_collection, put_plan, stop
from counterpoint.desk.week.blocks import NoRoom
from counterpoint.domain.agenda import AppPassword, CalendarAccount, Collection, Errand, OurEntry
from tests.calendars import calendar, event
from tests.desk.syncing.plan_lives import BLOCKS, Life, life_at, life_there
from tests.memory import MemoryDiary
from tests.servers import BASE, Calendar, MemoryServer, busy
from tests.sync.planned import READ, at, basic, moved, pinned, when


@pytest.fixture
def life() -> Life:
    life = life_there()
    assert len(life.there.entries) == 2
    return life


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


def test_deleted_there_and_put_back(life: Life) -> None:
    life.there.delete(life.name_of("swim"))
    life.sync()
    life.answer("swim", "put_back")
    life.sync()
    assert when(life.raw("swim")) == (basic(30), basic(31))
    assert not life.errands


def test_deleted_there_and_let_go_is_out_of_the_plan(life: Life) -> None:
    life.there.delete(life.name_of("swim"))
    life.sync()
    life.answer("swim", "let_go")
    life.sync()
    assert set(life.blocks) == {"write"}
    assert set(life.entries) == {"write"}
    assert len(life.there.entries) == 1


def test_what_the_plan_cannot_let_go_of_stays_in_it_and_is_not_put_there_again() -> None:
    server = MemoryServer()
    life = life_at(server, pinned("swim", 30, kind="ritual"))
    life.put(connects=server.connects)
    life.sync()
    life.there.delete(life.name_of("swim"))
    life.sync()
    life.answer("swim", "let_go")
    life.sync()
    assert "swim" in life.blocks
    assert not life.there.entries
    assert not life.errands


def test_deleted_there_and_taken_out_here_asks_nothing(life: Life) -> None:
    life.there.delete(life.name_of("swim"))
    life.sync()
    life.take_out("swim")
    assert not life.errands
    assert set(life.entries) == {"write"}


def test_what_is_behind_can_be_deleted_there_without_a_word(life: Life) -> None:
    life.now = at(40)
    life.there.delete(life.name_of("swim"))
    life.sync()
    life.sync()
    assert not life.errands
    assert len(life.there.entries) == 1
    assert "swim" in life.blocks


@pytest.mark.parametrize(("how", "hour"), [("plan", 40), ("there", 36)])
def test_a_clash_becomes_what_its_person_says(life: Life, how: How, hour: int) -> None:
    life.write("swim", moved(life.raw("swim"), 36))
    life.move("swim", 40)
    life.sync()
    assert life.errands["swim"].question == "clash"
    life.answer("swim", how)
    life.sync()
    assert when(life.raw("swim"))[0] == basic(hour)
    assert life.block("swim").span.start == at(hour)
    assert not life.errands


def test_an_answer_to_what_is_another_thing_by_now_is_asked_anew(life: Life) -> None:
    life.write("swim", moved(life.raw("swim"), 36))
    life.move("swim", 40)
    life.sync()
    seen = Answer(life.errands["swim"].id, "plan", etag_now(life.diary, life.errands["swim"]))
    life.write("swim", moved(life.raw("swim"), 37))
    life.sync()
    with pytest.raises(AskedAnew):
        answer(life.diary, seen, read=READ, now=life.now)
    with pytest.raises(NotThere):
        answer(life.diary, Answer("nobody", "plan"), read=READ, now=life.now)


def test_a_clash_that_both_sides_end_by_themselves_is_over(life: Life) -> None:
    life.write("swim", moved(life.raw("swim"), 36))
    life.move("swim", 40)
    life.sync()
    life.write("swim", moved(life.raw("swim"), 40))
    life.sync()
    assert not life.errands


def test_two_titles_are_a_clash_and_ours_can_be_written(life: Life) -> None:
    life.write("swim", life.raw("swim").replace("SUMMARY:Swim", "SUMMARY:Swim with Robin"))
    life.call("swim", "Swim far")
    life.sync()
    assert life.errands["swim"].question == "clash"
    life.answer("swim", "plan")
    life.sync()
    assert "SUMMARY:Swim far" in life.raw("swim")


@pytest.mark.parametrize(("how", "stays"), [("plan", False), ("there", True)])
def test_taken_out_here_and_moved_there_is_asked(life: Life, how: How, stays: bool) -> None:
    name = life.name_of("swim")
    life.write("swim", moved(life.raw("swim"), 36))
    life.take_out("swim")
    life.sync()
    assert life.errands["swim"].question == "clash"
    life.answer("swim", how)
    life.sync()
    life.sync()
    assert (name in life.there.entries) is stays
    assert set(life.entries) == {"write"}
    assert life.foreign == (["Swim"] if stays else [])


@pytest.mark.parametrize("how", ["plan", "there"])
def test_a_series_is_left_or_written_over_as_its_person_says(life: Life, how: How) -> None:
    series = life.raw("swim").replace("END:VEVENT", "RRULE:FREQ=DAILY;COUNT=3\r\nEND:VEVENT")
    life.write("swim", series)
    life.sync()
    assert plan_there(life.diary, life.id, read=READ, now=life.now).asked[0].theirs is None
    life.answer("swim", how)
    life.move("swim", 40)
    life.sync()
    assert ("RRULE" in life.raw("swim")) is (how == "there")
    assert not life.errands


def test_moved_onto_something_else_the_plan_follows_when_there_is_room(life: Life) -> None:
    life.write("swim", moved(life.raw("swim"), 33))
    life.sync()
    with pytest.raises(NoRoom):
        life.answer("swim", "there")
    life.move("write", 50)
    life.sync()
    assert life.block("swim").span.start == at(33)
    assert not life.errands


def test_moved_where_it_cannot_be_the_plan_can_have_the_last_word(life: Life) -> None:
    life.write("swim", moved(life.raw("swim"), 33))
    life.sync()
    life.answer("swim", "plan")
    life.sync()
    assert when(life.raw("swim"))[0] == basic(30)


def test_of_a_plan_that_was_changed_and_not_accepted_the_move_alone_is(life: Life) -> None:
    kept = life.diary.plans.all()[0]
    other = replace(kept.thing.current, blocks=(BLOCKS[0], replace(BLOCKS[1], title="Draft")))
    life.diary.plans.keep(other, step="Changed", version=kept.version)
    life.write("swim", moved(life.raw("swim"), 36))
    life.sync()
    accepted = life.diary.plans.all()[0].thing.accepted
    assert accepted is not None
    assert [(each.id, each.title) for each in accepted.blocks] == [("write", "Write"), ("swim", "Swim")]
    assert life.block("write").title == "Draft"
    assert "SUMMARY:Write" in life.raw("write")


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


def test_what_the_plan_no_longer_has_cannot_follow(life: Life) -> None:
    kept = life.diary.plans.all()[0]
    life.diary.plans.keep(
        replace(kept.thing.current, blocks=BLOCKS[1:]), step="Took out", version=kept.version
    )
    life.write("swim", moved(life.raw("swim"), 36))
    life.sync()
    assert "no longer in the week" in life.errands["swim"].why
    life.answer("swim", "plan")
    life.there.delete(life.name_of("swim"))
    life.sync()
    life.answer("swim", "let_go")
    assert set(life.entries) == {"write"}


def test_what_ended_long_ago_stays_there_as_it_is(life: Life) -> None:
    before = life.there.happened.copy()
    life.now = at(24 * 60)
    life.sync()
    life.sync()
    assert life.place.since is not None
    assert life.place.since > at(60)
    assert life.there.happened == before
    assert not life.errands


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


def test_a_whole_day_or_a_cancelled_one_is_asked_about(life: Life) -> None:
    life.write("swim", life.raw("swim").replace("STATUS:CONFIRMED", "STATUS:CANCELLED"))
    raw = life.raw("write")
    for line in [each for each in raw.splitlines() if each.startswith(("DTSTART", "DTEND"))]:
        raw = raw.replace(
            line, line.split(":")[0] + ";VALUE=DATE:2026112" + ("4" if "START" in line else "5")
        )
    life.write("write", raw)
    life.sync()
    assert {each.question for each in life.errands.values()} == {"shape"}


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
