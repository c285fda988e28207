"""A week in words: planned is not done, unknown is said, only strong moments are told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from counterpoint.domain.energy import CheckIn
from counterpoint.domain.reviews import PARTS, Dismissal, Note, Review
from counterpoint.domain.reviews.saying import clock, dated, days
from counterpoint.domain.reviews.week import fates, spillovers
from tests.contracts.examples import block
from tests.domain.reviews.looks import NOW, at

MONDAY = date(2026, 11, 23)


def test_a_block_that_is_behind_and_of_which_nothing_was_said_is_unknown() -> None:
    blocks = [block("a", 9), block("b", 10, state="done"), block("c", 11, state="skipped"),
              block("d", 12, state="partly"), block("e", 200), block("f", 9, kind="meal")]  # fmt: skip
    found = fates(blocks, NOW)
    said = {fate: [each.id for each in these] for fate, these in found.items()}
    assert said == {"done": ["b"], "partly": ["d"], "skipped": ["c"], "unknown": ["a"], "ahead": ["e"]}


def test_only_strong_lifts_drains_and_pulls_are_moments() -> None:
    evening = CheckIn("e", at(1, 21), work_lifted=6, work_drained=2, life_lifted=5, life_drained=7)
    pulled = CheckIn("p", at(2, 10), where="work", pulled=True)
    moments = spillovers([pulled, evening], "UTC")
    assert [(each.way, each.lifted) for each in moments] == [
        (None, False), ("work_to_life", True), ("life_to_work", True), ("life_to_work", False),
    ]  # fmt: skip
    assert moments[0].words == "At work, the rest of life pulled at you."
    assert spillovers([CheckIn("n", at(1), pulled=False)], "UTC") == ()


def test_a_review_is_found_again_at_the_first_part_that_was_not_seen() -> None:
    review = Review("r", NOW, "week", MONDAY, MONDAY + timedelta(days=6))
    assert review.next_part == "promise"
    review = review.saying("promise", "fine").saying("plan", "").saying("promise", "better")
    assert review.notes == (Note("promise", "better"), Note("plan", ""))
    assert review.next_part == "boundaries"
    for part in PARTS["week"]:
        review = review.saying(part, "")
    assert review.next_part == "change"
    assert review.saying("gone", "x").words_at("gone") == "x"


def test_what_is_let_go_stays_away_until_its_day() -> None:
    let_go = Dismissal("d", NOW, "radar:switching", NOW + timedelta(days=60))
    assert let_go.holds(NOW)
    assert let_go.holds(NOW + timedelta(days=59))
    assert not let_go.holds(NOW + timedelta(days=60))
    assert not let_go.holds(NOW - timedelta(days=1))


def test_words_for_days_and_hours() -> None:
    assert days([at(5), at(3), at(3, 20)], "UTC") == "Tuesday and Thursday"
    assert dated(date(2026, 11, 24)) == "Tuesday 24 November"
    half_past_noon = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
    assert [clock(half_past_noon, 24), clock(half_past_noon, 12)] == ["12:30", "12:30 pm"]
    assert clock(half_past_noon.replace(hour=0), 12) == "12:30 am"
