"""The week as a problem.

All that is given, all that is wanted, resolved to instants on the five-minute grid.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import IntEnum
from functools import cached_property, wraps
from typing import Literal, TypeVar

from counterpoint.domain.agenda import Fact
from counterpoint.domain.energy import Demand, EnergyCurve
from counterpoint.domain.planning.places import Place, Way, minutes_between, place_meant
from counterpoint.domain.planning.plan import Block
from counterpoint.domain.planning.things import Ritual
from counterpoint.domain.timeline import Span, Week, ceil_to_slot, local
from counterpoint.domain.values import Sphere, Voice

ItemKind = Literal["task", "routine", "protected", "meal", "flex", "give_back"]


FOCUS = ("deep", "steady")
Answer = TypeVar("Answer")


class Tier(IntEnum):
    """What goes before what, in lexical order: a lower tier is never traded for any amount of a higher."""

    FIRM = 0
    MUST = 1
    BENDS = 2
    WISH = 3


@dataclass(frozen=True, slots=True)
class Day:
    """One day from waking to sleep, named after the local date on which it began.

    `after_season`: the loud season that it comes after, for which it is wished lighter; "" for none.
    """

    on: date
    waking: Span
    working: tuple[Span, ...] = ()
    slack_minutes: int = 0
    after_season: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to place. Lengths in minutes, multiples of five.

    `minutes` is all that is wanted; each piece is `piece_least`–`piece_most` long (a last piece may be
    shorter when less is left). With `one_a_day` there is at most one piece on a day, `spacing_days`
    days from one to the next, and `even_days` when they are spread evenly (1: that is not wished).
    A piece lies within one of `windows` (UTC, on the grid, within waking days;
    facts and firm time not yet cut out). `weight` is what a quarter hour of it is worth in units (see the
    cost), `subject_id` the task, routine … it stands for. `own_times`: the person said when it can be.
    `voice`: how loud a season has its life domain on most of its days; it is in the weight already. `after`
    are the items that have to be placed whole and to end before it begins; `waits_for` is what comes before
    it and cannot be placed in these weeks at all (then it has no window). `times`: how many times over it was
    made longer than its person wrote, and `times_of`: of how many finished tasks of its kind that is known.
    `place_id`: where it is done ("": anywhere).
    """

    id: str
    kind: ItemKind
    subject_id: str
    title: str
    minutes: int
    piece_least: int
    piece_most: int
    windows: tuple[Span, ...]
    tier: Tier = Tier.WISH
    weight: float = 0.5
    demand: Demand = "steady"
    sphere: Sphere = "both"
    domain_id: str = ""
    value_id: str = ""
    one_a_day: bool = False
    spacing_days: int = 1
    even_days: int = 1
    deadline_at: datetime | None = None
    own_times: bool = False
    voice: Voice = Voice()
    after: tuple[str, ...] = ()
    waits_for: str = ""
    times: float = 1.0
    times_of: int = 0
    place_id: str = ""


def is_focus(kind: str, demand: Demand) -> bool:
    """Whether something is focus: a task that asks for depth or for steadiness."""
    return kind == "task" and demand in FOCUS


@dataclass(frozen=True, slots=True)
class FirmTime:
    """One instance of recurring protected time that is firm: nothing but a fact may lie on it.

    `carried`: it began before these weeks; it is kept to here, and shown in the plan of its own week alone.
    """

    id: str
    subject_id: str
    title: str
    span: Span
    sphere: Sphere = "life"
    domain_id: str = ""
    value_id: str = ""
    carried: bool = False
    place_id: str = ""


def once(find: Callable[[Problem], Answer]) -> Callable[[Problem], Answer]:
    """What is found of a problem is kept with it: a problem does not change, and is asked again and again."""

    @wraps(find)
    def known(problem: Problem) -> Answer:
        kept, name = vars(problem), f"{find.__module__}.{find.__qualname__}"
        if name not in kept:
            kept[name] = find(problem)
        answer: Answer = kept[name]
        return answer

    return known


