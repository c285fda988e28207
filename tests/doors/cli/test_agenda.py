"""`counterpoint agenda`, as a person at a terminal and as a program has it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from counterpoint.doors.cli import main
from tests.ics_texts import ics, vevent

TEAM = ics(
    "X-WR-TIMEZONE:Europe/Berlin",
    vevent(
        "DTSTART;TZID=Europe/Berlin:20261123T090000",
        "DTEND;TZID=Europe/Berlin:20261123T093000",
        "RRULE:FREQ=DAILY;COUNT=3",
        "SUMMARY:Stand-up",
        "SEQUENCE:2",
    ),
    vevent("DTSTART;VALUE=DATE:20261124", "SUMMARY:Birthday", "TRANSP:TRANSPARENT", uid="b"),
    vevent("DTSTART;VALUE=DATE:20261124", "DTEND;VALUE=DATE:20261127", "SUMMARY:Fair", uid="c"),
    vevent("DTSTART:20261124T210000Z", "DURATION:PT9H", "SUMMARY:Night shift", "STATUS:TENTATIVE", uid="d"),
    vevent("DTSTART:20261124T120000Z", "STATUS:CANCELLED", uid="e"),
    vevent("DTSTART:soon", uid="f"),
)


@pytest.fixture
def team(tmp_path: Path) -> str:
    path = tmp_path / "team.ics"
    path.write_bytes(TEAM)
    return str(path)


def told(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["agenda", *words, "--json"]) == 0
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return result


def test_an_occurrence_is_told_with_everything_that_names_it(
    team: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = told(capsys, team, "--from", "2026-11-23", "--to", "2026-11-24")
    assert found == {
        "from": "2026-11-23",
        "to": "2026-11-24",
        "zone": "Europe/Berlin",
        "occurrences": [
            {
                "uid": "a",
                "recurrence_id": "20261123T080000Z",
                "start": "2026-11-23T09:00:00+01:00",
                "end": "2026-11-23T09:30:00+01:00",
                "all_day": False,
                "title": "Stand-up",
                "status": "confirmed",
                "sequence": 2,
                "blocking": True,
                "source": team,
            }
        ],
        "warnings": [],
        "set_aside": [
            {
                "component": "VEVENT f",
                "why": "Its DTSTART cannot be read: “soon” is no date or time.",
                "source": team,
            }
        ],
    }


def test_whole_days_are_told_as_dates_with_an_exclusive_end(
    team: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = told(capsys, team, "--from", "2026-11-24", "--to", "2026-11-24", "--zone", "America/New_York")
    assert [(each["start"], each["end"], each["all_day"]) for each in found["occurrences"]][:2] == [
        ("2026-11-24", "2026-11-25", True),
        ("2026-11-24", "2026-11-27", True),
    ]


def test_times_and_instants_may_be_asked_for(team: str, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (
        ("2026-11-23T09:00", "2026-11-23T09:01"),
        ("2026-11-23 09:29", "2026-11-23 09:29"),
        ("2026-11-23T08:00:00Z", "2026-11-23T08:00:00+00:00"),
    ):
        assert len(told(capsys, team, "--from", words[0], "--to", words[1])["occurrences"]) == 1
    assert told(capsys, team, "--from", "2026-11-23T09:30", "--to", "2026-11-23T10:00")["occurrences"] == []


def test_people_get_a_table_by_day(team: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agenda", team, "--from", "2026-11-23", "--to", "2026-11-25"]) == 0
    assert capsys.readouterr().out == (
        "Times on the clock of Europe/Berlin\n"
        "\nMonday 23 November 2026\n"
        "  09:00–09:30         Stand-up\n"
        "\nTuesday 24 November 2026\n"
        "  all day             Birthday  (does not block)\n"
        "  3 days              Fair\n"
        "  09:00–09:30         Stand-up\n"
        "  13:00–13:00         (no title)  (cancelled)\n"
        "  22:00–07:00 +1 d    Night shift  (tentative)\n"
        "\nCould not be read\n"
        f"  VEVENT f: Its DTSTART cannot be read: “soon” is no date or time. [{team}]\n"
    )
    assert main(["agenda", team, "--from", "2027-11-23", "--to", "2027-11-25"]) == 0
    assert "Nothing from 2027-11-23 to 2027-11-25 (Europe/Berlin)." in capsys.readouterr().out


def test_a_missing_file_is_named_while_the_others_are_read(
    team: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = told(capsys, team, "nowhere.ics", "--from", "2026-11-23", "--to", "2026-11-23")
    assert len(found["occurrences"]) == 1
    assert found["set_aside"][-1]["component"] == "nowhere.ics"


def test_a_file_that_is_no_calendar_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "photo.png").write_bytes(bytes(100))
    path = str(tmp_path / "photo.png")
    assert main(["agenda", path, "--from", "2026-11-23", "--to", "2026-11-23"]) == 2
    assert f"“{path}”: There is no calendar in this file" in capsys.readouterr().err


def test_without_any_file_that_can_be_read_it_fails_and_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agenda", "nowhere.ics", "--from", "2026-11-23", "--to", "2026-11-23", "--json"]) == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["set_aside"][0]["source"] == "nowhere.ics"
    assert "“nowhere.ics” cannot be read: No such file or directory." in err


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--from", "soon", "--to", "2026-11-23"], "--from “soon” is no date"),
        (["--from", "2026-11-23", "--to", "2026-13-23T10:00"], "--to “2026-13-23T10:00” is no date"),
        (["--from", "2026-11-23", "--to", "2026-11-22"], "2026-11-22 is before 2026-11-23"),
        (
            ["--from", "2026-11-23", "--to", "2026-11-23", "--zone", "Atlantis"],
            "no time zone called “Atlantis”",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(
    words: list[str], why: str, team: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["agenda", team, *words]) == 2
    assert why in capsys.readouterr().err


def test_a_title_cannot_move_the_cursor_of_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.ics"
    path.write_bytes(ics(vevent("DTSTART:20261123T090000Z", "SUMMARY:\x1b[2J\x07Boo\u202e")))
    main(["agenda", str(path), "--from", "2026-11-23", "--to", "2026-11-23"])
    out = capsys.readouterr().out
    assert "Boo" in out
    assert not {"\x1b", "\x07", "\u202e"} & set(out)


def test_the_command_needs_no_django_and_no_solver(team: str) -> None:
    words = f"['agenda', {team!r}, '--from', '2026-11-23', '--to', '2026-11-23', '--json']"
    start = f"import sys; from counterpoint.doors.cli import main; main({words})"
    code = f"{start}; print(sorted(sys.modules), file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    for heavy in ("'django'", "'numpy'", "'numba'", "'icalendar'", "'ortools'", "'httpx'"):
        assert heavy not in ran.stderr
