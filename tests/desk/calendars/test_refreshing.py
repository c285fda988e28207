"""Keeping feeds fresh, and what stays when something goes wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from counterpoint.desk.calendars.adding import AlreadyHere, add_feed, add_file
from counterpoint.desk.calendars.asking import reading_of, refresh_now, trouble_of
from counterpoint.desk.calendars.keeping import remove, window_for
from counterpoint.desk.calendars.refreshing import Fetched, what_is_due
from counterpoint.desk.calendars.uploads import Upload
from counterpoint.domain.planning import Settings
from counterpoint.domain.timeline import Span
from tests.calendars import NOW, calendar, event
from tests.desk.calendars.read_lives import (
    ADDRESS,
    CHOIR,
    FILLING,
    READ,
    STANDUP,
    Server,
    Unreachable,
    run,
    subscribed,
    titles,
)
from tests.memory import MemoryDiary


def test_an_address_is_asked_by_a_job_and_only_once_each(diary: MemoryDiary) -> None:
    added = add_feed(diary, "webcal://calendar.example.org/private-8c1f/basic.ics")
    assert refresh_now(diary, added.calendar.id) == added.job
    with pytest.raises(AlreadyHere) as told:
        add_feed(diary, ADDRESS)
    assert "8c1f" not in str(told.value)


def test_a_feed_takes_its_own_name_unless_it_was_given_one(diary: MemoryDiary) -> None:
    added = add_feed(diary, ADDRESS)
    assert added.job is not None
    run(diary, added.job, Server(Fetched(calendar(CHOIR, name="Choir dates"))))
    assert diary.calendars.get(added.calendar.id).thing.name == "Choir dates"


def test_the_next_refresh_sends_what_the_server_said_last(diary: MemoryDiary) -> None:
    id = subscribed(diary)
    server = Server(None)
    later = NOW + timedelta(days=1)
    run(diary, refresh_now(diary, id), server, now=later)
    assert server.asked == [('"one"', "Mon, 23 Nov 2026 07:00:00 GMT")]
    assert titles(diary) == ["Standup"] * 3
    assert diary.calendars.get(id).thing.refreshed_at == later


def test_a_feed_is_read_whole_again_before_its_known_time_runs_out(diary: MemoryDiary) -> None:
    id = subscribed(diary)
    server = Server(Fetched(calendar(STANDUP), '"one"'))
    later = NOW + timedelta(days=400)
    run(diary, refresh_now(diary, id), server, now=later)
    assert server.asked == [("", "")]
    window = diary.calendars.window(id)
    assert window is not None
    assert window.end == window_for(later).end


def test_a_refresh_that_fails_keeps_what_was_there_and_says_why_without_the_secret(
    diary: MemoryDiary,
) -> None:
    id = subscribed(diary)
    server = Server(Unreachable(f"{ADDRESS} did not answer.", advice="It will be asked again."))
    done = run(diary, refresh_now(diary, id), server)
    source = diary.calendars.get(id).thing
    assert titles(diary) == ["Standup"] * 3
    assert source.trouble == "calendar.example.org/… did not answer. It will be asked again."
    assert source.etag == '"one"'
    assert done.result == {"failures": 1, "again_at": (NOW + timedelta(minutes=30)).isoformat()}
    run(diary, refresh_now(diary, id), Server(None))
    assert diary.calendars.get(id).thing.trouble == ""


def test_a_page_instead_of_a_calendar_is_a_trouble_too(diary: MemoryDiary) -> None:
    id = subscribed(diary)
    run(diary, refresh_now(diary, id), Server(Fetched(b"<!doctype html><title>Sign in")))
    assert "is a web page" in diary.calendars.get(id).thing.trouble
    assert titles(diary) == ["Standup"] * 3


def test_each_failure_doubles_the_wait(diary: MemoryDiary) -> None:
    id, now = subscribed(diary), NOW + timedelta(hours=9)
    for minutes in (30, 60, 120):
        (job,) = what_is_due(diary, now)
        run(diary, job, Server(Unreachable("No answer.")), now=now)
        assert what_is_due(diary, now + timedelta(minutes=minutes - 1)) == ()
        now += timedelta(minutes=minutes)
    (job,) = what_is_due(diary, now)
    run(diary, job, Server(None), now=now)
    assert what_is_due(diary, now + timedelta(hours=7)) == ()
    assert len(what_is_due(diary, now + timedelta(hours=8))) == 1
    assert diary.calendars.get(id).thing.trouble == ""


def test_a_server_that_asks_to_be_left_alone_is(diary: MemoryDiary) -> None:
    id = subscribed(diary)
    busy = Unreachable("Busy.")
    busy.wait = timedelta(hours=5)
    run(diary, refresh_now(diary, id), Server(busy))
    assert what_is_due(diary, NOW + timedelta(hours=4, minutes=59)) == ()
    assert len(what_is_due(diary, NOW + timedelta(hours=5))) == 1


def test_a_feed_that_is_suddenly_empty_is_believed_the_second_time(diary: MemoryDiary) -> None:
    id = subscribed(diary, *(event(f"{n}@t", "Lesson", NOW + timedelta(days=n)) for n in range(6)))
    run(diary, refresh_now(diary, id), Server(Fetched(calendar())))
    assert len(titles(diary)) == 6
    assert "empty calendar" in diary.calendars.get(id).thing.trouble
    run(diary, refresh_now(diary, id), Server(Fetched(calendar())))
    assert titles(diary) == []
    assert diary.calendars.get(id).thing.trouble == ""


def test_a_feed_that_was_removed_meanwhile_is_left_alone(diary: MemoryDiary) -> None:
    id = subscribed(diary)
    job = refresh_now(diary, id)
    remove(diary, id)
    run(diary, job, Server())
    assert diary.calendars.all() == ()


def test_only_what_is_due_is_asked_and_nothing_twice(diary: MemoryDiary) -> None:
    subscribed(diary)
    file = add_file(diary, Upload("a.ics", calendar(CHOIR)), now=NOW, read=READ).calendar.id
    assert what_is_due(diary, NOW + timedelta(hours=1)) == ()
    (job,) = what_is_due(diary, NOW + timedelta(hours=9))
    assert job.kind == "refresh_feed"
    assert what_is_due(diary, NOW + timedelta(hours=9)) == ()
    later = NOW + timedelta(days=400)
    (reading,) = what_is_due(diary, later)
    assert reading.kind == "read_calendar"
    run(diary, reading, now=later)
    window = diary.calendars.window(file)
    assert window is not None
    assert window.covers(window_for(later))


def test_a_reading_that_broke_down_for_good_is_told_and_not_repeated_by_itself(diary: MemoryDiary) -> None:
    added = add_file(diary, Upload("large.ics", calendar(STANDUP, FILLING)), now=NOW, read=READ)
    assert added.job is not None
    diary.jobs.kept[added.job.id] = replace(added.job, state="failed", note="It was tried three times.")
    assert what_is_due(diary, NOW + timedelta(days=400)) == ()
    assert trouble_of(diary, added.calendar) == "It was tried three times."
    again = refresh_now(diary, added.calendar.id)
    assert reading_of(diary, added.calendar) == again
    run(diary, again)
    assert titles(diary) == ["Standup"] * 3
    assert trouble_of(diary, diary.calendars.get(added.calendar.id).thing) == ""


def test_whole_days_are_laid_out_anew_when_the_person_moves_to_another_zone(diary: MemoryDiary) -> None:
    day = "BEGIN:VEVENT\r\nUID:3@t\r\nSUMMARY:Trip\r\nDTSTART;VALUE=DATE:20261127\r\nEND:VEVENT"
    add_file(diary, Upload("a.ics", calendar(day)), now=NOW, read=READ)
    diary.change_settings(Settings(zone="Asia/Tokyo"), version=0)
    (job,) = what_is_due(diary, NOW)
    run(diary, job)
    ((_, trip),) = diary.calendars.occurrences(window_for(NOW))
    assert trip.span == Span(trip.span.start, trip.span.start + timedelta(days=1))
    assert trip.span.start.isoformat() == "2026-11-26T15:00:00+00:00"
    assert what_is_due(diary, NOW) == ()
