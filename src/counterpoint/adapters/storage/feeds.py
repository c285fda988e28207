"""The secret addresses under which calendars fetch a person's accepted plans: made, found, revoked."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import cast

from counterpoint.adapters.files.planics import blocks_as_ics
from counterpoint.adapters.storage.diary import StoredDiary
from counterpoint.adapters.storage.models import FeedAddress, Person, PublishedRow
from counterpoint.adapters.storage.plans import instance_of
from counterpoint.domain.agenda import Showing, ShowsAs

SECRET_BYTES = 32
_NOTED_EVERY = timedelta(minutes=10)


def current_feed(person: Person) -> FeedAddress | None:
    """The address in use, if there is one."""
    return FeedAddress.objects.filter(person=person, revoked_at=None).order_by("-pk").first()


def make_feed(person: Person, *, now: datetime) -> FeedAddress:
    """A new address; one that was in use before stops working, and blocks show in the same way."""
    before = current_feed(person)
    revoke_feeds(person, now=now)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    showing = showing_of(before) if before else Showing("graded")
    return FeedAddress.objects.create(
        person=person, secret=secret, made_at=now, shows_as=showing.by, stays_busy=showing.stays_busy
    )


def showing_of(feed: FeedAddress) -> Showing:
    """How blocks show in the calendars that use an address."""
    return Showing(cast(ShowsAs, feed.shows_as), tuple(feed.stays_busy))


def show_feed_as(person: Person, showing: Showing, *, now: datetime) -> None:
    """How blocks show in the calendars that use the address in use."""
    feed = current_feed(person)
    if feed is not None and showing_of(feed) != showing:
        feed.shows_as, feed.stays_busy, feed.chosen_at = showing.by, showing.stays_busy, now
        feed.save(update_fields=["shows_as", "stays_busy", "chosen_at"])


def revoke_feeds(person: Person, *, now: datetime) -> int:
    """Makes every address of a person's stop working; how many there were."""
    return FeedAddress.objects.filter(person=person, revoked_at=None).update(revoked_at=now)


def feed_behind(secret: str, *, now: datetime) -> FeedAddress | None:
    """The address, with whose it is, if it works; notes now and then that it was asked."""
    found = FeedAddress.objects.filter(secret=secret, revoked_at=None).select_related("person").first()
    if found is None or not found.person.is_active:
        return None
    if found.fetched_at is None or now - found.fetched_at > _NOTED_EVERY:
        FeedAddress.objects.filter(pk=found.pk).update(fetched_at=now)
    return found


@dataclass(frozen=True, slots=True)
class OpenFeed:
    """What a program gets that asks a secret address, and when any of it last changed."""

    content: bytes
    changed_at: datetime


def opened(feed: FeedAddress) -> OpenFeed:
    """The accepted plans behind an address.

    Reasons and values stay at home: who merely sees when a person is busy need not know what they care for.
    """
    person, diary = feed.person, StoredDiary(feed.person)
    published = [
        replace(each, block=replace(each.block, reasons=(), value_id=""))
        for each in diary.plans.told(showing_of(feed))
    ]
    content = blocks_as_ics(published, instance=instance_of(person), name="Counterpoint", names=_names(diary))
    return OpenFeed(content, max(_last_change(person), feed.chosen_at or person.joined_at))


def _names(diary: StoredDiary) -> Mapping[str, str]:
    return {kept.thing.id: kept.thing.name for kept in diary.domains.all()}


def _last_change(person: Person) -> datetime:
    last = PublishedRow.objects.filter(plan__person=person).order_by("-changed_at").first()
    return last.changed_at if last else person.joined_at
