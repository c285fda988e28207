"""What if? The same week planned again with one thing otherwise, side by side; nothing is kept until it is.

Each is planned with the plan in force, so little moves, with a fixed number of steps: what is then done is
what was shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from counterpoint.desk.boundaries.bending import bend
from counterpoint.desk.planning.by_hand import AtDesk, current, looking
from counterpoint.desk.ports import ChangedMeanwhile, Diary, Kept, NotThere, WeekPlan
from counterpoint.desk.week.blocks import is_held, known_again
from counterpoint.desk.week.facts import facts_for
from counterpoint.desk.week.life import life_in
from counterpoint.domain.agenda import Fact
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.planning import Block, Did, Item, Life, Plan, Problem, Task, Tier
from counterpoint.domain.planning.checker import check
from counterpoint.domain.planning.did import turned
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.settle import explained, unexplained
from counterpoint.domain.planning.what_if import (
    Change,
    Effect,
    change_of_season,
    changed,
    changes_of_routine,
    changes_of_task,
    effect_of,
    later_days,
    routine_changed,
    task_changed,
)
from counterpoint.domain.timeline import Week, common
from counterpoint.domain.values import Season, Support, who_can_step_in
from counterpoint.domain.words import gettext as _

if TYPE_CHECKING:
    from counterpoint.desk.planning.clashes import Clash

STEPS = 6000
GONE = ("later", "ask", "rest", "bend")
"""The changes after which a thing has no place this week, or not that one."""
FOR_MORE = "opportunity"
"""What a protection has to be able to bend for, so that it is named as what could make room for a wish."""
RIVALS, BENDS, FEW, MOST = 3, 2, 2, 7


class StillGettingReady(CounterpointError):
    """The planner has not been made ready on this machine yet."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A change and what it would do.

    `makes_room`: the thing that was asked about then has all its time, and no must loses some of its own;
    `missing` minutes of it still have no place.
    """

    change: Change
    plan: Plan
    effect: Effect
    makes_room: bool = False
    missing: int = 0


@dataclass(frozen=True, slots=True)
class WhatIfs:
    """What was asked about, and what could be otherwise, what makes room for it and changes least first.

    `left_out` minutes of it have no place now; `anyhow`: planning again would find one without any change.
    `clash` are the things for which no plan was found that holds them all; empty when there is no such set.
    `proven`: there is none. `minimal`: with any one of them less there is. `without_it`: what was asked about
    is not among them.
    """

    title: str
    outcomes: tuple[Outcome, ...]
    left_out: int = 0
    anyhow: bool = False
    clash: tuple[str, ...] = ()
    version: int = 0
    proven: bool = False
    minimal: bool = False
    without_it: bool = False


def what_ifs(diary: Diary, week: Week, item_id: str, *, now: datetime) -> WhatIfs:
    """What could be otherwise for an item of the plan, or for one that is left out. Raises NotThere."""
    ground = _Ground.of(looking(diary, week, now))
    plan = ground.desk.plan
    missing = _left_out(plan, item_id)
    anyhow = ground.planned(ground.desk.life)
    in_need = bool(missing and _left_out(anyhow, item_id))
    clash = ground.clash(item_id) if in_need else None
    changes = _changes(ground, item_id, clash.items if clash else (), rivals=in_need)
    found = (ground.outcome(each, item_id, anyhow) for each in changes)
    outcomes = [each for each in found if each.change.season is None or each.effect != Effect()]
    return WhatIfs(
        ground.title_of(item_id),
        tuple(sorted(outcomes, key=lambda each: _least_first(each, bool(missing)))),
        missing,
        anyhow=bool(missing) and not _left_out(anyhow, item_id),
        clash=tuple(each.title for each in clash.items) if clash else (),
        version=ground.desk.version,
        proven=clash is not None and clash.proven,
        minimal=clash is not None and clash.minimal and len(clash.items) > 1,
        without_it=clash is not None and all(each.id != item_id for each in clash.items),
    )


def _least_first(outcome: Outcome, wanted: bool) -> tuple[bool, int, int]:
    """What makes room comes first, then what leaves least out and moves least."""
    effect = outcome.effect
    return (wanted and not outcome.makes_room, len(effect.out), len(effect.moved))


def do_it(diary: Diary, week: Week, item_id: str, key: str, *, version: int, now: datetime) -> Kept[WeekPlan]:
    """Makes one of these changes, and keeps the plan that was shown with it.

    Raises ChangedMeanwhile for another version of the plan, NotThere for a change that is no longer there.
    """
    current(diary, week, version)
    ground = _Ground.of(looking(diary, week, now))
    change = _offered(ground, item_id, key)
    if change is None:
        raise NotThere(
            _("This is no longer there to be changed."), advice=_("Look at the week as it is now.")
        )
    plan = ground.planned(changed(ground.desk.life, change, now), without=change, reasons=True)
    with diary.together():
        current(diary, week, version)
        _the_same_life(ground.desk)
        did = _make(diary, change, now)
        kept = diary.plans.of(week)
        version_now = kept.version if kept else None
        return diary.plans.keep(replace(plan, did=did), step=_step(change), version=version_now)


def _offered(ground: _Ground, item_id: str, key: str) -> Change | None:
    """The change of this key, as it was offered: by the set that was found, or else by the proven one."""
    clashes = (ground.clash(item_id, proven=each).items for each in (False, True))
    sets = clashes if _left_out(ground.desk.plan, item_id) else iter([()])
    changes = (each for clash in sets for each in _changes(ground, item_id, clash))
    return next((each for each in changes if each.key == key), None)


def _the_same_life(desk: AtDesk) -> None:
    """Raises ChangedMeanwhile where another tab changed something while this was planned."""
    if life_in(desk.diary, desk.week, desk.now) != desk.life:
        raise ChangedMeanwhile(
            _("Something of yours was changed in another tab just now."),
            kept=desk.diary.plans.of(desk.week),
            advice=_("Nothing was done. Ask once more, and choose from what you see then."),
        )


def _step(change: Change) -> str:
    if change.how == "ask":
        return _("Asked %(who)s to take “%(title)s”") % {"who": change.who, "title": change.title}
    return _("Did otherwise with “%(title)s”") % {"title": change.title}


def _make(diary: Diary, change: Change, now: datetime) -> tuple[Did, ...]:
    """Makes a change; what it was before, for undo. A bend is known by its time."""
    if change.how == "bend":
        assert change.span is not None
        bent = bend(diary, change.of, change.span, "other", now).bend
        return (Did("bend", bent.id),)
    if change.season is not None:
        words = _("%(domain)s louder") if change.how == "louder" else _("%(domain)s softer")
        season = replace(change.season, title=words % {"domain": change.title})
        return (Did("season", diary.shelf(Season).add(season).thing.id),)
    tasks = {kept.thing.id: kept for kept in diary.tasks.all()}
    if change.how != "rest" and change.of in tasks:
        task = tasks[change.of]
        became = task_changed(task.thing, change)
        diary.tasks.change(became, version=task.version)
        return turned(task.thing, became)
    routine = diary.routines.get(change.of)
    other = routine_changed(routine.thing, change)
    diary.routines.change(other, version=routine.version)
    return turned(routine.thing, other)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What all that is asked about a week stands on, read once."""

    desk: AtDesk
    facts: tuple[Fact, ...]
    held: tuple[Block, ...]

    @classmethod
    def of(cls, desk: AtDesk) -> _Ground:
        held = tuple(each for each in desk.plan.blocks if is_held(each, desk.now))
        return cls(desk, facts_for(desk.diary, desk.week, desk.life), held)

    def problem(self, life: Life, without: Change | None = None) -> Problem:
        held = (each for each in self.held if without is None or not _lets_go(each, without))
        return pose(
            life,
            self.facts,
            self.desk.week,
            now=self.desk.now,
            in_force=self.desk.plan.blocks,
            pinned=tuple(held),
        )

    def planned(self, life: Life, *, without: Change | None = None, reasons: bool = False) -> Plan:
        # The engine is heavy; who never asks should not load it.
        from counterpoint.desk.planning.weeks import PlanRefused
        from counterpoint.engines.solver.run import Budget, search

        _be_ready()
        problem = self.problem(life, without)
        blocks: tuple[Block, ...] = ()
        for found in search(problem, Budget(steps=STEPS)) if problem.days else ():
            blocks = found.blocks
        plan = unexplained(problem, blocks)
        if faults := check(problem, plan):
            raise PlanRefused(faults, problem)
        return known_again(explained(problem, plan) if reasons else plan, self.desk.plan.blocks)

    def clash(self, item_id: str, *, proven: bool = True) -> Clash:
        """The smallest set that clashes; the judge is asked only where it should be `proven`."""
        from counterpoint.desk.planning.clashes import SECONDS, smallest_clash

        _be_ready()
        seconds = SECONDS if proven else 0.0
        return smallest_clash(self.problem(self.desk.life), item_id, seconds=seconds)

    def outcome(self, change: Change, item_id: str, anyhow: Plan) -> Outcome:
        plan = self.planned(changed(self.desk.life, change, self.desk.now), without=change)
        effect = effect_of(self.desk.plan, plan, anyhow=anyhow, changed_id=change.of)
        item = self.problem(self.desk.life).item_by_id.get(item_id)
        gone = item is not None and item.subject_id == change.of and change.how in GONE
        missing = 0 if gone else _left_out(plan, item_id)
        in_need = bool(_left_out(self.desk.plan, item_id) and _left_out(anyhow, item_id))
        room = in_need and not gone and not missing and not any(each.must for each in effect.out)
        return Outcome(change, plan, effect, room, missing)

    def title_of(self, item_id: str) -> str:
        titles = {each.item_id: each.title for each in self.desk.plan.blocks}
        titles |= {each.item_id: each.title for each in self.desk.plan.left_out}
        if item_id not in titles:
            raise NotThere(_("This is no longer in the week."), advice=_("Look at the week as it is now."))
        return titles[item_id]


