"""Tasks in calendar files, as those get them who make tasks of their own of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from counterpoint.adapters.calendars.ics import read_calendar
from counterpoint.adapters.calendars.todos import Todo, read_todos
from tests.ics_texts import ics


def vtodo(*lines: str, uid: str = "t") -> str:
    return "\r\n".join(["BEGIN:VTODO", f"UID:{uid}", *lines, "END:VTODO"])


def test_everything_a_task_says_is_handed_on() -> None:
    raw = ics(
        vtodo(
            "SUMMARY:Draft\\, then send",
            "DTSTART;VALUE=DATE:20261123",
            "DUE:20261127T170000Z",
            "DURATION:P1DT2H",
            "PRIORITY:2",
            "STATUS:in-process",
            "CATEGORIES:Work,Home\\, garden",
            "CATEGORIES:Work",
            "DESCRIPTION:Two\\nlines",
            "RRULE:FREQ=WEEKLY",
        )
    )
    assert read_todos(raw) == (
        Todo(
            uid="t",
            summary="Draft, then send",
            start=date(2026, 11, 23),
            due=datetime(2026, 11, 27, 17, tzinfo=UTC),
            duration=timedelta(days=1, hours=2),
            priority=2,
            status="IN-PROCESS",
            categories=("Work", "Home, garden"),
            description="Two\nlines",
            rrule="FREQ=WEEKLY",
        ),
    )


def test_a_task_with_nothing_but_a_name_is_one() -> None:
    (found,) = read_todos(ics(vtodo("SUMMARY:Call")))
    assert found == Todo(uid="t", summary="Call")
    assert not found.is_done


def test_what_cannot_be_read_of_a_task_is_left_out_with_a_warning() -> None:
    raw = ics(vtodo("SUMMARY:Call", "DUE:soon", "DURATION:long", "PRIORITY:urgent"))
    assert read_todos(raw) == (Todo(uid="t", summary="Call"),)
    assert len(read_calendar(raw).warnings) == 2


def test_a_task_that_was_completed_is_done_whatever_its_status() -> None:
    found = read_todos(ics(vtodo("COMPLETED:20261101T000000Z"), vtodo("STATUS:CANCELLED", uid="u")))
    assert [each.is_done for each in found] == [True, True]


def test_events_are_no_tasks_and_tasks_no_events() -> None:
    file = read_calendar(ics(vtodo("DTSTART:20261123T090000Z")))
    assert len(file.tasks) == 1
    assert file.series == ()
