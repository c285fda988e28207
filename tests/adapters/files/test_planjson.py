"""plan.json keeps all of a plan, and says what is wrong with one that was changed by hand."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.adapters.files.faults import NotReadable
from counterpoint.adapters.files.planjson import plan_as_document, plan_from_document, read_plan, write_plan
from counterpoint.domain.planning import Block, Cost, DayBound, LeftOut, Plan, Reason
from counterpoint.domain.timeline import Span, Week
from tests.adapters.files.plans import plans

BLOCK = Block(
    "b1", "task", "i1", "report", "Draft report",
    Span(datetime(2026, 11, 23, 8, tzinfo=UTC), datetime(2026, 11, 23, 9, 30, tzinfo=UTC)),
    "work", "craft", reasons=(Reason("energy", "Your clearest hours."),),
)  # fmt: skip
PLAN = Plan(
    Week(date(2026, 11, 23)), "Europe/Berlin", (BLOCK,),
    left_out=(LeftOut("i2", "task", "tax", "Tax", 60, True, "There is no room.", ("Dinner",), "Drop it."),),
    cost=Cost(0, 60, 0, -3.5), bounds=(DayBound(date(2026, 11, 23), 2.0, 1.5),), seed=7,
)  # fmt: skip


@settings(deadline=None)
@given(plans)
def test_what_is_written_is_read_back(plan):
    assert read_plan(write_plan(plan)) == plan
    assert read_plan(write_plan(plan).encode("utf-8")) == plan


def test_times_stand_on_the_wall_clock_with_their_offset():
    document = plan_as_document(PLAN)
    assert document["week"] == "2026-W48"
    assert document["blocks"][0]["start"] == "2026-11-23T09:00:00+01:00"
    assert document["not_this_week"][0]["in_the_way"] == ["Dinner"]
    assert document["days"][0]["gap"] == 0.5


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"format": "other"}, "format"),
        ({"zone": "Mars"}, "zone"),
        ({"first_day": "soon"}, "first_day"),
        ({"colour": 1}, "colour"),
        ({"blocks": 3}, "blocks"),
        ({"seconds": "fast"}, "seconds"),
        ({"days": [{"on": "2026-11-23", "cost": 1, "bound": "low"}]}, "days[1].bound"),
    ],
)
def test_a_fault_names_its_field(change, field):
    with pytest.raises(NotReadable) as caught:
        plan_from_document(plan_as_document(PLAN) | change)
    assert [fault.field for fault in caught.value.faults] == [field]


@pytest.mark.parametrize(
    ("key", "value", "field"),
    [
        ("start", "2026-11-23T12:00:00+01:00", "end"),
        ("start", None, "start"),
        ("kind", "nap", "kind"),
        ("state", "lost", "state"),
    ],
)
def test_a_fault_in_a_block_names_the_block(key, value, field):
    document = plan_as_document(PLAN)
    document["blocks"][0][key] = value
    if value is None:
        del document["blocks"][0][key]
    with pytest.raises(NotReadable) as caught:
        plan_from_document(document)
    assert caught.value.faults[0].field == f"blocks[1].{field}"


def test_a_plan_without_its_first_day_is_refused():
    document = plan_as_document(PLAN)
    del document["first_day"]
    with pytest.raises(NotReadable):
        plan_from_document(document)


def test_a_plan_without_its_cost_is_read():
    document = plan_as_document(PLAN)
    del document["cost"]
    assert plan_from_document(document).cost == Cost(0, 0, 0, 0.0)


@pytest.mark.parametrize("raw", [b"", b"[]", b"{", b"\xff\xfe", b"[" * 100_000, b" " * 10_000_001])
def test_what_is_no_plan_is_refused_in_words(raw):
    with pytest.raises(NotReadable):
        read_plan(raw)


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | inner)
)
def test_any_value_in_any_place_is_read_or_refused_in_words(value):
    for key in plan_as_document(PLAN):
        try:
            plan_from_document(json.loads(json.dumps(plan_as_document(PLAN) | {key: value})))
        except NotReadable as refused:
            told = refused
        else:
            continue
        assert told.faults
