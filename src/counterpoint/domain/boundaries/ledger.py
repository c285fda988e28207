"""The ledger: when protected time bent, for what, and how its time is given back. A story, never a count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from counterpoint.domain.timeline import Span

BendCause = Literal["emergency", "opportunity", "other"]
GiveBackState = Literal["offered", "owed", "given", "let_go"]


@dataclass(frozen=True, slots=True)
class Bend:
    """Protected time that gave way, because the person said so at `at`.

    `span` is the time that was given up. `title` and `value_id` are those of then, so that the story stays
    true when the boundary changes. `reason` is the person's own and never leaves.
    """

    id: str
    at: datetime
    protected_id: str
    title: str
    span: Span
    cause: BendCause = "other"
    for_whom: str = ""
    reason: str = ""
    value_id: str = ""


@dataclass(frozen=True, slots=True)
class GiveBack:
    """The time returned for a bend: `minutes` to be placed between `at` and `due_at`.

    "offered" until the person takes it up ("owed") or lets it go, for which nobody asks a reason; "given"
    once it was lived.
    """

    id: str
    at: datetime
    bend_id: str
    title: str
    minutes: int
    due_at: datetime
    protected_id: str = ""
    value_id: str = ""
    domain_id: str = ""
    state: GiveBackState = "offered"
