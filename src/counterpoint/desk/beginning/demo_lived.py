"""How the example person lives: a micro habit, what renews them, and some good things of the last year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import time, timedelta
from typing import Any

from counterpoint.desk.ports import Diary, Shelf
from counterpoint.domain.living import GoodThing, MicroHabit, Renewal
from counterpoint.domain.timeline import Week, instant

_RENEWALS = (
    Renewal("swim", "Swimming", 60, protected_id="swim"),
    Renewal("river", "Ten minutes by the river", 10),
)
_HABIT = MicroHabit("window", "Look out of the window for a breath", "I put the kettle on", "health", "Jo")
_GOOD = (
    (2, "Noa read a whole page aloud.", "win", "family", "life"),
    (5, "The museum wrote back within the hour.", "win", "work", "work"),
    (9, "Fog over the river at seven, and nobody else there.", "moment", "health", ""),
    (31, "Soup that somebody else had made.", "gratitude", "home", "life"),
    (74, "The alto part, without looking.", "win", "choir", "life"),
    (363, "A long call with Ada, laughing.", "gratitude", "", "both"),
)


def lived_of_example(diary: Diary, week: Week, zone: str) -> Iterator[tuple[Shelf[Any], Sequence[Any]]]:
    """What is lived, shelf by shelf; days are counted back from the week that is planned."""
    yield diary.shelf(MicroHabit), [_HABIT]
    yield diary.shelf(Renewal), _RENEWALS
    things = []
    for back, text, kind, domain, sphere in _GOOD:
        at = instant(week.first - timedelta(days=back), time(20, 30), zone)
        things.append(GoodThing(f"good-{back}", at, text, kind, domain, sphere))  # type: ignore[arg-type]
    yield diary.dated(GoodThing), things
