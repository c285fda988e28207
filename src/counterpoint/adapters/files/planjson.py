"""plan.json: a plan for other programs and for safe keeping, format ``counterpoint-plan/1``.

Times are ISO 8601 on the wall clock of the plan's zone, with their offset. See docs/reference/plan-json.md.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import TypeVar, cast

from counterpoint.adapters.files.faults import Fault, Findings, NotReadable
from counterpoint.adapters.files.life_writing import Document
from counterpoint.adapters.files.lifejson import read_zone
from counterpoint.adapters.files.table import Table
from counterpoint.domain.planning import (
    Block,
    BlockKind,
    BlockState,
    Cost,
    Crossing,
    DayBound,
    Did,
    DidKind,
    LeftOut,
    Plan,
    Reason,
)
from counterpoint.domain.timeline import Span, Week, local
from counterpoint.domain.words import gettext as _

FORMAT = "counterpoint-plan/1"
KINDS = ("task", "routine", "protected", "meal", "flex", "give_back", "ritual")
STATES = ("planned", "done", "partly", "skipped")
MOST_BYTES = 10_000_000
MOST_BLOCKS = 10_000
LONGEST = 20_000
GREATEST = 10**9

Read = TypeVar("Read")


def plan_as_document(plan: Plan) -> Document:
    """Everything of a plan as plain values that JSON can hold."""
    return {
        "format": FORMAT,
        "week": plan.week.name,
        "first_day": plan.week.first.isoformat(),
        "zone": plan.zone,
        "blocks": [_block(each, plan.zone) for each in plan.blocks],
        "not_this_week": [_left_out(each) for each in plan.left_out],
        "crossings": [_crossing(each, plan.zone) for each in plan.crossings],
        "cost": {
            "firm_missing": plan.cost.firm_missing,
            "musts_missing": plan.cost.musts_missing,
            "bends_missing": plan.cost.bends_missing,
            "wishes": plan.cost.wishes,
        },
        "days": [
            {"on": each.on.isoformat(), "cost": each.cost, "bound": each.bound, "gap": each.gap}
            for each in plan.bounds
        ],
        "notes": list(plan.notes),
        "seconds": plan.seconds,
        "iterations": plan.iterations,
        "seed": plan.seed,
        **({"did": [asdict(each) for each in plan.did]} if plan.did else {}),
    }


def write_plan(plan: Plan) -> str:
    """The text of a plan.json; `read_plan` gives the same plan back."""
    return json.dumps(plan_as_document(plan), ensure_ascii=False, indent=2) + "\n"


def _block(block: Block, zone: str) -> Document:
    return {
        "id": block.id,
        "kind": block.kind,
        "title": block.title,
        **_times(block.span, zone),
        "item": block.item_id,
        "subject": block.subject_id,
        "domain": block.domain_id,
        "value": block.value_id,
        "pinned": block.pinned,
        "state": block.state,
        "minutes_done": block.minutes_done,
        "reasons": [{"kind": each.kind, "words": each.words} for each in block.reasons],
    }


def _times(span: Span, zone: str) -> Document:
    return {"start": local(span.start, zone).isoformat(), "end": local(span.end, zone).isoformat()}


def _left_out(each: LeftOut) -> Document:
    return {
        "title": each.title,
        "kind": each.kind,
        "item": each.item_id,
        "subject": each.subject_id,
        "minutes": each.minutes,
        "must": each.must,
        "why": each.why,
        "in_the_way": list(each.in_the_way),
        "advice": each.advice,
    }


def _crossing(each: Crossing, zone: str) -> Document:
    return {
        "event": each.event,
        "event_key": each.fact_key,
        "protected": each.protected,
        "protected_id": each.protected_id,
        **_times(each.span, zone),
    }


def read_plan(raw: bytes | str) -> Plan:
    """The plan in a plan.json (UTF-8, at most 10 MB); NotReadable tells everything that is wrong with it."""
    if len(raw) > MOST_BYTES:
        raise NotReadable("plan.json", [Fault("file", _("is too long."), _("At most 10 MB is possible."))])
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise NotReadable(
            "plan.json", [Fault("file", _("is not JSON: %(error)s.") % {"error": error})]
        ) from error
    if not isinstance(document, dict):
        raise NotReadable(
            "plan.json",
            [
                Fault(
                    "file",
                    _("is not a JSON object."),
                    _('Begin with "format": "%(format)s".') % {"format": FORMAT},
                )
            ],
        )
    return plan_from_document(document)


def plan_from_document(document: Mapping[str, object]) -> Plan:
    """The plan that `plan_as_document` wrote down; NotReadable with every fault in it."""
    findings = Findings()
    top = Table(document, "", findings)
    if top.get("format") != FORMAT:
        top.fault(
            "format",
            _("is not a plan that this version reads."),
            _('It reads "format": "%(format)s".') % {"format": FORMAT},
        )
        raise NotReadable("plan.json", findings.faults)
    top.get("week")
    zone = read_zone(top, stays=True)
    plan = Plan(
        week=Week(_day(top, "first_day")),
        zone=zone,
        blocks=_each(top, "blocks", lambda table: _read_block(table, zone)),
        left_out=_each(top, "not_this_week", _read_left_out),
        crossings=_each(top, "crossings", lambda table: _read_crossing(table, zone)),
        cost=_read_cost(top),
        bounds=_each(top, "days", _read_bound),
        notes=top.texts("notes", most=MOST_BLOCKS),
        seconds=top.number("seconds"),
        iterations=top.whole("iterations", least=0, most=2**63, otherwise=0),
        seed=top.whole("seed", least=-(2**63), most=2**63, otherwise=0),
        did=_each(top, "did", _read_did),
    )
    top.close()
    if findings.faults:
        raise NotReadable("plan.json", findings.faults)
    return plan


def _each(top: Table, key: str, read: Callable[[Table], Read]) -> tuple[Read, ...]:
    things = []
    for table in top.tables(key, most=MOST_BLOCKS):
        things.append(read(table))
        table.close()
    return tuple(things)


def _read_block(table: Table, zone: str) -> Block:
    return Block(
        id=_text(table, "id"),
        kind=cast(BlockKind, table.choice("kind", KINDS, otherwise="task", required=True)),
        item_id=_text(table, "item"),
        subject_id=_text(table, "subject"),
        title=_text(table, "title"),
        span=_span(table, zone),
        domain_id=_text(table, "domain"),
        value_id=_text(table, "value"),
        pinned=table.truth("pinned"),
        state=cast(BlockState, table.choice("state", STATES, otherwise="planned")),
        minutes_done=table.whole("minutes_done", least=0, most=GREATEST, otherwise=0),
        reasons=_each(table, "reasons", lambda each: Reason(_text(each, "kind"), _text(each, "words"))),
    )


def _read_left_out(table: Table) -> LeftOut:
    return LeftOut(
        item_id=_text(table, "item"),
        kind=cast(BlockKind, table.choice("kind", KINDS, otherwise="task", required=True)),
        subject_id=_text(table, "subject"),
        title=_text(table, "title"),
        minutes=table.whole("minutes", least=0, most=GREATEST, otherwise=0),
        must=table.truth("must"),
        why=_text(table, "why"),
        in_the_way=table.texts("in_the_way", most=MOST_BLOCKS),
        advice=_text(table, "advice"),
    )


def _read_did(table: Table) -> Did:
    kind = table.choice("kind", ("task", "routine", "season", "bend"), otherwise="task", required=True)
    texts = (_text(table, name) for name in ("id", "field", "was", "became"))
    return Did(cast(DidKind, kind), *texts)


def _read_crossing(table: Table, zone: str) -> Crossing:
    return Crossing(
        fact_key=_text(table, "event_key"),
        event=_text(table, "event"),
        protected_id=_text(table, "protected_id"),
        protected=_text(table, "protected"),
        span=_span(table, zone),
    )


def _read_cost(top: Table) -> Cost:
    table = top.table("cost")
    if table is None:
        return Cost(0, 0, 0, 0.0)
    firm, musts, bends = (
        table.whole(key, least=0, most=GREATEST, otherwise=0)
        for key in ("firm_missing", "musts_missing", "bends_missing")
    )
    cost = Cost(firm, musts, bends, table.number("wishes"))
    table.close()
    return cost


def _read_bound(table: Table) -> DayBound:
    table.get("gap")
    bound = table.number("bound") if table.get("bound") is not None else None
    return DayBound(_day(table, "on"), table.number("cost"), bound)


def _text(table: Table, key: str) -> str:
    return table.text(key, longest=LONGEST)


def _day(table: Table, key: str) -> date:
    moment = table.moment(key, "UTC")
    if moment is None and not table.has(key):
        table.fault(key, _("is missing."), _("Write a date such as 2026-11-23."))
    return (moment or datetime(1970, 1, 1, tzinfo=UTC)).date()


def _span(table: Table, zone: str) -> Span:
    nothing = Span(datetime(1970, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC))
    start, end = (_moment(table, key, zone) for key in ("start", "end"))
    if start is None or end is None:
        return nothing
    if end < start:
        table.fault("end", _("is before start."), _("Put the later of the two here."))
        return nothing
    return Span(start, end)


def _moment(table: Table, key: str, zone: str) -> datetime | None:
    if not table.has(key):
        table.fault(key, _("is missing."), _("Write a time such as 2026-11-23T09:00:00+01:00."))
    return table.moment(key, zone)
