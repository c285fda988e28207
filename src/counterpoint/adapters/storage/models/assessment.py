"""What people answered about themselves, and what they say of themselves."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from counterpoint.adapters.storage.fields import AnswersField, WordsField
from counterpoint.adapters.storage.models.matters import A_DAY
from counterpoint.adapters.storage.models.rows import DatedRow, ShelfRow, in_time, mine, one_of, or_none, text
from counterpoint.domain.assessment import AnswerSheet, Portrait, Shown, Stage


class AnswerSheetRow(DatedRow):
    thing_type = AnswerSheet

    pack_id = models.CharField(max_length=64)
    pack_version = models.PositiveIntegerField(default=1)
    sitting = text()
    answers = AnswersField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [mine()]
        indexes: ClassVar = [in_time()]


class PortraitRow(ShelfRow):
    thing_type = Portrait

    style = text(16)
    stage = text(8)
    switched_on = WordsField()
    slack_before = models.PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            mine(),
            one_of("portrait_style", "style", Shown),
            one_of("portrait_stage", "stage", Stage),
            or_none("portrait_slack", slack_before=(0, A_DAY)),
        ]
