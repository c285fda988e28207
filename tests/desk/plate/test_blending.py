"""Chances to mix: for whoever said that they like to, taken up where it helps, let go for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from counterpoint.desk.plate.blending import let_go, mixing, take_up
from counterpoint.domain.assessment import Portrait
from counterpoint.domain.planning import FlexBlock, Routine, Task
from tests.desk.weeks import NOW, a_diary
from tests.memory import MemoryDiary


@pytest.fixture
def diary() -> MemoryDiary:
    """Somebody who says that they are a Blender, with a walk at home and a talk at work."""
    diary = a_diary()
    diary.routines.add(Routine("walk", "Walk", 30, 2, domain_id="home", demand="light"))
    diary.tasks.add(Task("talk", "Talk with Ada", 30, "work", demand="social", notes="on the new tool"))
    diary.shelf(Portrait).add(Portrait("portrait", "blender"))
    return diary


def test_whoever_did_not_say_that_they_like_to_mix_is_not_asked(diary: MemoryDiary) -> None:
    diary.shelf(Portrait).change(Portrait("portrait", "specialist"), version=1)
    assert not mixing(diary, NOW).likes
    settings = diary.settings()
    diary.change_settings(
        replace(settings.thing, flex=FlexBlock("flex", "Mixed", 120, 60)), version=settings.version
    )
    assert mixing(diary, NOW).chances


def test_a_yes_writes_the_pair_on_its_task_and_it_is_not_asked_again(diary: MemoryDiary) -> None:
    (chance,) = mixing(diary, NOW).chances
    taken = take_up(diary, chance.key, NOW)
    assert taken is not None
    assert (taken.became, taken.title) == ("note", "Talk with Ada")
    assert diary.tasks.get("talk").thing.notes == "on the new tool\nTogether with “Walk”."
    assert not mixing(diary, NOW).chances
    assert take_up(diary, chance.key, NOW) is None


def test_a_no_is_for_good(diary: MemoryDiary) -> None:
    (chance,) = mixing(diary, NOW).chances
    let_go(diary, chance.key, NOW)
    let_go(diary, "blend:nothing", NOW)
    assert not mixing(diary, NOW + timedelta(days=4000)).chances


def test_two_routines_share_a_flex_block(diary: MemoryDiary) -> None:
    diary.tasks.remove("talk")
    diary.routines.add(Routine("choir", "Sing with the neighbours", 30, 1, domain_id="work", demand="social"))
    (chance,) = mixing(diary, NOW).chances
    taken = take_up(diary, chance.key, NOW)
    assert taken is not None
    assert taken.became == "flex"
    assert diary.life().flex is not None
    diary.routines.add(Routine("other", "Lunch walk", 30, 1, domain_id="home", demand="light"))
    (another,) = mixing(diary, NOW).chances
    again = take_up(diary, another.key, NOW)
    assert again is not None
    assert again.became == "there"
