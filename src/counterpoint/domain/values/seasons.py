"""Seasons: for a while some voices of a life are louder, so others are softer, until a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Dynamic = Literal["pp", "p", "mp", "mf", "f", "ff"]
DYNAMICS: tuple[Dynamic, ...] = ("pp", "p", "mp", "mf", "f", "ff")
"""From very soft to very loud; "mf" is a voice as it usually is."""


@dataclass(frozen=True, slots=True)
class Emphasis:
    """How loud one life domain is."""

    domain_id: str
    dynamic: Dynamic = "mf"


@dataclass(frozen=True, slots=True)
class Season:
    """A stretch of days, first and last included, with an emphasis for some life domains.

    Every season ends. Rest has a floor that none lowers: what is firm, sleep and meals stay as they are.
    `ended_on`: the day on which the person looked back at it; None until then.
    """

    id: str
    title: str
    first: date
    last: date
    emphasis: tuple[Emphasis, ...] = ()
    why: str = ""
    looking_back: str = ""
    ended_on: date | None = None
