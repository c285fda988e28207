"""Calendars: where they come from, their bytes, what was read from them, and the person's word on events."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models

from counterpoint.adapters.storage.entries import entries_of
from counterpoint.adapters.storage.fields import MarkField
from counterpoint.adapters.storage.models.people import Person
from counterpoint.adapters.storage.models.rows import ShelfRow, mine, one_of, text
from counterpoint.adapters.storage.models.sealed import SealedRow, each_alone
from counterpoint.domain.agenda import CalendarSource, EventRule, Known, Occurrence, Status
from counterpoint.domain.timeline import Span


class CalendarRow(SealedRow):
    """The address of a feed opens somebody's calendar elsewhere, so it is sealed."""

    thing_type = CalendarSource
    sealed = each_alone("address")

    name = models.TextField()
    domain_id = text()
    kind = models.CharField(max_length=8)
    address = models.TextField(blank=True)
    zone = models.TextField(blank=True, default="")
    etag = models.TextField(blank=True)
    last_modified = models.TextField(blank=True)
    refreshed_at = models.DateTimeField(null=True)
    events = models.PositiveIntegerField()
    trouble = models.TextField(blank=True)
    example = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            mine(),
            models.CheckConstraint(
                condition=models.Q(kind__in=["file", "account"])
                | (models.Q(kind="feed") & ~models.Q(address="")),
                name="calendar_kind",
            ),
        ]


class ReadingRow(models.Model):
    """The last reading of a calendar: its bytes (zlib), the time looked at, and what was doubtful in it.

    `longest` is the length of the longest kept occurrence in minutes: how far back a search must look.
    `digests` says for each UID what its text was, so that only what differs is worked out and written again;
    `entries` what each entry of a collection said, whose bytes are kept there (`adapters.storage.entries`).
    `number` counts the readings.
    """

    calendar = models.OneToOneField(
        CalendarRow, on_delete=models.CASCADE, primary_key=True, related_name="reading"
    )
    raw = models.BinaryField()
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    longest = models.PositiveBigIntegerField(default=0)
    findings = models.JSONField()
    digests = models.JSONField(default=dict)
    entries = models.JSONField(default=dict)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(from_at__lte=models.F("until_at")), name="reading_has_a_window"
            )
        ]

    @property
    def window(self) -> Span:
        return Span(self.from_at, self.until_at)

    @property
    def known(self) -> Known:
        return Known(self.window, self.digests, entries_of(self.entries), self.number)


class OccurrenceRow(models.Model):
    """One event as it happens; derived from the bytes, and written again when its UID says something else."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    calendar = models.ForeignKey(CalendarRow, on_delete=models.CASCADE, related_name="+", db_index=False)
    uid = models.TextField()
    recurrence_id = models.TextField(null=True)
    start_at = models.DateTimeField()
    end_at = models.DateTimeField()
    title = models.TextField()
    all_day = models.BooleanField()
    first_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    status = models.CharField(max_length=12)
    sequence = models.PositiveIntegerField()
    blocking = models.BooleanField()
    organiser = models.TextField()
    location = models.TextField()
    source = models.TextField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["calendar", "start_at"], name="occurrence_of_calendar"),
            models.Index(fields=["person", "start_at"], name="occurrence_of_person"),
        ]
        constraints: ClassVar = [
            one_of("occurrence_status", "status", Status),
            models.CheckConstraint(
                condition=models.Q(start_at__lte=models.F("end_at")), name="occurrence_is_a_span"
            ),
        ]

    SAID: ClassVar = (
        *("uid", "recurrence_id", "start_at", "end_at", "title", "all_day", "first_on", "until_on", "status"),
        *("sequence", "blocking", "organiser", "location", "source"),
    )
    """The columns that hold an occurrence, in its own order."""

    @staticmethod
    def columns_of(each: Occurrence) -> dict[str, Any]:
        start, end = each.span.start, each.span.end
        return {name: getattr(each, name, None) for name in OccurrenceRow.SAID} | {
            "start_at": start,
            "end_at": end,
        }

    @staticmethod
    def said(
        uid: str, recurrence_id: str | None, start_at: datetime, end_at: datetime, *rest: Any
    ) -> Occurrence:
        """The occurrence of a row's columns."""
        return Occurrence(uid, recurrence_id, Span(start_at, end_at), *rest)

    def as_domain(self) -> Occurrence:
        return self.said(*(getattr(self, name) for name in self.SAID))


class MarkRow(models.Model):
    """What a person said of one event or series, under the occurrence's key or its UID."""

    calendar = models.ForeignKey(CalendarRow, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=1024)
    mark = MarkField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["calendar", "key"], name="one_mark_on_an_event")
        ]

    def as_domain(self) -> Any:
        return self.mark


class EventRuleRow(ShelfRow):
    thing_type = EventRule

    where = models.CharField(max_length=10)
    contains = models.TextField()
    mark = MarkField()

    class Meta:
        constraints: ClassVar = [
            mine(),
            models.CheckConstraint(
                condition=models.Q(where__in=["title", "organiser"]), name="event_rule_where"
            ),
        ]
