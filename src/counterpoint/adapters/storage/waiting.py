"""Forms that were sent while nobody was signed in: they wait, sealed, for the person whose browser it was.

They lie in no session: one ends, and another person who signs in first in that browser starts a new one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.crypto import get_random_string

from counterpoint.adapters.storage.models import Person
from counterpoint.adapters.storage.models.keys import key_of
from counterpoint.adapters.storage.models.waiting import WaitingFormRow
from counterpoint.adapters.storage.sealing import open_sealed, seal
from counterpoint.desk.ports import CannotOpen

MOST = 5
"""So many wait for one person; a newer one takes the place of the oldest."""
KEPT = timedelta(days=60)
PLACE = "waiting"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A form that waits: where it was sent, where it was written, and its fields as (name, values)."""

    id: str
    at: datetime
    path: str
    page: str
    fields: tuple[tuple[str, tuple[str, ...]], ...]


def keep(person: Person, form: dict[str, Any], *, now: datetime) -> str:
    """The id under which a form (`path`, `page`, `fields`) waits from now on. Raises CannotOpen."""
    own_id = get_random_string(20)
    text = json.dumps(form, ensure_ascii=False)
    sealed = seal(key_of(person, make=True), text, bound_to=f"{PLACE}/{own_id}/{person.pk}")
    with transaction.atomic():
        WaitingFormRow.objects.create(own_id=own_id, person=person, at=now, form=sealed)
        theirs = WaitingFormRow.objects.filter(person=person).order_by("-at", "-pk")
        WaitingFormRow.objects.filter(pk__in=list(theirs.values_list("pk", flat=True)[MOST:])).delete()
    return own_id


def newest(person: Person) -> Waiting | None:
    """The newest form that waits and opens; what does not open is passed over."""
    for row in WaitingFormRow.objects.filter(person=person).order_by("-at", "-pk"):
        try:
            said = json.loads(
                open_sealed(key_of(person), row.form, bound_to=f"{PLACE}/{row.own_id}/{person.pk}")
            )
        except CannotOpen:
            continue
        fields = tuple((str(name), tuple(map(str, values))) for name, values in said["fields"])
        return Waiting(row.own_id, row.at, said["path"], said["page"], fields)
    return None


def forget(person: Person, id: str) -> None:
    """It was sent, or let go."""
    WaitingFormRow.objects.filter(person=person, own_id=id).delete()


def forget_old(now: datetime) -> None:
    """What nobody came back for."""
    WaitingFormRow.objects.filter(at__lt=now - KEPT).delete()
