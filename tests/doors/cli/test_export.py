"""Everything out and in again, and the example, from the command line."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from counterpoint import wiring
from counterpoint.desk.export import everything_of
from counterpoint.domain.planning import Task
from counterpoint.doors.cli import main
from counterpoint.wiring import work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("settled")]


@pytest.fixture
def settled(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's own database is the home's."""
    from counterpoint.adapters.storage.models import Person

    monkeypatch.setattr(wiring, "ready_storage", lambda home: Path(home or "."))
    for name in ("ada", "sam"):
        person = Person.objects.create(username=name, is_owner=name == "ada")
        wiring.diary_of(person).tasks.add(Task(name, f"Task of {name}", 15))


def titles(name: str) -> list[str]:
    return [kept.thing.title for kept in wiring.diary_of(wiring.whose(name)).tasks.all()]


def test_the_owner_is_meant_unless_somebody_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    for words, title in (([], "Task of ada"), (["--person", "Sam"], "Task of sam")):
        assert main(["export", *words]) == 0
        assert [task["title"] for task in json.loads(capsys.readouterr().out)["tasks"]] == [title]


def test_a_file_is_its_owners_alone_and_gives_everything_back(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    before = everything_of(wiring.diary_of(wiring.whose()))
    assert main(["export", "--output", str(path)]) == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["mine.json"]
    assert main(["import", str(path), "--person", "sam", "--replace"]) == 0
    assert everything_of(wiring.diary_of(wiring.whose("sam"))) == before


def test_something_that_is_there_stays_without_a_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.json"
    main(["export", "--output", str(path)])
    assert main(["import", str(path), "--person", "sam"]) == 2
    assert "would replace it" in capsys.readouterr().err
    assert titles("sam") == ["Task of sam"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import", "nowhere.json"], "cannot be opened"),
        (["export", "--person", "eve"], "Nobody signs in as “eve”"),
        (["export", "--output", "no/such/folder/x.json"], "cannot be written"),
    ],
)
def test_what_went_wrong_is_told_in_a_sentence(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    assert said in capsys.readouterr().err


def test_a_broken_file_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "broken.json"
    path.write_text('{"format": "counterpoint-export/1", "settings": {}, "tasks": [{"id": "a"}]}')
    assert main(["import", str(path), "--replace"]) == 2
    assert "tasks[0].title" in capsys.readouterr().err
    assert titles("ada") == ["Task of ada"]


def test_the_example_comes_once_and_goes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "handler_of", lambda kind: lambda diary, job, now: None)
    assert main(["demo"]) == 0
    assert wiring.example() is not None
    assert main(["demo"]) == 2
    assert "here already" in capsys.readouterr().err
    for said in ("The example is gone.", "There is no example."):
        assert main(["demo", "--remove"]) == 0
        assert said in capsys.readouterr().out
    assert titles("ada") == ["Task of ada"]
