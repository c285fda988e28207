"""Bare busy times of one calendar in another account: told, followed, put back, never told on, taken away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoint.desk.calendars import keeping
from counterpoint.desk.export import everything_of, restore
from counterpoint.desk.ports import NotThere, Written
from counterpoint.desk.publishing.ledger import entries_of, keep
from counterpoint.desk.syncing.busy_there import (
    busy_collection,
    busy_there,
    choose_busy,
    forget_busy,
    put_busy,
    sources_of,
    stop_busy,
)
from counterpoint.desk.syncing.choosing import disconnect
from counterpoint.desk.syncing.own_calendar import CannotBePut
from counterpoint.desk.week.facts import facts_for
from counterpoint.domain.agenda import Mark
from counterpoint.domain.agenda.names_there import GIVEN
from tests.calendars import NOW, calendar, event
from tests.contracts.examples import WEEK
from tests.memory import MemoryDiary
from tests.servers import BASE, Calendar, MemoryServer
from tests.sync.planned import at, basic, moved, when
from tests.sync.reflected import Both


class Pair(Both):
    server: MemoryServer
    work: Calendar
    source: str

    @property
    def there(self) -> Calendar:
        return self.server.calendars[self.place("home").url]

    def told(self) -> list[tuple[str, str]]:
        return sorted(when(raw.decode()) for _etag, raw in self.there.entries.values())

    def name(self, nth: int = 0) -> str:
        return self.entries("home")[nth].href.rpartition("/")[2]

    def raw(self, nth: int = 0) -> str:
        return self.there.entries[self.name(nth)][1].decode()


@pytest.fixture
def pair() -> Pair:
    """Two meetings that touch on Tuesday, and one on Wednesday, go from work to home."""
    server = MemoryServer()
    work = server.make("work")
    work.put("a.ics", calendar(event("a@t", "Secret talks", at(33), "LOCATION:Hidden hall", minutes=60)))
    work.put("b.ics", calendar(event("b@t", "More of it", at(34), minutes=30)))
    work.put("c.ics", calendar(event("c@t", "Review", at(57))))
    pair = Pair({"work": BASE, "home": BASE}, connects=server.connects)
    pair.server, pair.work = server, work
    pair.begin()
    pair.source = pair.keep("work", "work")
    pair.sync("work")
    pair.tell("home", pair.source)
    pair.sync()
    return pair


def test_what_touches_is_one_bare_busy_and_a_second_visit_writes_nothing(pair: Pair) -> None:
    assert pair.told() == [(basic(33), basic(34.5)), (basic(57), basic(58))]
    assert "SUMMARY:Busy" in pair.raw()
    assert not any(word in pair.raw() for word in ("Secret", "Hidden", "LOCATION", "a@t"))
    pair.server.asked.clear()
    pair.sync()
    assert not {"put", "delete"} & set(pair.server.asked)
    assert not pair.errands("home")


def test_what_is_free_cancelled_whole_days_or_left_out_here_is_not_told(pair: Pair) -> None:
    day = "DTSTART;VALUE=DATE:20261127"
    birthday = event("d@t", "Birthday", at(80)).replace(f"DTSTART:{at(80):%Y%m%dT%H%M%SZ}", day)
    birthday = birthday.replace(f"DTEND:{at(81):%Y%m%dT%H%M%SZ}", "DTEND;VALUE=DATE:20261128")
    pair.work.put("d.ics", calendar(birthday))
    pair.work.put("e.ics", calendar(event("e@t", "Maybe", at(60), "TRANSP:TRANSPARENT")))
    pair.work.put("f.ics", calendar(event("f@t", "Off", at(62), "STATUS:CANCELLED")))
    pair.work.put("g.ics", calendar(event("g@t", "Far", at(24 * 70))))
    pair.work.put("h.ics", calendar(event("h@t", "Past", at(-60))))
    pair.diary.calendars.mark(pair.source, "c@t", Mark(blocking=False))
    pair.sync()
    assert pair.told() == [(basic(33), basic(34.5))]


def test_changes_and_removals_follow(pair: Pair) -> None:
    pair.work.put("b.ics", calendar(event("b@t", "More of it", at(34), minutes=60)))
    pair.work.delete("c.ics")
    pair.sync()
    assert pair.told() == [(basic(33), basic(35))]


def test_what_is_moved_or_deleted_there_is_put_back_and_what_is_written_into_it_stays(pair: Pair) -> None:
    noted = moved(pair.raw(), 40).replace("END:VEVENT", "DESCRIPTION:Call Robin\r\nEND:VEVENT")
    pair.there.put(pair.name(), noted.encode())
    pair.there.delete(pair.name(1))
    pair.sync()
    assert pair.told() == [(basic(33), basic(34.5)), (basic(57), basic(58))]
    assert "DESCRIPTION:Call Robin" in pair.raw()
    pair.there.put(pair.name(1), calendar(event("x@t", "Else", at(50), "RRULE:FREQ=DAILY")))
    pair.sync()
    assert pair.told() == [(basic(33), basic(34.5)), (basic(57), basic(58))]
    assert not pair.errands("home")


def test_what_waits_meets_what_was_moved_there_meanwhile(pair: Pair) -> None:
    pair.work.put("c.ics", calendar(event("c@t", "Review", at(57), minutes=90)))
    pair.server.says = [(Written("refused", why="Not now."), False)]
    pair.sync()
    assert [each.tries for each in pair.errands("home")] == [1]
    pair.there.put(pair.name(1), moved(pair.raw(1), 50).encode())
    pair.sync()
    assert pair.told() == [(basic(33), basic(34.5)), (basic(57), basic(58.5))]
    assert not pair.errands("home")


def test_what_a_file_says_of_the_ledger_is_not_believed_blindly(pair: Pair) -> None:
    entry = pair.entries("home")[1]
    keep(pair.diary, replace(entry, said="nonsense", etag="other"))
    pair.sync()
    assert len(pair.told()) == 2


def test_what_is_known_of_calendars_that_are_gone_is_forgotten(pair: Pair) -> None:
    keep(pair.diary, replace(pair.entries("home")[0], id="lost", collection_id="gone"))
    family = pair.server.make("family")
    family.put("x.ics", calendar(event("x@t", "Doctor", at(40))))
    pair.tell("work", pair.keep("home", "family"))
    assert entries_of(pair.diary, "gone") == ()
    assert len(pair.entries("home")) == 2


def test_an_entry_with_a_note_in_it_is_left_there_when_its_time_goes(pair: Pair) -> None:
    pair.there.put(pair.name(), pair.raw().replace("SUMMARY:Busy", "SUMMARY:Busy, bring cake").encode())
    pair.sync()
    pair.work.delete("a.ics")
    pair.work.delete("b.ics")
    pair.sync()
    assert pair.told() == [(basic(33), basic(34.5)), (basic(57), basic(58))]
    assert [each.starts_at for each in pair.entries("home")] == [at(57)]
    pair.sync()
    facts = facts_for(pair.diary, WEEK)
    assert [(each.title, each.span.start) for each in facts] == [
        ("Busy, bring cake", at(33)),
        ("Review", at(57)),
    ]
    pair.work.put("a.ics", calendar(event("a@t", "Secret talks", at(33), minutes=90)))
    pair.sync()
    pair.sync()
    assert [each.title for each in facts_for(pair.diary, WEEK)] == ["Secret talks", "Review"]
    assert len(pair.entries("home")) == len(pair.told()) == 2


def test_one_with_a_note_alone_is_left_there_and_takes_no_time(pair: Pair) -> None:
    noted = pair.raw(1).replace("END:VEVENT", "DESCRIPTION:Call Robin\r\nEND:VEVENT")
    pair.there.put(pair.name(1), noted.encode())
    pair.sync()
    pair.work.delete("c.ics")
    for _visit in range(2):
        pair.sync()
    assert len(pair.told()) == 2
    assert "Review" not in {each.title for each in facts_for(pair.diary, WEEK)}
    assert "Busy" not in {each.title for each in facts_for(pair.diary, WEEK)}


def test_it_never_counts_as_an_event_wherever_it_is_read_and_is_never_told_on(pair: Pair) -> None:
    raw = "".join(raw.decode() for _etag, raw in pair.there.entries.values())
    copy = pair.server.make("copy")
    for nth, (_etag, each) in enumerate(pair.there.entries.values()):
        copy.put(f"{nth}.ics", each)
    copied = pair.keep("work", "copy")
    foreign = pair.there.entries[pair.name()][1].replace(pair.diary.plans.tag.encode(), b"f" * 16)
    copy.put("foreign.ics", foreign.replace(basic(33).encode(), basic(30).encode()))
    pair.tell("work", copied)
    for _round in range(3):
        pair.sync()
    assert "Busy" in raw
    assert pair.entries("work") == ()
    titles = sorted(each.title for each in facts_for(pair.diary, WEEK))
    assert titles == ["Busy", "More of it", "Review", "Secret talks"]
    ours = {pair.place("home").calendar_id, pair.place("work").calendar_id}
    assert not ours & {each.id for each in sources_of(pair.diary)}


def test_a_copy_that_has_the_name_which_the_server_gave_is_known_also_when_the_entry_is_gone(
    pair: Pair,
) -> None:
    pair.there.put(pair.name(1), moved(pair.raw(1), 50).replace("SEQ", f"{GIVEN}:0400\r\nSEQ", 1).encode())
    pair.sync()
    copy = pair.server.make("copy")
    copy.put("c.ics", calendar(event("0400", "Busy", at(57))))
    pair.tell("home", pair.source, pair.keep("work", "copy"))
    pair.work.delete("c.ics")
    for _late in range(3):
        pair.sync()
    assert pair.told() == [(basic(33), basic(34.5))]
    assert {each.title for each in facts_for(pair.diary, WEEK)} == {"Secret talks", "More of it"}


def test_both_ways_at_once_tell_nothing_twice(pair: Pair) -> None:
    home = pair.server.make("family")
    home.put("x.ics", calendar(event("x@t", "Doctor", at(35))))
    family = pair.keep("home", "family")
    pair.tell("work", family)
    for _round in range(3):
        pair.sync()
    assert [(each.starts_at, each.ends_at) for each in pair.entries("work")] == [(at(35), at(36))]
    assert len(pair.told()) == 2


def test_stopping_takes_all_of_ours_away_and_leaves_what_others_put_there(pair: Pair) -> None:
    pair.there.put("guest.ics", calendar(event("guest@t", "Plumber", at(42))))
    pair.sync()
    there = pair.there
    stop_busy(pair.diary, "home")
    pair.sync()
    assert [*there.entries] == ["guest.ics"]
    assert busy_collection(pair.diary, "home") is None
    assert entries_of(pair.diary, "anything") == ()


def test_while_it_is_taken_away_nothing_new_is_chosen(pair: Pair) -> None:
    stop_busy(pair.diary, "home")
    with pytest.raises(CannotBePut, match="taken away"):
        choose_busy(pair.diary, "home", [pair.source])
    forget_busy(pair.diary, "home")
    with pytest.raises(NotThere):
        forget_busy(pair.diary, "home")


def test_how_it_is_is_told(pair: Pair) -> None:
    shown = busy_there(pair.diary, "home", now=pair.now)
    assert (shown.stand, shown.would, shown.waiting, shown.aside) == (2, 2, 0, ())
    assert [each.id for each in shown.sources] == [pair.source]
    assert busy_there(pair.diary, "work", now=pair.now).place is None


def test_no_calendar_and_one_of_ours_are_no_choice(pair: Pair) -> None:
    with pytest.raises(CannotBePut, match="No calendar"):
        put_busy(pair.diary, "work", [pair.place("home").calendar_id], connects=pair.connects)


def test_choosing_another_calendar_and_removing_it_follow(pair: Pair) -> None:
    other = pair.server.make("other")
    other.put("x.ics", calendar(event("x@t", "Doctor", at(40))))
    source = pair.keep("work", "other")
    put_busy(pair.diary, "home", [source], connects=pair.connects)
    pair.sync()
    assert pair.told() == [(basic(40), basic(41))]
    keeping.remove(pair.diary, source)
    pair.sync()
    assert pair.told() == []


def test_it_rests_after_an_export_and_goes_on_or_is_let_go_at_a_word(pair: Pair) -> None:
    other = Pair(pair.address, MemoryDiary(), pair.connects, NOW)
    restore(other.diary, everything_of(pair.diary))
    assert other.place("home").busy == "rests"
    stop_busy(other.diary, "home")
    assert busy_collection(other.diary, "home") is None
    assert len(pair.there.entries) == 2


def test_a_disconnected_account_forgets_what_it_told_and_leaves_the_other_alone(pair: Pair) -> None:
    disconnect(pair.diary, "home", keep_events=True)
    assert busy_collection(pair.diary, "home") is None
    assert [kept.thing.kind for kept in pair.diary.calendars.all()] == ["account"]


def test_what_fails_is_tried_again_and_set_aside_in_the_end(pair: Pair) -> None:
    pair.work.put("z.ics", calendar(event("z@t", "New", at(60))))
    pair.server.says = [(Written("refused", why="No."), False)] * 5
    for _round in range(5):
        pair.sync()
    shown = busy_there(pair.diary, "home", now=pair.now)
    assert [each.why for each in shown.aside] == ["No."]
