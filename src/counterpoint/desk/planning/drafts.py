"""A plan as a job can carry it: plain values that go through JSON and come back the same.

What stands here lives as long as the job does; it is not the published form of a plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from counterpoint.domain.planning import Block, Cost, Crossing, DayBound, Did, LeftOut, Plan, Reason
from counterpoint.domain.timeline import Span, Week


def draft_of(plan: Plan) -> dict[str, Any]:
    """`plan` as JSON would have it."""
    written: dict[str, Any] = _plain(asdict(plan))
    return written


def plan_from(draft: Mapping[str, Any]) -> Plan:
    """The plan that `draft_of` made `draft` from."""
    plain = {field.name: draft[field.name] for field in fields(Plan) if field.name in draft}
    return Plan(
        **plain
        | {
            "week": Week(date.fromisoformat(draft["week"]["first"])),
            "blocks": tuple(_block(each) for each in draft["blocks"]),
            "left_out": tuple(_left_out(each) for each in draft["left_out"]),
            "crossings": tuple(Crossing(**{**each, "span": _span(each)}) for each in draft["crossings"]),
            "cost": Cost(**draft["cost"]),
            "bounds": tuple(
                DayBound(**{**each, "on": date.fromisoformat(each["on"])}) for each in draft["bounds"]
            ),
            "notes": tuple(draft["notes"]),
            "did": tuple(Did(**each) for each in draft.get("did", ())),
        }
    )


def _plain(value: Any) -> Any:
    match value:
        case datetime() | date():
            return value.isoformat()
        case dict():
            return {key: _plain(each) for key, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
    return value


def _span(part: Mapping[str, Any]) -> Span:
    span = part["span"]
    return Span(datetime.fromisoformat(span["start"]), datetime.fromisoformat(span["end"]))


def _block(part: Mapping[str, Any]) -> Block:
    reasons = tuple(Reason(**each) for each in part["reasons"])
    return Block(**{**part, "span": _span(part), "reasons": reasons})


def _left_out(part: Mapping[str, Any]) -> LeftOut:
    return LeftOut(**{**part, "in_the_way": tuple(part["in_the_way"])})