def _be_ready() -> None:
    """Raises StillGettingReady where the kernels would first have to be compiled, which takes a minute."""
    from counterpoint.engines.solver import is_warm

    if not is_warm():
        raise StillGettingReady(
            _("The planner is still getting ready on this machine."), advice=_("Ask again in a minute.")
        )


def _lets_go(block: Block, change: Change) -> bool:
    """Whether a change frees a block that is held: what is left for later is not pinned to this week."""
    mine = block.subject_id == change.of and block.state == "planned"
    return mine and block.pinned and change.how in GONE


def _left_out(plan: Plan, item_id: str) -> int:
    return sum(each.minutes for each in plan.left_out if each.item_id == item_id)


def _changes(ground: _Ground, item_id: str, clash: tuple[Item, ...], *, rivals: bool = True) -> list[Change]:
    """What could be otherwise: with the thing itself, and, when it is left out, with what has its times.

    What clashes with it comes before what merely lies there.
    """
    problem = ground.problem(ground.desk.life)
    blocks = [each for each in ground.desk.plan.blocks if each.item_id == item_id]
    item = problem.item_by_id.get(item_id)
    found = [*_own(ground, item, blocks)]
    for each in [each for each in clash if each.id != item_id][:RIVALS]:
        found += _of_item(ground, each)
    if rivals and item is not None and _left_out(ground.desk.plan, item_id) and len(clash) < FEW:
        found += _of_rivals(ground, problem, item)
    found = found[: MOST - 1]
    if item is not None:
        found += _season(ground, item, louder=bool(_left_out(ground.desk.plan, item_id)))
    return list({each.key: each for each in found}.values())[:MOST]


