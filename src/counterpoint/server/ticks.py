"""What happens by the clock, not because somebody asked: feeds, windows, wishes, old jobs and links."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from counterpoint import wiring
from counterpoint.adapters.storage.jobs import QUEUES, READING
from counterpoint.adapters.storage.models import Link, LooseningRow, Person
from counterpoint.server import jobs

QUEUE = READING
LOOK_FOR_DEAD_EVERY = timedelta(seconds=20)
SETTLE_WISHES_EVERY = timedelta(minutes=1)
LOOK_AT_CALENDARS_EVERY = timedelta(minutes=5)
CLEAN_EVERY = timedelta(hours=6)

log = logging.getLogger("counterpoint.ticks")


class Ticks:
    """Calls each duty when its time has come; the first time at once."""

    def __init__(self) -> None:
        self.duties = (
            (LOOK_FOR_DEAD_EVERY, look_for_the_dead),
            (SETTLE_WISHES_EVERY, settle_wishes),
            (LOOK_AT_CALENDARS_EVERY, look_at_calendars),
            (CLEAN_EVERY, clean),
        )
        self.done: dict[int, datetime] = {}

    def __call__(self, now: datetime) -> None:
        for number, (every, duty) in enumerate(self.duties):
            if number not in self.done or now - self.done[number] >= every:
                self.done[number] = now
                duty(now)


def look_for_the_dead(now: datetime) -> None:
    for queue in QUEUES:
        jobs.reap(queue, now)


def settle_wishes(now: datetime) -> None:
    """Lets wishes to loosen a boundary take effect whose wait is over."""
    waited = Person.objects.filter(pk__in=LooseningRow.objects.filter(due_at__lte=now).values("person"))
    for person in waited:
        wiring.settle_wishes(wiring.diary_of(person), now)


def look_at_calendars(now: datetime) -> None:
    """Records what is due for every person; how often a feed is asked is the desk's decision."""
    for person in Person.objects.filter(is_active=True):
        wiring.look_at_calendars(wiring.diary_of(person), now)


def clean(now: datetime) -> None:
    jobs.forget_old(now)
    Link.objects.filter(expires_at__lt=now).delete()
