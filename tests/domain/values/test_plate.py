"""What a line says, where a commitment lies, between what a bridge might be, and who can step in."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.values import (
    Bridge,
    Commitment,
    LifeDomain,
    Support,
    bridges_to_look_for,
    energy_seen,
    note_about,
    read_line,
    spot_of,
    taken_back,
    unsaid,
    who_can_step_in,
)

DOMAINS = (LifeDomain("fam", "Family & home", "life"), LifeDomain("work", "Work", "work"))


@pytest.mark.parametrize(
    ("line", "title", "minutes", "domain"),
    [
        ("School board 2h #work", "School board", 120, "work"),
        ("School board", "School board", None, ""),
        ("  Choir, 1h 30m a week  ", "Choir", 90, ""),
        ("Mum #family-home 45 min per week", "Mum", 45, "fam"),
        ("Blog #unknown", "Blog #unknown", None, ""),
        ("Sleep 4000h", "Sleep 4000h", None, ""),
        ("5h5m", None, 0, ""),
        ("", None, 0, ""),
    ],
)
def test_a_line_says_a_title_hours_and_a_domain(
    line: str, title: str | None, minutes: int | None, domain: str
) -> None:
    read = read_line(line, DOMAINS)
    if title is None:
        assert read is None
    else:
        assert read is not None
        assert (read.title, read.minutes_a_week, read.domain_id) == (title, minutes, domain)


def test_of_a_title_that_is_too_long_nothing_is_lost() -> None:
    read = read_line("x" * 200, ())
    assert read is not None
    assert len(read.title) == 120
    assert read.notes == "x" * 200


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_line_is_read_or_left(line: str) -> None:
    read = read_line(line, DOMAINS)
    assert read is None or (read.title and len(read.title) <= 120)


def carried(id: str = "a", **said: Any) -> Commitment:
    return Commitment(id, id.upper(), **said)


@pytest.mark.parametrize(
    ("necessity", "strength", "energy", "spot"),
    [
        (5, 5, 2, "sweet"),
        (4, 4, 1, "sweet"),
        (3, 4, 1, "passion"),
        (4, 3, 1, "learn"),
        (2, 2, 2, "between"),
        (4, 5, 0, "costly"),
        (4, 5, -2, "costly"),
        (5, 2, -1, "hand_over"),
        (5, 2, 0, "between"),
        (1, 5, -1, "dead_weight"),
        (3, 3, -1, "between"),
    ],
)
def test_a_commitment_lies_where_its_three_answers_say(
    necessity: int, strength: int, energy: int, spot: str
) -> None:
    assert spot_of(carried(necessity=necessity, strength=strength, energy=energy)) == spot


@pytest.mark.parametrize("left_out", ["necessity", "strength", "energy"])
def test_an_open_answer_leaves_a_commitment_unplaced(left_out: str) -> None:
    said = carried(**{"necessity": 5, "strength": 5, "energy": 2} | {left_out: None})
    assert spot_of(said) == "unknown"
    assert unsaid(said) == (left_out,)


def test_few_check_ins_are_counted_and_no_more() -> None:
    assert energy_seen([5, 6, 7, 1]).middle is None
    seen = energy_seen([5, 6, 7, 1, 5])
    assert (seen.lowest, seen.middle, seen.highest) == (1, 5, 7)


def test_a_bridge_is_looked_for_from_what_feeds_to_what_drains() -> None:
    choir = carried("choir", domain_id="music", energy=2)
    team = carried("team", domain_id="work", necessity=5, energy=-1)
    (maybe,) = bridges_to_look_for([team, choir], [])
    assert (maybe.from_id, maybe.to_id) == ("choir", "team")
    assert "feeds you" in maybe.why
    assert not bridges_to_look_for([team, choir], [Bridge("b", "team", "choir")])


def test_a_strength_may_help_where_there_is_none() -> None:
    one = carried("a", domain_id="music", strength=5)
    other = carried("b", domain_id="work", necessity=4, strength=2)
    (maybe,) = bridges_to_look_for([one, other], [])
    assert "strength" in maybe.why


def test_no_bridge_is_looked_for_within_a_domain_or_from_what_was_not_said() -> None:
    same = [carried("a", domain_id="work", energy=2), carried("b", domain_id="work", necessity=5, energy=-1)]
    assert not bridges_to_look_for(same, [])
    silent = [carried("a", domain_id="music"), carried("b", domain_id="work", necessity=5, energy=-1)]
    assert not bridges_to_look_for(silent, [])


KNOWN = (
    Support("any", "Anybody"),
    Support("domain", "Domain", domain_ids=("fam",)),
    Support("just", "Just", commitment_ids=("k",)),
    Support("other", "Other", commitment_ids=("x",)),
)


def test_who_is_named_for_it_comes_first_and_who_is_for_something_else_not_at_all() -> None:
    found = who_can_step_in(KNOWN, commitment_ids=["k"], domain_ids=["fam"])
    assert [each.id for each in found] == ["just", "domain", "any"]
    assert who_can_step_in(KNOWN, commitment_ids=(), domain_ids=()) == KNOWN


def test_a_message_says_the_title_and_nothing_private() -> None:
    private = carried("board", decision="delegate", to_whom="Robin", notes="SECRET", joy=1, energy=-2)
    note = note_about(private, hours="2 h", day="Friday", name="Ada")
    assert note.startswith("Hello Robin,")
    assert "“BOARD”" in note
    assert "2 h" in note
    assert "SECRET" not in note
    assert "joy" not in note.lower()


@pytest.mark.parametrize("decision", ["delegate", "swap", "reduce", "let_go"])
def test_every_decision_that_concerns_somebody_has_a_message(decision: Any) -> None:
    assert "A" in note_about(carried(decision=decision, to_whom="Robin"))
    assert not note_about(carried(decision=decision))


def test_a_kept_commitment_concerns_nobody() -> None:
    assert not note_about(carried(decision="keep", to_whom="Robin"))


def test_what_was_changed_since_stays_when_a_decision_is_taken_back() -> None:
    was, became = carried(joy=2, decision="keep"), carried(joy=2, decision="let_go")
    now = carried(joy=5, decision="let_go")
    assert taken_back(now, became, was) == carried(joy=5, decision="keep")


def test_a_day_to_look_again_comes_when_it_is_there() -> None:
    due = carried(look_again_on=date(2026, 12, 1))
    assert due.asks_to_be_looked_at(date(2026, 12, 1))
    assert not due.asks_to_be_looked_at(date(2026, 11, 30))
    assert not carried().asks_to_be_looked_at(date(2026, 11, 30))