def _of_item(ground: _Ground, item: Item) -> Iterator[Change]:
    """What could be otherwise with something that is wanted, by its kind."""
    blocks = [each for each in ground.desk.plan.blocks if each.item_id == item.id]
    yield from list(_own(ground, item, blocks))[:FEW]


def _own(ground: _Ground, item: Item | None, blocks: list[Block]) -> Iterator[Change]:
    subject = item.subject_id if item else blocks[0].subject_id if blocks else ""
    kind = item.kind if item else blocks[0].kind if blocks else ""
    yield from _of_subject(ground, kind, subject)
    for each in blocks:
        if each.kind == "protected" and each.state == "planned" and each.span.start > ground.desk.now:
            yield Change("bend", each.subject_id, each.title, span=each.span)


def _of_subject(ground: _Ground, kind: str, subject: str) -> Iterator[Change]:
    life, week = ground.desk.life, ground.desk.week
    next_week = week.next().span(life.zone).start
    for task in life.tasks if kind == "task" else ():
        if task.id == subject:
            own = list(changes_of_task(task, next_week, _day_with_room(ground, task, next_week)))
            yield from own
            if any(each.how == "later" for each in own):
                yield from _asking(ground, task, next_week)
    for routine in life.routines if kind == "routine" else ():
        if routine.id == subject:
            yield from changes_of_routine(routine)


