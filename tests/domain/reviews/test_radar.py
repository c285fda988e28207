"""The radar: each rule speaks on its evidence, keeps still without it, and never blames chosen mixing."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.boundaries import Availability, GiveBack
from counterpoint.domain.reviews import Look, radar
from counterpoint.domain.reviews.radar import RULES, unchosen_changes
from counterpoint.domain.timeline import EVERY_DAY, WeeklyWindow
from tests.domain.reviews.looks import LIFE, NOW, anchor, at, bend, look, piece, with_protected


def rules(one: Look) -> list[str]:
    return [finding.rule for finding in radar(one)]


def test_an_empty_life_is_silent() -> None:
    assert radar(Look(now=NOW, life=LIFE)) == ()


def test_work_outside_the_hours_of_work_is_found_only_while_nothing_is_protected() -> None:
    evenings = [piece(2, 20), piece(3, 21)]  # a Friday and a Thursday
    (found,) = radar(look(*evenings))
    assert found.rule == "no_boundaries"
    assert "Thursday and Friday" in found.words
    assert [row.kind for row in found.evidence] == ["block", "block"]
    assert found.take.kind == "protect"
    assert rules(look(*evenings, life=with_protected(anchor()))) == []


def test_two_evenings_of_the_same_day_and_work_within_hours_are_not_enough() -> None:
    assert rules(look(piece(2, 20), piece(2, 21), piece(3, 10))) == []


def test_the_small_hours_of_a_night_shift_are_hours_of_work() -> None:
    nights = Availability(working=(WeeklyWindow(EVERY_DAY, time(22), time(6)),))
    life = replace(LIFE, availability=nights)
    assert rules(look(piece(2, 2), piece(3, 5), life=life)) == []
    assert rules(look(piece(2, 12), piece(3, 12), life=life)) == ["no_boundaries"]


def test_work_inside_a_flex_block_is_chosen_and_not_outside_hours() -> None:
    evenings = [piece(2, 19.5), piece(3, 19.5)]
    flex = [piece(day, 19, "both", hours=2, kind="flex") for day in (2, 3)]
    assert rules(look(*evenings)) == ["no_boundaries"]
    assert rules(look(*evenings, *flex)) == []


def test_somebody_who_just_came_is_left_alone() -> None:
    assert rules(look(piece(2, 20), piece(3, 21), since=NOW - timedelta(days=5))) == []


def test_weeks_that_serve_no_named_value_are_found_with_what_they_were_for() -> None:
    adrift = [piece(day, 10, title="Filing") for day in range(1, 11)]
    (found,) = radar(look(*adrift, life=with_protected(anchor())))
    assert found.rule == "unclear_values"
    assert "“Filing”" in found.words
    served = [replace(each, value_id="family") for each in adrift[:3]]
    assert rules(look(*served, *adrift[3:], life=with_protected(anchor()))) == []


def switching_day(day: int) -> list:
    return [piece(day, 9 + hour, "work" if hour % 2 else "life", kind="event") for hour in range(8)]


def test_going_back_and_forth_on_three_days_is_found_and_on_two_is_not() -> None:
    two, three = ([piece for day in range(1, n + 1) for piece in switching_day(day)] for n in (2, 3))
    life = with_protected(anchor())
    assert rules(look(*two, life=life)) == []
    (found,) = radar(look(*three, life=life))
    assert found.rule == "switching"
    assert "→" in found.evidence[0].words


@given(st.lists(st.sampled_from(["work", "life", "both", ""]), max_size=12), st.integers(0, 11))
def test_chosen_mixing_is_never_a_change(spheres: list[str], begins: int) -> None:
    pieces = [piece(1, 6 + hour, sphere) for hour, sphere in enumerate(spheres)]
    flex = piece(1, 6, "both", hours=13, kind="flex")
    assert unchosen_changes([*pieces, flex]) == []
    some = piece(1, 6 + begins, "both", hours=1, kind="flex")
    assert len(unchosen_changes([*pieces, some])) <= len(unchosen_changes(pieces))


def test_switching_inside_a_flex_block_is_no_fault() -> None:
    days = [piece for day in (1, 2, 3) for piece in switching_day(day)]
    flex = [piece(day, 9, "both", hours=8, kind="flex") for day in (1, 2, 3)]
    assert rules(look(*days, *flex, life=with_protected(anchor()))) == []


def test_deep_work_at_low_hours_is_found_with_its_days() -> None:
    deep = [piece(day, 20, demand="deep", value_id="family") for day in (3, 5)]  # Thursday and Tuesday
    good = piece(4, 9, demand="deep", value_id="family")
    life = with_protected(anchor())
    (found,) = radar(look(*deep, good, life=life))
    assert found.rule == "ignoring_energy"
    assert "Tuesday and Thursday" in found.words
    assert found.take.kind == "habit"
    assert rules(look(*deep, good, piece(6, 9, demand="deep"), life=life)) == []


def test_the_same_anchor_giving_way_thrice_without_return_wants_another_place() -> None:
    bends = tuple(bend(n, n + 1) for n in range(3))
    life = with_protected(anchor())
    (found,) = radar(look(life=life, bends=bends))
    assert (found.rule, found.take.id) == ("giving_up", "dinner")
    returned = GiveBack("g", at(1), "b1", "Dinner", 60, at(0), state="owed")
    assert rules(look(life=life, bends=bends, give_backs=(returned,))) == []
    assert rules(look(life=life, bends=bends[:2])) == []
    assert rules(look(life=LIFE, bends=bends)) == []


def test_there_are_the_five_rules_and_each_is_documented() -> None:
    from pathlib import Path

    reference = (Path(__file__).parents[3] / "docs" / "reference" / "radar.md").read_text(encoding="utf-8")
    assert len(RULES) == 5
    assert [rule for rule in RULES if f"`{rule}`" not in reference] == []
