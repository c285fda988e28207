"""Every instrument that ships, against examples worked by hand from its source."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.adapters.instruments.shelf import shipped_packs
from counterpoint.domain.assessment import (
    Answer,
    AnswerSheet,
    Item,
    Pack,
    Score,
    Scored,
    agreement_of,
    meaningful_change,
    scores_of,
    screens_of,
)
from counterpoint.domain.assessment.sleep import mid_sleep

PACKS = {each.id: each for each in shipped_packs()}
WHO5 = ("cheerful", "calm", "active", "rested", "interest")


def scored(pack: str, **values: int) -> dict[str, Scored]:
    return {each.score.id: each for each in scores_of(PACKS[pack], values)}


def who5(*answers: int) -> Scored:
    return scored("who-5", **dict(zip(WHO5, answers, strict=False)))["who-5"]


# Topp and others (2015): the raw score runs from 0 to 25 and is multiplied by 4; 50 and below is low.
@pytest.mark.parametrize(
    ("answers", "value", "low"),
    [
        ((0, 0, 0, 0, 0), 0, True),
        ((5, 5, 5, 5, 5), 100, False),
        ((3, 2, 2, 3, 2), 48, True),  # 12 x 4
        ((3, 3, 2, 3, 2), 52, False),  # 13 x 4, the first value above the line
        ((5, 4, 3, 2, 1), 60, False),
    ],
)
def test_the_who5_is_the_sum_taken_four_times(answers: tuple[int, ...], value: int, low: bool) -> None:
    assert (who5(*answers).value, who5(*answers).beyond_the_line) == (value, low)
    assert bool(who5(*answers).words == PACKS["who-5"].scores[0].low_words) is low


def test_the_who5_has_no_score_when_one_answer_is_missing() -> None:
    assert (who5(5, 5, 5, 5).value, who5(5, 5, 5, 5).answered, who5(5, 5, 5, 5).words) == (None, 4, "")
    assert not who5(0, 0, 0, 0).beyond_the_line


def test_ten_points_of_the_who5_are_a_change_that_means_something() -> None:
    score = PACKS["who-5"].scores[0]
    assert [meaningful_change(score, 52, now) for now in (62, 42, 60)] == [True, True, False]
    assert meaningful_change(PACKS["quick"].scores[0], 1, 9) is None


def test_the_four_questions_of_the_ons_stand_for_themselves() -> None:
    found = scored("ons4", satisfied=7, worthwhile=8, anxious=0)
    assert {name: each.value for name, each in found.items()} == {
        "satisfied": 7,
        "worthwhile": 8,
        "happy": None,
        "anxious": 0,
    }


def test_exhaustion_is_the_mean_of_both_and_its_line_is_five_and_a_half() -> None:
    assert scored("exhaustion", worn_out=7, drained=4)["exhaustion"].value == 5.5
    assert scored("exhaustion", worn_out=7, drained=4)["exhaustion"].beyond_the_line
    assert not scored("exhaustion", worn_out=6, drained=4)["exhaustion"].beyond_the_line
    assert scored("exhaustion", worn_out=7)["exhaustion"].value is None


def test_the_parts_of_the_everyday_pack_are_means_and_two_of_three_are_enough_for_harmony() -> None:
    found = scored("everyday", harmony_1=6, harmony_3=3, work_takes_1=2, work_takes_2=5, purpose_days=7)
    assert found["harmony"].value == 4.5
    assert found["work_takes"].value == 3.5
    assert found["purpose"].value is None
    assert len(PACKS["everyday"].items) == 25


def test_the_quick_questions_are_three_from_nought_to_ten() -> None:
    found = scored("quick", fit=0, switch_off=5, say=10)
    assert [each.value for each in found.values()] == [0, 5, 10]
    assert [each.words for each in found.values()] == [
        score.low_words if n == 0 else score.middle_words if n == 1 else score.high_words
        for n, score in enumerate(PACKS["quick"].scores)
    ]


# Roenneberg and others (2012), by hand: work 23:30 to 6:30 (7 h) on 5 days, free 1:00 to 10:00 (9 h) on 2.
# Mid-sleep free 5:30; SDweek (7 x 5 + 9 x 2) / 7 = 7 h 34.29; half of (9 h − 7 h 34.29) = 42.86 min; 4:47.14.
SLEEP = {
    "work_days": 5,
    "asleep_work": 23 * 60 + 30,
    "awake_work": 6 * 60 + 30,
    "asleep_free": 60,
    "awake_free": 600,
    "alarm_free": 0,
}


def test_mid_sleep_is_moved_back_by_half_of_what_is_caught_up() -> None:
    assert mid_sleep(SLEEP) == pytest.approx(4 * 60 + 47.142857)
    assert scored("sleep", **SLEEP)["mid_sleep"].value == mid_sleep(SLEEP)


def test_who_sleeps_no_longer_on_free_days_catches_nothing_up() -> None:
    short = SLEEP | {"asleep_free": 23 * 60 + 30, "awake_free": 5 * 60 + 30}  # 6 h, middle 2:30
    assert mid_sleep(short) == 2 * 60 + 30


def test_without_any_work_the_middle_is_that_of_free_days() -> None:
    assert mid_sleep({"work_days": 0, "asleep_free": 0, "awake_free": 480, "alarm_free": 0}) == 240


@pytest.mark.parametrize(
    "change",
    [{"alarm_free": 1}, {"work_days": 7}, {"asleep_free": 600}, {"asleep_work": 390}],
)
def test_mid_sleep_is_not_known_with_an_alarm_without_free_days_or_without_sleep(
    change: dict[str, int],
) -> None:
    assert mid_sleep(SLEEP | change) is None


@pytest.mark.parametrize("name", SLEEP)
def test_mid_sleep_needs_every_answer(name: str) -> None:
    assert mid_sleep({key: value for key, value in SLEEP.items() if key != name}) is None


PAIR = PACKS["exhaustion"].scores[0]


def occasions(*pairs: tuple[int, int]) -> list[dict[str, int]]:
    return [{"worn_out": a, "drained": b} for a, b in pairs]


def test_two_items_agree_by_spearman_and_brown() -> None:
    """By hand: 1 2 3 4 against 2 1 4 3, three times over, has r = .6, and 2 x .6 / 1.6 = .75."""
    found = agreement_of(PAIR, occasions(*[(1, 2), (2, 1), (3, 4), (4, 3)] * 3))
    assert found is not None
    assert (found.value, found.occasions) == (pytest.approx(0.75), 12)


def test_agreement_is_not_known_from_few_occasions_from_steady_answers_or_against_each_other() -> None:
    few = agreement_of(PAIR, occasions(*[(1, 1), (7, 7)] * 5, (3, 3)))
    steady = agreement_of(PAIR, occasions(*[(4, 1), (4, 7)] * 6))
    against = agreement_of(PAIR, occasions(*[(1, 7), (7, 1)] * 6))
    assert few
    assert steady
    assert against
    assert (few.value, few.occasions, few.needed) == (None, 11, 12)
    assert steady.value is against.value is None
    assert agreement_of(PACKS["who-5"].scores[0], []) is None


def test_a_lone_answer_of_a_pair_is_no_occasion() -> None:
    found = agreement_of(PAIR, [{"worn_out": 3}, {"worn_out": 3, "drained": 4}])
    assert found
    assert found.occasions == 1


SHEET = AnswerSheet("s", datetime(2026, 11, 25, tzinfo=UTC), "ons4")


def test_answers_are_put_in_changed_and_taken_back_one_by_one() -> None:
    sheet = SHEET.with_answers(PACKS["ons4"], {"happy": 5, "satisfied": 3})
    assert sheet.answers == (Answer("satisfied", 3), Answer("happy", 5))
    sheet = sheet.with_answers(PACKS["ons4"], {"happy": None, "satisfied": 4, "anxious": None})
    assert sheet.answers == (Answer("satisfied", 4),)


@given(st.dictionaries(st.sampled_from(["happy", "unheard", "satisfied"]), st.integers(-5, 20)))
def test_what_a_pack_does_not_ask_or_take_is_never_on_a_sheet(said: dict[str, int]) -> None:
    pack = PACKS["ons4"]
    for answer in SHEET.with_answers(pack, dict(said)).answers:
        item = pack.item(answer.item)
        assert item
        assert item.takes(answer.value)


def test_a_screen_holds_one_small_group() -> None:
    screens = list(screens_of(PACKS.values()))
    assert max(len(each.items) for each in screens) <= 5
    assert sum(len(each.items) for each in screens) == sum(len(each.items) for each in PACKS.values())
    assert all(len({item.group for item in each.items}) == 1 for each in screens)


def test_a_long_group_is_cut_into_screens() -> None:
    items = tuple(Item(f"i{n}", "…") for n in range(7))
    screens = list(screens_of([Pack("p", 1, "Long", items, (Score("s", "S", ("i0",)),))]))
    assert [len(each.items) for each in screens] == [5, 2]
    assert screens[0].title == "Long"