def _day_with_room(ground: _Ground, task: Task, next_week: datetime) -> datetime | None:
    """The first later day of the week until which a must that has no place now has one beside the others."""
    from counterpoint.desk.planning.clashes import fits

    if task.importance != "must" or not _left_out(ground.desk.plan, f"task:{task.id}"):
        return None
    for at in later_days(task, next_week):
        later = Change("due_later", task.id, task.title, at=at)
        problem = ground.problem(changed(ground.desk.life, later, ground.desk.now), later)
        if problem.days and fits(problem, [each for each in problem.items if each.tier <= Tier.MUST]):
            return at
    return None


def _asking(ground: _Ground, task: Task, next_week: datetime) -> Iterator[Change]:
    """Somebody of the support map who is named for its life domain, or for anything."""
    known = (kept.thing for kept in ground.desk.diary.shelf(Support).all() if kept.thing.kind != "place")
    helpers = who_can_step_in(known, commitment_ids=(), domain_ids=(task.domain_id,))
    for each in helpers[:1]:
        yield Change("ask", task.id, task.title, at=next_week, who=each.name)


def _season(ground: _Ground, item: Item, *, louder: bool) -> Iterator[Change]:
    """Its life domain louder for this week where it has no place, softer where it has; musts are no wish."""
    life = ground.desk.life
    domain = next((each for each in life.domains if each.id == item.domain_id), None)
    if domain is not None and item.tier == Tier.WISH and item.kind in ("task", "routine"):
        yield from change_of_season(ground.desk.week, domain, life.seasons, louder=louder)


def _of_rivals(ground: _Ground, problem: Problem, item: Item) -> Iterator[Change]:
    """What lies in its times and could give way: what weighs least first; a part of what is protected."""
    minutes: dict[str, int] = defaultdict(int)
    protected: list[tuple[int, Block]] = []
    for each in ground.desk.plan.blocks:
        met = sum(part.minutes for part in common([each.span], item.windows))
        if met and each.state == "planned" and each.item_id != item.id:
            minutes[each.item_id] += met
            if each.kind == "protected":
                protected.append((met, each))
    rivals = [problem.item_by_id[name] for name in minutes if name in problem.item_by_id]
    movable = [each for each in rivals if each.kind in ("task", "routine")]
    movable.sort(key=lambda each: (-each.tier, each.weight, -minutes[each.id], each.id))
    for rival in movable[:RIVALS]:
        first = next(_of_subject(ground, rival.kind, rival.subject_id), None)
        if first:
            yield first
    if item.tier == Tier.WISH:  # it gives way to a wish only where its person said that it may
        bending = {each.id for each in ground.desk.life.protected if FOR_MORE in each.bends_for}
        protected = [(met, each) for met, each in protected if each.subject_id in bending]
    for _met, each in sorted(protected, key=lambda pair: (-pair[0], pair[1].span))[:BENDS]:
        yield Change("bend", each.subject_id, each.title, span=each.span)
