"""Cards that were sorted on the way to one's values, and whom one tells of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from counterpoint.adapters.storage.fields import WordsField
from counterpoint.adapters.storage.models.rows import ShelfRow, mine, one_of
from counterpoint.adapters.storage.models.sealed import SealedRow, each_alone
from counterpoint.domain.living import Companion, CompanionState
from counterpoint.domain.values import Leaning, Pile


class LeaningRow(ShelfRow):
    thing_type = Leaning

    name = models.TextField(blank=True)
    pile = models.CharField(max_length=8)

    class Meta:
        constraints: ClassVar = [mine(), one_of("leaning_pile", "pile", Pile)]


class CompanionRow(SealedRow):
    thing_type = Companion
    sealed = each_alone("name", "email", "words")

    name = models.TextField(blank=True)
    email = models.TextField(blank=True)
    says_change = models.BooleanField(default=False)
    protected_ids = WordsField()
    words = models.TextField(blank=True)
    state = models.CharField(max_length=8)

    class Meta:
        constraints: ClassVar = [mine(), one_of("companion_state", "state", CompanionState)]
