"""Commitments: what is on the plate, what each asks and gives, and what was decided about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Decision = Literal["", "keep", "reduce", "delegate", "swap", "let_go"]


@dataclass(frozen=True, slots=True)
class Commitment:
    """Something that the person carries. Whatever was not said is None.

    `necessity`, `joy` and `strength` run from 1 to 5, `energy` from -2 (drains) to 2 (feeds).
    `minutes_a_week` is what it takes now. The decision has a day to look again, and whom it goes to.
    `task_ids` and `routine_ids` are what the plan holds of it.
    """

    id: str
    title: str
    domain_id: str = ""
    value_id: str = ""
    necessity: int | None = None
    joy: int | None = None
    energy: int | None = None
    strength: int | None = None
    minutes_a_week: int | None = None
    decision: Decision = ""
    decided_on: date | None = None
    look_again_on: date | None = None
    to_whom: str = ""
    task_ids: tuple[str, ...] = ()
    routine_ids: tuple[str, ...] = ()
    notes: str = ""
