"""What a page may weigh; docs/reference/budgets.md says the same in words."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "src/counterpoint/doors/web/static/counterpoint/build"
KB = 1000
SCRIPT, EVERY_PAGE, SHEET = 150 * KB, 6 * KB, 30 * KB
WORKER, PUSH = 4 * KB, 2 * KB


def weight(path: Path) -> int:
    """Bytes over the wire, as a server sends them."""
    return len(gzip.compress(path.read_bytes(), 9))


@pytest.fixture(scope="module")
def built() -> Path:
    if not (BUILD / ".inputs").exists():
        pytest.skip("The front end is not built.")
    return BUILD


def test_every_script_with_what_each_page_loads_keeps_to_its_budget(built: Path) -> None:
    always = weight(built / "app.js")
    heavy = {path.name: weight(path) + always for path in built.glob("*.js")}
    assert len(heavy) > 3
    assert {name: size for name, size in heavy.items() if size > SCRIPT} == {}


def test_what_every_page_loads_is_tiny(built: Path) -> None:
    assert weight(built / "app.js") <= EVERY_PAGE
    assert weight(built / "app.css") <= SHEET


def test_the_worker_and_what_turns_a_device_on_stay_small(built: Path) -> None:
    assert weight(built / "sw.js") <= WORKER
    assert weight(built / "push.js") <= PUSH


def test_the_budgets_are_written_down() -> None:
    said = (ROOT / "docs/reference/budgets.md").read_text(encoding="utf-8")
    sizes = [f"{each // KB} KB" for each in (SCRIPT, EVERY_PAGE, SHEET, WORKER, PUSH)]
    for budget in (*sizes, "60 KB", "150 ms"):
        assert budget in said
