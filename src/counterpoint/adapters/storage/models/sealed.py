"""Tables of intimate things: rows that seal what is private on the way in, and open it on the way out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, ClassVar, get_type_hints

from django.db import IntegrityError

from counterpoint.adapters.codec import as_json, reader_of
from counterpoint.adapters.storage.models.keys import at_hand_of, key_of
from counterpoint.adapters.storage.models.people import Person
from counterpoint.adapters.storage.models.rows import DatedRow, ShelfRow, names_of
from counterpoint.adapters.storage.sealing import Key, open_sealed, seal
from counterpoint.adapters.storage.texts import as_storable
from counterpoint.desk.ports import CannotOpen
from counterpoint.domain.words import gettext as _


def each_alone(*columns: str) -> dict[str, tuple[str, ...]]:
    """What `sealed` says of fields that stand in columns of their own."""
    return {column: (column,) for column in columns}


class SealedRow(ShelfRow):
    """A thing of which some fields stand in the database as nobody else can read them.

    `sealed` names the columns that hold sealed text, each with the fields that are in it. Such a text is
    bound to its table, its column, its person and its thing: moved anywhere else it does not open. Where
    nothing was said, nothing is sealed. What the database cannot see it cannot refuse: `bounds` does it.

    What does not open takes nothing else with it. In a thing of which it is a part, a sentence stands in its
    place, and stays out of the row when the thing is changed. A thing that is `nothing_without` it is an
    error that names it, when it is asked for by itself; among others it is left out, or stands there as that
    sentence alone where it has a text to say it in (`tells`).
    """

    sealed: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    bounds: ClassVar[Mapping[str, tuple[int, int]]] = {}
    nothing_without: ClassVar[bool] = False
    tells: ClassVar[bool] = True

    class Meta:
        abstract = True

    @classmethod
    def columns_for(cls, person: Person, thing: Any) -> dict[str, Any]:
        return cls.columns_for_all(person, [thing])[0]

    @classmethod
    def columns_for_all(cls, person: Person, things: Sequence[Any]) -> list[dict[str, Any]]:
        plain = [super(SealedRow, cls).columns_for(person, thing) for thing in things]
        texts = [cls._texts_of(columns) for columns in plain]
        key = key_of(person, make=True) if any(any(each.values()) for each in texts) else None
        return [
            columns | cls._sealed_texts(key, said, person.pk, thing.id)
            for thing, columns, said in zip(things, plain, texts, strict=True)
        ]

    @classmethod
    def _texts_of(cls, columns: dict[str, Any]) -> dict[str, str]:
        """What is to be sealed, by its column; it is taken out of `columns`."""
        cls._refuse(columns)
        texts = {column: cls._as_text(column, columns) for column in cls.sealed}
        for name in (name for names in cls.sealed.values() for name in names):
            del columns[name]
        return texts

    @classmethod
    def _sealed_texts(
        cls, key: Key | None, texts: dict[str, str], person: Any, own_id: str
    ) -> dict[str, str]:
        return {
            column: seal(key, said, bound_to=bound_to(cls, column, person, own_id)) if key and said else ""
            for column, said in texts.items()
        }

    def changes_for(self, thing: Any) -> dict[str, Any]:
        """The columns of a changed thing, but for those that do not open and were not written anew."""
        columns = self.columns_for(self.person, thing)
        for column, why in self._read()[1].items():
            instead = self._instead(column, why)
            if all(getattr(thing, name) == instead[name] for name in self.sealed[column]):
                del columns[column]
        return columns

    def as_domain(self) -> Any:
        """Raises CannotOpen, which names the thing, where it is nothing without what does not open."""
        said, shut = self._read()
        if shut and self.nothing_without:
            raise self._named(next(iter(shut.values())))
        return self.thing_type(id=self.own_id, **said)

    def as_listed(self) -> Any:
        """None for what cannot even stand in a list."""
        said, shut = self._read()
        if shut and self.nothing_without and not self.tells:
            return None
        return self.thing_type(id=self.own_id, **said)

    def what_is_shut(self) -> CannotOpen | None:
        """What to tell of a thing of which something does not open; None where all is well."""
        return next((self._named(why) for why in self._read()[1].values()), None)

    def _read(self) -> tuple[dict[str, Any], dict[str, CannotOpen]]:
        """What the thing says, and of each column that does not open, why."""
        said, shut = self.plain_fields(), {}
        for column in self.sealed:
            try:
                said |= self._open(column)
            except CannotOpen as why:
                shut[column] = why
                said |= self._instead(column, why)
        return said, shut

    def plain_fields(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in _plain_names(type(self))}

    def _open(self, column: str) -> Mapping[str, Any]:
        kept: str = getattr(self, column)
        if not kept:
            return _unsaid(self.thing_type, self.sealed[column])
        bound, at_hand = bound_to(type(self), column, self.person_id, self.own_id), at_hand_of(self.person)
        if (bound, kept) not in at_hand:  # a page reads the same things again and again
            text = open_sealed(key_of(self.person), kept, bound_to=bound)
            at_hand[bound, kept] = self._from_text(column, text)
        return at_hand[bound, kept]

    def _instead(self, column: str, why: CannotOpen) -> dict[str, Any]:
        """What stands in the place of a column that does not open: a sentence, where there is a text."""
        said = _unsaid(self.thing_type, self.sealed[column])
        first = next((name for name in self.sealed[column] if _types(self.thing_type)[name] is str), None)
        return said | ({first: str(self._named(why))} if first else {})

    @classmethod
    def _as_text(cls, column: str, said: Mapping[str, Any]) -> str:
        """The text that is sealed; "" where nothing was said."""
        names = cls.sealed[column]
        if _same(said, _unsaid(cls.thing_type, names)):
            return ""
        if names == (column,) and isinstance(said[column], str):
            return str(said[column])
        document = said[column] if names == (column,) else {name: said[name] for name in names}
        return json.dumps(as_storable(as_json(document)), ensure_ascii=False)

    @classmethod
    def _from_text(cls, column: str, text: str) -> dict[str, Any]:
        names, types = cls.sealed[column], _types(cls.thing_type)
        if names == (column,):
            return {column: text if types[column] is str else reader_of(types[column])(json.loads(text))}
        document = json.loads(text)
        read = {name: reader_of(types[name])(document[name]) for name in names if name in document}
        return _unsaid(cls.thing_type, names) | read

    @classmethod
    def _refuse(cls, said: Mapping[str, Any]) -> None:
        for name, (least, most) in cls.bounds.items():
            if said[name] is not None and not least <= said[name] <= most:
                raise IntegrityError(f"{cls._meta.db_table}: {name} lies between {least} and {most}")

    def _named(self, wrong: CannotOpen) -> CannotOpen:
        on = getattr(self, "at", None)
        words = (
            _("Your entry of %(day)s (%(id)s) cannot be opened. %(why)s")
            if on
            else _("Something that you wrote (%(id)s) cannot be opened. %(why)s")
        )
        said = {"day": on.date().isoformat() if on else "", "id": self.own_id, "why": wrong.message}
        return CannotOpen(
            words % said,
            advice=wrong.advice or _("Everything else is as it was. A backup may still have this entry."),
        )


class SealedDatedRow(SealedRow, DatedRow):
    """The same for a thing that has a moment."""

    class Meta:
        abstract = True


def bound_to(table: Any, column: str, person: Any, own_id: str) -> str:
    """Where a sealed text belongs."""
    return f"{table._meta.db_table}/{column}/{person}/{own_id}"


@cache
def _plain_names(table: Any) -> tuple[str, ...]:
    hidden = {name for names in table.sealed.values() for name in names}
    return tuple(name for name in names_of(table.thing_type) if name not in hidden)


@cache
def _types(thing_type: Any) -> Mapping[str, Any]:
    return get_type_hints(thing_type)


def _unsaid(thing_type: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """The fields as they are where nothing was said; those that are always said are empty texts."""
    return {name: _defaults(thing_type).get(name, "") for name in names}


@cache
def _defaults(thing_type: Any) -> Mapping[str, Any]:
    return {each.name: each.default for each in fields(thing_type) if each.default is not MISSING}


def _same(said: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(said[name] == value for name, value in other.items())
