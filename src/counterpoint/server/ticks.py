"""What happens by the clock, not because somebody asked: feeds, wishes, notices, old jobs and links."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.db.models import QuerySet

from counterpoint import wiring
from counterpoint.adapters.storage.jobs import QUEUES, READING, SENDING
from counterpoint.adapters.storage.models import Link, LooseningRow, OutgoingRow, Person, TargetRow
from counterpoint.server import jobs

LOOK_FOR_DEAD_EVERY = timedelta(seconds=20)
SETTLE_WISHES_EVERY = timedelta(minutes=1)
LOOK_AT_CALENDARS_EVERY = timedelta(minutes=5)
CLEAN_EVERY = timedelta(hours=6)
TELL_EVERY = timedelta(minutes=1)
SEND_EVERY = timedelta(seconds=20)
LOOK_AT_ALL_EVERY = timedelta(hours=6)
LATE = timedelta(days=1)

log = logging.getLogger("counterpoint.ticks")


class Ticks:
    """Calls each duty of a queue's worker when its time has come; the first time at once."""

    def __init__(self, queue: str) -> None:
        self.duties = DUTIES.get(queue, ())
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
    """What is over: old jobs, links and sessions, and forms that nobody came back for."""
    jobs.forget_old(now)
    wiring.waiting.forget_old(now)
    Session.objects.filter(expire_date__lt=now).delete()
    Link.objects.filter(expires_at__lt=now).delete()


def tell(now: datetime) -> None:
    """Writes down what is to be told outside the app, for everybody who named a place for it."""
    named = TargetRow.objects.filter(confirmed_at__isnull=False).values("person")
    for person in Person.objects.filter(pk__in=named, is_active=True):
        try:
            wiring.tell(wiring.diary_of(person), now)
        except OperationalError:
            raise
        except Exception:
            log.exception("What is due could not be told")  # one life must not silence all others


def send(now: datetime) -> None:
    """Asks for the outbox of everybody to be emptied for whom something waits that is still worth sending."""
    _send_of(OutgoingRow.objects.filter(until__gt=now - LATE), now)


def look_at_all(now: datetime) -> None:
    """Also at what has waited for longer, to be withdrawn."""
    _send_of(OutgoingRow.objects.all(), now)


def _send_of(rows: QuerySet[OutgoingRow], now: datetime) -> None:
    due = rows.filter(state__in=["waiting", "sending"], next_at__lte=now)
    for person in Person.objects.filter(pk__in=due.values("person"), is_active=True):
        wiring.send_soon(wiring.diary_of(person))


Duty = tuple[timedelta, Callable[[datetime], None]]
DUTIES: dict[str, tuple[Duty, ...]] = {
    READING: (
        (LOOK_FOR_DEAD_EVERY, look_for_the_dead),
        (SETTLE_WISHES_EVERY, settle_wishes),
        (LOOK_AT_CALENDARS_EVERY, look_at_calendars),
        (CLEAN_EVERY, clean),
    ),
    SENDING: ((TELL_EVERY, tell), (SEND_EVERY, send), (LOOK_AT_ALL_EVERY, look_at_all)),
}
