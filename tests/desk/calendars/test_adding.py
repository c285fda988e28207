"""Adding a file, reading it in the background, and what stays when something goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from counterpoint.desk.calendars.adding import AlreadyHere, add_file, replace_file
from counterpoint.desk.calendars.keeping import remove, window_for
from counterpoint.desk.calendars.refreshing import read_in_background, what_is_due
from counterpoint.desk.calendars.uploads import NotACalendarFile, Upload
from counterpoint.desk.ports import Job, NotThere
from counterpoint.domain.agenda import Agenda, Mark
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.planning import Settings
from tests.calendars import NOW, calendar, event
from tests.desk.calendars.read_lives import CHOIR, FILLING, READ, STANDUP, run, titles
from tests.memory import MemoryDiary


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
