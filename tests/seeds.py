"""What is sampled in a usual run, and by which seed: another for each commit; `./test --full` does it all.

A sample that no test looks at today is looked at after the next commits.
"""

from __future__ import annotations

import os

FULL = os.environ.get("COUNTERPOINT_FULL") == "1"
SEED = int(os.environ.get("COUNTERPOINT_SEED") or 0)
AGAIN = f"(COUNTERPOINT_SEED={SEED} picks the same again)"
"""To be said where something sampled went wrong."""
