"""Adding calendars, keeping them fresh, and what stays when something goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from counterpoint.desk.calendars.addresses import NotAFeedAddress, feed_address, masked, without_secret
from counterpoint.desk.calendars.refreshing import (
    Fetched,
    read_in_background,
    refresh_in_background,
    what_is_due,
)
from counterpoint.desk.calendars.subscriptions import (
    AlreadyHere,
    NoName,
    add_feed,
    add_file,
    change,
    describe,
    reading_of,
    refresh_now,
    remove,
    replace_file,
    trouble_of,
    window_for,
)
from counterpoint.desk.calendars.uploads import NotACalendarFile, Upload
from counterpoint.desk.ports import ChangedMeanwhile, Job, NotThere
from counterpoint.domain.agenda import Agenda, Mark
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.planning import Settings
from counterpoint.domain.timeline import Span
from counterpoint.wiring import reads_calendars
from tests.calendars import NOW, calendar, event
from tests.memory import MemoryDiary

READ = reads_calendars()
ADDRESS = "https://calendar.example.org/private-8c1f/basic.ics"
STANDUP = event("1@t", "Standup", NOW + timedelta(hours=2), "RRULE:FREQ=DAILY;COUNT=3")
CHOIR = event("2@t", "Choir", NOW + timedelta(hours=10))
FILLING = "\r\n".join(["BEGIN:X-FILL", *["X-LINE:" + "x" * 90] * 11_000, "END:X-FILL"])


@pytest.fixture
def diary() -> MemoryDiary:
    return MemoryDiary()


class Server:
    """A feed's server as the refresh sees it: what it answers next, and what it was asked."""

    def __init__(self, *answers: Fetched | CounterpointError | None) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, str]] = []

    def __call__(self, address: str, *, etag: str, last_modified: str) -> Fetched | None:
        assert address == ADDRESS
        self.asked.append((etag, last_modified))
        answer = self.answers.pop(0)
        if isinstance(answer, CounterpointError):
            raise answer
        return answer


class Unreachable(CounterpointError):
    wait: timedelta | None = None


def titles(diary: MemoryDiary) -> list[str]:
    return [each.title for _, each in diary.calendars.occurrences(window_for(NOW))]


def run(diary: MemoryDiary, job: Job, server: Server | None = None, *, now: Any = NOW) -> Job:
    if job.kind == "read_calendar":
        return diary.jobs.run(job.id, lambda job: read_in_background(diary, job, read=READ, now=now))
    return diary.jobs.run(
        job.id,
        lambda job: refresh_in_background(diary, job, fetch=server, read=READ, now=now),  # type: ignore[arg-type]
    )


def subscribed(diary: MemoryDiary, *components: str) -> str:
    """A feed that was read once."""
    added = add_feed(diary, ADDRESS, name="Team")
    raw = calendar(*components or (STANDUP,))
    run(diary, added.job, Server(Fetched(raw, '"one"', "Mon, 23 Nov 2026 07:00:00 GMT")))  # type: ignore[arg-type]
    return added.calendar.id


def test_a_year_back_and_three_years_ahead_are_kept() -> None:
    window = window_for(NOW)
    assert window.start == NOW.replace(hour=0) - timedelta(days=366)
    assert window.end == NOW.replace(hour=0) + timedelta(days=3 * 366)


def test_a_small_file_is_read_at_once_under_its_own_name(diary: MemoryDiary) -> None:
    raw = calendar(STANDUP, CHOIR, name="Office")
    added = add_file(diary, Upload("C:\\exports\\work.ics", raw), domain_id="d", now=NOW, read=READ)
    assert (added.calendar.name, added.calendar.events, added.job) == ("Office", 2, None)
    assert titles(diary) == ["Standup", "Choir", "Standup", "Standup"]
    assert diary.calendars.raw(added.calendar.id) == raw
    assert diary.calendars.window(added.calendar.id) == window_for(NOW)


def test_a_calendar_without_a_name_is_called_as_its_file(diary: MemoryDiary) -> None:
    added = add_file(diary, Upload("C:\\exports\\work.ics", calendar(CHOIR)), now=NOW, read=READ)
    assert added.calendar.name == "work"


def test_a_file_in_utf_16_is_a_calendar_too(diary: MemoryDiary) -> None:
    add_file(diary, Upload("w.ics", calendar(CHOIR).decode().encode("utf-16")), now=NOW, read=READ)
    assert titles(diary) == ["Choir"]


