"""How often somebody who answers twice is told the same style, under simulated error of measurement."""

from __future__ import annotations

import sys
from pathlib import Path

from _report import Bar, Report, options

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.domain.assessment.people import ask_twice  # noqa: E402  # needs the paths above


def main() -> int:
    parser = options(__doc__ or "")
    parser.add_argument("--people", type=int, default=2_000, help="simulated people for each seed")
    asked = parser.parse_args()
    report = Report("profiles", {"people": asked.people, "seeds": asked.seeds})
    found = [ask_twice(asked.people, seed) for seed in asked.seeds]
    for seed, each in zip(asked.seeds, found, strict=True):
        row = {"seed": seed, "assigned": each.assigned, "agreement": each.agreement}
        report.rows.append(row | {name: round(share, 3) for name, share in each.styles.items()})
    report.bars.append(Bar("assigned to a style", min(each.assigned for each in found), 0.60, "higher"))
    report.bars.append(Bar("same style both times", min(each.agreement for each in found), 0.80, "higher"))
    return report.finish(asked.json)


if __name__ == "__main__":
    sys.exit(main())
