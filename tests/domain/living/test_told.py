"""What a message says: what is due and until when, and no word that its person wrote."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from counterpoint.domain.living.notices import KINDS, Due
from counterpoint.domain.living.post import MOST_ATTEMPTS, Outgoing
from counterpoint.domain.living.told import moment_in_words, told

NOON = datetime(2026, 11, 27, 12, 30, tzinfo=UTC)
PRIVATE = "The affair"


@pytest.mark.parametrize("thing", ["week", "month", PRIVATE])
@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_says_anything_private(kind: str, thing: str) -> None:
    due = Due(kind, PRIVATE, thing, PRIVATE, NOON)  # type: ignore[arg-type]
    subject, body = told(due, zone="Europe/Berlin")
    assert subject
    assert body
    assert PRIVATE not in subject + body


@pytest.mark.parametrize("kind", ["prompt", "give_back"])
def test_an_end_is_said_on_the_persons_own_clock(kind: str) -> None:
    due = Due(kind, "x", until=NOON)  # type: ignore[arg-type]
    assert "Friday 13:30" in told(due, zone="Europe/Berlin")[1]
    assert "Friday 7:30 am" in told(due, zone="America/New_York", clock=12)[1]
    assert "until" not in told(Due(kind, "x"), zone="UTC")[1].lower()  # type: ignore[arg-type]


def test_noon_and_midnight_on_a_clock_of_twelve_hours() -> None:
    assert moment_in_words(NOON.replace(minute=5), zone="UTC", clock=12) == "Friday 12:05 pm"
    assert moment_in_words(NOON.replace(hour=0), zone="UTC", clock=12) == "Friday 12:30 am"


def test_what_was_tried_often_enough_is_given_up_with_the_last_reason() -> None:
    row = Outgoing("m", NOON, "test", "mail", "t", "a", "s", attempts=MOST_ATTEMPTS, note="It was down.")
    assert (row.begun(NOON).state, row.begun(NOON).note) == ("failed", "It was down.")
    assert row.put_back(NOON, "Still down.").state == "failed"


def test_what_a_file_brings_that_is_over_stays_as_it_was() -> None:
    row = Outgoing("m", NOON, "test", "mail", "t", "a", "s", state="sent", ended_at=NOON)
    assert row.at_rest() == row
