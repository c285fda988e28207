"""A week of somebody who looks back."""

from __future__ import annotations

from datetime import UTC, date, datetime

from counterpoint.desk.reviews.looks import review_under_way
from counterpoint.domain.reviews import Review
from counterpoint.domain.timeline import Week
from tests.memory import MemoryDiary

MONDAY = date(2026, 11, 23)
WEEK = Week(MONDAY)
WEDNESDAY, FRIDAY = (datetime(2026, 11, day, 18, tzinfo=UTC) for day in (25, 27))


def begun(diary: MemoryDiary, now: datetime = FRIDAY, kind: str = "week") -> Review:
    return review_under_way(diary, kind, now)  # type: ignore[arg-type]
