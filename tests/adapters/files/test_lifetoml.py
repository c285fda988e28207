"""life.toml: what is written is read back, what is wrong is named together, what is guessed is said."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time
from textwrap import dedent

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterpoint.adapters.files.faults import NotReadable
from counterpoint.adapters.files.lifejson import life_as_document, life_from_document
from counterpoint.adapters.files.lifetoml import read_life, write_life
from counterpoint.domain.planning import Life, Place, Way
from counterpoint.domain.planning.intake import CalendarEntry
from counterpoint.domain.timeline import WEEKDAYS, WeeklyWindow
from tests.adapters.files.lives import calendars_of, lives
from tests.seeds import of_many

HEAD = 'format = "counterpoint-life/1"\nzone = "Europe/Berlin"\n'
VALUES = '[[values]]\nname = "Family"\n[[values]]\nname = "Craft"\n[[values]]\nname = "Health"\n'
slow = settings(max_examples=of_many(20, 60), suppress_health_check=[HealthCheck.too_slow], deadline=None)


def read(text, head=HEAD + VALUES):
    return read_life((head + dedent(text)).encode())


def faults(text, head=HEAD + VALUES):
    with pytest.raises(NotReadable) as caught:
        read(text, head)
    return caught.value.faults


def only_fault(text, head=HEAD + VALUES):
    (fault,) = faults(text, head)
    return fault


@slow
@given(st.data(), lives())
def test_what_is_written_is_read_back_from_toml(data, life):
    calendars = data.draw(calendars_of(life))
    back = read_life(write_life(life, calendars).encode())
    assert back.life == life
    assert back.calendars == calendars


SEASON = '[[domains]]\nname = "Work"\nsphere = "work"\n[[seasons]]\ntitle = "Launch"\n'


def test_a_season_names_its_voices_by_id_or_name():
    said = SEASON + 'first = 2026-11-01\nlast = "2026-12-12"\nvoices = ["Work p", "work ff"]'
    (season,) = read(said).life.seasons
    assert (season.first, season.last) == (date(2026, 11, 1), date(2026, 12, 12))
    assert [(each.domain_id, each.dynamic) for each in season.emphasis] == [("work", "ff")]


STAY = '[[stays]]\nzone = "Europe/Lisbon"\n'


def test_a_stay_is_said_by_the_clock_there_and_sets_that_of_the_tasks():
    task = '[[tasks]]\ntitle = "Report"\nminutes = 60\ndeadline = 2026-11-05T17:00:00\n'
    life = read(STAY + "arrives = 2026-11-03T11:20:00\nleaves = 2026-11-06T18:00:00\n" + task).life
    assert life.stays[0].arrives_at == datetime(2026, 11, 3, 11, 20, tzinfo=UTC)
    assert life.tasks[0].deadline_at == datetime(2026, 11, 5, 17, tzinfo=UTC)
    assert life.zone == "Europe/Berlin Europe/Lisbon@20261103T1120Z/20261106T1800Z"
    assert b'zone = "Europe/Berlin"' in write_life(life).encode()


@pytest.mark.parametrize(
    ("said", "field", "what"),
    [
        ("leaves = 2026-12-12T10:00:00", "stays[1].arrives", "is missing."),
        ("arrives = 2026-12-12T10:00:00", "stays[1].leaves", "is missing."),
        ("arrives = 2026-11-02\nleaves = 2026-11-02", "stays[1].leaves", "is not after arrives."),
    ],
)
def test_what_is_wrong_with_a_stay_is_named(said, field, what):
    fault = only_fault(STAY + said)
    assert fault.field == field
    assert what in fault.what


def test_a_stay_in_no_zone_is_named():
    said = '[[stays]]\nzone = "Moon/Base"\narrives = 2026-11-02\nleaves = 2026-11-03'
    assert only_fault(said).field == "stays[1].zone"


@pytest.mark.parametrize(
    ("said", "field", "what"),
    [
        ("last = 2026-12-12", "seasons[1].first", "is missing."),
        ("first = 2026-11-01", "seasons[1].last", "is missing."),
        ("first = 2026-11-02\nlast = 2026-11-01", "seasons[1].last", "is before first."),
        ("first = 2026-11-02T10:00:00\nlast = 2026-11-03", "seasons[1].first", "which is no date."),
        (
            'first = 2026-11-01\nlast = 2026-11-02\nvoices = ["Work loud"]',
            "seasons[1].voices",
            "how loud it is",
        ),
        (
            'first = 2026-11-01\nlast = 2026-11-02\nvoices = ["Play ff"]',
            "seasons[1].voices",
            "There is no domain",
        ),
    ],
)
def test_what_is_wrong_with_a_season_is_named(said, field, what):
    fault = only_fault(SEASON + said)
    assert fault.field == field
    assert what in fault.what


@slow
@given(lives())
def test_what_is_written_is_read_back_from_json(life):
    document = json.loads(json.dumps(life_as_document(life)))
    assert life_from_document(document).life == life


@given(
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: (HEAD + text).encode("utf-8", "replace"))
)
def test_any_bytes_are_read_or_refused_in_words(raw):
    with suppress(NotReadable):
        read_life(raw)


def test_a_small_file_is_a_life_with_the_usual_hours():
    life = read("").life
    assert [value.rank for value in life.values] == [1, 2, 3]
    assert life.zone == "Europe/Berlin"
    assert life.availability == Life().availability


def test_windows_and_lengths_read_as_people_write_them():
    life = read("""
        [[protected]]
        title = "Dinner together"
        when = ["mon-fri 18:00-19:30", "sat,sun 18:00-20:00"]
        value = "family"
        [[tasks]]
        title = "Write the report"
        minutes = "2h 30m"
        deadline = 2026-11-27
        [[tasks]]
        title = "Call the plumber"
        minutes = 20
        earliest = 2026-11-23T09:00:00
        deadline = "2026-11-23T18:00"
        """).life
    dinner = life.protected[0]
    assert dinner.id == "dinner-together"
    assert dinner.windows[0] == WeeklyWindow(WEEKDAYS, time(18), time(19, 30))
    assert dinner.value_id == "family"
    report, call = life.tasks
    assert report.minutes == 150
    assert report.deadline_at == datetime(2026, 11, 27, 23, tzinfo=UTC), "the midnight that ends the day"
    assert call.earliest_at == datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert call.deadline_at == datetime(2026, 11, 23, 17, tzinfo=UTC)


def test_two_things_with_one_title_get_ids_of_their_own():
    life = read("""
        [[tasks]]
        title = "Read"
        minutes = 30
        [[tasks]]
        title = "Read"
        minutes = 45
        [[tasks]]
        id = "read-2"
        title = "Something else"
        minutes = 45
        """).life
    assert [task.id for task in life.tasks] == ["read", "read-3", "read-2"]


def test_a_title_without_latin_letters_has_a_stable_id():
    text = '[[tasks]]\ntitle = "読書"\nminutes = 30\n'
    assert read(text).life.tasks[0].id == read(text).life.tasks[0].id != ""


def test_a_length_between_the_five_minutes_is_rounded_up_with_a_note():
    found = read('[[tasks]]\ntitle = "Stretch"\nminutes = 12\n')
    assert found.life.tasks[0].minutes == 15
    assert found.notes == ("“Stretch”: minutes was rounded up from 12 to 15 minutes.",)


def test_two_values_are_challenged_and_not_forbidden():
    found = read("", HEAD + '[[values]]\nname = "A"\n[[values]]\nname = "B"\n')
    assert len(found.life.values) == 2
    assert found.notes[0].startswith("2 values are named. Three to five")


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


def test_calendars_name_their_domain():
    found = read(
        '[[domains]]\nname = "Work"\nsphere = "work"\n[[calendars]]\nfile = "w.ics"\ndomain = "Work"\n'
    )
    assert found.calendars == (CalendarEntry("w.ics", "work"),)


def test_a_routine_that_its_windows_have_no_days_for_gets_a_word():
    found = read(
        '[[routines]]\ntitle = "R"\nminutes = 90\ntimes_a_week = 3\nwhen = ["mon,tue 9-11", "wed 9-10"]\n'
    )
    assert "2 days have a window of 90 minutes" in found.notes[0]


def test_a_clock_change_does_not_move_a_deadline():
    """02:30 happens twice on 25 October 2026 in Berlin; the second is written with its offset."""
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    life = read('[[tasks]]\ntitle = "T"\nminutes = 5\ndeadline = 2026-10-25T02:30:00+01:00\n').life
    assert life.tasks[0].deadline_at == second
    assert "deadline = 2026-10-25T02:30:00+01:00" in write_life(life)
    assert read_life(write_life(life).encode()).life == life


def test_the_written_file_is_for_people():
    text = write_life(read('[[tasks]]\ntitle = "Say \\"hi\\""\nminutes = 90\ndeadline = 2026-11-27\n').life)
    assert 'minutes = "1h 30m"\n' in text
    assert "deadline = 2026-11-27\n" in text
    assert "# What is to be done." in text
    assert "id =" not in text


@pytest.mark.parametrize("said", ['title = "a\\u0000b"', 'title = "a"\nnotes = "\\u0000"'])
def test_what_no_database_takes_is_refused_at_its_place(said):
    with pytest.raises(NotReadable, match="no letter"):
        read(f"[[tasks]]\n{said}\nminutes = 5\n")


def test_a_list_of_texts_is_held_to_the_same():
    with pytest.raises(NotReadable, match="no letter"):
        read('[[protected]]\ntitle = "Swim"\nwhen = ["mon 9-10"]\nbends_for = ["\\u0000"]\n')


def test_what_comes_before_a_task_is_named_by_its_title_or_its_id():
    life = read(
        """
        [[tasks]]
        title = "Send it"
        minutes = 5
        after = ["write IT", "proof"]
        [[tasks]]
        title = "Write it"
        minutes = 60
        [[tasks]]
        id = "proof"
        title = "Read it again"
        minutes = 30
        after = "write-it"
        """
    ).life
    assert [each.after for each in life.tasks] == [("write-it", "proof"), (), ("write-it",)]
    assert read_life(write_life(life).encode()).life == life


def test_a_task_that_waits_for_nothing_known_is_a_fault_with_what_could_be_meant():
    fault = only_fault('[[tasks]]\ntitle = "Send it"\nminutes = 5\nafter = "Sent it"\n')
    assert "no task called “Sent it”" in fault.what
    assert fault.right == "Did you mean “send it”?"


@pytest.mark.parametrize("said", ["[]", "[24]", "{ a = 1 }", "true", "24.0", '"24"', "1979-05-27", "nan"])
def test_a_clock_that_is_none_is_a_fault_of_its_field(said):
    fault = only_fault("", head=f"{HEAD}clock = {said}\n{VALUES}")
    assert fault.field == "clock"


PLACES = """
[[places]]
name = "Home"
home = true
texts = ["12 Elm Street"]
[[places]]
name = "Office"
[[ways]]
from = "Home"
to = "office"
minutes = 35
back = "1h"
[[tasks]]
title = "Plan"
minutes = 30
place = "Office"
"""


def test_places_are_named_by_their_id_or_name_and_ways_lie_between_them():
    life = read(PLACES).life
    assert life.places == (Place("home", "Home", True, ("12 Elm Street",)), Place("office", "Office"))
    assert life.ways == (Way("home", "home", "office", 35, 60),)
    assert life.tasks[0].place_id == "office"
    gone = replace(life, places=life.places[:1])
    assert "place" not in life_as_document(gone)["tasks"][0]
    assert life_as_document(gone)["ways"] == []


def test_a_way_to_nowhere_or_to_where_it_begins_is_a_fault():
    for said, what in (('to = "Pool"', "no place called"), ('to = "Home"', "begins at")):
        assert what in str(only_fault(PLACES.replace('to = "office"', said)))
