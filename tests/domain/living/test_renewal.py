"""What renews is shown after what is known to have been hard, and only what there is room for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from counterpoint.domain.energy import CheckIn, Stretch
from counterpoint.domain.living import Renewal
from counterpoint.domain.living.renewal import before_and_after, hard_before, that_fit
from counterpoint.domain.timeline import Span

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def ago(start: int, end: int) -> Span:
    """From so many minutes before noon to so many."""
    return Span(NOON - start * MINUTE, NOON - end * MINUTE)


def said(minutes_ago: int, **what: int) -> CheckIn:
    return CheckIn("c", NOON - minutes_ago * MINUTE, **what)


@pytest.mark.parametrize(
    ("check_ins", "wanted"),
    [
        ([said(10, energy=2)], "low"),
        ([said(10, energy=3)], None),
        ([said(10, tension=6)], "tense"),
        ([said(150, energy=1)], None),
        ([said(60, energy=1), said(5, energy=5)], None),
        ([said(10, mood=1)], None),
    ],
)
def test_the_last_word_on_oneself_speaks_first(check_ins: list[CheckIn], wanted: str | None) -> None:
    assert hard_before(NOON, check_ins=check_ins, stretches=[], busy=[]) == wanted


def test_a_word_that_all_is_well_outweighs_a_long_stretch() -> None:
    assert hard_before(NOON, check_ins=[said(5, energy=6)], stretches=[], busy=[ago(200, 10)]) is None


def test_a_stretch_that_was_not_good_is_a_hard_one() -> None:
    bad = Stretch("s", NOON - 60 * MINUTE, 50, quality=2)
    fine = Stretch("t", NOON - 60 * MINUTE, 50, quality=3)
    unsaid = Stretch("u", NOON - 60 * MINUTE, 50)
    assert hard_before(NOON, check_ins=[], stretches=[bad], busy=[]) == "not_good"
    assert hard_before(NOON, check_ins=[], stretches=[fine, unsaid], busy=[]) is None


@pytest.mark.parametrize(
    ("busy", "wanted"),
    [
        ([ago(160, 10)], "long"),
        ([ago(160, 90), ago(80, 10)], "long"),
        ([ago(160, 90), ago(75, 10)], None),
        ([ago(155, 10)], None),
        ([ago(400, 60)], None),
        ([ago(60, -30)], None),
        ([], None),
    ],
)
def test_two_and_a_half_hours_without_a_gap_need_no_word(busy: list[Span], wanted: str | None) -> None:
    assert hard_before(NOON, check_ins=[], stretches=[], busy=busy) == wanted


def test_only_a_few_are_shown_and_only_what_fits() -> None:
    own = [Renewal(str(n), str(n), n) for n in (60, 15, 20, 10, 5)]
    assert [each.minutes for each in that_fit(own, 20)] == [15, 20, 10]
    assert that_fit(own, 4) == ()


def test_before_and_after_are_the_nearest_words_within_three_hours() -> None:
    walk = ("A walk", ago(60, 30), True)
    words = [said(300, energy=1), said(90, energy=3), said(20, energy=5), said(0, energy=6), said(70, mood=2)]
    (found,) = before_and_after([walk], words)
    assert (found.before, found.after, found.taken) == (3, 5, True)
    (alone,) = before_and_after([walk], [said(300, energy=1)])
    assert (alone.before, alone.after) == (None, None)
