"""Made-up changes in real diaries: daily moods of people of whom nothing was changed on any day.

The public series lies in the folder `data` of COUNTERPOINT_EXTERNAL (cosinor2, GPL-3); the measured claim is
that a change is hardly ever called in it.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from counterpoint.engines.statistics.levels import difference

SERIES = Path(os.environ.get("COUNTERPOINT_EXTERNAL", "/nowhere")) / "data" / "cosinor2_PANAS_november.csv"

pytestmark = pytest.mark.skipif(
    not SERIES.is_file(), reason="no public diaries in $COUNTERPOINT_EXTERNAL: nothing to compare with"
)


def test_in_real_diaries_a_change_that_nobody_made_is_hardly_ever_called() -> None:
    with SERIES.open(encoding="utf-8") as file:
        people = [[float(each) if each else None for each in row.values()] for row in csv.DictReader(file)]
    called = windows = 0
    for days in people:
        for start in range(0, len(days) - 13, 14):
            said = [(n, day) for n, day in enumerate(days[start : start + 14]) if day is not None]
            if len(said) < 10:
                continue
            apart = difference([n for n, _ in said], [day for _, day in said], 10, step=0.125)
            windows += 1
            called += apart.low > 0 or apart.high < 0
    assert windows > 25
    assert called / windows <= 0.15, f"{called} of {windows}"  # 6.5 % and the 99.9 % limit of so few windows
