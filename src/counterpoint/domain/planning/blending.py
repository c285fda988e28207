"""Chances for deliberate blending (practice P26): pairs of the person's own things that could share time.

Looked for only where somebody said that they like to mix. The rules go by what was said of each thing, never
by its title, so a chance is a question: whether the two go together only the person can tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from counterpoint.domain.agenda import Fact
from counterpoint.domain.energy import Demand
from counterpoint.domain.planning.life import Life
from counterpoint.domain.planning.worth import sphere_of
from counterpoint.domain.values import Bridge, Commitment, Sphere
from counterpoint.domain.words import gettext as _

FEW = 3
LEAST_MINUTES = 15
"""Shorter than this, two things are rather done one after the other."""
LONGER_BY = 15
"""So much longer (minutes) than what goes on beside it a talk may be."""
LEAST_WAITING = 30
"""So long an event lasts beside which something else is worth beginning."""


@dataclass(frozen=True, slots=True)
class Doing:
    """A task or a routine, as far as it matters here. `renews`: by the person's word it renews them."""

    kind: Literal["task", "routine"]
    id: str
    title: str
    minutes: int
    demand: Demand
    sphere: Sphere
    domain_id: str
    renews: bool = False

    @property
    def name(self) -> str:
        return f"{self.kind}.{self.id}"


@dataclass(frozen=True, slots=True)
class Chance:
    """Two things that could share time: `one` and `other`, or `one` beside an event (`beside`).

    `key` names the pair, the same in every week.
    """

    key: str
    words: str
    why: str
    one: Doing
    other: Doing | None = None
    beside: str = ""


def chances(
    life: Life,
    facts: Iterable[Fact] = (),
    plate: Sequence[Commitment] = (),
    bridges: Sequence[Bridge] = (),
    *,
    let_be: frozenset[str] = frozenset(),
) -> tuple[Chance, ...]:
    """A few chances, each thing in one at most: a talk on the way, something beside an event, a bridge.

    Musts, deep work and what is done or paused are let alone; what renews the person is not mixed with work.
    """
    doings = tuple(_doings(life))
    found: list[Chance] = []
    used: set[str] = set()
    for each in (*_talks(doings), *_beside(doings, facts, life), *_over_bridges(doings, plate, bridges)):
        names = {each.one.name, *([each.other.name] if each.other else []), each.beside} - {""}
        if each.key not in let_be and not names & used:
            used |= names
            found.append(each)
    return tuple(found[:FEW])


def _doings(life: Life) -> Iterator[Doing]:
    renewing = {each.routine_id for each in life.renewals}
    for task in life.tasks:
        if task.minutes_left and task.importance != "must" and task.demand != "deep":
            least = min(task.piece_least, task.minutes_left) if task.splittable else task.minutes_left
            sphere = sphere_of(life, task.domain_id, "both")
            yield Doing("task", task.id, task.title, least, task.demand, sphere, task.domain_id)
    for each in life.routines:
        if not each.paused and each.importance != "must" and each.demand != "deep":
            sphere = sphere_of(life, each.domain_id)
            yield Doing(
                "routine",
                each.id,
                each.title,
                each.minutes,
                each.demand,
                sphere,
                each.domain_id,
                each.id in renewing,
            )


def _talks(doings: Sequence[Doing]) -> Iterator[Chance]:
    """Something with people beside something that asks little, of another part of life."""
    light = [each for each in doings if each.demand == "light" and each.minutes >= LEAST_MINUTES]
    talks = [each for each in doings if each.demand == "social"]
    for one, other in product(talks, light):
        apart = one.domain_id != other.domain_id
        if apart and one.minutes <= other.minutes + LONGER_BY and not _spoils_rest(one, other):
            named = {"one": one.title, "other": other.title}
            yield Chance(
                _key(one, other),
                _("Could “%(one)s” and “%(other)s” share time, as a call on a walk does?") % named,
                _("“%(one)s” is with people, and “%(other)s” is down as light.") % named,
                one,
                other,
            )


def _spoils_rest(one: Doing, other: Doing) -> bool:
    return (one.renews and other.sphere == "work") or (other.renews and one.sphere == "work")


def _beside(doings: Sequence[Doing], facts: Iterable[Fact], life: Life) -> Iterator[Chance]:
    """Work that is not deep, beside an event of life that takes no time of the person's."""
    work = [each for each in doings if each.sphere == "work" and each.demand in ("light", "steady")]
    seen: set[str] = set()
    for fact in facts:
        if fact.title in seen or not _leaves_time(fact, life):
            continue
        seen.add(fact.title)
        for one in work:
            if LEAST_MINUTES <= one.minutes <= fact.span.minutes:
                named = {"one": one.title, "event": fact.title}
                yield Chance(
                    f"blend:{one.name}+event.{fact.title[:80]}",
                    _("Could “%(one)s” be done beside “%(event)s”, as in a café beside a training?") % named,
                    _("“%(event)s” takes no time of yours, and “%(one)s” fits into it.") % named,
                    one,
                    beside=fact.title,
                )


def _leaves_time(fact: Fact, life: Life) -> bool:
    domain = life.domain(fact.domain_id)
    named = bool(fact.title) and domain is not None and domain.sphere == "life"
    return named and not fact.all_day and not fact.blocking and fact.span.minutes >= LEAST_WAITING


def _over_bridges(
    doings: Sequence[Doing], plate: Sequence[Commitment], bridges: Sequence[Bridge]
) -> Iterator[Chance]:
    """What stands at the two ends of a bridge that the person built."""
    ends = {each.id: each for each in plate if each.decision != "let_go"}
    for bridge in bridges:
        if bridge.from_id not in ends or bridge.to_id not in ends:
            continue
        for one, other in product(_of(doings, ends[bridge.from_id]), _of(doings, ends[bridge.to_id])):
            if one.domain_id != other.domain_id and not _spoils_rest(one, other):
                named = {"one": one.title, "other": other.title, "gives": bridge.gives}
                yield Chance(
                    _key(one, other),
                    _("Could “%(one)s” and “%(other)s” share an hour?") % named,
                    _("You built a bridge from one to the other: “%(gives)s”.") % named,
                    one,
                    other,
                )


def _of(doings: Sequence[Doing], commitment: Commitment) -> list[Doing]:
    own = {("task", each) for each in commitment.task_ids} | {
        ("routine", each) for each in commitment.routine_ids
    }
    return [each for each in doings if (each.kind, each.id) in own]


def _key(one: Doing, other: Doing) -> str:
    return "blend:" + "+".join(sorted((one.name, other.name)))
