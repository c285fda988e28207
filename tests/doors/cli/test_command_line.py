"""The command line: what it lists, how it fails, and that it stays quick."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from counterpoint.doors.cli import Command, commands, main

EXAMPLES = list(commands(Path(__file__).parent / "example_commands", "tests.doors.cli.example_commands"))
HEAVY = ("django", "numba", "numpy", "ortools", "httpx", "icalendar", "importlib.metadata")


def test_a_file_that_states_a_name_is_a_command() -> None:
    assert [command.name for command in EXAMPLES] == ["clash", "greet"]


def test_help_lists_each_command_with_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--help"], EXAMPLES)
    assert left.value.code == 0
    shown = capsys.readouterr().out
    assert all(command.name in shown and command.help in shown for command in EXAMPLES)


def test_a_commands_own_exit_code_is_passed_on() -> None:
    assert main(["greet", "--code", "3"], EXAMPLES) == 3


def test_what_went_wrong_is_told_with_advice_and_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clash", "Swim"], EXAMPLES) == 2
    assert capsys.readouterr().err == 'counterpoint: There is no room for "Swim".\nLoosen one rule.\n'


def test_an_interrupted_command_says_nothing_more(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["greet", "--stopped"], EXAMPLES) == 130
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("words", [[], ["sing"], ["greet", "--loudly"]])
def test_words_it_does_not_know_are_refused(words: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(words, EXAMPLES)
    assert left.value.code == 2


def test_the_version_is_the_installed_one(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.startswith("counterpoint 0.")


@pytest.mark.parametrize("command", list(commands()), ids=lambda command: command.name)
def test_every_real_command_has_a_line_of_help_and_offers_what_main_needs(command: Command) -> None:
    module = command.load()
    assert command.help.endswith(".")
    assert callable(module.add_arguments)
    assert callable(module.run)


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, contextlib\n"
        "from counterpoint.doors.cli import main\n"
        "with contextlib.suppress(SystemExit): main(['--help'])\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
