"""Whose answers are like which style, and how often two sheets of one person say the same."""

from __future__ import annotations

import os
from itertools import product

import pytest

from counterpoint.adapters.instruments.shelf import shipped_packs
from counterpoint.domain.assessment import (
    STAGES,
    STYLES,
    Profile,
    default_named,
    defaults,
    name_of,
    profile_of,
    stage_name,
    stage_told,
    style_told,
)
from counterpoint.domain.assessment.styles import ASSIGNED_FROM, CONSTRUCTS, nearest
from tests.domain.assessment.people import ask_twice

EVERYDAY = next(each for each in shipped_packs() if each.id == "everyday")
MIDDLE = dict.fromkeys(CONSTRUCTS, 4)


def profile(**parts: int) -> Profile:
    """Of somebody who gives every item of a part the same answer, 1 to 7."""
    said = MIDDLE | parts
    found = profile_of(EVERYDAY, {item: said[name] for name, items in CONSTRUCTS.items() for item in items})
    assert found
    return found


def test_who_likes_to_keep_apart_and_does_is_a_boundary_specialist() -> None:
    assert profile(apart=7, mixed=1, pressure=2).style == "specialist"


def test_who_mixes_much_and_by_choice_is_a_blender() -> None:
    assert profile(apart=2, mixed=7, control=7, pressure=3).style == "blender"


def test_who_mixes_much_without_a_say_is_none() -> None:
    assert profile(mixed=7, control=1, pressure=7).style == "multitasker"


def test_who_knows_what_for_and_is_fed_by_it_is_purpose_driven() -> None:
    assert profile(purpose=7, enrichment=7, pressure=3).style == "purpose"


def test_whoever_is_in_the_middle_of_everything_is_mixed_with_the_two_nearest_named_first() -> None:
    found = profile()
    assert found.style == "mixed"
    assert sorted(found.near) == sorted(STYLES)
    both = profile(purpose=7, enrichment=7, pressure=7)
    assert both.style == "mixed"
    assert set(both.near[:2]) == {"purpose", "multitasker"}


def test_shares_sum_to_one_and_only_a_clear_one_is_named() -> None:
    for apart, mixed, pressure in product((1, 4, 7), repeat=3):
        found = profile(apart=apart, mixed=mixed, pressure=pressure)
        assert sum(found.shares.values()) == pytest.approx(1)
        assert (found.style == "mixed") is (max(found.shares.values()) < ASSIGNED_FROM)


def test_one_answer_of_each_part_is_enough_and_none_of_one_part_is_not() -> None:
    values = {items[0]: 6 for items in CONSTRUCTS.values()}
    assert profile_of(EVERYDAY, values)
    values.pop(CONSTRUCTS["control"][0])
    assert profile_of(EVERYDAY, values) is None


def test_fewer_answers_make_it_less_sure() -> None:
    sure = nearest({name: [0.9 if name == "apart" else 0.3] * 2 for name in CONSTRUCTS})
    less = nearest({name: [0.9 if name == "apart" else 0.3] for name in CONSTRUCTS})
    assert less.shares["specialist"] < sure.shares["specialist"]


def test_the_same_answers_always_give_the_same_profile() -> None:
    assert profile(apart=6) == profile(apart=6)


def test_asked_twice_most_people_get_the_same_style() -> None:
    """At least .80 of those assigned both times, with at least 60 % assigned, under simulated item error."""
    people = 6_000 if os.environ.get("COUNTERPOINT_FULL") else 400
    found = ask_twice(people, seed=3)
    assert found.assigned >= 0.60, found
    assert found.agreement >= 0.80, found
    assert min(found.styles.values()) > 0.10, found
    assert len(found.styles) == len(STYLES)


def test_every_style_has_needs_a_pitfall_a_move_and_something_that_it_changes() -> None:
    for style in STYLES:
        told = style_told(style)
        assert all((told.name, told.looks, told.needs, told.pitfall, told.move))
        assert any(each.style == style for each in defaults())
    assert name_of("mixed")
    assert name_of("") == ""


def test_defaults_are_found_by_name() -> None:
    assert default_named("batching") in defaults()
    assert default_named("nothing") is None


def test_every_stage_has_questions_and_ideas_and_may_be_left_out() -> None:
    for stage in STAGES:
        told = stage_told(stage)
        assert told
        assert told.name == stage_name(stage)
        assert told.questions
        assert told.ideas
    assert stage_told("") is None
