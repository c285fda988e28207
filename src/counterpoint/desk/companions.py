"""Somebody who helps one stay true, and the message of the week as it would read."""

from __future__ import annotations

from counterpoint.desk.ports import Diary
from counterpoint.desk.reviews import reviews_of
from counterpoint.domain.living import Companion, weekly_message


def message_to(diary: Diary, companion: Companion) -> str:
    """The draft to a companion with nothing in it but what was chosen for them. Nothing is sent."""
    titles = {kept.thing.id: kept.thing.title for kept in diary.protected.all()}
    return weekly_message(
        companion,
        change=change_of_the_week(diary) if companion.says_change else "",
        protected=[titles[each] for each in companion.protected_ids if each in titles],
    )


def change_of_the_week(diary: Diary) -> str:
    """What the last weekly review was ended with; "" when that was nothing."""
    ended = [each for each in reviews_of(diary, "week") if each.finished_at is not None]
    last = max(ended, key=lambda each: each.first, default=None)
    return last.promise if last is not None and last.change != "none" else ""
