"""What sets two ways of filling a week apart: the evaluator's difference, term by term, and in words.

Minutes missing of what is firm, of musts and of what bends come first, in lexical order; then the terms of
the weighted sum, in points. Every word here is said of a difference that the evaluator has found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from counterpoint.domain.planning.cost import (
    ODD_START,
    SLACK_SLOT,
    SPHERE_CHANGE,
    lateness,
    misfit,
    missing_minutes,
    terms,
)
from counterpoint.domain.planning.load import HARD_SLOT
from counterpoint.domain.planning.moments import length_words
from counterpoint.domain.planning.plan import Block
from counterpoint.domain.planning.problem import Item, Problem, Tier
from counterpoint.domain.planning.reasons import DEMANDS
from counterpoint.domain.timeline import SLOT_MINUTES
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import gettext_noop, ngettext

TIERS = {"firm": Tier.FIRM, "musts": Tier.MUST, "bends": Tier.BENDS}
NAMED = 3
ENOUGH = 0.8

_Term = Callable[[Problem, Block], int]


@dataclass(frozen=True, slots=True)
class Weighed:
    """One term by which two weeks differ. `amount` is minutes for the tiers, points for the rest.

    Positive: the second week costs more by it.
    """

    name: str
    amount: int
    words: str


def price(problem: Problem, blocks: Sequence[Block]) -> dict[str, int]:
    """Minutes missing of each tier above the wishes, then every term of the weighted sum."""
    missing = missing_minutes(problem, blocks)
    tiers = {
        name: sum(missing[item.id] for item in problem.items if item.tier == tier)
        for name, tier in TIERS.items()
    }
    return tiers | terms(problem, blocks)


def order_of(price: dict[str, int]) -> tuple[int, ...]:
    """A price as it is compared: tier by tier, then the sum of all else."""
    tiers = tuple(price[name] for name in TIERS)
    return (*tiers, sum(amount for name, amount in price.items() if name not in TIERS))


def difference(problem: Problem, before: Sequence[Block], after: Sequence[Block]) -> dict[str, int]:
    """By how much the second costs more than the first, by term; terms that are the same are left away."""
    first, second = price(problem, before), price(problem, after)
    return {name: second[name] - amount for name, amount in first.items() if second[name] != amount}


def dearer(found: dict[str, int]) -> list[str]:
    """The terms that decide against the second: tiers in their order, then the largest of the weighted sum.

    At most three, and no more than make up four fifths of all that is dearer.
    """
    tiers = [name for name in TIERS if found.get(name, 0) > 0]
    rest = sorted(
        (name for name, amount in found.items() if amount > 0 and name not in TIERS),
        key=lambda name: (-found[name], name),
    )
    total, so_far, named = sum(found[name] for name in rest), 0, []
    for name in rest:
        if so_far < ENOUGH * total:
            named.append(name)
            so_far += found[name]
    return [*tiers, *named][:NAMED]


def cheaper(found: dict[str, int]) -> list[str]:
    """The term that speaks most for the second, if one does: the highest tier, else the largest."""
    tiers = [name for name in TIERS if found.get(name, 0) < 0]
    rest = sorted(
        (name for name, amount in found.items() if amount < 0 and name not in TIERS),
        key=lambda name: (found[name], name),
    )
    return [*tiers, *rest][:1]


class Wording:
    """Says what a term of a difference is about, naming the thing that it comes from most."""

    def __init__(self, problem: Problem, before: Sequence[Block], after: Sequence[Block], own: str) -> None:
        self.problem = problem
        self.before = {each.id: each for each in before}
        self.after = {each.id: each for each in after}
        self.own = own
        """The id of the block that is asked about."""

    def weighed(self, name: str, amount: int) -> Weighed:
        return Weighed(name, amount, self.words(name, amount))

    def words(self, name: str, amount: int) -> str:
        """A sentence that is true of a term that differs by `amount`; "" when there is nothing to say."""
        if name in TIERS or name == "unplaced":
            return self._missing(name, amount)
        if name == "energy":
            return self._energy(amount)
        if name == "late":
            return self._late(amount)
        return _plain_words(name, amount)

    def _missing(self, name: str, amount: int) -> str:
        """Which thing is then without a place, or has one; of several the one of the most minutes."""
        tier = TIERS.get(name, Tier.WISH)
        first = missing_minutes(self.problem, tuple(self.before.values()))
        second = missing_minutes(self.problem, tuple(self.after.values()))
        sign = 1 if amount > 0 else -1
        items = [each for each in self.problem.items if each.tier == tier]
        most = max(items, key=lambda each: sign * (second[each.id] - first[each.id]))
        said = {"title": most.title, "length": length_words(abs(second[most.id] - first[most.id]))}
        if amount < 0:
            return _("“%(title)s” has a place for %(length)s more.") % said
        if tier == Tier.MUST:
            return _("“%(title)s” is a must, and %(length)s of it would be without a place.") % said
        return _("%(length)s of “%(title)s” would be without a place.") % said

    def _energy(self, amount: int) -> str:
        found = self._most(misfit, amount)
        if found is None:
            return ""
        block, item = found
        said = {"title": block.title, "demand": _(DEMANDS[item.demand])}
        if block.id != self.own:
            return (
                _("It takes a better hour from “%(title)s”.")
                if amount > 0
                else _("“%(title)s” gets a better hour.")
            ) % said
        if block.id not in self.before:
            return _("The hour suits %(demand)s in part.") % said
        return (
            _("The hour suits %(demand)s less well than where it is.")
            if amount > 0
            else _("The hour suits %(demand)s better than where it is.")
        ) % said

    def _late(self, amount: int) -> str:
        found = self._most(lateness, amount)
        if found is None:
            return ""
        words = (
            _("“%(title)s” would end closer to its deadline.")
            if amount > 0
            else _("“%(title)s” would end further from its deadline.")
        )
        return words % {"title": found[0].title}

    def _most(self, term: _Term, amount: int) -> tuple[Block, Item] | None:
        """The block that differs most in a term in that direction, of those that have a place in the end."""
        sign = 1 if amount > 0 else -1
        found: tuple[int, Block] | None = None
        for block in self.after.values():
            there = self.before.get(block.id)
            more = sign * (term(self.problem, block) - (term(self.problem, there) if there else 0))
            if more > 0 and (found is None or more > found[0]):
                found = (more, block)
        item = self.problem.item_by_id.get(found[1].item_id) if found else None
        return (found[1], item) if found and item else None


OF_A_SLOT = {"slack": SLACK_SLOT, "strain": HARD_SLOT, "recovery": HARD_SLOT}
"""The points of one slot, for terms that count time."""

MORE_AND_LESS = {
    "slack": (
        gettext_noop("It uses %(length)s of the slack that your days keep."),
        gettext_noop("It leaves %(length)s more of the slack that your days keep."),
    ),
    "batching": (
        gettext_noop("There is more going straight from one kind of thing to another."),
        gettext_noop("There is less going straight from one kind of thing to another."),
    ),
    "strain": (
        gettext_noop("A hard day would follow a hard day, by %(length)s more."),
        gettext_noop("A hard day would follow a hard day by %(length)s less."),
    ),
    "recovery": (
        gettext_noop("Days that are to be lighter after a season get %(length)s more."),
        gettext_noop("Days that are to be lighter after a season get %(length)s less."),
    ),
    "balance": (
        gettext_noop("One thing of a life domain gets more of the room, and others of it less."),
        gettext_noop("The things of a life domain share the room more evenly."),
    ),
    "spread": (
        gettext_noop("The days of what comes several times a week are closer together."),
        gettext_noop("The days of what comes several times a week are spread more evenly."),
    ),
    "pieces": (
        gettext_noop("Something is in more pieces than it needs."),
        gettext_noop("Something is in fewer pieces."),
    ),
}
"""What is said of a term of the days as a whole that is more in the second week, and that is less."""


def _plain_words(name: str, amount: int) -> str:
    """Terms that are of the days as a whole and of no single thing."""
    much, more = abs(amount), amount > 0
    if name == "changes":
        return _changes(much // SPHERE_CHANGE, more=more)
    if name == "odd":
        return _odd_starts(much // ODD_START, more=more)
    if name not in MORE_AND_LESS:
        return ""
    words = _(MORE_AND_LESS[name][0 if more else 1])
    if name not in OF_A_SLOT:
        return words
    return words % {"length": length_words(much // OF_A_SLOT[name] * SLOT_MINUTES)}


def _changes(count: int, *, more: bool) -> str:
    words = (
        ngettext(
            "One more change between work and life.",
            "%(count)d more changes between work and life.",
            count,
        )
        if more
        else ngettext(
            "One change less between work and life.",
            "%(count)d changes less between work and life.",
            count,
        )
    )
    return words % {"count": count}


def _odd_starts(count: int, *, more: bool) -> str:
    if not more:
        return _("Things start on the quarter hour, or right after another.")
    words = ngettext(
        "One more thing starts neither on a quarter hour nor right after another.",
        "%(count)d more things start neither on a quarter hour nor right after another.",
        count,
    )
    return words % {"count": count}
