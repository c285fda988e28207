"""A shelf over one table: every query is of one person, every change states the version it was based on."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any, Generic, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import F, Max, QuerySet

from counterpoint.adapters.storage.look import Look
from counterpoint.adapters.storage.models import Person, SealedRow, ShelfRow
from counterpoint.desk.ports import ChangedMeanwhile, Kept, NotThere
from counterpoint.domain.timeline import Span
from counterpoint.domain.words import gettext as _

T = TypeVar("T")
AT_ONCE = 500  # rows that are made and written together


class StoredShelf(Generic[T]):
    """All the things of one kind of one person's."""

    def __init__(self, person: Person, table: type[ShelfRow], look: Look | None = None) -> None:
        self.person = person
        self.table = table
        self.look = look or Look()

    @property
    def rows(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.table._default_manager.filter(person=self.person)
        return rows.order_by(*self.table.order)

    def all(self) -> tuple[Kept[T], ...]:
        return self.look.once((self.table, "all"), lambda: self.listed(self.rows))

    def having(self, **said: object) -> tuple[Kept[T], ...]:
        asked = {f"{name}__in" if isinstance(it, tuple) else name: it for name, it in said.items()}
        what = (self.table, "having", *sorted(said.items()))
        return self.look.once(what, lambda: self.listed(self.rows.filter(**asked)))

    def listed(self, rows: Iterable[Any]) -> tuple[Kept[T], ...]:
        shown = ((row.belonging_to(self.person).as_listed(), row.version) for row in rows)
        return tuple(Kept(thing, version) for thing, version in shown if thing is not None)

    def get(self, id: str) -> Kept[T]:
        return kept(self.row(id))

    def row(self, id: str) -> Any:
        """The row of a thing; NotThere when this person has none under that id."""
        row = self.rows.filter(own_id=id).first()
        if row is None:
            raise NotThere(
                _("This is no longer there."), advice=_("Go back and look at the list as it is now.")
            )
        return row.belonging_to(self.person)

    def add(self, thing: T) -> Kept[T]:
        """ChangedMeanwhile when there already is a thing under this id."""
        try:
            with transaction.atomic():
                return kept(self._insert(thing))
        except IntegrityError:
            there = self.rows.filter(own_id=_id(thing)).first()
            if there is None:
                raise
            raise changed_meanwhile(kept(there.belonging_to(self.person))) from None

    def _insert(self, thing: T) -> ShelfRow:
        (row,) = self._new_rows([thing], self._next_position())
        row.save(force_insert=True)
        return row

    def add_all(self, things: Iterable[T]) -> None:
        """In batches of a bounded size, however many there are."""
        waiting = iter(things)
        with transaction.atomic():
            position = self._next_position()
            while batch := list(islice(waiting, AT_ONCE)):
                self._insert_many(batch, position)
                position += len(batch)

    def _insert_many(self, batch: list[T], position: int) -> None:
        """Where an id is taken, ChangedMeanwhile is about the first of them that is."""
        try:
            with transaction.atomic():
                self.table._default_manager.bulk_create(self._new_rows(batch, position))
        except IntegrityError:
            for thing in batch:
                self.add(thing)
            raise

    def _next_position(self) -> int:
        last = self.rows.aggregate(last=Max("position"))["last"]
        return 0 if last is None else int(last) + 1

    def _new_rows(self, things: list[T], position: int) -> list[ShelfRow]:
        columns = self.table.columns_for_all(self.person, things)
        return [
            self.table(person=self.person, own_id=_id(thing), position=position + number, **said)
            for number, (thing, said) in enumerate(zip(things, columns, strict=True))
        ]

    def change(self, thing: T, *, version: int) -> Kept[T]:
        with transaction.atomic():
            now = self.rows.filter(own_id=_id(thing), version=version)
            if now.update(version=F("version") + 1, **self._changes(now, thing)):
                return Kept(thing, version + 1)
            raise changed_meanwhile(self.get(_id(thing)))

    def _changes(self, now: QuerySet[Any], thing: T) -> dict[str, Any]:
        """What is written of a change; what is sealed and does not open is not written over unasked."""
        row = now.first() if issubclass(self.table, SealedRow) else None
        return (
            row.belonging_to(self.person).changes_for(thing)
            if row
            else self.table.columns_for(self.person, thing)
        )

    def remove(self, id: str, *, version: int | None = None) -> None:
        with transaction.atomic():
            row = self.row(id)
            if version is not None and row.version != version:
                raise changed_meanwhile(kept(row))
            gone, _by_kind = self.rows.filter(own_id=id, version=row.version).delete()
            if not gone:
                raise changed_meanwhile(self.get(id))

    def clear(self) -> None:
        self.table._default_manager.filter(person=self.person).delete()


class StoredDates(StoredShelf[T]):
    """A shelf of what has moments, in their order."""

    def within(self, span: Span) -> tuple[Kept[T], ...]:
        rows = self.rows.filter(at__gte=span.start, at__lt=span.end)
        return self.look.once((self.table, "within", span), lambda: self.listed(rows))

    def newest(self, most: int) -> tuple[Kept[T], ...]:
        newest = self.rows.reverse()[:most]
        return self.look.once((self.table, "newest", most), lambda: self.listed(reversed(newest)))

    def oldest(self, most: int) -> tuple[Kept[T], ...]:
        return self.listed(self.rows[:most])


def kept(row: Any) -> Kept[Any]:
    return Kept(row.as_domain(), row.version)


def things(shelf: Iterable[Kept[T]]) -> tuple[T, ...]:
    return tuple(each.thing for each in shelf)


def changed_meanwhile(now: Kept[Any] | None) -> ChangedMeanwhile:
    return ChangedMeanwhile(
        _("This was changed in the meantime, perhaps in another tab."),
        kept=now,
        advice=_("Nothing of yours is lost: look at it as it is now, and save again what you still want."),
    )


def _id(thing: Any) -> str:
    return str(thing.id)
