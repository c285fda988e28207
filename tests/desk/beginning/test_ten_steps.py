"""The ten steps are found again as they were left; lives to begin from only add; nothing is told unasked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from counterpoint.adapters.files.starting_lives import shipped_lives
from counterpoint.desk.beginning import eliciting, ten_steps
from counterpoint.desk.beginning.starting import (
    SUITS,
    StartingLife,
    add_life,
    in_order,
    lives_for,
    what_would_be_added,
)
from counterpoint.desk.export import everything_of
from counterpoint.desk.ports import ChangedMeanwhile
from counterpoint.desk.post.companions import message_to
from counterpoint.domain.assessment import Portrait
from counterpoint.domain.boundaries import Availability, HowIWork, ProtectedTime
from counterpoint.domain.energy import CheckIn
from counterpoint.domain.living import Companion, JournalEntry
from counterpoint.domain.planning import FlexBlock, Life, Ritual
from counterpoint.domain.reviews import Review
from counterpoint.domain.timeline import WEEKDAYS, WeeklyWindow
from counterpoint.domain.values import CoreValue, Leaning, LifeDomain
from tests.memory import MemoryDiary

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
EVENING = (WeeklyWindow(WEEKDAYS, time(18), time(19)),)
LIVES = [StartingLife(id, life) for id, life in shipped_lives()]


def something_in(diary: MemoryDiary) -> set[str]:
    return {step for step, held in ten_steps.what_is_there(diary).items() if held.something}


def test_each_step_is_found_again_by_what_was_done_there_and_by_nothing_else() -> None:
    diary = MemoryDiary()
    assert something_in(diary) == set()
    diary.values.add(CoreValue("v", "Family", 1))
    ten_steps.recall_week(diary, {"Work": "about 45 h", "Home": " "}, "and Sunday", now=NOW)
    diary.protected.add(ProtectedTime("p", "Dinner", EVENING, "firm"))
    assert something_in(diary) == {"values", "week", "protected"}
    diary.shelf(HowIWork).add(HowIWork("family"))
    diary.rituals.add(Ritual("r", "Walk", "work", "life"))
    diary.protected.add(ProtectedTime("q", "Choir", EVENING, "bends", "v"))
    kept = diary.settings()
    diary.change_settings(replace(kept.thing, flex=FlexBlock("f", "Café", 120, 60, EVENING)), version=0)
    diary.shelf(Companion).add(Companion("c", "Noor"))
    diary.dated(CheckIn).add(CheckIn("k", NOW, energy=3))
    diary.dated(Review).add(Review("w", NOW, "month", date(2026, 11, 1), date(2026, 11, 30)))
    assert something_in(diary) == set(ten_steps.TEN)
    assert ten_steps.what_is_there(diary)["boundaries"].titles == ("Choir",)


def recalled(diary: MemoryDiary) -> str:
    kept = ten_steps.recalled(diary, NOW)
    return kept.thing.text if kept else ""


def test_a_remembered_week_stays_words() -> None:
    diary = MemoryDiary()
    assert ten_steps.recalled(diary, NOW) is None
    ten_steps.recall_week(diary, {"Work": "about 45 h", "Home": ""}, "Sunday too", now=NOW)
    assert recalled(diary) == "Work: about 45 h\nSunday too"
    with pytest.raises(ChangedMeanwhile):
        ten_steps.recall_week(diary, {"Work": "40"}, "", now=NOW)
    ten_steps.recall_week(diary, {"Work": "50"}, "", now=NOW, version=1)
    assert recalled(diary) == "Work: 50"
    assert len(diary.dated(JournalEntry).all()) == 1


def test_an_answer_is_kept_and_an_empty_one_takes_nothing_away() -> None:
    diary = MemoryDiary()
    eliciting.keep_answer(diary, "alive", "On the river.", prompt="When?", version=0, now=NOW)
    eliciting.keep_answer(diary, "alive", "  ", prompt="When?", version=0, now=NOW)
    assert [each.text for each in eliciting.answers(diary)] == ["On the river."]
    with pytest.raises(ChangedMeanwhile):
        eliciting.keep_answer(diary, "alive", "At sea.", prompt="When?", version=0, now=NOW)
    assert [each.text for each in eliciting.answers(diary)] == ["On the river."]
    was = eliciting.answer_to(diary, "alive").version
    eliciting.keep_answer(diary, "alive", "In the choir.", prompt="When?", version=was, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        eliciting.keep_answer(diary, "alive", "At sea.", prompt="When?", version=was, now=NOW)
    assert eliciting.answer_to(diary, "alive").text == "In the choir."


def test_cards_lead_to_the_few_and_those_that_are_there_keep_their_place() -> None:
    diary = MemoryDiary()
    eliciting.sort_cards(
        diary, {"family": ("Family", "very"), "play": ("Play", "not_now"), "calm": ("Calm", "also")}
    )
    eliciting.add_own(diary, ["Music", "play", " "])
    near = eliciting.candidates(diary)
    assert [(each.name, each.proposed) for each in near] == [
        ("Family", True), ("Play", True), ("Music", True), ("Calm", False),
    ]  # fmt: skip
    eliciting.narrow_to(diary, ["Music", "Calm"], {"Calm": "A quiet half hour"})
    assert [kept.thing.name for kept in diary.values.all()] == ["Music", "Calm"]
    assert diary.values.get("calm").thing.in_practice == "A quiet half hour"
    eliciting.narrow_to(diary, ["Family", "Calm"], {})
    assert [(kept.thing.name, kept.thing.rank) for kept in diary.values.all()] == [("Calm", 1), ("Family", 2)]
    assert [each.name for each in eliciting.candidates(diary)[:2]] == ["Calm", "Family"]


def test_sorting_a_card_again_moves_it() -> None:
    diary = MemoryDiary()
    for pile in ("very", "also", "also"):
        eliciting.sort_cards(diary, {"play": ("Play", pile)})
    assert [kept.thing for kept in diary.shelf(Leaning).all()] == [Leaning("play", "Play", "also")]


@pytest.mark.parametrize("each", LIVES, ids=lambda each: each.id)
def test_a_starting_life_adds_all_of_itself_to_an_empty_diary_and_then_nothing(each: StartingLife) -> None:
    diary = MemoryDiary()
    brought = what_would_be_added(diary, each.life)
    assert brought
    add_life(diary, each.life)
    assert not what_would_be_added(diary, each.life)
    before = everything_of(diary)
    add_life(diary, each.life)
    assert everything_of(diary) == before
    life = diary.life()
    assert 3 <= len(life.values) <= 5
    assert life.protected
    assert life.rituals
    assert diary.settings().thing.zone == "UTC"
    known = {value.id for value in life.values} | {""}
    assert {one.value_id for one in life.protected} <= known
    assert {one.domain_id for one in life.protected} <= {one.id for one in life.domains} | {""}


def test_what_is_there_stays_and_is_what_the_new_things_are_for() -> None:
    diary = MemoryDiary()
    mine = CoreValue("mine", "Family", 1, "My own line")
    diary.values.add(mine)
    diary.domains.add(LifeDomain("family", "Kin", "life"))
    dinner = ProtectedTime("dinner", "dinner together", EVENING, "bends")
    diary.protected.add(dinner)
    hours = Availability(working=EVENING)
    diary.change_settings(replace(diary.settings().thing, availability=hours), version=0)
    add_life(diary, next(each.life for each in LIVES if each.id == "remote-parent"))
    assert diary.values.get("mine").thing == mine
    assert [kept.thing.name for kept in diary.values.all()].count("Family") == 1
    assert diary.protected.get("dinner").thing == dinner
    assert diary.settings().thing.availability == hours
    assert diary.domains.get("family").thing.name == "Kin"
    school = next(one for one in diary.life().protected if one.title == "School run")
    assert school.value_id == "mine"
    assert diary.domains.get(school.domain_id).thing.name == "Family"


def test_adding_never_changes_what_was_there_whatever_comes_after_what() -> None:
    diary = MemoryDiary()
    for each in LIVES:
        before = diary.life()
        add_life(diary, each.life)
        assert diary.life().values[: len(before.values)] == before.values
        for name in ("domains", "protected", "rituals", "routines"):
            was, now = getattr(before, name), getattr(diary.life(), name)
            assert now[: len(was)] == was


def test_profile_and_stage_order_the_lives_and_leave_none_out() -> None:
    diary = MemoryDiary()
    assert lives_for(diary, LIVES) == tuple(LIVES)
    diary.shelf(Portrait).add(Portrait("me", "specialist", "middle"))
    ordered = [each.id for each in lives_for(diary, LIVES)]
    assert set(ordered) == set(SUITS) == {each.id for each in LIVES}
    assert set(ordered[:3]) == {"consultant", "nurse-on-shifts", "remote-parent"}
    assert in_order([StartingLife("another", Life())], style="blender", stage="") != ()


def test_a_companion_hears_what_was_chosen_and_nothing_else() -> None:
    diary = MemoryDiary()
    diary.protected.add(ProtectedTime("p", "Choir", EVENING))
    diary.protected.add(ProtectedTime("q", "Therapy", EVENING))
    ended = Review(
        "r",
        NOW,
        "week",
        date(2026, 11, 16),
        date(2026, 11, 22),
        (),
        "habit",
        "Phone stays out",
        finished_at=NOW,
    )
    diary.dated(Review).add(ended)
    plain = Companion("c", "Noor", words="It is a full week.")
    assert "Phone" not in message_to(diary, plain, NOW)
    assert "Choir" not in message_to(diary, plain, NOW)
    told = message_to(diary, replace(plain, says_change=True, protected_ids=("p", "gone")), NOW)
    assert "Hello Noor," in told
    assert "It is a full week." in told
    assert "Phone stays out" in told
    assert "– Choir" in told
    assert "Therapy" not in told
    later = NOW + timedelta(days=21)
    assert "Phone" not in message_to(diary, replace(plain, says_change=True), later), "that was long ago"
    diary.dated(Review).change(replace(ended, change="none", promise=""), version=1)
    assert "change this week" not in message_to(diary, replace(plain, says_change=True), NOW)
    assert message_to(diary, Companion("x", ""), NOW).startswith("Hello,")
