"""The secret addresses under which calendars fetch a person's accepted plans: made, found, revoked."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from counterpoint.adapters.storage.models import FeedAddress, Person

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