@dataclass(frozen=True)
class Problem:
    """A horizon of days in a person's zone, with everything that bears on how it is filled.

    `value_names` stand in the order of their rank; `gives_back` says for the item of a give-back when the
    time was that bent, `paused` when life happened, `renewing` which things (kind and subject) renew the
    person by their own word. `focus_minutes` is the longest stretch of focus (0: no limit), `break_minutes`
    what parts two of them, `focusing` the pinned blocks that are focus.
    `rest_minutes` lie between the work of one day and that of the next (0: no floor); `worked_until` and
    `works_from` are when work outside these days ended before and begins after them.
    `places` and the `ways` between them are the person's own; `pinned_at` says of pinned blocks where they
    are. `hard_minutes` of work and focus are as much as a day can have without being a hard one (0: the
    person has no such wish).
    """

    zone: str
    horizon: Span
    days: tuple[Day, ...]
    facts: tuple[Fact, ...] = ()
    firm: tuple[FirmTime, ...] = ()
    items: tuple[Item, ...] = ()
    rituals: tuple[Ritual, ...] = ()
    spheres: tuple[tuple[str, Sphere], ...] = ()
    curve: EnergyCurve = EnergyCurve((0.5,) * 48)
    pinned: tuple[Block, ...] = ()
    in_force: tuple[Block, ...] = ()
    now: datetime | None = None
    hours_are_fixed: bool = False
    week: Week | None = None
    value_names: tuple[tuple[str, str], ...] = ()
    domain_names: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    gives_back: tuple[tuple[str, datetime], ...] = ()
    paused: tuple[Span, ...] = ()
    renewing: frozenset[tuple[str, str]] = frozenset()
    focus_minutes: int = 0
    break_minutes: int = 15
    focusing: frozenset[str] = frozenset()
    rest_minutes: int = 0
    worked_until: datetime | None = None
    works_from: datetime | None = None
    places: tuple[Place, ...] = ()
    ways: tuple[Way, ...] = ()
    pinned_at: tuple[tuple[str, str], ...] = ()
    hard_minutes: int = 0

    def __getstate__(self) -> dict[str, object]:
        """What it says, without what was found of it since: that may grow while it is handed on."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def sphere_of(self, domain_id: str) -> Sphere:
        """The sphere of a life domain; "both" for one that is not known."""
        return self._sphere_by_domain.get(domain_id, "both")

    @cached_property
    def _sphere_by_domain(self) -> dict[str, Sphere]:
        return dict(self.spheres)

    @cached_property
    def item_by_id(self) -> dict[str, Item]:
        return {each.id: each for each in self.items}

    @cached_property
    def leaves_slack(self) -> frozenset[str]:
        """The ids of the wishes, but for those that something above the wishes waits for."""
        above, open_ends = set(), [each.id for each in self.items if each.tier != Tier.WISH]
        while open_ends:
            name = open_ends.pop()
            if name not in above and name in self.item_by_id:
                above.add(name)
                open_ends += self.item_by_id[name].after
        return frozenset(each.id for each in self.items if each.id not in above)

    @cached_property
    def shares_domain(self) -> frozenset[str]:
        """The ids of wishes, tasks and routines, whose life domain holds another such thing."""
        wishes = [each for each in self.items if each.tier == Tier.WISH and each.domain_id and each.minutes]
        things: dict[str, set[tuple[str, str]]] = {}
        for each in wishes:
            things.setdefault(each.domain_id, set()).add((each.kind, each.subject_id))
        return frozenset(each.id for each in wishes if len(things[each.domain_id]) > 1)

    @cached_property
    def given_ids(self) -> frozenset[str]:
        """The ids of what the planner does not choose: pinned blocks and firm time."""
        return frozenset([*(each.id for each in self.pinned), *(each.id for each in self.firm)])

    @property
    def first_week(self) -> Week:
        """The week with which the horizon begins."""
        return self.week or Week(local(self.horizon.start, self.zone).date())

    def value_name(self, value_id: str) -> str:
        """What a value is called; "" for none."""
        return dict(self.value_names).get(value_id, "")

    def value_place(self, value_id: str) -> int:
        """How far up a value stands, 1 for the first; 0 for none."""
        return next((nth for nth, each in enumerate(self.value_names, 1) if each[0] == value_id), 0)

    def domain_name(self, domain_id: str) -> str:
        """What a life domain is called; "" for none."""
        return dict(self.domain_names).get(domain_id, "")

    def place_meant(self, location: str) -> str:
        """The place that an event's location means; "" for none."""
        if location not in self._place_by_location:
            self._place_by_location[location] = place_meant(self.places, location)
        return self._place_by_location[location]

    @cached_property
    def _place_by_location(self) -> dict[str, str]:
        return {"": ""}

    def place_name(self, place_id: str) -> str:
        """What a place is called; "" for none."""
        return next((each.name for each in self.places if each.id == place_id), "")

    @cached_property
    def home_id(self) -> str:
        """Where the days begin and end; "" where that is not known."""
        return next((each.id for each in self.places if each.home), "")

    def way_minutes(self, from_id: str, to_id: str) -> int:
        """How long it is from one place to another; 0 where that is not known, or where it is the same."""
        return self._minutes_between.get((from_id, to_id), 0)

    @cached_property
    def _minutes_between(self) -> dict[tuple[str, str], int]:
        return minutes_between(self.ways)

    @property
    def open_from(self) -> datetime | None:
        """The first instant on the grid that is not past; None when all of the horizon is open."""
        return None if self.now is None else ceil_to_slot(self.now)
