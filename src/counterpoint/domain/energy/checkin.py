"""Check-ins: how it is right now, in a few taps. Nothing else in the product needs them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Where = Literal["", "work", "personal", "between"]
SCALE = range(1, 8)
"""Energy (1 worn out, 7 full of energy), tension (1 calm, 7 tense), mood (1 unpleasant, 7 pleasant)."""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One look at oneself at `at`, in the zone of the person then. Whatever was not answered is None.

    Scales run from 1 to 7 with labelled ends. `pulled`: since the last check-in the other part of life
    pulled at the person. The four evening items say how much of a lift or a drain one part gave the other.
    `prompt_id` names the prompt it answers; "" when it came unasked.
    """

    id: str
    at: datetime
    zone: str = "UTC"
    energy: int | None = None
    tension: int | None = None
    mood: int | None = None
    where: Where = ""
    activity: str = ""
    domain_id: str = ""
    pulled: bool | None = None
    work_lifted: int | None = None
    work_drained: int | None = None
    life_lifted: int | None = None
    life_drained: int | None = None
    prompt_id: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """How good a stretch of time was and how present one was in it, each 1 to 5, when one cares to say.

    `subject_id` names the block or event that it was; `minutes` is its length from `at`.
    """

    id: str
    at: datetime
    minutes: int
    title: str = ""
    subject_id: str = ""
    domain_id: str = ""
    quality: int | None = None
    presence: int | None = None
