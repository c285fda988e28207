"""What is compiled: the same with the JIT off, and kept where it can be written and under the right name."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from counterpoint.engines import solver
from counterpoint.engines.solver import compiled, warming

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = """
import json
from benchmarks._weeks import sample
from counterpoint.domain.planning.pose import pose
from counterpoint.engines.solver.run import Budget, search
week = sample(2, events=12, tasks=8, routines=3)
*_, last = search(pose(week.life, week.facts, week.week), Budget(steps=25), seed=5)
print(json.dumps([[each.item_id, each.span.start.isoformat()] for each in last.blocks]))
"""


def test_with_the_jit_off_the_same_steps_give_the_same_plan() -> None:
    def plan(**more: str) -> list[list[str]]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **more}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        found: list[list[str]] = json.loads(done.stdout)
        return found

    assert plan(NUMBA_DISABLE_JIT="1") == plan(NUMBA_DISABLE_JIT="0")


def test_once_warm_it_is_known_to_be() -> None:
    solver.warm()
    assert solver.is_warm()


def test_the_cache_goes_where_it_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled.cache_folder.cache_clear()
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    assert compiled.cache_folder().parent == tmp_path
    compiled.cache_folder.cache_clear()
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setattr(compiled, "_bases", lambda: [blocked])
    assert compiled.cache_folder().is_dir()
    compiled.cache_folder.cache_clear()
    monkeypatch.setattr(warming, "cache_folder", lambda: tmp_path)
    assert not warming.is_warm()


def test_the_cache_is_named_after_every_file_that_holds_a_kernel() -> None:
    folder = Path(compiled.__file__).parent
    holding = {each.stem for each in folder.glob("*.py") if "\n@kernel" in each.read_text(encoding="utf-8")}
    assert holding <= set(compiled.KERNEL_FILES)
    assert all((folder / f"{name}.py").is_file() for name in compiled.KERNEL_FILES)
