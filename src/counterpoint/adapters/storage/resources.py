"""The resources of a person's collections: raw bytes and ETags."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import islice
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import QuerySet

from counterpoint.adapters.storage.models import CollectionRow, Person, ResourceRow
from counterpoint.adapters.storage.shelf import StoredShelf
from counterpoint.adapters.storage.texts import storable
from counterpoint.domain.agenda import Collection, Resource

T = TypeVar("T")
AT_ONCE = 400
_CHANGED = ("etag", "raw", "mark", "why", "tries", "again_at")


class StoredResources:
    def __init__(self, person: Person) -> None:
        self._collections: StoredShelf[Collection] = StoredShelf(person, CollectionRow)

    def etags(self, collection_id: str, hrefs: Iterable[str] | None = None) -> Mapping[str, str]:
        rows = self._rows(collection_id).values_list("href", "etag")
        if hrefs is None:
            return dict(rows)
        return dict(pair for some in _pieces(hrefs) for pair in rows.filter(href__in=some))

    def marks(self, collection_id: str) -> Mapping[str, str]:
        """A digest; of what was kept before there were any, the ETag with whether it is set aside."""
        rows = self._rows(collection_id).values_list("href", "mark", "etag", "why")
        return {href: mark or f"{etag} {bool(why)}" for href, mark, etag, why in rows}

    def named(self, collection_id: str, hrefs: Iterable[str]) -> Mapping[str, Resource]:
        rows = self._rows(collection_id)
        found = (row for some in _pieces(hrefs) for row in rows.filter(href__in=some))
        return {row.href: _resource(row) for row in found}

    def all(self, collection_id: str) -> Iterator[Resource]:
        rows = self._rows(collection_id).order_by("href")
        return (_resource(row) for row in rows.iterator(AT_ONCE))

    def aside(self, collection_id: str) -> tuple[Resource, ...]:
        rows = self._rows(collection_id).exclude(why="").order_by("href").defer("raw")
        return tuple(Resource(row.href, row.etag, b"", row.why, row.tries, row.again_at) for row in rows)

    def keep(self, collection_id: str, resources: Iterable[Resource]) -> None:
        """One prepared statement for all of them: a row of Django's for each takes longer than writing it."""
        collection = self._collections.row(collection_id)
        quote = connection.ops.quote_name
        names = ", ".join(map(quote, ("collection_id", "href", *_CHANGED)))
        places = ", ".join(["%s"] * (2 + len(_CHANGED)))
        newer = ", ".join(f"{quote(name)} = excluded.{quote(name)}" for name in _CHANGED)
        statement = (
            f"INSERT INTO {quote(ResourceRow._meta.db_table)} ({names}) VALUES ({places}) "  # noqa: S608
            f"ON CONFLICT ({quote('collection_id')}, {quote('href')}) DO UPDATE SET {newer}"
        )
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(statement, [_row(collection, each) for each in resources])

    def drop(self, collection_id: str, hrefs: Iterable[str]) -> None:
        rows = self._rows(collection_id)
        for some in _pieces(hrefs):
            rows.filter(href__in=some).delete()

    def _rows(self, collection_id: str) -> QuerySet[ResourceRow]:
        return ResourceRow.objects.filter(collection=self._collections.row(collection_id))


def _pieces(things: Iterable[T]) -> Iterator[list[T]]:
    """A statement holds only so many values."""
    waiting = iter(things)
    while some := list(islice(waiting, AT_ONCE)):
        yield some


def _row(collection: CollectionRow, each: Resource) -> tuple[Any, ...]:
    return (
        collection.pk,
        storable(each.href),
        storable(each.etag),
        zlib.compress(each.raw, 1),
        blake2b(each.raw, digest_size=16).hexdigest(),
        storable(each.why),
        each.tries,
        connection.ops.adapt_datetimefield_value(each.again_at),
    )


def _resource(row: ResourceRow) -> Resource:
    return Resource(row.href, row.etag, zlib.decompress(row.raw), row.why, row.tries, row.again_at)
