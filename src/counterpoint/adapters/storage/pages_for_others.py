"""The secret addresses under which others read “How I work”: one for each audience, made, found, revoked."""

from __future__ import annotations

import secrets
from datetime import datetime

from counterpoint.adapters.storage.models import PageAddress, Person

SECRET_BYTES = 32


def current_page_address(person: Person, audience: str) -> PageAddress | None:
    """The address in use for an audience, if there is one."""
    mine = PageAddress.objects.filter(person=person, audience=audience, revoked_at=None)
    return mine.order_by("-pk").first()


def make_page_address(person: Person, audience: str, *, now: datetime) -> PageAddress:
    """A new address for an audience; the one before stops working."""
    revoke_page_addresses(person, audience, now=now)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    return PageAddress.objects.create(person=person, audience=audience, secret=secret, made_at=now)


def revoke_page_addresses(person: Person, audience: str, *, now: datetime) -> int:
    """Makes the addresses of an audience stop working; how many there were."""
    mine = PageAddress.objects.filter(person=person, audience=audience, revoked_at=None)
    return mine.update(revoked_at=now)


def page_behind(secret: str) -> PageAddress | None:
    """The address with its person, if it works. Nobody notes who asked, or that somebody did."""
    found = PageAddress.objects.filter(secret=secret, revoked_at=None).select_related("person").first()
    return found if found is not None and found.person.is_active else None
