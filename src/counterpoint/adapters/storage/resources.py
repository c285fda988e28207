"""The resources of a person's collections: raw bytes and ETags."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import islice
from typing import TypeVar

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
        collection = self._collections.row(collection_id)
        for some in _pieces(resources):
            ResourceRow.objects.bulk_create(
                [_row(collection, each) for each in some],
                update_conflicts=True,
                unique_fields=["collection", "href"],
                update_fields=_CHANGED,
            )

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


def _row(collection: CollectionRow, each: Resource) -> ResourceRow:
    return ResourceRow(
        collection=collection,
        href=storable(each.href),
        etag=storable(each.etag),
        raw=zlib.compress(each.raw, 1),
        mark=blake2b(each.raw, digest_size=16).hexdigest(),
        why=storable(each.why),
        tries=each.tries,
        again_at=each.again_at,
    )


def _resource(row: ResourceRow) -> Resource:
    return Resource(row.href, row.etag, zlib.decompress(row.raw), row.why, row.tries, row.again_at)
