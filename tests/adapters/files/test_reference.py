"""The reference names every key that the files have."""

from __future__ import annotations

from pathlib import Path

from counterpoint.adapters.files.lifejson import life_as_document
from counterpoint.adapters.files.lifetoml import read_life
from counterpoint.adapters.files.planjson import plan_as_document
from tests.adapters.files.test_planjson import PLAN

DOCS = Path(__file__).parents[3] / "docs"


def keys(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys(inner)
    if isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def test_every_key_of_the_example_stands_in_the_reference():
    read = read_life((DOCS / "guide" / "life.toml").read_bytes())
    reference = (DOCS / "reference" / "life-toml.md").read_text(encoding="utf-8")
    missing = [key for key in set(keys(life_as_document(read.life, read.calendars))) if key not in reference]
    assert not missing


def test_every_key_of_a_plan_stands_in_the_reference():
    reference = (DOCS / "reference" / "plan-json.md").read_text(encoding="utf-8")
    assert not [key for key in set(keys(plan_as_document(PLAN))) if f"`{key}`" not in reference]
