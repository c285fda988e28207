"""What all rows of a shelf have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import cache
from typing import Any, ClassVar, Self, cast

from django.db import models

from counterpoint.adapters.storage.models.people import Person
from counterpoint.adapters.storage.texts import storable

ID_LENGTH = 64


def mine() -> Any:
    """The constraint that one person never has two things under one id in one table."""
    return models.UniqueConstraint(fields=["person", "own_id"], name="%(class)s_id_of_one_person")


class ShelfRow(models.Model):
    """A thing on a person's shelf: the columns below, and one for every field of `thing_type` but its id.

    `own_id` is the thing's id in the domain; the primary key stays within the database. `version` grows by
    one with every change. Reading a row back gives what was kept: no field can lack a column unnoticed.
    """

    thing_type: ClassVar[Any]
    order: ClassVar[tuple[str, ...]] = ("position", "pk")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    own_id = models.CharField(max_length=ID_LENGTH)
    version = models.PositiveIntegerField(default=1)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    @classmethod
    def columns_of(cls, thing: Any) -> dict[str, Any]:
        return {name: getattr(thing, name) for name in names_of(cast(Any, type(thing)))}

    @classmethod
    def columns_for(cls, person: Person, thing: Any) -> dict[str, Any]:  # noqa: ARG003  # whoever seals needs it
        """What a thing of this person's says, in text that every database takes."""
        return {name: storable(said) for name, said in cls.columns_of(thing).items()}

    @classmethod
    def columns_for_all(cls, person: Person, things: Sequence[Any]) -> list[dict[str, Any]]:
        """The same for many, where what they have in common need be found but once."""
        return [cls.columns_for(person, thing) for thing in things]

    def as_domain(self) -> Any:
        return self.thing_type(id=self.own_id, **self.plain_fields())

    def as_listed(self) -> Any:
        """The thing as one of many, of which none may keep the others from being seen."""
        return self.as_domain()

    def belonging_to(self, person: Person) -> Self:
        """This row, with its person at hand without fetching them again."""
        cast(models.ForeignKey[Any, Any], self._meta.get_field("person")).set_cached_value(self, person)
        return self

    def plain_fields(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in names_of(self.thing_type)}


@cache
def names_of(thing_type: Any) -> tuple[str, ...]:
    """The fields of a kind of thing, but for its id."""
    return tuple(each.name for each in fields(thing_type) if each.name != "id")


def table_of(kind: type[Any]) -> Any:
    """The table in which a kind of thing is kept."""
    return _table_by_kind()[kind]


@cache
def _table_by_kind() -> dict[Any, Any]:
    return {each.thing_type: each for each in reversed(list(_below(ShelfRow))) if hasattr(each, "thing_type")}


def all_tables() -> list[Any]:
    """Every table of a kind of thing, each once."""
    return list(dict.fromkeys(each for each in _below(ShelfRow) if not each._meta.abstract))


def _below(table: Any) -> Iterator[Any]:
    for each in table.__subclasses__():
        yield each
        yield from _below(each)


class DatedRow(ShelfRow):
    """A thing that has a moment, and stands in the order of these."""

    order: ClassVar[tuple[str, ...]] = ("at", "position", "pk")

    at = models.DateTimeField()

    class Meta:
        abstract = True


def in_time() -> models.Index:
    """The index by which a dated table is read for a stretch of time."""
    return models.Index(fields=["person", "at"], name="%(class)s_at")


def or_none(name: str, **least_and_most: tuple[int, int]) -> models.CheckConstraint:
    """A constraint that each column lies between a least and a most, or says nothing."""
    rule = models.Q()
    for column, (least, most) in least_and_most.items():
        lies = models.Q(**{f"{column}__gte": least, f"{column}__lte": most})
        rule &= lies | models.Q(**{f"{column}__isnull": True})
    return models.CheckConstraint(condition=rule, name=name)


def within(name: str, **least_and_most: tuple[int, int]) -> models.CheckConstraint:
    """A constraint that each column lies between a least and a most, both allowed."""
    rule = models.Q()
    for column, (least, most) in least_and_most.items():
        rule &= models.Q(**{f"{column}__gte": least, f"{column}__lte": most})
    return models.CheckConstraint(condition=rule, name=name)


def one_of(name: str, column: str, words: Any) -> models.CheckConstraint:
    """A constraint that a column holds one of the words of a `Literal`."""
    allowed = cast(tuple[str, ...], words.__args__)
    return models.CheckConstraint(condition=models.Q(**{f"{column}__in": list(allowed)}), name=name)


def text(length: int = ID_LENGTH) -> Any:
    """A short text that may be empty."""
    return models.CharField(max_length=length, blank=True, default="")
