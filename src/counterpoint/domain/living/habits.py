"""A micro habit: one small action after a cue. It can rest, and nobody counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

HabitState = Literal["on", "resting", "past"]


@dataclass(frozen=True, slots=True)
class MicroHabit:
    """“After `cue`, I `title`.” `told_to` is whoever the person told of it, if anybody."""

    id: str
    title: str
    cue: str = ""
    value_id: str = ""
    told_to: str = ""
    state: HabitState = "on"
    since: date | None = None
