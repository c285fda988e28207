"""The coach: no evidence, no recommendation; three at most; let go is let go; a profile only orders."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.boundaries import GiveBack
from counterpoint.domain.energy import CheckIn
from counterpoint.domain.reviews import Estimate, Look, MarkerLine, recommend
from counterpoint.domain.reviews.cited import STUDIES
from counterpoint.domain.reviews.coach import PROFILES, RULES
from counterpoint.domain.values import Commitment
from tests.domain.reviews.looks import FLEX, LIFE, NOW, RITUAL, anchor, at, look, piece, with_protected

WEEK_OF_FAMILY = [piece(day, 10, value_id="family") for day in range(1, 7)]
DRAINING = Commitment("board", "School board", energy=-2, necessity=1)
FEEDING = Commitment("choir", "Choir", energy=2, joy=5, task_ids=("sing",))
PULLED = tuple(CheckIn(f"c{day}", at(day, 19), where="personal", pulled=True) for day in (1, 2, 3))
DRAINED = tuple(CheckIn(f"d{day}", at(day, 21), work_drained=6) for day in (1, 2, 3))
LOWER = MarkerLine("satisfaction", (), "lower", apart=Estimate(-2, -3, -1))


def rules(one: Look, **more: Any) -> list[str]:
    return [each.rule for each in recommend(one, **more)]


def test_an_empty_life_gets_no_advice() -> None:
    assert recommend(Look(now=NOW, life=LIFE)) == ()


@pytest.mark.parametrize(
    ("rule", "speaks", "silent"),
    [
        ("protect_value", look(*WEEK_OF_FAMILY), look(*WEEK_OF_FAMILY, since=NOW - timedelta(days=3))),
        (
            "protect_value",
            look(*WEEK_OF_FAMILY),
            look(*WEEK_OF_FAMILY, life=with_protected(anchor(value_id="music"))),
        ),
        (
            "look_again",
            look(commitments=(replace(DRAINING, decision="keep", look_again_on=NOW.date()),)),
            look(
                commitments=(
                    replace(DRAINING, decision="keep", look_again_on=NOW.date() + timedelta(days=1)),
                )
            ),
        ),
        (
            "let_go",
            look(commitments=(DRAINING,)),
            look(commitments=(replace(DRAINING, decision="keep"), replace(DRAINING, necessity=None))),
        ),
        (
            "more_of_it",
            look(*WEEK_OF_FAMILY, commitments=(FEEDING,), life=with_protected(anchor(value_id="music"))),
            look(
                *WEEK_OF_FAMILY,
                piece(2, 18, subject_id="sing"),
                commitments=(FEEDING,),
                life=with_protected(anchor(value_id="music")),
            ),
        ),
        ("switch_off", look(check_ins=PULLED), look(check_ins=PULLED, life=replace(LIFE, rituals=(RITUAL,)))),
        ("switch_off", look(check_ins=PULLED), look(check_ins=PULLED[:2])),
        (
            "switch_off",
            look(check_ins=PULLED),
            look(check_ins=tuple(replace(each, where="") for each in PULLED)),
        ),
        ("recover", look(check_ins=DRAINED, life=replace(LIFE, flex=FLEX)), look(check_ins=DRAINED)),
        (
            "best_hour",
            look(piece(1, 9, demand="light"), piece(1, 20, demand="deep")),
            look(piece(1, 9, demand="deep"), piece(1, 20, demand="light")),
        ),
        (
            "give_back",
            look(give_backs=(GiveBack("g", at(3), "b", "Dinner", 60, at(0)),)),
            look(give_backs=(GiveBack("g", at(3), "b", "Dinner", 60, at(0), state="let_go"),)),
        ),
        ("marker", look(lines=(LOWER,)), look(lines=(replace(LOWER, verdict="higher"),))),
    ],
)
def test_a_rule_speaks_on_its_evidence_and_is_silent_without(rule: str, speaks: Look, silent: Look) -> None:
    (found,) = [each for each in recommend(speaks, most=20) if each.rule == rule]
    assert found.evidence
    assert found.practice.startswith("P")
    assert rule not in rules(silent, most=20)


def full() -> Look:
    return look(
        *WEEK_OF_FAMILY,
        piece(1, 9, demand="light"),
        piece(1, 20, demand="deep"),
        check_ins=(*PULLED, *DRAINED),
        commitments=(DRAINING, FEEDING, replace(DRAINING, id="x", look_again_on=NOW.date())),
        lines=(LOWER,),
        life=replace(LIFE, flex=FLEX),
    )


def test_there_are_at_most_three_at_a_time_and_none_without_evidence() -> None:
    assert len(recommend(full())) == 3
    assert len(recommend(full(), most=20)) >= 8
    assert all(each.evidence for each in recommend(full(), most=20))


def test_what_was_let_go_makes_room_for_the_next() -> None:
    first, *_others = recommend(full())
    shown = recommend(full(), let_be={first.key})
    assert first.key not in {each.key for each in shown}
    assert len(shown) == 3


@given(st.sampled_from([*PROFILES, "mixed", ""]))
def test_a_profile_changes_the_order_and_nothing_else(profile: str) -> None:
    plain, ordered = recommend(full(), most=20), recommend(full(), most=20, profile=profile)
    assert {each.key for each in plain} == {each.key for each in ordered}
    assert [round(each.strength) for each in plain] == [round(each.strength) for each in ordered]


def test_only_known_studies_are_cited_and_one_that_is_missing_is_not_made_up() -> None:
    for each in recommend(full(), most=20):
        assert each.cited == (STUDIES[each.study]() if each.study else "")
    assert set(RULES) >= {each.rule for each in recommend(full(), most=20)}


def test_moments_before_the_clock_of_utc_fall_on_the_persons_own_day() -> None:
    tokyo = replace(LIFE, zone="Asia/Tokyo")
    late = CheckIn("c", datetime(2026, 11, 28, 16, tzinfo=UTC), where="personal", pulled=True)
    assert look(life=tokyo).day(late.at).day == 29


def test_one_marker_alone_says_that_it_may_be_chance_and_weighs_less() -> None:
    (one,) = (each for each in recommend(look(lines=(LOWER,))) if each.rule == "marker")
    stress = MarkerLine("stress", (), "higher", apart=Estimate(2, 1, 3))
    (two,) = (each for each in recommend(look(lines=(LOWER, stress))) if each.rule == "marker")
    assert "chance" in one.why
    assert "chance" not in two.why
    assert one.strength < two.strength
