"""Tasks from CSV, todo.txt and VTODO: good rows are read, bad ones are named with their line."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.adapters.calendars.todos import Todo
from counterpoint.adapters.files.faults import NotReadable
from counterpoint.adapters.files.tasks import read_tasks
from counterpoint.adapters.files.tasks_csv import read_tasks_csv
from counterpoint.adapters.files.todos import tasks_of_todos
from counterpoint.adapters.files.todotxt import read_todo_txt
from counterpoint.domain.values import CoreValue, LifeDomain

HERE = {
    "zone": "Europe/Berlin",
    "domains": (LifeDomain("work", "Work", "work"), LifeDomain("home", "Home & garden", "life")),
    "values": (CoreValue("craft", "Craft", 1),),
}


def table(text):
    return read_tasks_csv(text if isinstance(text, bytes) else text.encode(), **HERE)


def todo_txt(text):
    return read_todo_txt(text.encode(), **HERE)


def at(day, hour=0, month=11):
    return datetime(2026, month, day, hour, tzinfo=UTC)


def test_a_table_with_every_column_is_read():
    found = table(
        "Task;Estimate;Area;Value;Priority;Energy;Start;Due date;Split;Least;Most;When;Description;Colour\n"
        "Write the report;2h 30m;work;Craft;High;Deep;2026-11-23;27.11.2026;yes;30;60;"
        "mon-fri 09:00-12:00;Hi;blue\n"
    )
    (task,) = found.tasks
    assert (task.id, task.title, task.minutes) == ("write-the-report", "Write the report", 150)
    assert (task.domain_id, task.value_id, task.importance, task.demand) == ("work", "craft", "must", "deep")
    assert (task.earliest_at, task.deadline_at) == (at(22, 23), at(27, 23))
    assert (task.splittable, task.piece_least, task.piece_most) == (True, 30, 60)
    assert task.windows[0].days == frozenset(range(5))
    assert task.notes == "Hi"
    assert found.notes == ("The column “Colour” was left out.",)
    assert found.refused == ()


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_any_usual_mark_parts_the_cells(mark):
    found = table(mark.join(["title", "hours"]) + "\n" + mark.join(["Read", "1.5"]) + "\n")
    assert [(task.title, task.minutes) for task in found.tasks] == [("Read", 90)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_encoding_is_read(encoding):
    found = table("Aufgabe,Dauer\nGemüse kaufen,20\n".encode(encoding))
    assert found.tasks[0].title == "Gemüse kaufen"
    assert bool(found.notes) == (encoding == "cp1252")


def test_bad_rows_are_named_with_their_line_and_the_rest_is_read():
    found = table(
        "title,minutes,due\n"
        '"A title\non two lines",30,\n'
        "Report,soon,\n"
        "\n"
        ",45,\n"
        "Tax,60,01/02/2026\n"
        "Call,20,11/27/2026 17:00\n"
    )
    assert [task.title for task in found.tasks] == ["A title on two lines", "Call"]
    assert found.tasks[1].deadline_at == at(27, 16)
    assert [refused.line for refused in found.refused] == [4, 6, 7]
    assert "“soon”" in found.refused[0].why
    assert "“Report”" in found.refused[0].why
    assert "2h 30m" in found.refused[0].right
    assert "2026-11-27" in found.refused[2].right


def test_what_is_done_is_left_out_and_what_has_no_length_is_assumed_with_a_word():
    found = table("title,done,minutes\nOld,x,\nOlder,yes,5\nNew,,\n")
    assert [(task.title, task.minutes) for task in found.tasks] == [("New", 30)]
    assert found.notes == (
        "2 tasks are done and were left out.",
        "1 task says no length; 30 minutes are assumed.",
    )


def test_a_domain_that_is_not_there_is_noted_and_the_task_is_kept():
    found = table("title,minutes,domain\nFly,30,Space\n")
    assert found.tasks[0].domain_id == ""
    assert "“Space”" in found.notes[0]


def test_two_of_one_title_get_ids_of_their_own():
    assert [task.id for task in table("title\nRead\nRead\n").tasks] == ["read", "read-2"]


@pytest.mark.parametrize("text", ["", "minutes,due\n30,\n", "just words\nmore words\n"])
def test_a_table_without_a_column_for_the_title_is_refused(text):
    with pytest.raises(NotReadable) as refused:
        table(text)
    assert "title,minutes" in refused.value.faults[0].right


def test_a_list_is_read_as_far_as_five_thousand_rows():
    found = table("title\n" + "".join(f"Task {n}\n" for n in range(5003)))
    assert len(found.tasks) == 5000
    assert found.refused[0].line == 5002
    found = todo_txt("".join(f"Task {n}\n" for n in range(5003)))
    assert len(found.tasks) == 5000
    assert found.refused[0].line == 5001


def test_more_than_five_megabytes_are_refused():
    with pytest.raises(NotReadable):
        table(b"title\n" + b"x" * 5_000_000)


def test_a_row_with_a_monstrous_cell_is_refused_and_the_rest_is_read():
    found = table('title\nBefore\n"' + "x" * 200_000 + '"\nAfter\n')
    assert found.tasks[0].title == "Before"
    assert found.refused


def test_todo_txt_is_read_with_its_marks():
    found = todo_txt(
        "(A) 2026-11-01 Write report +work @deep due:2026-11-27 t:2026-11-23 est:2h\n"
        "x 2026-11-02 2026-11-01 Old thing\n"
        "(C) Call mum @phone +family dur:20m\n"
        "(Z) Sort books rec:1w\n"
        "Water plants +home http://example.org/x:1\n"
        "(B) Broken due:soon\n"
    )
    report, call, books, plants = found.tasks
    assert (report.title, report.minutes, report.importance, report.demand) == (
        "Write report",
        120,
        "must",
        "deep",
    )
    assert (report.domain_id, report.earliest_at, report.deadline_at) == ("work", at(22, 23), at(27, 23))
    assert (call.importance, call.minutes, call.notes) == ("could", 20, "@phone +family")
    assert (books.importance, books.title) == ("could", "Sort books")
    assert (plants.domain_id, plants.title) == ("home", "Water plants http://example.org/x:1")
    assert [(refused.line, "“soon”" in refused.why) for refused in found.refused] == [(6, True)]
    assert any("rec:1w" in note for note in found.notes)
    assert any("1 task is done" in note for note in found.notes)


def test_to_dos_of_a_calendar_become_tasks():
    found = tasks_of_todos(
        [
            Todo(
                "1",
                "Report",
                due=at(27, 16),
                priority=1,
                duration=timedelta(hours=2),
                categories=("Work", "Craft"),
            ),
            Todo("2", "Old", status="COMPLETED"),
            Todo("3", "Bins", due=at(24).date(), priority=9, rrule="FREQ=WEEKLY", description="Green one"),
            Todo("4", ""),
            Todo("5", "Local", start=datetime(2026, 11, 23, 9, 0), priority=5),  # noqa: DTZ001
        ],
        **HERE,
    )
    report, bins, own = found.tasks
    assert (report.minutes, report.importance, report.domain_id, report.value_id) == (
        120,
        "must",
        "work",
        "craft",
    )
    assert report.deadline_at == at(27, 16)
    assert (bins.deadline_at, bins.importance, bins.notes) == (at(24, 23), "could", "Green one")
    assert (own.earliest_at, own.importance) == (at(23, 8), "should")
    assert [refused.line for refused in found.refused] == [4]
    assert any("recurs" in note for note in found.notes)


def test_more_to_dos_than_a_list_may_have_are_refused():
    found = tasks_of_todos((Todo(str(n), f"T{n}") for n in range(5002)), **HERE)
    assert len(found.tasks) == 5000
    assert found.refused


VTODO = b"""\xef\xbb\xbfBEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTODO\r\nUID:1\r\nSUMMARY:Report\r
DUE:20261127T160000Z\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"""


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("tasks.csv", b"title,due\nReport,2026-11-27T17:00\n"),
        ("tasks.TSV", b"title\tdue\nReport\t2026-11-27 17:00\n"),
        ("todo.txt", b"Report due:2026-11-27T17:00\n"),
        ("tasks.ics", VTODO),
        ("unnamed", VTODO),
    ],
)
def test_the_form_of_a_list_is_known_by_its_name_or_its_first_words(name, raw):
    (task,) = read_tasks(raw, name=name, **HERE).tasks
    assert (task.title, task.deadline_at) == ("Report", at(27, 16))


@settings(deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"title,due,est\n{text}".encode()))
def test_any_bytes_are_read_or_refused_in_words(raw):
    for name in ("a.csv", "a.txt"):
        with suppress(NotReadable):
            found = read_tasks(raw, name=name, **HERE)
            assert all(task.title and task.minutes % 5 == 0 for task in found.tasks)
