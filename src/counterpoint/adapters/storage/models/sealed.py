"""Tables of intimate text: a key for each person, and rows that seal what is private on the way in.

Deleting a person deletes their key with them, and without it nobody reads what was sealed, wherever a copy of
the rows may still lie.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django.db import models

from counterpoint.adapters.storage.home import home_folder
from counterpoint.adapters.storage.models.people import Person
from counterpoint.adapters.storage.models.rows import DatedRow
from counterpoint.adapters.storage.sealing import (
    CannotOpen,
    Key,
    key_is_missing,
    keys_in,
    make_key_file,
    new_key,
    open_bytes,
    open_sealed,
    seal,
    seal_bytes,
)
from counterpoint.domain.words import gettext as _


class PersonKeyRow(models.Model):
    """A person's own key, wrapped by the key of the key file that `under` names."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    key_id = models.CharField(max_length=8)
    under = models.CharField(max_length=8)
    wrapped = models.BinaryField()

    def opened(self) -> Key:
        """Raises CannotOpen when the key file does not have its key, or the row was tampered with."""
        outer = next((each for each in keys_in(home_folder()) if each.id == self.under), None)
        if outer is None:
            raise key_is_missing()
        return Key(
            self.key_id, open_bytes(outer, bytes(self.wrapped), bound_to=_own(self.person_id, self.key_id))
        )


def _own(person: Any, key_id: str) -> str:
    return f"person-key/{person}/{key_id}"


def key_of(person: Person, *, make: bool = False) -> Key:
    """The person's key, unwrapped once for each request. CannotOpen when there is none, unless to `make`.

    Before something is sealed the row is looked at again: a key whose row was rolled back must never be used.
    """
    held: Key | None = getattr(person, "opened_key", None)
    if make or held is None:
        row = _kept_key(person, make=make)
        held = held if held is not None and held.id == row.key_id else row.opened()
        person.opened_key = held  # type: ignore[attr-defined]  # it lives as long as the request
    return held


def _kept_key(person: Person, *, make: bool) -> PersonKeyRow:
    row = PersonKeyRow.objects.filter(person=person).first()
    if row is not None:
        return row
    if not make:
        raise CannotOpen(_("The key for what this person sealed is gone."))
    key, outer = new_key(), _sealing_key()
    wrapped = seal_bytes(outer, key.secret, bound_to=_own(person.pk, key.id))
    made = {"key_id": key.id, "under": outer.id, "wrapped": wrapped}
    return PersonKeyRow.objects.get_or_create(person=person, defaults=made)[0]


def _sealing_key() -> Key:
    """The key that wraps new ones. A lost key file is never replaced by another in silence."""
    keys = keys_in(home_folder())
    if not keys and PersonKeyRow.objects.exists():
        raise key_is_missing()
    return (keys or make_key_file(home_folder()))[-1]


class SealedRow(DatedRow):
    """A dated thing of which the fields in `sealed` stand in the database as nobody else can read them.

    A sealed text is bound to its table, its field, its person and its entry: moved anywhere else it does not
    open. What cannot be opened is told when it is asked for; in a list the others stand beside it unharmed.
    """

    sealed: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    @classmethod
    def columns_for(cls, person: Person, thing: Any) -> dict[str, Any]:
        return cls.columns_for_all(person, [thing])[0]

    @classmethod
    def columns_for_all(cls, person: Person, things: Sequence[Any]) -> list[dict[str, Any]]:
        key = key_of(person, make=True)
        return [cls._sealed_columns(person, thing, key) for thing in things]

    @classmethod
    def _sealed_columns(cls, person: Person, thing: Any, key: Key) -> dict[str, Any]:
        columns = super().columns_for(person, thing)
        for name in cls.sealed:
            said = cls.as_text(name, columns[name])
            columns[name] = seal(key, said, bound_to=cls._bound(person.pk, thing.id, name))
        return columns

    @classmethod
    def _bound(cls, person: Any, own_id: str, name: str) -> str:
        return f"{cls._meta.db_table}/{name}/{person}/{own_id}"

    @classmethod
    def as_text(cls, name: str, value: Any) -> str:  # noqa: ARG003  # for others to look at
        """The text that is sealed for a field; another form than text overrides this and `from_text`."""
        text: str = value
        return text

    @classmethod
    def from_text(cls, name: str, text: str) -> Any:  # noqa: ARG003
        """The field's value again; of "" where it could not be opened."""
        return text

    def as_domain(self) -> Any:
        """Raises CannotOpen, which names the entry."""
        try:
            return self._with(self._opened())
        except CannotOpen as wrong:
            raise self._named(wrong) from wrong

    def as_listed(self) -> Any:
        try:
            return self.as_domain()
        except CannotOpen as wrong:
            return self._with(dict.fromkeys(self.sealed, "") | {self.sealed[0]: str(wrong)})

    def _opened(self) -> dict[str, str]:
        key = key_of(self.person)
        return {
            name: open_sealed(
                key, getattr(self, name), bound_to=self._bound(self.person_id, self.own_id, name)
            )
            for name in self.sealed
        }

    def _with(self, texts: dict[str, str]) -> Any:
        values = {name: self.from_text(name, text) for name, text in texts.items()}
        return self.thing_type(id=self.own_id, **{**self.plain_fields(), **values})

    def _named(self, wrong: CannotOpen) -> CannotOpen:
        on: date = self.at.date()
        return CannotOpen(
            _("Your entry of %(day)s (%(id)s) cannot be opened. %(why)s")
            % {"day": on.isoformat(), "id": self.own_id, "why": wrong.message},
            advice=wrong.advice or _("Everything else is as it was. A backup may still have this entry."),
        )
