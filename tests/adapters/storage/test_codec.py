"""Values become JSON and come back the same."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given

from counterpoint.adapters.codec import as_json, from_json
from counterpoint.adapters.storage.documents import FromTheFuture, pack, unpack
from counterpoint.domain.agenda import Agenda, Doubt
from counterpoint.domain.planning import Plan, Settings, Task
from tests.adapters.storage.lives import plans, settings_of_a_person, tasks
from tests.contracts.examples import FULL_BLOCK, plan


@given(plans)
def test_a_plan_loses_nothing(drawn: Plan) -> None:
    assert unpack(pack(drawn)) == drawn
    assert from_json(Plan, json.loads(json.dumps(as_json(drawn), allow_nan=False))) == drawn


@given(tasks)
def test_a_task_loses_nothing(drawn: Task) -> None:
    assert from_json(Task, json.loads(json.dumps(as_json(drawn)))) == drawn


@given(settings_of_a_person)
def test_settings_lose_nothing(drawn: Settings) -> None:
    assert from_json(Settings, json.loads(json.dumps(as_json(drawn)))) == drawn


def test_a_document_of_an_earlier_version_takes_the_defaults_of_new_fields() -> None:
    assert from_json(Agenda, {"name": "Work", "gone_by_now": 3}) == Agenda(name="Work")


def test_a_document_without_what_it_needs_is_an_error() -> None:
    with pytest.raises(TypeError):
        from_json(Doubt, {"about": "zone"})


def test_a_document_of_a_later_version_is_refused() -> None:
    import zlib

    document = json.loads(zlib.decompress(pack(plan(FULL_BLOCK)))) | {"format": 99}
    with pytest.raises(FromTheFuture):
        unpack(zlib.compress(json.dumps(document).encode()))


@dataclass(frozen=True)
class Odd:
    either: int | str | None


@pytest.mark.parametrize("kind", [Odd, dict, object])
def test_a_type_that_cannot_be_read_is_told_at_once(kind: Any) -> None:
    with pytest.raises(TypeError):
        from_json(kind, {"either": 1})


def test_a_value_without_a_form_in_json_is_told() -> None:
    with pytest.raises(TypeError):
        as_json(object())
