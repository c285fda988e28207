"""A key for each person, which the key file's key wraps.

Deleting a person deletes their key with them, and without it nobody reads what was sealed, wherever a copy of
the rows may still lie.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models

from counterpoint.adapters.storage.home import home_folder
from counterpoint.adapters.storage.models.people import Person
from counterpoint.adapters.storage.sealing import Key, key_named, new_key, unwrap, wrap, wrapping_key
from counterpoint.desk.ports import CannotOpen
from counterpoint.domain.words import gettext as _


class PersonKeyRow(models.Model):
    """A person's own key, wrapped by the key of the key file that `under` names."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    key_id = models.CharField(max_length=8)
    under = models.CharField(max_length=8)
    wrapped = models.BinaryField()

    def opened(self) -> Key:
        """Raises CannotOpen when the key file does not have its key, or the row was tampered with."""
        outer = key_named(home_folder(), self.under)
        return unwrap(bytes(self.wrapped), self.key_id, outer, self.person_id)


def key_of(person: Person, *, make: bool = False) -> Key:
    """The person's key, unwrapped once for each request. CannotOpen when there is none, unless to `make`.

    Before something is sealed the row is looked at again: a key whose row was rolled back must never be used.
    """
    held: Key | CannotOpen | None = getattr(person, "opened_key", None)
    if make or held is None:
        held = _asked_for(person, held, make=make)
        person.opened_key = held  # type: ignore[attr-defined]  # it lives as long as the request
    if isinstance(held, CannotOpen):
        raise held
    return held


def at_hand_of(person: Person) -> dict[tuple[str, str], Mapping[str, Any]]:
    """What was opened for this person already, by its place and its sealed text; kept as long as the key."""
    found: dict[tuple[str, str], Mapping[str, Any]] | None = getattr(person, "opened_texts", None)
    if found is None:
        found = person.opened_texts = {}  # type: ignore[attr-defined]
    return found


def _asked_for(person: Person, held: Key | CannotOpen | None, *, make: bool) -> Key | CannotOpen:
    """The key, or why there is none, which is not asked again for each of many texts."""
    try:
        row = _kept_key(person, make=make)
        return held if isinstance(held, Key) and held.id == row.key_id else row.opened()
    except CannotOpen as why:
        return why


def _kept_key(person: Person, *, make: bool) -> PersonKeyRow:
    row = PersonKeyRow.objects.filter(person=person).first()
    if row is not None:
        return row
    if not make:
        raise CannotOpen(_("The key for what this person sealed is gone."))
    key, outer = new_key(), wrapping_key(home_folder(), used=PersonKeyRow.objects.exists())
    made = {"key_id": key.id, "under": outer.id, "wrapped": wrap(key, outer, person.pk)}
    return PersonKeyRow.objects.get_or_create(person=person, defaults=made)[0]
