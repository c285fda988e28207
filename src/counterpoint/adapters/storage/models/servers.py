"""Calendar accounts with their passwords, the collections in them, and what these are made of."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from counterpoint.adapters.storage.fields import WordsField
from counterpoint.adapters.storage.models.rows import ShelfRow, mine, one_of, text, within
from counterpoint.adapters.storage.models.sealed import SealedRow, each_alone
from counterpoint.domain.agenda import (
    AppPassword,
    CalendarAccount,
    Collection,
    Errand,
    OurEntry,
    Permission,
    ShowsAs,
)
from counterpoint.domain.agenda.accounts import MOST_TRIES, AccountState, PlanHere
from counterpoint.domain.agenda.ours import ErrandState, Op, Question


class CalendarAccountRow(SealedRow):
    thing_type = CalendarAccount
    sealed = each_alone("address", "user")
    nothing_without = True

    name = models.TextField()
    address = models.TextField()
    user = models.TextField()
    at_home = models.BooleanField()
    state = models.CharField(max_length=6)
    synced_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField()
    again_at = models.DateTimeField(null=True)
    trouble = models.TextField(blank=True)
    provider = text(20)

    class Meta:
        constraints: ClassVar = [mine(), one_of("calendar_account_state", "state", AccountState)]


class AppPasswordRow(SealedRow):
    """Under the id of its account."""

    thing_type = AppPassword
    sealed = each_alone("password")
    nothing_without = True
    tells = False

    password = models.TextField()

    class Meta:
        constraints: ClassVar = [mine()]


class PermissionRow(SealedRow):
    """Under the id of its account."""

    thing_type = Permission
    sealed = each_alone("access", "refresh")
    nothing_without = True
    tells = False

    access = models.TextField(blank=True)
    refresh = models.TextField(blank=True)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [mine()]


class OAuthClientRow(models.Model):
    """What this home is to a provider: id and secret, sealed with the key file's own key (`under` names it),
    because they are nobody's in particular.
    """

    provider = models.CharField(max_length=20, primary_key=True)
    under = models.CharField(max_length=8)
    sealed = models.TextField()


class CollectionRow(ShelfRow):
    thing_type = Collection

    account_id = text()
    calendar_id = text()
    url = models.TextField()
    name = models.TextField(blank=True)
    colour = models.TextField(blank=True)
    writable = models.BooleanField()
    owned = models.BooleanField()
    syncs = models.BooleanField()
    token = models.TextField(blank=True)
    ctag = models.TextField(blank=True)
    stale = models.BooleanField()
    emptied = models.BooleanField()
    plan = text(6)
    instead = models.TextField(blank=True, default="")
    since = models.DateTimeField(null=True)
    shows_as = models.CharField(max_length=6, default="busy")
    busy = text(6)
    busy_from = WordsField(default=tuple)
    stays_busy = WordsField(default=tuple)
    named_there = WordsField(default=tuple)

    class Meta:
        constraints: ClassVar = [
            mine(),
            one_of("collection_plan", "plan", PlanHere),
            one_of("collection_shows_as", "shows_as", ShowsAs),
            one_of("collection_busy", "busy", PlanHere),
        ]


class OurEntryRow(ShelfRow):
    thing_type = OurEntry

    collection_id = text()
    block_id = models.TextField()
    href = models.TextField()
    etag = models.TextField(blank=True)
    base = models.TextField(blank=True)
    said = models.TextField(blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    let_go = models.BooleanField()

    class Meta:
        constraints: ClassVar = [mine()]


class ErrandRow(ShelfRow):
    thing_type = Errand

    collection_id = text()
    block_id = models.TextField()
    op = models.CharField(max_length=6)
    href = models.TextField()
    body = models.TextField(blank=True)
    base_etag = models.TextField(blank=True)
    state = models.CharField(max_length=7)
    question = text(5)
    tries = models.PositiveSmallIntegerField()
    again_at = models.DateTimeField(null=True)
    why = models.TextField(blank=True)
    flying = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            mine(),
            one_of("errand_op", "op", Op),
            one_of("errand_state", "state", ErrandState),
            one_of("errand_question", "question", Question),
            within("errand_tries", tries=(0, MOST_TRIES)),
        ]


class ResourceRow(models.Model):
    """One entry of a collection as its server gave it: its bytes, packed (zlib), and a digest of them.

    Of what stands there of a plan, `OurEntryRow` has the last state that both sides agreed on.
    """

    collection = models.ForeignKey(CollectionRow, on_delete=models.CASCADE, related_name="+", db_index=False)
    href = models.TextField()
    etag = models.TextField(blank=True)
    raw = models.BinaryField()
    mark = models.CharField(max_length=32, blank=True, default="")
    why = models.TextField(blank=True)
    tries = models.PositiveSmallIntegerField()
    again_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["collection", "href"], name="one_resource_at_an_href")
        ]
