"""What every benchmark shares: its options, its table, and the JSON that others can check.

`{"name", "commit", "machine", "options", "rows": [...], "bars": [{"name", "value", "limit",
"better": "lower"|"higher", "holds"}]}`
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

Row = Mapping[str, object]


@dataclass(frozen=True)
class Bar:
    """One number with the limit it must keep: at most it ("lower") or at least it ("higher")."""

    name: str
    value: float
    limit: float
    better: Literal["lower", "higher"]

    @property
    def holds(self) -> bool:
        return self.value <= self.limit if self.better == "lower" else self.value >= self.limit

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name, "value": self.value, "limit": self.limit,
            "better": self.better, "holds": self.holds,
        }  # fmt: skip


def seeds(text: str) -> list[int]:
    """`1-5`, `3` or `1,4,7-9` → the seeds."""
    found: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def options(description: str) -> argparse.ArgumentParser:
    """The options that each benchmark takes; it adds its own sizes, budgets and paths."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=seeds, default=seeds("1-5"), help="such as 1-5 or 1,4,7-9")
    parser.add_argument("--replicates", type=int, default=1)
    parser.add_argument("--json", type=Path, help="also write the result to this file")
    return parser


@dataclass
class Report:
    """Rows as they are measured, then the bars they are held to."""

    name: str
    options: Mapping[str, Any]
    rows: list[Row] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)

    def finish(self, path: Path | None) -> int:
        """Print the table and the bars, write the JSON if asked; 1 if a bar does not hold."""
        print(table(self.rows))
        print()
        for bar in self.bars:
            sign = "<=" if bar.better == "lower" else ">="
            print(f"{'holds' if bar.holds else 'FAILS'}  {bar.name}: {bar.value:.4g} {sign} {bar.limit:.4g}")
        if path:
            path.write_text(json.dumps(self.as_json(), indent=2, default=str) + "\n", encoding="utf-8")
        return int(not all(bar.holds for bar in self.bars))

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "commit": commit(),
            "machine": machine(),
            "options": dict(self.options),
            "rows": [dict(row) for row in self.rows],
            "bars": [bar.as_json() for bar in self.bars],
        }


def table(rows: Sequence[Row]) -> str:
    """The rows as aligned columns, headed by the first row's keys."""
    if not rows:
        return ""
    heads = list(rows[0])
    lines = [heads, *([_shown(row.get(head, "")) for head in heads] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    return "\n".join(
        "  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) for line in lines
    )


def _shown(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def commit() -> str:
    """The commit that was measured, with a `+` when files differ from it."""
    here = Path(__file__).parent
    asked = ["git", "describe", "--always", "--dirty=+", "--abbrev=12", "--exclude=*"]
    done = subprocess.run(asked, cwd=here, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def machine() -> dict[str, object]:
    return {"cpus": os.cpu_count(), "python": platform.python_version(), "system": platform.platform()}
