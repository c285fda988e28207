"""How the example person lives: micro habits, what renews them, good things of a year, and a journal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from counterpoint.desk.ports import Diary, Shelf
from counterpoint.domain.living import GoodThing, JournalEntry, MicroHabit, Renewal
from counterpoint.domain.living.journal import prompts
from counterpoint.domain.timeline import Week, instant

_RENEWALS = (
    Renewal("swim", "Swimming", 60, protected_id="swim"),
    Renewal("river", "Ten minutes by the river", 10),
)
RESTING, ON = (
    MicroHabit("page", "Read one page", "I switch the lamp on", "music", "", "resting"),
    MicroHabit("window", "Look out of the window for a breath", "I put the kettle on", "health", "Jo"),
)
_GOOD = (
    (2, "Noa read a whole page aloud.", "win", "family", "life"),
    (5, "The museum wrote back within the hour.", "win", "work", "work"),
    (7, "Choir: for one line we were one voice.", "moment", "choir", "life"),
    (9, "Fog over the river at seven, and nobody else there.", "moment", "health", ""),
    (11, "Three generations at one table, and the cake was gone in minutes.", "gratitude", "family", "life"),
    (16, "The concert. Ida found my hand in the last chord.", "win", "choir", "life"),
    (19, "Tomke said what I had not dared to hope about the concept.", "win", "work", "work"),
    (24, "An hour in the sun by the river, with nothing to do.", "moment", "health", ""),
    (29, "Eli slept at last, and so did the house.", "gratitude", "family", "life"),
    (31, "Soup that somebody else had made.", "gratitude", "home", "life"),
    (74, "The alto part, without looking.", "win", "choir", "life"),
    (363, "A long call with Ada, laughing.", "gratitude", "", "both"),
)


_JOURNAL = (
    (3, 4, "I said no to the council. It took one sentence, and nobody minded."),
    (10, 12, "Less than I thought: an evening, a book, nobody who needs me until seven."),
    (17, 17, "“Concert weeks”. I like that it has an end."),
    (25, 1, "Twenty minutes on the bench while Eli slept. I had forgotten how quiet the street is."),
    (34, 2, "Waiting until somebody has finished. I learned it at breakfast, and used it in the team round."),
)
"""So many days before the planned week, which question, what was written."""


def _journal(week: Week, zone: str) -> Iterator[JournalEntry]:
    for back, prompt, text in _JOURNAL:
        at = instant(week.first - timedelta(days=back), time(21, 40), zone)
        yield JournalEntry(f"example-{back}", at, text, prompts()[prompt])


def lived_of_example(
    diary: Diary, week: Week, zone: str, now: datetime
) -> Iterator[tuple[Shelf[Any], Sequence[Any]]]:
    """What is lived, shelf by shelf; days are counted back from the week that is planned."""
    since = week.next(-1).first
    habits = [replace(RESTING, since=week.next(-7).first), replace(ON, since=since, last_on=since)]
    yield diary.shelf(MicroHabit), habits
    yield diary.dated(JournalEntry), list(_journal(week, zone))
    yield diary.shelf(Renewal), _RENEWALS
    things = []
    for back, text, kind, domain, sphere in _GOOD:
        at = min(now, instant(week.first - timedelta(days=back), time(20, 30), zone))
        things.append(GoodThing(f"good-{back}", at, text, kind, domain, sphere))  # type: ignore[arg-type]
    yield diary.dated(GoodThing), things
