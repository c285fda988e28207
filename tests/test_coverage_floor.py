"""The coverage floor: each of domain, engines and desk on its own, lines and branches together."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "workshop" / "coverage_floor.py"


@pytest.fixture
def floor() -> ModuleType:
    spec = importlib.util.spec_from_file_location("coverage_floor", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def report(folder: Path, **covered: int) -> Path:
    """A coverage report in which each package has one file of 90 lines and 10 branches."""
    files = {
        f"src/counterpoint/{package}/a.py": {
            "summary": {
                "covered_lines": lines,
                "covered_branches": 10,
                "num_statements": 90,
                "num_branches": 10,
            }
        }
        for package, lines in covered.items()
    }
    path = folder / "coverage.json"
    path.write_text(json.dumps({"files": files}))
    return path


def test_ninety_five_of_a_hundred_is_enough(floor: ModuleType, tmp_path: Path) -> None:
    assert floor.main(report(tmp_path, domain=85, engines=90)) == 0


def test_a_well_tested_room_does_not_cover_for_its_neighbour(
    floor: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert floor.main(report(tmp_path, domain=90, desk=84)) == 1
    assert "6 of  100 lines and branches missing in src/counterpoint/desk/a.py" in capsys.readouterr().out


def test_doors_and_adapters_have_no_floor(floor: ModuleType, tmp_path: Path) -> None:
    assert floor.main(report(tmp_path, doors=0, adapters=0)) == 0
