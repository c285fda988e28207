"""What is most intimate: the journal and good things, sealed; and when a moment to savour was offered."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from counterpoint.adapters.storage.models.rows import DatedRow, in_time, mine, one_of
from counterpoint.adapters.storage.models.rows import text as a_word
from counterpoint.adapters.storage.models.sealed import SealedDatedRow, each_alone
from counterpoint.domain.living import GoodKind, GoodThing, GoodWhere, JournalEntry, Occasion, SavourOffer


class JournalRow(SealedDatedRow):
    thing_type = JournalEntry
    sealed = each_alone("text", "prompt")
    nothing_without = True

    text = models.TextField()
    prompt = models.TextField()

    class Meta:
        constraints: ClassVar = [mine()]
        indexes: ClassVar = [in_time()]


class GoodThingRow(SealedDatedRow):
    thing_type = GoodThing
    sealed = each_alone("text")
    nothing_without = True

    text = models.TextField()
    kind = models.CharField(max_length=12)
    domain_id = a_word()
    sphere = a_word(8)

    class Meta:
        constraints: ClassVar = [
            mine(),
            one_of("good_thing_kind", "kind", GoodKind),
            one_of("good_thing_sphere", "sphere", GoodWhere),
        ]
        indexes: ClassVar = [in_time()]


class SavourOfferRow(DatedRow):
    thing_type = SavourOffer

    occasion = models.CharField(max_length=8)
    about = models.TextField(blank=True)
    answered = models.BooleanField()

    class Meta:
        constraints: ClassVar = [mine(), one_of("savour_occasion", "occasion", Occasion)]
        indexes: ClassVar = [in_time()]
