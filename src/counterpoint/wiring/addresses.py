"""Secret addresses: of the feed of a person's plans, and of their pages for others."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from counterpoint.wiring.people import diary_of

if TYPE_CHECKING:
    from counterpoint.adapters.storage.feeds import OpenFeed
    from counterpoint.adapters.storage.models import FeedAddress, PageAddress, Person
    from counterpoint.desk.ports import Diary
    from counterpoint.domain.agenda import Showing


def feed_of(person: Person) -> FeedAddress | None:
    """The secret address under which this person's accepted plans can be fetched, if there is one."""
    from counterpoint.adapters.storage.feeds import current_feed

    return current_feed(person)


def make_feed(person: Person, *, now: datetime) -> FeedAddress:
    """A new secret address; the one before it stops working."""
    from counterpoint.adapters.storage.feeds import make_feed

    return make_feed(person, now=now)


def revoke_feed(person: Person, *, now: datetime) -> None:
    from counterpoint.adapters.storage.feeds import revoke_feeds

    revoke_feeds(person, now=now)


def open_feed(secret: str, *, now: datetime) -> OpenFeed | None:
    """The calendar behind a secret address; None for an address that does not work.

    Where blocks show by the room that they have left, that is counted first.
    """
    from counterpoint.adapters.storage.feeds import feed_behind, opened
    from counterpoint.desk.publishing.grading import grade

    feed = feed_behind(secret, now=now)
    if feed is None:
        return None
    if feed.shows_as == "graded":
        grade(diary_of(feed.person), now=now)
    return opened(feed)


def feed_showing(feed: FeedAddress) -> Showing:
    """How blocks show in the calendars that use an address."""
    from counterpoint.adapters.storage.feeds import showing_of

    return showing_of(feed)


def show_feed_as(person: Person, showing: Showing, *, now: datetime) -> None:
    """How blocks show in the calendars that use a person's secret address."""
    from counterpoint.adapters.storage.feeds import show_feed_as

    show_feed_as(person, showing, now=now)


def page_address_of(person: Person, audience: str) -> PageAddress | None:
    """The secret address under which an audience reads how this person works, if there is one."""
    from counterpoint.adapters.storage.pages_for_others import current_page_address

    return current_page_address(person, audience)


def make_page_address(person: Person, audience: str, *, now: datetime) -> PageAddress:
    """A new secret address for an audience; the one before it stops working."""
    from counterpoint.adapters.storage.pages_for_others import make_page_address

    return make_page_address(person, audience, now=now)


def revoke_page_address(person: Person, audience: str, *, now: datetime) -> None:
    from counterpoint.adapters.storage.pages_for_others import revoke_page_addresses

    revoke_page_addresses(person, audience, now=now)


def open_page(secret: str) -> tuple[Diary, str] | None:
    """Whose page a secret address opens, and for which audience; None for one that does not work."""
    from counterpoint.adapters.storage.pages_for_others import page_behind

    found = page_behind(secret)
    return (diary_of(found.person), found.audience) if found else None
