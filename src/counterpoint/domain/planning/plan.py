"""A plan: blocks with their reasons, what stays out and why, and what it is worth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from counterpoint.domain.timeline import Span, Week

BlockKind = Literal["task", "routine", "protected", "meal", "flex", "give_back", "ritual"]
BlockState = Literal["planned", "done", "partly", "skipped"]
DidKind = Literal["task", "routine", "season", "bend"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is where it is. `kind` is stable for programs, `words` are for people."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a plan. `item_id` names what it is a piece of; a ritual stands for its ritual's id.

    `pinned`: the person put it there, and a new plan leaves it. `state` says what came of it; a planned
    block is not a done one. `minutes_done` only speaks when the state is "partly".
    """

    id: str
    kind: BlockKind
    item_id: str
    subject_id: str
    title: str
    span: Span
    domain_id: str = ""
    value_id: str = ""
    pinned: bool = False
    state: BlockState = "planned"
    minutes_done: int = 0
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something for "not this week": how much of it, why, and what is in the way."""

    item_id: str
    kind: BlockKind
    subject_id: str
    title: str
    minutes: int
    must: bool
    why: str
    in_the_way: tuple[str, ...] = ()
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Crossing:
    """An event from a calendar that lies on protected time: shown, never repaired in silence."""

    fact_key: str
    event: str
    protected_id: str
    protected: str
    span: Span


@dataclass(frozen=True, slots=True)
class Cost:
    """What a plan costs, in lexical order: minutes missing of what is firm, musts, what bends; then units.

    A unit is a quarter hour of the most valued work at the best energy.
    """

    firm_missing: int
    musts_missing: int
    bends_missing: int
    wishes: float

    @property
    def order(self) -> tuple[int, int, int, float]:
        return (self.firm_missing, self.musts_missing, self.bends_missing, self.wishes)


@dataclass(frozen=True, slots=True)
class DayBound:
    """What one day costs given the others, and the least that it could cost.

    `gap` is 0 when that is proven.
    """

    on: date
    cost: float
    bound: float | None

    @property
    def gap(self) -> float | None:
        return None if self.bound is None else max(0.0, self.cost - self.bound)


@dataclass(frozen=True, slots=True)
class Did:
    """What the step to a plan changed beside its blocks: a field of a thing, from what to what, as texts.

    Without a field the thing was added; a bend was so by a step of its own, right before this one.
    """

    kind: DidKind
    id: str
    field: str = ""
    was: str = ""
    became: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A week (or up to four) as it could be lived. `blocks` are in order of start.

    `did` is what else changed when it was made, so that undo can bring that back as well.
    """

    week: Week
    zone: str
    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    cost: Cost = Cost(0, 0, 0, 0.0)
    bounds: tuple[DayBound, ...] = ()
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    iterations: int = 0
    seed: int = 0
    did: tuple[Did, ...] = ()
