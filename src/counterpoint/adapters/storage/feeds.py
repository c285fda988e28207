"""The secret addresses under which calendars fetch a person's accepted plans: made, found, revoked."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from counterpoint.adapters.files.planics import Published, blocks_as_ics
from counterpoint.adapters.storage.diary import StoredDiary
from counterpoint.adapters.storage.models import FeedAddress, Person, PublishedRow
from counterpoint.adapters.storage.plans import instance_of

SECRET_BYTES = 32
_NOTED_EVERY = timedelta(minutes=10)


def current_feed(person: Person) -> FeedAddress | None:
    """The address in use, if there is one."""
    return FeedAddress.objects.filter(person=person, revoked_at=None).order_by("-pk").first()


def make_feed(person: Person, *, now: datetime) -> FeedAddress:
    """A new address; one that was in use before stops working."""
    revoke_feeds(person, now=now)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    return FeedAddress.objects.create(person=person, secret=secret, made_at=now)


def revoke_feeds(person: Person, *, now: datetime) -> int:
    """Makes every address of a person's stop working; how many there were."""
    return FeedAddress.objects.filter(person=person, revoked_at=None).update(revoked_at=now)


def person_of_feed(secret: str, *, now: datetime) -> Person | None:
    """Whose address this is, if it works; notes now and then that it was asked."""
    found = FeedAddress.objects.filter(secret=secret, revoked_at=None).select_related("person").first()
    if found is None or not found.person.is_active:
        return None
    if found.fetched_at is None or now - found.fetched_at > _NOTED_EVERY:
        FeedAddress.objects.filter(pk=found.pk).update(fetched_at=now)
    return found.person


@dataclass(frozen=True, slots=True)
class OpenFeed:
    """What a program gets that asks a secret address, and when any of it last changed."""

    content: bytes
    changed_at: datetime


def opened(secret: str, *, now: datetime) -> OpenFeed | None:
    """The accepted plans behind an address; None when it does not work.

    Reasons and values stay at home: who merely sees when a person is busy need not know what they care for.
    """
    person = person_of_feed(secret, now=now)
    if person is None:
        return None
    diary = StoredDiary(person)
    published = [
        Published(replace(block, reasons=(), value_id=""), sequence, changed_at)
        for block, sequence, changed_at in diary.plans.published()
    ]
    content = blocks_as_ics(published, instance=instance_of(person), name="Counterpoint", names=_names(diary))
    return OpenFeed(content, _last_change(person))


def _names(diary: StoredDiary) -> Mapping[str, str]:
    return {kept.thing.id: kept.thing.name for kept in diary.domains.all()}


def _last_change(person: Person) -> datetime:
    last = PublishedRow.objects.filter(plan__person=person).order_by("-changed_at").first()
    return last.changed_at if last else person.joined_at
