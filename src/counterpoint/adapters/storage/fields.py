"""Columns that hold a value of the domain as JSON."""

from __future__ import annotations

from typing import Any

from django.db import models

from counterpoint.adapters.codec import as_json, reader_of
from counterpoint.domain.agenda import Mark
from counterpoint.domain.assessment import Answer
from counterpoint.domain.boundaries import ProtectedTime
from counterpoint.domain.living import NoticeWish
from counterpoint.domain.planning import FlexBlock, RitualStep, RoutineTurn, TaskTurn
from counterpoint.domain.timeline import Span, WeeklyWindow
from counterpoint.domain.values import Commitment, Emphasis


class ValueField(models.JSONField):
    """A column whose Python form is `value_type`; see the codec for its form in the database."""

    value_type: Any = None

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        document = super().from_db_value(value, expression, connection)
        return None if document is None else reader_of(self.value_type)(document)

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(value if hasattr(value, "resolve_expression") else as_json(value))


class WindowsField(ValueField):
    value_type = tuple[WeeklyWindow, ...]


class WindowField(ValueField):
    value_type = WeeklyWindow


class WordsField(ValueField):
    value_type = tuple[str, ...]


class MarkField(ValueField):
    value_type = Mark


class FlexField(ValueField):
    value_type = FlexBlock


class SpanField(ValueField):
    value_type = Span


class ProtectedField(ValueField):
    value_type = ProtectedTime


class EmphasisField(ValueField):
    value_type = tuple[Emphasis, ...]


class StepsField(ValueField):
    value_type = tuple[RitualStep, ...]


class CommitmentField(ValueField):
    value_type = Commitment


class TaskTurnsField(ValueField):
    value_type = tuple[TaskTurn, ...]


class RoutineTurnsField(ValueField):
    value_type = tuple[RoutineTurn, ...]


class AnswersField(ValueField):
    value_type = tuple[Answer, ...]


class NoticeWishesField(ValueField):
    value_type = tuple[NoticeWish, ...]
