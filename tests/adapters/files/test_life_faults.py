"""What is wrong with a life in a file is named together, each with its place and what would be right."""

from __future__ import annotations

import pytest

from counterpoint.adapters.files.faults import NotReadable
from counterpoint.adapters.files.lifetoml import read_life
from tests.adapters.files.life_texts import HEAD, VALUES, faults, only_fault, read


def test_everything_that_is_wrong_is_told_at_once_with_its_place():
    found = faults("""
        [[domains]]
        name = "Work"
        sphere = "office"
        value = "Craftt"
        [[tasks]]
        title = "Report"
        minutes = "soon"
        importance = "high"
        dedline = 2026-11-27
        [[protected]]
        title = "Swim"
        when = ["someday 7-8"]
        times_a_week = 9
        """)
    places = [fault.field for fault in found]
    assert places == [
        "domains[1].sphere",
        "domains[1].value",
        "protected[1].when",
        "protected[1].minutes",
        "protected[1].times_a_week",
        "tasks[1].minutes",
        "tasks[1].importance",
        "tasks[1].dedline",
    ]
    assert all(fault.right for fault in found)


def test_a_fault_names_its_line_and_what_would_be_right():
    fault = only_fault('[[tasks]]\ntitle = "Report"\nminutes = 30\ndedline = 2026-11-27\n')
    assert fault.line == 12
    assert fault.right == 'Did you mean "deadline"?'
    assert "“Report”" in fault.what


@pytest.mark.parametrize(
    ("text", "field", "right"),
    [
        ('[[tasks]]\ntitle = "T"\n', "tasks[1].minutes", "“2h 30m”"),
        ("[[tasks]]\nminutes = 30\n", "tasks[1].title", "title = "),
        ('[[tasks]]\ntitle = 3\nminutes = 30\n', "tasks[1].title", "quotes"),
        ('[[tasks]]\ntitle = "T"\nminutes = 30\ndone = "yes"\n', "tasks[1].done", "true or false"),
        ('[[tasks]]\ntitle = "T"\nminutes = 1.5\n', "tasks[1].minutes", "1.5h"),
        ('[[tasks]]\ntitle = "T"\nminutes = 0\n', "tasks[1].minutes", "at least 5"),
        ('[[tasks]]\ntitle = "T"\nminutes = 30\ndeadline = "friday"\n', "tasks[1].deadline", "2026-11-27"),
        ('[[tasks]]\ntitle = "T"\nminutes = 30\ndeadline = 0001-01-01\n', "tasks[1].deadline", "2026-11-27"),
        ('[[tasks]]\ntitle = "T"\nminutes = 30\nwindows = []\n', "tasks[1].windows", '"when"'),
        ('[[tasks]]\ntitle = "T"\nminutes = 30\npiece_least = 50\npiece_most = 20\nsplittable = true\n',
         "tasks[1].piece_least", "shorter"),
        ('[[routines]]\ntitle = "R"\nminutes = 30\n', "routines[1].times_a_week", "1 to 7"),
        ('[[protected]]\ntitle = "P"\n', "protected[1].when", "mon-fri 09:00-17:30"),
        ('[[protected]]\ntitle = "P"\nwhen = "sat all day"\nminutes = 20\n',
         "protected[1].minutes", "times_a_week"),
        ('[[meals]]\ntitle = "Lunch"\nwhen = ["mon 12-13", "tue 12-13"]\n', "meals[1].when", "each meal"),
        ('[[event_rules]]\ntitle_contains = "gym"\n', "event_rules[1]", "blocking = false"),
        ('[[event_rules]]\ntitle_contains = "a"\norganiser_contains = "b"\nignore = true\n',
         "event_rules[1].organiser_contains", "two rules"),
        ('[[calendars]]\nfile = "w.ics"\ndomain = "work"\n', "calendars[1].domain", "[[domains]]"),
        ('[[calendars]]\nfile = "w.ics"\n', "calendars[1].domain", "domain = "),
        ("[tasks]\ntitle = 1\n", "tasks", "[[tasks]]"),
        ("[[flex]]\nminutes = 30\n", "flex", "[flex]"),
        ("[availability]\nwaking = []\n", "availability.waking", "mon-fri"),
        ('[[tasks]]\ntitle = "T"\nminutes = 30\nid = "a"\n[[tasks]]\ntitle = "T"\nminutes = 30\nid = "a"\n',
         "tasks[2].id", "its own id"),
    ],
)  # fmt: skip
def test_each_fault_names_its_field_and_says_what_would_be_right(text, field, right):
    fault = only_fault(text)
    assert fault.field == field
    assert right in fault.right


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("", "format"),
        ('format = "counterpoint-life/7"\n', "format"),
        ('format = "counterpoint-life/1"\n', "zone"),
        ('format = "counterpoint-life/1"\nzone = "Mars/Olympus"\n', "zone"),
        (HEAD + "clock = 13\n", "clock"),
        (HEAD + 'week_start = "someday"\n', "week_start"),
        (HEAD + "vallues = 3\n", "vallues"),
        (HEAD + 'slack = "-5"\n', "slack"),
    ],
)
def test_each_fault_of_the_head_is_named(head, field):
    assert only_fault("", head).field == field


def test_what_is_no_toml_is_named_with_its_line():
    fault = only_fault("\n[[tasks]\n")
    assert fault.line == 10
    assert "not TOML" in fault.what


def test_a_wrong_encoding_is_named_with_its_line():
    with pytest.raises(NotReadable) as caught:
        read_life(b"a = 1\nb = '\xe9'\n")
    assert caught.value.faults[0].line == 2


@pytest.mark.parametrize(
    "raw",
    [
        b"#" * 1_000_001,
        b"a = " + b"[" * 300_000,
        b"a = " + b"{a = " * 60_000,
        b"a = " + b"9" * 900_000,
        b".".join([b"a"] * 400_000) + b" = 1",
        b"[" + b".".join([b"a"] * 400_000) + b"]",
    ],
    ids=["long", "nested", "tables", "number", "dots", "header"],
)
def test_a_hostile_file_is_refused_quickly(raw):
    with pytest.raises(NotReadable):
        read_life(raw)


def test_more_than_two_thousand_tasks_are_refused():
    text = '[[tasks]]\ntitle = "T"\nminutes = 5\n' * 2001
    fault = only_fault(text)
    assert fault.field == "tasks"
    assert "2000" in fault.right


@pytest.mark.parametrize("said", ['title = "a\\u0000b"', 'title = "a"\nnotes = "\\u0000"'])
def test_what_no_database_takes_is_refused_at_its_place(said):
    with pytest.raises(NotReadable, match="no letter"):
        read(f"[[tasks]]\n{said}\nminutes = 5\n")


def test_a_list_of_texts_is_held_to_the_same():
    with pytest.raises(NotReadable, match="no letter"):
        read('[[protected]]\ntitle = "Swim"\nwhen = ["mon 9-10"]\nbends_for = ["\\u0000"]\n')


def test_a_task_that_waits_for_nothing_known_is_a_fault_with_what_could_be_meant():
    fault = only_fault('[[tasks]]\ntitle = "Send it"\nminutes = 5\nafter = "Sent it"\n')
    assert "no task called “Sent it”" in fault.what
    assert fault.right == "Did you mean “send it”?"


@pytest.mark.parametrize("said", ["[]", "[24]", "{ a = 1 }", "true", "24.0", '"24"', "1979-05-27", "nan"])
def test_a_clock_that_is_none_is_a_fault_of_its_field(said):
    fault = only_fault("", head=f"{HEAD}clock = {said}\n{VALUES}")
    assert fault.field == "clock"
