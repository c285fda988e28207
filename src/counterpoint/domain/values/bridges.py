"""Bridges: what one commitment gives to another, mostly across life domains; and where one might be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from counterpoint.domain.values.commitments import Commitment
from counterpoint.domain.words import gettext as _

MUCH, FEEDS = 4, 1


@dataclass(frozen=True, slots=True)
class Bridge:
    """What `from_id` gives to `to_id`, in the person's own words (“listening”, “the Python I learned”)."""

    id: str
    from_id: str
    to_id: str
    gives: str = ""

    @property
    def title(self) -> str:
        return self.gives


@dataclass(frozen=True, slots=True)
class MaybeABridge:
    """Two commitments between which there might be a bridge: a question, and why it is asked."""

    from_id: str
    to_id: str
    question: str
    why: str


def bridges_to_look_for(
    plate: Sequence[Commitment], bridges: Sequence[Bridge], *, most: int = 3
) -> tuple[MaybeABridge, ...]:
    """Pairs of different life domains without a bridge where asking makes sense, the clearest first.

    First from what feeds the person to what is needed and drains; then from a strength to what is needed and
    is no strength. Only what was said counts: an open question never makes a pair. Each commitment is in
    one pair at most, and none that was let go.
    """
    joined = {frozenset((each.from_id, each.to_id)) for each in bridges}
    carried = [each for each in plate if each.decision != "let_go" and each.domain_id]
    found: list[MaybeABridge] = []
    used: set[str] = set()
    for one, other in _pairs(carried):
        if frozenset((one.id, other.id)) in joined or {one.id, other.id} & used:
            continue
        used |= {one.id, other.id}
        found.append(_asked(one, other))
    return tuple(found[:most])


def _pairs(plate: Sequence[Commitment]) -> Iterator[tuple[Commitment, Commitment]]:
    apart = [(a, b) for a, b in permutations(plate, 2) if a.domain_id != b.domain_id]
    lifting = [pair for pair in apart if _lifts(*pair)]
    yield from sorted(lifting, key=lambda pair: (pair[1].energy or 0) - (pair[0].energy or 0))
    yield from (pair for pair in apart if _teaches(*pair))


def _lifts(one: Commitment, other: Commitment) -> bool:
    needed_and_drains = (other.necessity or 0) >= MUCH and other.energy is not None and other.energy < 0
    return one.energy is not None and one.energy >= FEEDS and needed_and_drains


def _teaches(one: Commitment, other: Commitment) -> bool:
    needed_and_weak = (other.necessity or 0) >= MUCH and other.strength is not None and other.strength < MUCH
    return (one.strength or 0) >= MUCH and needed_and_weak


def _asked(one: Commitment, other: Commitment) -> MaybeABridge:
    named = {"one": one.title, "other": other.title}
    if _lifts(one, other):
        return MaybeABridge(
            one.id,
            other.id,
            _("What from “%(one)s” could “%(other)s” use: a skill, a way of doing it, a person?") % named,
            _("By your word “%(one)s” feeds you, and “%(other)s” is needed and drains you.") % named,
        )
    return MaybeABridge(
        one.id,
        other.id,
        _("What that you can do in “%(one)s” would help in “%(other)s”?") % named,
        _("By your word “%(one)s” is a strength of yours; “%(other)s” is needed and is not.") % named,
    )
