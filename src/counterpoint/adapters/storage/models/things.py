"""What is to be placed: tasks and routines."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from counterpoint.adapters.storage.fields import WindowsField, WordsField
from counterpoint.adapters.storage.models.matters import A_DAY
from counterpoint.adapters.storage.models.rows import ShelfRow, mine, one_of, text, within
from counterpoint.adapters.storage.models.sealed import SealedRow, each_alone
from counterpoint.domain.energy import Demand
from counterpoint.domain.planning import Importance, Routine, Task

A_YEAR = 366 * A_DAY


class TaskRow(SealedRow):
    thing_type = Task
    sealed = each_alone("notes")

    title = models.TextField()
    minutes = models.PositiveIntegerField()
    domain_id = text()
    value_id = text()
    importance = models.CharField(max_length=8)
    demand = models.CharField(max_length=8)
    splittable = models.BooleanField()
    piece_least = models.PositiveIntegerField()
    piece_most = models.PositiveIntegerField()
    earliest_at = models.DateTimeField(null=True)
    deadline_at = models.DateTimeField(null=True)
    windows = WindowsField()
    minutes_done = models.PositiveIntegerField()
    done = models.BooleanField()
    notes = models.TextField(blank=True)
    after = WordsField(default=tuple)
    first_minutes = models.PositiveIntegerField(default=0)
    took_minutes = models.PositiveIntegerField(default=0)
    took_asked = models.BooleanField(default=False)
    place_id = text()

    class Meta:
        constraints: ClassVar = [
            mine(),
            one_of("task_importance", "importance", Importance),
            one_of("task_demand", "demand", Demand),
            within("task_minutes", minutes=(1, A_YEAR), minutes_done=(0, A_YEAR)),
            within("task_took", first_minutes=(0, A_YEAR), took_minutes=(0, A_YEAR)),
            within("task_pieces", piece_least=(1, A_YEAR), piece_most=(1, A_YEAR)),
        ]


class RoutineRow(ShelfRow):
    thing_type = Routine

    title = models.TextField()
    minutes = models.PositiveIntegerField()
    times_a_week = models.PositiveSmallIntegerField()
    windows = WindowsField()
    spacing_days = models.PositiveSmallIntegerField()
    domain_id = text()
    value_id = text()
    importance = models.CharField(max_length=8)
    demand = models.CharField(max_length=8)
    paused = models.BooleanField()
    place_id = text()

    class Meta:
        constraints: ClassVar = [
            mine(),
            one_of("routine_importance", "importance", Importance),
            one_of("routine_demand", "demand", Demand),
            within("routine_minutes", minutes=(1, A_DAY), times_a_week=(1, 7), spacing_days=(0, 7)),
        ]
