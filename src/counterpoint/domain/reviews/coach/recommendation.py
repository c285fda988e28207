"""What the coach says: something to try, with the rows of one’s own data that it goes by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from counterpoint.domain.reviews.cited import STUDIES, Study
from counterpoint.domain.reviews.look import Evidence, Take

CoachRule = Literal[
    "protect_value", "look_again", "let_go", "more_of_it", "switch_off", "recover", "best_hour", "give_back",
    "marker",
]  # fmt: skip

MANY = 5
"""A word from there on, on a scale of 1 to 7, is a strong one; also the least days that had a plan."""
SOME_EVENINGS = 3
MOST_ROWS = 5


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Something to try. `practice` is its row among the practices, `study` what is known of it elsewhere.

    `strength` orders: how much of the person's own evidence there is (rows, and how clear each is).
    """

    rule: CoachRule
    title: str
    why: str
    evidence: tuple[Evidence, ...]
    practice: str
    take: Take
    strength: float
    study: Study | None = None
    about: str = ""

    @property
    def key(self) -> str:
        """What a dismissal names: the rule, and which thing of the person's it is about."""
        return f"coach:{self.rule}:{self.about}" if self.about else f"coach:{self.rule}"

    @property
    def cited(self) -> str:
        return STUDIES[self.study]() if self.study else ""
