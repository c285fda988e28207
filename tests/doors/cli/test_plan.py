"""`counterpoint plan`: a life and calendars in, a week with its reasons out, exit codes to trust."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import icalendar
import pytest

from counterpoint.adapters.files.lifetoml import read_life, write_life
from counterpoint.adapters.files.planjson import read_plan
from counterpoint.doors.cli import main
from tests.judge_at_hand import at_hand

GUIDE = Path(__file__).parents[3] / "docs" / "guide" / "life.toml"
QUICK = ["--week", "2026-W48", "--iterations", "300"]
HEAD = 'format = "counterpoint-life/1"\nzone = "Europe/Berlin"\n'
WORK = '[[domains]]\nname = "Work"\nsphere = "work"\n'
DINNER = '[[protected]]\ntitle = "Dinner"\nwhen = "daily 18:00-19:00"\n'
TASK = '[[tasks]]\ntitle = "Report"\nminutes = "1h"\ndomain = "Work"\n'

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//EN
BEGIN:VEVENT
UID:late
DTSTART:20261125T163000Z
DTEND:20261125T180000Z
SUMMARY:Late review
END:VEVENT
BEGIN:VEVENT
UID:bad
DTSTART:garbage
SUMMARY:Broken
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture(autouse=True)
def judge_at_hand():
    with at_hand():
        yield


@pytest.fixture
def place(tmp_path):
    """A folder with a small life and one calendar."""
    (tmp_path / "life.toml").write_text(HEAD + WORK + DINNER + TASK, encoding="utf-8")
    (tmp_path / "work.ics").write_text(CALENDAR.replace("\n", "\r\n"), encoding="utf-8")
    return tmp_path


def plan(place, *words, life="life.toml"):
    return main(["plan", "--life", str(place / life), *words])


def refused(place, capsys, *words, **named):
    assert plan(place, *words, **named) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


def test_the_example_of_the_guide_is_read_without_a_note_and_planned_in_lines_as_wide_as_the_terminal(
    place, capsys, monkeypatch
):
    monkeypatch.setenv("COLUMNS", "60")
    read = read_life(GUIDE.read_bytes())
    assert read.notes == ()
    assert read_life(write_life(read.life, read.calendars).encode()) == read
    assert main(["plan", "--life", str(GUIDE), "--calendar", str(place / "work.ics"), *QUICK]) == 0
    shown = capsys.readouterr().out
    assert max(len(line) for line in shown.splitlines()) <= 60
    words = " ".join(shown.split())
    assert "Week 2026-W48 of Robin Example: 23 November to 29 November 2026 (Europe/Berlin)" in words
    assert "Dinner together" in words
    assert "Draft the exhibition report" in words


def test_the_week_is_shown_day_by_day_with_events_and_what_they_cross(place, capsys):
    assert plan(place, "--calendar", str(place / "work.ics"), *QUICK) == 0
    shown = capsys.readouterr().out
    assert "17:30–19:00  event        Late review" in shown
    assert "18:00–19:00  protected    Dinner" in shown
    assert "Wed 18:00–19:00: “Late review” lies on “Dinner”." in shown
    assert "“work.ics” is taken as Work." in shown
    assert "Could not be read" in shown
    assert "Report" in shown


def test_a_clock_of_twelve_hours_is_kept(place, capsys):
    (place / "life.toml").write_text(HEAD + "clock = 12\n" + WORK + DINNER, encoding="utf-8")
    assert plan(place, *QUICK) == 0
    assert "6:00 pm–7:00 pm" in capsys.readouterr().out


def test_plan_json_and_the_calendar_hold_the_same_blocks(place, capsys):
    words = ["--json", str(place / "plan.json"), "--ics", str(place / "plan.ics")]
    assert plan(place, "--calendar", f"Work={place / 'work.ics'}", *words, *QUICK) == 0
    kept = read_plan((place / "plan.json").read_bytes())
    events = icalendar.Calendar.from_ical((place / "plan.ics").read_bytes()).walk("VEVENT")
    assert {(str(each["SUMMARY"]), each["DTSTART"].dt) for each in events} == {
        (block.title, block.span.start) for block in kept.blocks
    }
    assert len({block.id for block in kept.blocks}) == len(kept.blocks)


def test_json_alone_stands_on_the_output_when_asked_for(place, capsys):
    assert plan(place, "--json", "-", *QUICK) == 0
    assert json.loads(capsys.readouterr().out)["week"] == "2026-W48"


def test_the_same_seed_gives_the_same_plan(place, capsys):
    shown = []
    for _ in range(2):
        assert plan(place, "--json", "-", *QUICK, "--seed", "3") == 0
        document = json.loads(capsys.readouterr().out)
        shown.append({**document, "seconds": 0})
    assert shown[0] == shown[1]


def test_firm_rules_that_clash_end_with_three_and_are_named(place, capsys):
    (place / "life.toml").write_text(
        HEAD + DINNER + '[[protected]]\ntitle = "Choir"\nwhen = "tue 18:30-20:00"\n', encoding="utf-8"
    )
    assert plan(place, *QUICK) == 3
    told = capsys.readouterr()
    assert told.out == ""
    assert "“Dinner" in told.err
    assert "“Choir" in told.err
    assert "bend" in told.err


def test_a_must_that_does_not_fit_is_planned_around_and_stands_in_not_this_week(place, capsys):
    (place / "life.toml").write_text(
        HEAD + WORK + '[[tasks]]\ntitle = "Book"\nminutes = "200h"\ndomain = "Work"\nimportance = "must"\n'
        'splittable = true\n', encoding="utf-8",
    )  # fmt: skip
    assert plan(place, *QUICK) == 0
    shown = capsys.readouterr().out
    assert "Not this week" in shown
    assert "a must)" in shown


def test_a_life_with_faults_ends_with_two_and_names_them_all(place, capsys):
    (place / "life.toml").write_text(HEAD + TASK.replace('"1h"', '"soon"'), encoding="utf-8")
    told = refused(place, capsys, *QUICK)
    assert "tasks[1].minutes" in told
    assert "tasks[1].domain" in told
    assert "line 5" in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--week", "2026-W60"], "2026-W48"),
        (["--week", "someday"], "2026-W48"),
        (["--week", "0001-W01"], "too far"),
        (["--week", "9999-12-30"], "too far"),
        (["--seconds", "0"], "--seconds"),
        (["--seconds", "nan"], "--seconds"),
        (["--weeks", "5"], "--weeks"),
        (["--iterations", "0"], "--iterations"),
        (["--json", "-", "--ics", "-"], "both"),
        (["--calendar", "Space=x.ics", *QUICK], "“Space”"),
        (["--calendar", "missing.ics", *QUICK], "missing.ics"),
    ],
)
def test_bad_options_end_with_two_and_a_word_on_what_is_right(place, capsys, words, told):
    assert told in refused(place, capsys, *words)


def test_a_life_that_is_not_there_ends_with_two(place, capsys):
    assert "cannot be opened" in refused(place, capsys, *QUICK, life="other.toml")


def test_a_place_that_cannot_be_written_ends_with_two(place, capsys):
    assert "cannot be written" in refused(place, capsys, *QUICK, "--json", str(place / "no" / "plan.json"))


@pytest.mark.parametrize(
    ("week", "first_day"),
    [("2026-W48", "2026-11-22"), ("2026-11-24", "2026-11-22"), ("2026-11-22", "2026-11-22")],
)
def test_a_week_begins_when_the_persons_weeks_begin(place, capsys, week, first_day):
    (place / "life.toml").write_text(HEAD + 'week_start = "sunday"\n' + WORK, encoding="utf-8")
    assert plan(place, "--json", "-", "--week", week, "--iterations", "10") == 0
    assert json.loads(capsys.readouterr().out)["first_day"] == first_day


@pytest.mark.parametrize("week", [[], ["--week", "this"], ["--week", "next"]])
def test_the_week_may_be_left_out_or_named_by_a_word(place, capsys, week):
    assert plan(place, *week, "--whole", "--iterations", "10") == 0
    assert capsys.readouterr().out.startswith("Week 20")


def test_a_week_that_is_over_is_planned_as_a_whole_and_said_so(place, capsys):
    assert plan(place, "--week", "2020-W10", "--iterations", "10") == 0
    assert "This week is over" in capsys.readouterr().out


def test_the_installed_command_does_the_same(place):
    bytecode = {name: kept for name, kept in os.environ.items() if name.startswith("PYTHONPYCACHE")}
    done = subprocess.run(
        [sys.executable, "-m", "counterpoint", "plan", "--life", str(place / "life.toml"), *QUICK],
        capture_output=True, check=False, timeout=110,
        env={"PYTHONIOENCODING": "ascii", "PATH": "", **bytecode},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert b"Dinner" in done.stdout


def test_several_weeks_are_planned_together_also_over_a_change_of_the_clock(place, capsys):
    recurs = '[[routines]]\ntitle = "Swim"\nminutes = 45\ntimes_a_week = 2\ndomain = "Work"\n'
    (place / "life.toml").write_text(HEAD + WORK + DINNER + TASK + recurs, encoding="utf-8")
    weeks = ["--week", "2026-W43", "--weeks", "2", "--whole", "--iterations", "50"]
    assert plan(place, *weeks) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("2 weeks from 2026-W43: 19 October to 1 November 2026 (Europe/Berlin)")
    assert shown.count("Dinner") == 14
    assert shown.count("Swim") == 4
    assert shown.count("18:00–19:00") == 14
    assert plan(place, *weeks, "--json", str(place / "plan.json")) == 0
    read = read_plan((place / "plan.json").read_bytes())
    assert len({each.id for each in read.blocks if each.title == "Dinner"}) == 14
