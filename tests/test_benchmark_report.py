"""The report that every benchmark writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks._report import Bar, Report, options, seeds, table


def test_seeds_are_read_as_ranges_and_lists() -> None:
    assert seeds("1-3") == [1, 2, 3]
    assert seeds("1,4,7-8") == [1, 4, 7, 8]


@pytest.mark.parametrize(
    ("better", "value", "holds"), [("lower", 1.0, True), ("lower", 1.1, False), ("higher", 0.9, False)]
)
def test_a_bar_holds_up_to_its_limit(better: str, value: float, holds: bool) -> None:
    assert Bar("ratio", value, 1.0, better).holds is holds


def test_a_broken_bar_is_in_the_exit_code_and_in_the_file(tmp_path: Path) -> None:
    report = Report("week", {"seeds": [1]}, rows=[{"seed": 1, "cost": 2.5}])
    report.bars.append(Bar("ours / peer", 1.2, 1.0, "lower"))
    assert report.finish(tmp_path / "week.json") == 1
    written = json.loads((tmp_path / "week.json").read_text())
    assert set(written) == {"name", "commit", "machine", "options", "rows", "bars"}
    assert written["bars"][0]["holds"] is False


def test_a_table_lines_its_columns_up() -> None:
    assert table([{"seed": 1, "cost": 2.5}, {"seed": 10, "cost": 3}]).splitlines()[1] == "   1   2.5"


def test_every_benchmark_takes_the_same_options() -> None:
    assert options("x").parse_args(["--seeds", "2-3"]).seeds == [2, 3]
