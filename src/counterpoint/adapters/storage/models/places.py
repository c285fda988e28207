"""Places, and the ways between them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from counterpoint.adapters.storage.fields import WordsField
from counterpoint.adapters.storage.models.matters import A_DAY
from counterpoint.adapters.storage.models.rows import ShelfRow, mine, text, within
from counterpoint.domain.planning import Place, Way


class PlaceRow(ShelfRow):
    thing_type = Place

    name = models.TextField()
    home = models.BooleanField(default=False)
    texts = WordsField(default=tuple)

    class Meta:
        constraints: ClassVar = [mine()]


class WayRow(ShelfRow):
    thing_type = Way

    from_id = text()
    to_id = text()
    minutes = models.PositiveIntegerField()
    back_minutes = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [mine(), within("way_minutes", minutes=(1, A_DAY), back_minutes=(0, A_DAY))]