def test_a_large_file_is_kept_before_it_is_read(diary: MemoryDiary) -> None:
    raw = calendar(STANDUP, FILLING)
    added = add_file(diary, Upload("large.ics", raw), now=NOW, read=READ)
    assert added.job is not None
    assert diary.calendars.raw(added.calendar.id) == raw
    assert titles(diary) == []
    done = run(diary, added.job)
    assert titles(diary) == ["Standup"] * 3
    assert done.result == {"events": 1, "set_aside": 0}
    assert diary.calendars.get(added.calendar.id).thing.refreshed_at == NOW


def test_reading_twice_is_as_good_as_once(diary: MemoryDiary) -> None:
    added = add_file(diary, Upload("large.ics", calendar(STANDUP, FILLING)), now=NOW, read=READ)
    assert added.job is not None
    run(diary, added.job)
    run(diary, added.job)
    assert titles(diary) == ["Standup"] * 3
    assert len(diary.calendars.all()) == 1


def test_the_same_bytes_are_not_added_twice(diary: MemoryDiary) -> None:
    add_file(diary, Upload("a.ics", calendar(CHOIR)), now=NOW, read=READ)
    with pytest.raises(AlreadyHere, match="is already here, as “a”"):
        add_file(diary, Upload("b.ics", calendar(CHOIR)), now=NOW, read=READ)


def test_what_is_no_calendar_leaves_nothing_behind(diary: MemoryDiary) -> None:
    for raw in (b"", b" \r\n", b"PK\x03\x04...", b"hello", b"X" * 20_000_001):
        with pytest.raises(NotACalendarFile):
            add_file(diary, Upload("a.ics", raw), now=NOW, read=READ)
    assert diary.calendars.all() == ()


def test_a_newer_export_takes_the_place_of_the_events_and_leaves_the_marks(diary: MemoryDiary) -> None:
    id = add_file(diary, Upload("a.ics", calendar(STANDUP, CHOIR)), now=NOW, read=READ).calendar.id
    diary.calendars.mark(id, "2@t", Mark(ignored=True))
    moved = event("2@t", "Choir", NOW + timedelta(hours=12))
    replace_file(diary, id, Upload("b.ics", calendar(moved, name="Other")), now=NOW, read=READ)
    ((_, only),) = diary.calendars.occurrences(window_for(NOW))
    assert only.span.start == NOW + timedelta(hours=12)
    assert diary.calendars.marks(id) == {"2@t": Mark(ignored=True)}
    assert diary.calendars.get(id).thing.name == "a"


def test_a_newer_export_that_is_no_calendar_changes_nothing(diary: MemoryDiary) -> None:
    id = add_file(diary, Upload("a.ics", calendar(CHOIR)), now=NOW, read=READ).calendar.id
    with pytest.raises(CounterpointError):
        replace_file(diary, id, Upload("b.ics", b"BEGIN:VCARD\nEND:VCARD"), now=NOW, read=READ)
    assert titles(diary) == ["Choir"]
    assert diary.calendars.raw(id) == calendar(CHOIR)


def test_a_large_newer_export_moves_in_when_it_has_been_read(diary: MemoryDiary) -> None:
    id = add_file(diary, Upload("a.ics", calendar(CHOIR)), now=NOW, read=READ).calendar.id
    diary.calendars.mark(id, "1@t", Mark(blocking=False))
    added = replace_file(diary, id, Upload("b.ics", calendar(STANDUP, FILLING)), now=NOW, read=READ)
    assert titles(diary) == ["Choir"]
    assert added.job is not None
    run(diary, added.job)
    assert titles(diary) == ["Standup"] * 3
    assert [kept.thing.id for kept in diary.calendars.all()] == [id]
    assert diary.calendars.marks(id) == {"1@t": Mark(blocking=False)}
    run(diary, added.job)  # a worker that was killed after its work does it again
    assert titles(diary) == ["Standup"] * 3


def test_a_large_newer_export_that_cannot_be_read_leaves_what_was_there(diary: MemoryDiary) -> None:
    id = add_file(diary, Upload("a.ics", calendar(CHOIR)), now=NOW, read=READ).calendar.id
    added = replace_file(diary, id, Upload("b.ics", calendar(STANDUP, FILLING)), now=NOW, read=READ)
    assert added.job is not None

    def refuse(*_: Any, **__: Any) -> Agenda:
        raise CounterpointError("This took too long.")

    with pytest.raises(CounterpointError):
        read_in_background(diary, added.job, read=refuse, now=NOW)
    assert titles(diary) == ["Choir"]
    assert diary.calendars.raw(id) == calendar(CHOIR)
    assert diary.calendars.get(added.calendar.id).thing.trouble == "This took too long."


def test_a_calendar_that_was_removed_meanwhile_stops_its_reading_quietly(diary: MemoryDiary) -> None:
    added = add_file(diary, Upload("large.ics", calendar(STANDUP, FILLING)), now=NOW, read=READ)
    assert added.job is not None
    remove(diary, added.calendar.id)
    run(diary, added.job)
    with pytest.raises(NotThere):
        remove(diary, added.calendar.id)


