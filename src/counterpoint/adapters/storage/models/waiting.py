"""What was sent while nobody was signed in, until its person says what becomes of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from counterpoint.adapters.storage.models.people import Person


class WaitingFormRow(models.Model):
    """One form, sealed for its person. It goes with them, and is forgotten after a while."""

    own_id = models.CharField(max_length=32, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    form = models.TextField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "-at"], name="waiting_forms_newest")]
