"""Calendars of Microsoft 365 are read from a stand-in that does what is documented, and keep up with it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from counterpoint.desk.ports import NoCalendarsThere, NotLetIn
from counterpoint.domain.agenda import Collection
from tests.graph_double.mailbox import Calendar, said
from tests.graph_double.service import Graph, running
from tests.seeds import FULL, SEED
from tests.sync.microsoft.outlook import Reader

START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def repeats(kind: str, start: datetime, **more: Any) -> dict[str, Any]:
    span = more.pop("range", {"type": "noEnd"})
    pattern = {"type": kind, "interval": 1, **more}
    return {"pattern": pattern, "range": {"startDate": f"{start:%Y-%m-%d}", **span}}


@pytest.fixture
def graph(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Graph, str]]:
    with running() as served:
        monkeypatch.setenv("COUNTERPOINT_MICROSOFT_AT", served[1])
        yield served


@pytest.fixture
def work(graph: tuple[Graph, str]) -> Calendar:
    return graph[0].mailbox.add_calendar("Work")


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


@pytest.mark.parametrize("status", [429, 503])
def test_throttled_it_waits_as_long_as_it_is_asked_to(ada: Reader, work: Calendar, status: int) -> None:
    ada.graph.mailbox.add(work, "Plumber", START)
    ada.graph.busy, ada.graph.busy_status = 1, status
    account = ada.pull()
    assert account.failures == 1
    assert account.again_at is not None
    assert account.again_at >= ada.now + timedelta(seconds=7)
    assert ada.pull().failures == 0
    assert ada.read == ada.there(work)


def test_throttled_within_a_batch_it_waits_and_then_goes_on(ada: Reader, work: Calendar) -> None:
    daily = repeats("daily", START, range={"type": "endDate", "endDate": "2026-12-01"})
    ada.graph.mailbox.add(work, "Walk", START, recurrence=daily)
    ada.graph.busy_parts = 1
    assert ada.pull().failures == 1
    assert ada.pull().failures == 0
    assert ada.read == ada.there(work)


def test_a_token_that_ran_out_is_renewed_once_and_nobody_notices(ada: Reader, work: Calendar) -> None:
    ada.graph.mailbox.add(work, "Plumber", START)
    ada.tokens.good = ["old", "token-1"]
    assert ada.pull().state == "well"
    assert ada.tokens.asked == 1
    assert ada.read == ada.there(work)


def test_a_token_that_ran_out_within_a_batch_is_renewed_once_as_well(ada: Reader, work: Calendar) -> None:
    daily = repeats("daily", START, range={"type": "endDate", "endDate": "2026-12-01"})
    ada.graph.mailbox.add(work, "Walk", START, recurrence=daily)
    ada.graph.tokens.add("old")
    ada.graph.stale, ada.tokens.good = {"old"}, ["old", "token-1"]
    assert ada.pull().failures == 0
    assert ada.tokens.asked == 1
    assert ada.read == ada.there(work)


def test_where_no_new_token_opens_a_batch_either_it_is_asked_again_later(ada: Reader, work: Calendar) -> None:
    daily = repeats("daily", START, range={"type": "endDate", "endDate": "2026-12-01"})
    ada.graph.mailbox.add(work, "Walk", START, recurrence=daily)
    ada.graph.tokens.add("old")
    ada.graph.stale, ada.tokens.good = {"old", "token-1"}, ["old", "token-1"]
    assert ada.pull().failures == 1
    ada.graph.stale.clear()
    assert ada.pull().failures == 0
    assert ada.read == ada.there(work)


def test_permission_taken_back_is_noticed_within_a_batch(ada: Reader, work: Calendar) -> None:
    daily = repeats("daily", START, range={"type": "endDate", "endDate": "2026-12-01"})
    ada.graph.mailbox.add(work, "Walk", START, recurrence=daily)
    ada.graph.stale = {"token-1"}
    assert ada.pull().state == "locked"


def test_permission_that_was_taken_back_stops_all_asking(ada: Reader) -> None:
    ada.tokens.good = ["old"]
    assert ada.pull().state == "locked"
    count = len(ada.graph.asked)
    ada.pull()
    assert len(ada.graph.asked) == count


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


@pytest.mark.parametrize("seed", range(100) if FULL else range(SEED, SEED + 3))
def test_after_any_history_of_changes_it_is_read_as_outlook_shows_it(
    graph: tuple[Graph, str], work: Calendar, seed: int
) -> None:
    chance = random.Random(seed)
    service, _address = graph
    service.page, service.tells_masters = chance.choice([3, 50]), chance.random() < 0.5
    service.tells_little = chance.random() < 0.5
    ada = Reader(*graph).begin()
    ada.choose_all()
    for _visit in range(6):
        for _step in range(chance.randint(0, 5)):
            anything(chance, ada, work)
        service.forgets = chance.random() < 0.2
        ada.pull()
        assert ada.read == ada.there(work), seed


def anything(chance: random.Random, ada: Reader, work: Calendar) -> None:
    box = ada.graph.mailbox
    start = START + timedelta(hours=chance.randrange(0, 400))
    series = [id for id, each in work.events.items() if each["recurrence"]]
    days = {id: [date.fromisoformat(each["id"].rpartition(".")[2]) for each in work.instances(id)
        if each["type"] == "occurrence"][:9] for id in series}  # fmt: skip
    match chance.choice(["single", "series", "delete", "move", "cancel", "edit", "rename"]):
        case "single":
            box.add(work, f"Single {start:%d %H}", start)
        case "series":
            span = {"type": "numbered", "numberOfOccurrences": chance.randint(2, 12)}
            zone = chance.choice(["UTC", "Eastern Standard Time", "tzone://Microsoft/Custom"])
            rule = repeats("daily", start, interval=chance.randint(1, 3), range=span)
            box.add(work, f"Series {start:%d %H}", start, recurrence=rule, originalStartTimeZone=zone)
        case "delete" if work.events:
            box.delete(work, chance.choice(list(work.events)))
        case "move" if len(work.events) > len(series):
            box.move(work, chance.choice([each for each in work.events if each not in series]), start)
        case "cancel" if any(days.values()):
            id = chance.choice([id for id in series if days[id]])
            box.cancel_one(work, id, chance.choice(days[id]))
        case "edit" if any(days.values()):
            id = chance.choice([id for id in series if days[id]])
            end = said(start + timedelta(hours=1))
            box.change_one(work, id, chance.choice(days[id]), start=said(start), end=end, subject="Edited")
        case "rename" if work.events:
            box.change(work, chance.choice(list(work.events)), subject=f"Renamed {chance.randrange(99)}")


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


def test_an_account_without_a_mailbox_is_told_so(graph: tuple[Graph, str]) -> None:
    graph[0].has_no_mailbox = True
    with pytest.raises(NoCalendarsThere, match="mailbox"):
        Reader(*graph).begin().choose_all()


def test_a_link_to_elsewhere_is_not_followed_and_takes_no_token_there(ada: Reader, work: Calendar) -> None:
    with running() as (elsewhere, address):
        ada.graph.page, ada.graph.links_to = 1, address.removesuffix("/v1.0/")
        for number in range(3):
            ada.graph.mailbox.add(work, f"Event {number}", START)
        assert ada.pull().failures == 1
        assert not elsewhere.asked


def test_a_person_without_a_token_is_asked_to_allow_it(graph: tuple[Graph, str]) -> None:
    reader = Reader(*graph).begin()
    reader.tokens.good = []
    with pytest.raises(NotLetIn):
        reader.choose_all()
