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
    written: dict[str, Any] = plain(asdict(plan))
    return written


def plan_from(draft: Mapping[str, Any]) -> Plan:
    """The plan that `draft_of` made `draft` from."""
    simple = {field.name: draft[field.name] for field in fields(Plan) if field.name in draft}
    return Plan(
        **simple
        | {
            "week": Week(date.fromisoformat(draft["week"]["first"])),
            "blocks": tuple(block_from(each) for each in draft["blocks"]),
            "left_out": tuple(left_out_from(each) for each in draft["left_out"]),
            "crossings": tuple(
                Crossing(**{**each, "span": span_from(each["span"])}) for each in draft["crossings"]
            ),
            "cost": Cost(**draft["cost"]),
            "bounds": tuple(
                DayBound(**{**each, "on": date.fromisoformat(each["on"])}) for each in draft["bounds"]
            ),
            "notes": tuple(draft["notes"]),
            "did": tuple(Did(**each) for each in draft.get("did", ())),
        }
    )


def plain(value: Any) -> Any:
    """A thing that `asdict` took apart, as JSON would have it."""
    match value:
        case datetime() | date():
            return value.isoformat()
        case dict():
            return {key: plain(each) for key, each in value.items()}
        case list() | tuple():
            return [plain(each) for each in value]
    return value


def span_from(span: Mapping[str, Any]) -> Span:
    return Span(datetime.fromisoformat(span["start"]), datetime.fromisoformat(span["end"]))


def block_from(part: Mapping[str, Any]) -> Block:
    reasons = tuple(Reason(**each) for each in part["reasons"])
    return Block(**{**part, "span": span_from(part["span"]), "reasons": reasons})


def left_out_from(part: Mapping[str, Any]) -> LeftOut:
    return LeftOut(**{**part, "in_the_way": tuple(part["in_the_way"])})
