"""Secrets in addresses: one-time links into an account, and the addresses of feeds."""

from __future__ import annotations

from typing import ClassVar, Literal

from django.db import models

from counterpoint.adapters.storage.fields import WordsField
from counterpoint.adapters.storage.models.people import Person
from counterpoint.adapters.storage.models.rows import one_of, text
from counterpoint.domain.agenda import ShowsAs
from counterpoint.domain.boundaries import Audience

Purpose = Literal["owner", "invitation", "password"]


class Link(models.Model):
    """A link that works once and until a moment. Only the SHA-256 of its secret is kept.

    `person`: who may set a new password with it; `invited_by`: who wrote the invitation.
    """

    digest = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=12)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    invited_by = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    note = text(200)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            one_of("link_purpose", "purpose", Purpose),
            models.CheckConstraint(
                condition=~models.Q(purpose="password") | models.Q(person__isnull=False),
                name="password_link_has_a_person",
            ),
        ]


class FeedAddress(models.Model):
    """A secret address under which calendars may fetch a person's accepted plans, until it is revoked.

    The secret itself is kept: its owner may copy the address again. `shows_as` and `stays_busy`, chosen
    at `chosen_at`, say whether blocks take time in the calendars that use it.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    secret = models.CharField(max_length=64, unique=True)
    name = text(120)
    made_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    shows_as = models.CharField(max_length=6, default="busy")
    stays_busy = WordsField(default=tuple)
    chosen_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [one_of("feed_shows_as", "shows_as", ShowsAs)]


class PageAddress(models.Model):
    """A secret address under which one audience may read “How I work”, until it is revoked.

    The secret itself is kept: its owner may copy the address again. Who looked, and how often, is not.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    secret = models.CharField(max_length=64, unique=True)
    audience = models.CharField(max_length=12)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [one_of("page_address_audience", "audience", Audience)]
