"""life.toml: what is written is read back, what is wrong is named together, what is guessed is said."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime, time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterpoint.adapters.files.faults import NotReadable
from counterpoint.adapters.files.lifejson import life_as_document, life_from_document
from counterpoint.adapters.files.lifetoml import read_life, write_life
from counterpoint.domain.planning import Life
from counterpoint.domain.planning.intake import CalendarEntry
from counterpoint.domain.timeline import WEEKDAYS, WeeklyWindow
from tests.adapters.files.life_texts import HEAD, read
from tests.adapters.files.lives import calendars_of, lives
from tests.seeds import of_many

slow = settings(max_examples=of_many(20, 60), suppress_health_check=[HealthCheck.too_slow], deadline=None)


@slow
@given(st.data(), lives())
def test_what_is_written_is_read_back_from_toml(data, life):
    calendars = data.draw(calendars_of(life))
    back = read_life(write_life(life, calendars).encode())
    assert back.life == life
    assert back.calendars == calendars


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
