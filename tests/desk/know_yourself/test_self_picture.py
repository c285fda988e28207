"""Scores over time, a profile, and defaults that are taken up and taken back without a trace."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from counterpoint.adapters.instruments.shelf import Instruments, instruments, shipped_packs
from counterpoint.desk.know_yourself import picture as desk
from counterpoint.desk.know_yourself.answering import answer_at_once
from counterpoint.desk.ports import NotThere
from counterpoint.domain.assessment import AnswerSheet, Pack, defaults
from counterpoint.domain.assessment.styles import CONSTRUCTS
from counterpoint.domain.planning import FlexBlock, Ritual
from counterpoint.domain.values import LifeDomain
from tests.memory import MemoryDiary

NOW = datetime(2026, 11, 25, 19, tzinfo=UTC)
WHO5 = ("cheerful", "calm", "active", "rested", "interest")
PACKS = shipped_packs()


def pack(name: str) -> Pack:
    return next(each for each in PACKS if each.id == name)


@pytest.fixture
def found(tmp_path: Path) -> Instruments:
    return instruments(tmp_path)


@pytest.fixture
def diary() -> MemoryDiary:
    return MemoryDiary()


def who5(diary: MemoryDiary, *answers: int, weeks: int = 0) -> None:
    said = dict(zip(WHO5, answers, strict=False))
    answer_at_once(diary, pack("who-5"), said, now=NOW - timedelta(weeks=weeks))


def everyday(diary: MemoryDiary, *, weeks: int = 0, **parts: int) -> None:
    said = dict.fromkeys(CONSTRUCTS, 4) | parts
    values = {item: said[name] for name, items in CONSTRUCTS.items() for item in items if said[name]}
    answer_at_once(diary, pack("everyday"), values, now=NOW - timedelta(weeks=weeks))


def test_a_score_over_time_keeps_its_gaps_and_compares_with_the_last_that_is_known(
    diary: MemoryDiary,
) -> None:
    who5(diary, 2, 2, 2, 2, 2, weeks=6)
    who5(diary, 3, 3, weeks=4)
    who5(diary, 3, 3, 3, 3, 3)
    (result,) = desk.results_of(diary, PACKS)
    (over,) = result.scores
    assert [value for _at, value in over.points] == [40, None, 60]
    assert (over.change, over.means) == (20, True)
    assert not result.heavy


def test_a_first_or_unknown_score_is_compared_with_nothing(diary: MemoryDiary) -> None:
    who5(diary, 2, 2, 2, 2, 2)
    assert desk.results_of(diary, PACKS)[0].scores[0].change is None
    assert desk.results_of(diary, PACKS)[0].heavy
    who5(diary, 2)
    assert desk.results_of(diary, PACKS)[0].scores[0].change is None


def test_only_finished_sheets_of_this_version_count(diary: MemoryDiary) -> None:
    shelf = diary.dated(AnswerSheet)
    shelf.add(AnswerSheet("open", NOW, "who-5", 1))
    shelf.add(AnswerSheet("older", NOW, "who-5", 99, finished_at=NOW))
    shelf.add(AnswerSheet("unknown", NOW, "nobody", 1, finished_at=NOW))
    assert desk.results_of(diary, PACKS) == ()


def test_what_was_answered_to_earlier_questions_is_set_aside_and_not_lost(diary: MemoryDiary) -> None:
    who5(diary, 3, 3, 3, 3, 3)
    assert desk.set_aside(diary, PACKS) == ()
    newer = [replace(each, version=each.version + 1) if each.id == "who-5" else each for each in PACKS]
    assert desk.results_of(diary, newer) == ()
    assert [each.pack_id for each in desk.set_aside(diary, newer)] == ["who-5"]
    gone = [each for each in PACKS if each.id != "who-5"]
    assert [each.pack_id for each in desk.set_aside(diary, gone)] == ["who-5"]


def test_twelve_occasions_tell_how_far_two_items_agree(diary: MemoryDiary) -> None:
    for n, (a, b) in enumerate([(1, 2), (2, 1), (3, 4), (4, 3)] * 3):
        said = {"worn_out": a, "drained": b}
        answer_at_once(diary, pack("exhaustion"), said, now=NOW + timedelta(days=n))
    agreement = desk.results_of(diary, PACKS)[0].scores[0].agreement
    assert agreement
    assert agreement.value == pytest.approx(0.75)


def test_the_newest_profile_that_can_be_told_counts_and_ones_own_word_goes_before_it(
    diary: MemoryDiary,
) -> None:
    assert desk.picture_of(diary, PACKS).style == ""
    everyday(diary, weeks=4, apart=7, mixed=1, pressure=1)
    everyday(diary, weeks=2, purpose=7, enrichment=7, pressure=1)
    everyday(diary, purpose=0)  # nothing on purpose: no profile from this one
    picture = desk.picture_of(diary, PACKS)
    assert (picture.style, picture.asked_at) == ("purpose", NOW - timedelta(weeks=2))
    desk.say_of_myself(diary, style="blender")
    desk.say_of_myself(diary, stage="late")
    picture = desk.picture_of(diary, PACKS)
    assert (picture.style, picture.portrait.stage, desk.stage_of(diary)) == ("blender", "late", "late")
    assert desk.say_of_myself(diary, style="").stage == "late"
    assert desk.picture_of(diary, ()).profile is None


def everything(diary: MemoryDiary) -> tuple[object, ...]:
    kinds = (diary.rituals, diary.routines)
    return (*[[kept.thing for kept in kind.all()] for kind in kinds], diary.settings().thing)


@given(st.lists(st.tuples(st.booleans(), st.sampled_from([each.id for each in defaults()])), max_size=12))
@hypothesis_settings(max_examples=25, deadline=None)
def test_whatever_was_switched_on_and_off_all_off_is_as_it_was(steps: list[tuple[bool, str]]) -> None:
    diary = MemoryDiary()
    before = everything(diary)
    on: set[str] = set()
    for way, name in steps:
        (desk.switch_on if way else desk.switch_off)(diary, name)
        on = on | {name} if way else on - {name}
        assert set(desk.picture_of(diary, PACKS).portrait.switched_on) == on
        floor = max([60, *(90 for _ in on & {"load-cap"}), *(75 for _ in on & {"room"})])
        assert diary.settings().thing.slack_minutes == floor
    for name in on:
        desk.switch_off(diary, name)
    assert everything(diary) == before


def test_what_is_there_already_is_not_added_again(diary: MemoryDiary) -> None:
    tea = Ritual("tea", "Tea", "work", "life", 5)
    flex = FlexBlock("mine", "Mine", 60)
    diary.rituals.add(tea)
    diary.change_settings(replace(diary.settings().thing, flex=flex, slack_minutes=120), version=0)
    for each in defaults():
        desk.switch_on(diary, each.id)
        desk.switch_on(diary, each.id)
    ways = [(each.thing.from_sphere, each.thing.to_sphere) for each in diary.rituals.all()]
    assert sorted(ways) == [("life", "work"), ("work", "life")]
    assert diary.settings().thing.flex == flex
    for each in defaults():
        desk.switch_off(diary, each.id)
    assert [kept.thing for kept in diary.rituals.all()] == [tea]
    assert (diary.settings().thing.flex, diary.settings().thing.slack_minutes) == (flex, 120)


def test_what_was_changed_since_is_left_alone(diary: MemoryDiary) -> None:
    for name in ("transitions", "mixed-hours", "load-cap", "batching"):
        desk.switch_on(diary, name)
    kept = diary.rituals.get("portrait-in")
    diary.rituals.change(replace(kept.thing, title="My tea"), version=kept.version)
    routine = diary.routines.get("portrait-batch")
    diary.routines.change(replace(routine.thing, minutes=20), version=routine.version)
    settings = diary.settings()
    assert settings.thing.flex
    mine = replace(settings.thing, slack_minutes=30, flex=replace(settings.thing.flex, minutes=60))
    diary.change_settings(mine, version=settings.version)
    for name in ("transitions", "mixed-hours", "load-cap", "batching"):
        desk.switch_off(diary, name)
    assert [each.thing.title for each in diary.rituals.all()] == ["My tea"]
    assert [each.thing.minutes for each in diary.routines.all()] == [20]
    assert diary.settings().thing == mine


def test_the_batch_belongs_to_work_where_there_is_such_a_domain(diary: MemoryDiary) -> None:
    diary.domains.add(LifeDomain("home", "Home", "life"))
    diary.domains.add(LifeDomain("job", "Job", "work"))
    desk.switch_on(diary, "batching")
    assert diary.routines.get("portrait-batch").thing.domain_id == "job"
    desk.switch_off(diary, "batching")
    assert not diary.routines.all()


def test_an_unknown_default_is_not_there(diary: MemoryDiary) -> None:
    for act in (desk.switch_on, desk.switch_off):
        with pytest.raises(NotThere):
            act(diary, "nothing")
