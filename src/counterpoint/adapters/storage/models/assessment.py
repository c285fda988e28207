"""What people answered about themselves, and what they say of themselves."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from counterpoint.adapters.storage.fields import WordsField
from counterpoint.adapters.storage.models.matters import A_DAY
from counterpoint.adapters.storage.models.rows import in_time, mine, or_none, text
from counterpoint.adapters.storage.models.sealed import SealedDatedRow, SealedRow
from counterpoint.domain.assessment import AnswerSheet, Portrait


class AnswerSheetRow(SealedDatedRow):
    """Scores are never kept: they are worked out of the answers, which are sealed."""

    thing_type = AnswerSheet
    sealed: ClassVar = {"said": ("answers",)}
    nothing_without, tells = True, False

    pack_id = models.CharField(max_length=64)
    pack_version = models.PositiveIntegerField(default=1)
    sitting = text()
    said = models.TextField(blank=True, default="")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [mine()]
        indexes: ClassVar = [in_time()]


class PortraitRow(SealedRow):
    thing_type = Portrait
    sealed: ClassVar = {"said": ("style", "stage")}

    said = models.TextField(blank=True, default="")
    switched_on = WordsField()
    slack_before = models.PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            mine(),
            or_none("portrait_slack", slack_before=(0, A_DAY)),
        ]
