"""What if? The same week planned again with one thing otherwise, side by side; nothing is kept until it is.

Each is planned with the plan in force, so little moves, with a fixed number of steps. It is looked for where
plans are made, and what is then done is what was shown.
"""

from __future__ import annotations

from counterpoint.desk.planning.what_ifs.asking import (
    answer_of,
    ask,
    asked,
    is_under_way,
    look_in_background,
)
from counterpoint.desk.planning.what_ifs.doing import do_it
from counterpoint.desk.planning.what_ifs.looking import Outcome, WhatIfs, what_ifs

__all__ = [
    "Outcome",
    "WhatIfs",
    "answer_of",
    "ask",
    "asked",
    "do_it",
    "is_under_way",
    "look_in_background",
    "what_ifs",
]
