"""The same week planned again with one thing otherwise, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from counterpoint.desk.planning.what_ifs.ground import GONE, Ground, left_out, title_of
from counterpoint.desk.planning.what_ifs.ways import changes
from counterpoint.desk.ports import Diary
from counterpoint.domain.planning import Block, LeftOut, Plan
from counterpoint.domain.planning.what_if import Change, Effect, changed, effect_of
from counterpoint.domain.timeline import Week


@dataclass(frozen=True, slots=True)
class Outcome:
    """A change, the blocks of the week with it, and what it would do.

    `makes_room`: the thing that was asked about then has all its time, and no must loses some of its own;
    `missing` minutes of it still have no place.
    """

    change: Change
    blocks: tuple[Block, ...]
    effect: Effect
    makes_room: bool = False
    missing: int = 0


@dataclass(frozen=True, slots=True)
class WhatIfs:
    """What was asked about, and what could be otherwise, what makes room for it and changes least first.

    `left_out` minutes of it have no place now; `anyhow`: planning again would find one without any change.
    Without any change it would also leave out `out_anyhow`, and move so many pieces: `moved_anyhow`.
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
    out_anyhow: tuple[LeftOut, ...] = ()
    moved_anyhow: int = 0


def what_ifs(diary: Diary, week: Week, item_id: str, *, now: datetime) -> WhatIfs:
    """What could be otherwise for an item of the plan, or for one that is left out. Raises NotThere."""
    return found_on(Ground.of(diary, week, now), item_id)


def found_on(ground: Ground, item_id: str) -> WhatIfs:
    """The same, of a week that is read already."""
    plan = ground.desk.plan
    title = title_of(plan, item_id)
    missing = left_out(plan, item_id)
    anyhow = ground.planned(ground.desk.life)
    in_need = bool(missing and left_out(anyhow, item_id))
    clash = ground.clash(item_id) if in_need else None
    unchanged = effect_of(ground.desk.plan, anyhow, anyhow=ground.desk.plan)
    ways = changes(ground, item_id, clash.items if clash else (), rivals=in_need)
    found = (_outcome(ground, each, item_id, anyhow) for each in ways)
    outcomes = [each for each in found if each.change.season is None or each.effect != Effect()]
    return WhatIfs(
        title,
        tuple(sorted(outcomes, key=lambda each: _least_first(each, bool(missing)))),
        missing,
        anyhow=bool(missing) and not left_out(anyhow, item_id),
        clash=tuple(each.title for each in clash.items) if clash else (),
        version=ground.desk.version,
        proven=clash is not None and clash.proven,
        minimal=clash is not None and clash.minimal and len(clash.items) > 1,
        without_it=clash is not None and all(each.id != item_id for each in clash.items),
        out_anyhow=unchanged.out,
        moved_anyhow=len(unchanged.moved),
    )


def _outcome(ground: Ground, change: Change, item_id: str, anyhow: Plan) -> Outcome:
    plan = ground.planned(changed(ground.desk.life, change, ground.desk.now), without=change)
    effect = effect_of(ground.desk.plan, plan, anyhow=anyhow, changed_id=change.of)
    item = ground.problem(ground.desk.life).item_by_id.get(item_id)
    gone = item is not None and item.subject_id == change.of and change.how in GONE
    missing = 0 if gone else left_out(plan, item_id)
    in_need = bool(left_out(ground.desk.plan, item_id) and left_out(anyhow, item_id))
    room = in_need and not gone and not missing and not _loses_a_must(ground.desk.plan, plan)
    return Outcome(change, plan.blocks, effect, room, missing)


def _loses_a_must(before: Plan, after: Plan) -> bool:
    return any(each.must and each.minutes > left_out(before, each.item_id) for each in after.left_out)


def _least_first(outcome: Outcome, wanted: bool) -> tuple[bool, int, int]:
    """What makes room comes first, then what leaves least out and moves least."""
    effect = outcome.effect
    return (wanted and not outcome.makes_room, len(effect.out), len(effect.moved))
