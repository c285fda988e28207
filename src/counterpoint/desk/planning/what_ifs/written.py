"""What a look at a week found, as a job carries it from where plans are made to the page.

Of the blocks only those are written that are not as the plan has them, so it is small. Whom one could ask is
not written: the name stands sealed in the support map, and is read there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from counterpoint.desk.planning.drafts import block_from, left_out_from, plain, span_from
from counterpoint.desk.planning.what_ifs.ground import Ground
from counterpoint.desk.planning.what_ifs.looking import Outcome, WhatIfs
from counterpoint.desk.planning.what_ifs.ways import who_can_take
from counterpoint.domain.planning import Block, Plan
from counterpoint.domain.planning.what_if import Change, Effect
from counterpoint.domain.values import Emphasis, Season


def written(found: WhatIfs, plan: Plan) -> dict[str, Any]:
    """As JSON would have it, beside the plan that was looked at."""
    told: dict[str, Any] = plain({**asdict(replace(found, outcomes=())), "outcomes": []})
    return told | {"outcomes": [_outcome_written(each, plan) for each in found.outcomes]}


def read(told: Mapping[str, Any], ground: Ground) -> WhatIfs:
    """What `written` wrote, on the same ground."""
    named = {name: told[name] for name in WhatIfs.__slots__ if name in told}
    outcomes = (_outcome(each, ground) for each in told["outcomes"])
    found = tuple(each for each in outcomes if each is not None)
    out = tuple(left_out_from(each) for each in told.get("out_anyhow", ()))
    return WhatIfs(**named | {"outcomes": found, "clash": tuple(told["clash"]), "out_anyhow": out})


def _outcome_written(outcome: Outcome, plan: Plan) -> dict[str, Any]:
    there, effect = set(plan.blocks), outcome.effect
    written: dict[str, Any] = plain(
        {
            "change": asdict(replace(outcome.change, who="")),
            "kept": [each.id for each in outcome.blocks if each in there],
            "blocks": [asdict(each) for each in outcome.blocks if each not in there],
            "placed": [each.id for each in effect.placed],
            "moved": [each.id for _, each in effect.moved],
            "out": [asdict(each) for each in effect.out],
            "freed": effect.freed,
            "makes_room": outcome.makes_room,
            "missing": outcome.missing,
        }
    )
    return written


def _outcome(told: Mapping[str, Any], ground: Ground) -> Outcome | None:
    """None where nobody can be asked any more."""
    change = _change(told["change"], ground)
    if change is None:
        return None
    before = {each.id: each for each in ground.desk.plan.blocks}
    blocks = tuple(sorted(_blocks(told, before), key=lambda each: (each.span, each.id)))
    after = {each.id: each for each in blocks}
    effect = Effect(
        placed=tuple(after[name] for name in told["placed"]),
        moved=tuple((before[name], after[name]) for name in told["moved"]),
        out=tuple(left_out_from(each) for each in told["out"]),
        freed=told["freed"],
    )
    return Outcome(change, blocks, effect, told["makes_room"], told["missing"])


def _blocks(told: Mapping[str, Any], before: Mapping[str, Block]) -> Iterator[Block]:
    yield from (before[name] for name in told["kept"])
    yield from (block_from(each) for each in told["blocks"])


def _change(told: Mapping[str, Any], ground: Ground) -> Change | None:
    at, span, season = told["at"], told["span"], told["season"]
    who = _who(told["of"], ground) if told["how"] == "ask" else ""
    if told["how"] == "ask" and not who:
        return None
    known = {
        "at": datetime.fromisoformat(at) if at else None,
        "span": span_from(span) if span else None,
        "season": _season(season) if season else None,
        "who": who,
    }
    return Change(**{**told, **known})


def _who(task_id: str, ground: Ground) -> str:
    task = next((each for each in ground.desk.life.tasks if each.id == task_id), None)
    return who_can_take(ground.desk.diary, task) if task else ""


def _season(told: Mapping[str, Any]) -> Season:
    first, last = (date.fromisoformat(told[name]) for name in ("first", "last"))
    emphasis = tuple(Emphasis(**each) for each in told["emphasis"])
    return Season(**{**told, "first": first, "last": last, "emphasis": emphasis})
