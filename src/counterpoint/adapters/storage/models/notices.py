"""Of what a person wants to hear, and what was told or put off."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from counterpoint.adapters.storage.fields import NoticeWishesField, WindowsField
from counterpoint.adapters.storage.models.rows import DatedRow, ShelfRow, in_time, mine, one_of
from counterpoint.domain.living import Notice, NoticeKind, NoticeState, NoticeWishes


class NoticeWishesRow(ShelfRow):
    thing_type = NoticeWishes

    wishes = NoticeWishesField()
    quiet = WindowsField()

    class Meta:
        constraints: ClassVar = [mine()]


class NoticeRow(DatedRow):
    thing_type = Notice

    kind = models.CharField(max_length=12)
    subject = models.TextField()
    state = models.CharField(max_length=8)

    class Meta:
        constraints: ClassVar = [
            mine(),
            one_of("notice_kind", "kind", NoticeKind),
            one_of("notice_state", "state", NoticeState),
        ]
        indexes: ClassVar = [in_time()]
