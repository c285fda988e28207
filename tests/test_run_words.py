"""./run passes its words on; without a command they are for `serve`, as the README promises."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

WORKSHOP = Path(__file__).resolve().parent.parent / "workshop"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(WORKSHOP))
    spec = importlib.util.spec_from_file_location("counterpoint_run", WORKSHOP / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("typed", "passed_on"),
    [
        ([], ["serve"]),
        (["--host", "0.0.0.0"], ["serve", "--host", "0.0.0.0"]),
        (["serve", "--port", "8001"], ["serve", "--port", "8001"]),
        (["plan", "--life", "life.toml"], ["plan", "--life", "life.toml"]),
        (["--help"], ["--help"]),
        (["--version"], ["--version"]),
    ],
)
def test_without_a_command_the_words_are_for_serving(
    run: ModuleType, typed: list[str], passed_on: list[str]
) -> None:
    assert run.command(typed) == passed_on
