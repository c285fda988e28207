"""Hold the floors where it is decided: domain, engines and desk, each at least 95 % with branches."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

FLOOR = 95.0
HELD = ("domain", "engines", "desk")
Counts = tuple[int, int]


def measure(report: Path) -> dict[str, dict[str, Counts]]:
    """Package → file → (covered, total), where lines and branches both count."""
    packages: dict[str, dict[str, Counts]] = defaultdict(dict)
    for name, file in json.loads(report.read_text())["files"].items():
        parts = Path(name).parts
        package = parts[parts.index("counterpoint") + 1] if "counterpoint" in parts else ""
        if package in HELD:
            packages[package][name] = _counts(file["summary"])
    return packages


def _counts(summary: dict[str, int]) -> Counts:
    covered = summary["covered_lines"] + summary.get("covered_branches", 0)
    return covered, summary["num_statements"] + summary.get("num_branches", 0)


def percent(counts: Counts) -> float:
    covered, total = counts
    return 100.0 * covered / total if total else 100.0


def main(report: Path) -> int:
    short = 0
    for package, files in sorted(measure(report).items()):
        reached = percent((sum(c for c, _ in files.values()), sum(t for _, t in files.values())))
        print(f"{package:10} {reached:6.2f} %  (at least {FLOOR:.0f} %)")
        if reached < FLOOR:
            short += 1
            _name_the_worst(files)
    return int(short > 0)


def _name_the_worst(files: dict[str, Counts]) -> None:
    missing = sorted(files.items(), key=lambda item: item[1][0] - item[1][1])
    for name, (covered, total) in missing[:8]:
        if covered < total:
            print(f"    {total - covered:4} of {total:4} lines and branches missing in {name}")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
