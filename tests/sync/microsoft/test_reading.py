"""Calendars of Microsoft 365 are read from a stand-in that does what is documented, and keep up with it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from counterpoint.domain.agenda import Collection
from tests.graph_double.mailbox import Calendar, said
from tests.graph_double.service import Graph
from tests.sync.microsoft.outlook import START, Reader, repeats


@pytest.fixture
def ada(graph: tuple[Graph, str], work: Calendar) -> Reader:
    reader = Reader(*graph).begin()
    reader.choose_all()
    return reader


def test_what_outlook_shows_is_what_is_read(ada: Reader, work: Calendar) -> None:
    box = ada.graph.mailbox
    box.add(work, "Plumber", START)
    weekly = repeats("weekly", START, daysOfWeek=["monday", "thursday"], firstDayOfWeek="monday")
    box.add(work, "Stand-up", START, 15, recurrence=weekly, originalStartTimeZone="W. Europe Standard Time")
    ada.pull()
    assert ada.read == ada.there(work)
    assert len(ada.read) > 300


def test_a_second_visit_without_news_is_one_question(ada: Reader, work: Calendar) -> None:
    ada.graph.mailbox.add(work, "Plumber", START)
    ada.pull()
    before, count = ada.read, len(ada.graph.asked)
    ada.pull()
    assert ada.read == before
    assert [each.rpartition("/")[2] for each in ada.graph.asked[count:]] == ["delta"]


def test_single_events_come_with_the_list_and_are_not_asked_for_once_more(
    ada: Reader, work: Calendar
) -> None:
    for number in range(120):
        ada.graph.mailbox.add(work, f"Event {number}", START + timedelta(hours=number))
    count = len(ada.graph.asked)
    ada.pull()
    assert len(ada.read) == 120
    assert not any("$batch" in each for each in ada.graph.asked[count:])


@pytest.mark.parametrize("tells_masters", [False, True])
def test_an_occurrence_that_is_cancelled_moved_or_renamed_is_so_here(
    ada: Reader, work: Calendar, tells_masters: bool
) -> None:
    ada.graph.tells_masters = tells_masters
    box = ada.graph.mailbox
    daily = repeats("daily", START, range={"type": "numbered", "numberOfOccurrences": 9})
    id = box.add(work, "Walk", START, recurrence=daily)
    ada.pull()
    box.cancel_one(work, id, date(2026, 11, 25))
    ada.pull()
    assert ada.read == ada.there(work)
    later = START + timedelta(days=3, hours=4)
    times = {"start": said(later), "end": said(later + timedelta(hours=2))}
    box.change_one(work, id, date(2026, 11, 26), **times, subject="Late")
    ada.pull()
    assert ada.read == ada.there(work)
    assert "Late" in {title for title, *_ in ada.read}
    box.delete(work, id)
    ada.pull()
    assert ada.read == []


def test_a_lost_state_is_compared_and_loses_nothing(ada: Reader, work: Calendar) -> None:
    box = ada.graph.mailbox
    ids = [box.add(work, f"Event {number}", START + timedelta(hours=number)) for number in range(7)]
    ada.pull()
    ada.graph.forgets = True
    box.delete(work, ids[0])
    box.add(work, "New", START)
    account = ada.pull()
    assert account.trouble == ""
    assert ada.read == ada.there(work)
    ada.graph.forgets = False
    box.move(work, ids[1], START + timedelta(days=2))
    ada.pull()
    assert ada.read == ada.there(work)


def test_a_calendar_whose_last_event_is_a_year_past_is_not_called_empty(ada: Reader, work: Calendar) -> None:
    for number in range(6):
        ada.graph.mailbox.add(work, f"Course {number}", START - timedelta(days=300 + number))
    ada.pull()
    ada.now += timedelta(days=200)
    account = ada.pull()
    assert "no longer tells of anything" in account.trouble
    assert "empty" not in account.trouble
    assert len(ada.diary.resources.etags(ada.collection.id)) == 6
    assert (ada.pull().failures, ada.read) == (0, [])


def test_what_is_older_than_is_read_does_not_come_and_go_with_lost_states(
    ada: Reader, work: Calendar
) -> None:
    box = ada.graph.mailbox
    for number in range(6):
        box.add(work, f"Old {number}", START - timedelta(days=800 + number))
    past, span = START - timedelta(days=900), {"type": "numbered", "numberOfOccurrences": 3}
    box.add(work, "Over", past, recurrence=repeats("daily", past, range=span))
    ids = [box.add(work, f"Event {number}", START + timedelta(hours=number)) for number in range(2)]
    ada.pull()
    held = ada.diary.resources.etags(ada.collection.id)
    assert len(held) == 2
    ada.graph.page, ada.graph.forgets = 1, True
    ada.pull()
    assert ada.diary.resources.etags(ada.collection.id) == held
    for id in ids:
        box.delete(work, id)
    ada.pull()
    ada.graph.forgets = False
    account = ada.pull()
    assert (account.failures, account.trouble) == (0, "")
    assert ada.diary.resources.etags(ada.collection.id) == {}


def test_a_state_of_long_ago_is_asked_for_anew_so_that_it_reaches_ahead(ada: Reader, work: Calendar) -> None:
    ada.graph.mailbox.add(work, "Plumber", START)
    ada.pull()
    before = ada.collection.token.partition(" ")[0]
    ada.now += timedelta(days=200)
    ada.pull()
    assert ada.collection.token.partition(" ")[0] > before
    assert ada.read == ada.there(work)


def test_a_bad_event_among_good_ones_is_set_aside_alone(ada: Reader, work: Calendar) -> None:
    box = ada.graph.mailbox
    box.add(work, "Plumber", START)
    bad = box.add(work, "Bad", START)
    odd = box.add(work, "Odd", START, recurrence=repeats("daily", START))
    work.events[bad]["start"] = None
    work.events[odd]["recurrence"]["pattern"]["interval"] = 1000
    account = ada.pull()
    assert account.failures == 0
    assert [title for title, *_ in ada.read] == ["Plumber"]
    aside = ada.diary.resources.aside(ada.collection.id)
    assert len(aside) == 2
    assert all(each.why for each in aside)


def test_a_bad_exception_costs_its_series_nothing_else(ada: Reader, work: Calendar) -> None:
    daily = repeats("daily", START, range={"type": "numbered", "numberOfOccurrences": 5})
    id = ada.graph.mailbox.add(work, "Walk", START, recurrence=daily)
    ada.graph.mailbox.change_one(work, id, date(2026, 11, 25), start=None)
    ada.pull()
    assert [start.day for _title, start, _end in ada.read] == [23, 24, 26, 27]
    findings = ada.diary.calendars.findings(ada.collection.calendar_id)
    assert len(findings.set_aside) == 1


def test_a_calendar_that_is_gone_there_stays_here_and_is_said(ada: Reader, work: Calendar) -> None:
    ada.graph.mailbox.add(work, "Plumber", START)
    ada.pull()
    del ada.graph.mailbox.calendars[work.id]
    ada.pull()
    assert [title for title, *_ in ada.read] == ["Plumber"]
    trouble = ada.diary.calendars.get(ada.collection.calendar_id).thing.trouble
    assert "no longer" in trouble


def test_what_may_not_be_written_is_told_and_all_pages_of_calendars_are_read(
    graph: tuple[Graph, str],
) -> None:
    service, address = graph
    service.page = 2
    for name in "ABCDE":
        service.mailbox.add_calendar(name, can_edit=name != "C")
    reader = Reader(service, address).begin()
    assert len(reader.choose_all()) == 5
    kept = {each.thing.name: each.thing.writable for each in reader.diary.shelf(Collection).all()}
    assert kept == {"A": True, "B": True, "C": False, "D": True, "E": True}


def test_free_declined_tentative_and_cancelled_events_are_so_here(ada: Reader, work: Calendar) -> None:
    box = ada.graph.mailbox
    box.add(work, "Free", START, showAs="free")
    box.add(work, "Elsewhere", START, showAs="workingElsewhere")
    box.add(work, "Declined", START, responseStatus={"response": "declined"})
    box.add(work, "Perhaps", START, showAs="tentative")
    box.add(work, "Called off", START, isCancelled=True)
    box.add(work, "Away", START, showAs="oof")
    ada.pull()
    found = {each.title: each for _id, each in ada.diary.calendars.occurrences(ada.window)}
    assert {title for title, each in found.items() if each.blocking} == {"Perhaps", "Away"}
    assert found["Perhaps"].status == "tentative"
    assert found["Called off"].status == "cancelled"


def test_whole_days_are_days_whatever_zone_they_were_made_in(ada: Reader, work: Calendar) -> None:
    box = ada.graph.mailbox
    midnight = datetime(2026, 12, 24, tzinfo=UTC)
    box.add(
        work, "Holiday", midnight, 2 * 24 * 60, isAllDay=True, originalStartTimeZone="Tokyo Standard Time"
    )
    box.add(work, "Fast", midnight, 24 * 60, isAllDay=True, recurrence=repeats("absoluteYearly", midnight,
        dayOfMonth=24, month=12))  # fmt: skip
    ada.pull()
    found = {
        (each.title, each.first_on, each.until_on)
        for _id, each in ada.diary.calendars.occurrences(ada.window)
    }
    assert ("Holiday", date(2026, 12, 24), date(2026, 12, 26)) in found
    assert ("Fast", date(2028, 12, 24), date(2028, 12, 25)) in found


def test_events_with_very_many_words_come_a_few_at_a_time(
    ada: Reader, work: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("counterpoint.adapters.graph.speaking.MOST_BYTES", 100_000)
    for number in range(30):
        body = {"contentType": "html", "content": "word " * 1000}
        ada.graph.mailbox.add(work, f"Event {number}", START + timedelta(hours=number), body=body)
    assert ada.pull().trouble == ""
    assert ada.read == ada.there(work)


def test_of_a_change_that_comes_without_its_words_they_are_asked_for(ada: Reader, work: Calendar) -> None:
    id = ada.graph.mailbox.add(work, "Plumber", START)
    ada.pull()
    ada.graph.tells_little = True
    ada.graph.mailbox.move(work, id, START + timedelta(hours=2))
    ada.pull()
    assert ada.read == [("Plumber", START + timedelta(hours=2), START + timedelta(hours=3))]