def reading_while(diary: MemoryDiary, job: Job, something: Callable[[], object]) -> None:
    """Runs a reading during which something else happens."""

    def read(raw: bytes, **more: Any) -> Agenda:
        agenda = READ(raw, **more)
        something()
        return agenda

    diary.jobs.run(job.id, lambda job: read_in_background(diary, job, read=read, now=NOW))


def test_a_newer_export_that_comes_during_a_reading_is_not_undone_by_it(diary: MemoryDiary) -> None:
    added = add_file(diary, Upload("large.ics", calendar(STANDUP, FILLING)), now=NOW, read=READ)
    assert added.job is not None
    newer = Upload("newer.ics", calendar(CHOIR))
    reading_while(diary, added.job, lambda: replace_file(diary, added.calendar.id, newer, now=NOW, read=READ))
    assert titles(diary) == ["Choir"]
    assert diary.calendars.raw(added.calendar.id) == newer.raw


def test_a_move_to_another_zone_during_a_reading_is_noticed(diary: MemoryDiary) -> None:
    added = add_file(diary, Upload("large.ics", calendar(STANDUP, FILLING)), now=NOW, read=READ)
    assert added.job is not None
    moved = Settings(zone="America/New_York")
    reading_while(diary, added.job, lambda: diary.change_settings(moved, version=0))
    assert [job.kind for job in what_is_due(diary, NOW)] == ["read_calendar"]


def test_reading_stops_when_it_is_asked_to(diary: MemoryDiary) -> None:
    added = add_file(diary, Upload("large.ics", calendar(STANDUP, FILLING)), now=NOW, read=READ)
    assert added.job is not None
    diary.jobs.kept[added.job.id] = replace(added.job, state="running", stop_asked=True)
    with pytest.raises(CounterpointError, match="Reading was stopped"):
        run(diary, added.job)


@pytest.mark.parametrize(
    "text, address",
    [
        ("webcal://a.example.org/x.ics", "https://a.example.org/x.ics"),
        (" <https://a.example.org/x.ics> ", "https://a.example.org/x.ics"),
        ("HTTP://a.example.org:8080/x?key=1#top", "http://a.example.org:8080/x?key=1"),
        ("a.example.org/x.ics", "https://a.example.org/x.ics"),
    ],
)
def test_an_address_may_be_pasted_as_programs_show_it(text: str, address: str) -> None:
    assert feed_address(text) == address


@pytest.mark.parametrize(
    "text",
    ["", "work", "file:///etc/passwd", "https://", "https://[::1", "https://a:99999/x", "a b", "x" * 3000],
)
def test_what_cannot_be_asked_is_no_address(text: str) -> None:
    with pytest.raises(NotAFeedAddress):
        feed_address(text)


def test_of_an_address_only_the_server_is_shown() -> None:
    address = "https://me:secret@a.example.org/private-1/x.ics?key=abcdef"
    assert masked(address) == "a.example.org/…"
    said = without_secret(f"No answer from {address} (path /private-1/x.ics, key=abcdef).", address)
    assert "private-1" not in said
    assert "abcdef" not in said
    assert "secret" not in said


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


def test_a_refresh_in_between_is_no_clash_but_another_name_is(diary: MemoryDiary) -> None:
    added = add_file(diary, Upload("a.ics", calendar(CHOIR)), domain_id="d", now=NOW, read=READ)
    seen, id = added.calendar, added.calendar.id
    change(diary, id, events=7, trouble="It did not answer.")
    assert describe(diary, id, name=" Choir ", domain_id="m", seen=seen).name == "Choir"
    with pytest.raises(ChangedMeanwhile) as told:
        describe(diary, id, name="Singing", domain_id="m", seen=seen)
    assert told.value.kept is not None
    assert told.value.kept.thing.name == "Choir"
    with pytest.raises(NoName):
        describe(diary, id, name="  ", domain_id="m", seen=seen)


def test_what_a_refresh_notes_is_not_lost_to_an_edit_at_the_same_moment(diary: MemoryDiary) -> None:
    id = add_file(diary, Upload("a.ics", calendar(CHOIR)), now=NOW, read=READ).calendar.id
    get, edits = diary.calendars.get, [{"name": "Singing"}]

    def get_and_be_overtaken(id: str) -> Any:
        kept = get(id)
        if edits:
            diary.calendars.change(replace(kept.thing, **edits.pop()), version=kept.version)
        return kept

    diary.calendars.get = get_and_be_overtaken  # type: ignore[method-assign]
    change(diary, id, trouble="No answer.")
    assert (get(id).thing.name, get(id).thing.trouble) == ("Singing", "No answer.")
