"""A week looked back at: what came of the plan, energy by part of life, what spilled over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from counterpoint.domain.boundaries.story import listed
from counterpoint.domain.energy import CheckIn
from counterpoint.domain.planning import Block
from counterpoint.domain.reviews.estimate import Estimate
from counterpoint.domain.timeline import local
from counterpoint.domain.words import gettext as _

BlockFate = Literal["done", "partly", "skipped", "unknown", "ahead"]
Way = Literal["work_to_life", "life_to_work"]

STRONG = 5
"""On the scale of 1 to 7, from where a lift or a drain is told as a moment."""
LEAST_DAYS = 5
"""Days with a word on a domain, below which nothing is said of it on average."""
WANTED = ("task", "routine", "flex", "give_back")


def fates(blocks: Iterable[Block], now: datetime) -> dict[BlockFate, tuple[Block, ...]]:
    """What came of what was planned. A block that is behind and of which nothing was said is unknown."""
    found: dict[BlockFate, list[Block]] = {
        name: [] for name in ("done", "partly", "skipped", "unknown", "ahead")
    }
    for block in blocks:
        if block.kind in WANTED:
            found[_fate(block, now)].append(block)
    return {fate: tuple(these) for fate, these in found.items()}


def _fate(block: Block, now: datetime) -> BlockFate:
    if block.state != "planned":
        return block.state
    return "unknown" if block.span.end <= now else "ahead"


@dataclass(frozen=True, slots=True)
class DomainLevel:
    """Energy (1–7), quality and presence (1–5) in one part of life, each None while it cannot be told.

    `days`: on how many days anything was said of it.
    """

    domain_id: str
    days: int
    energy: Estimate | None = None
    quality: Estimate | None = None
    presence: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Spillover:
    """A moment at which one part of life reached into the other."""

    on: date
    way: Way | None
    lifted: bool
    words: str
    check_in_id: str = ""


def spillovers(check_ins: Iterable[CheckIn], zone: str) -> tuple[Spillover, ...]:
    """Strong lifts and drains of the evenings, and when the other part pulled, in order of time."""
    return tuple(moment for each in check_ins for moment in _moments(each, local(each.at, zone).date()))


def _moments(check_in: CheckIn, on: date) -> Iterable[Spillover]:
    said: tuple[tuple[int | None, Way, bool, str], ...] = (
        (check_in.work_lifted, "work_to_life", True, _("Work gave the rest of your life a lift.")),
        (check_in.work_drained, "work_to_life", False, _("Work drained the rest of your life.")),
        (check_in.life_lifted, "life_to_work", True, _("The rest of your life gave work a lift.")),
        (check_in.life_drained, "life_to_work", False, _("The rest of your life drained work.")),
    )
    for level, way, lifted, words in said:
        if (level or 0) >= STRONG:
            yield Spillover(on, way, lifted, words, check_in.id)
    if check_in.pulled:
        pulled = {
            "work": _("At work, the rest of life pulled at you."),
            "personal": _("In your own time, work pulled at you."),
        }
        yield Spillover(
            on,
            None,
            False,
            pulled.get(check_in.where, _("The other part of life pulled at you.")),
            check_in.id,
        )


def titles(blocks: Iterable[Block]) -> str:
    """“A, B and C”: each title once."""
    return listed(list(dict.fromkeys(block.title for block in blocks)))
