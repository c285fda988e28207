"""Calendars of servers in memory, with their entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256

from counterpoint.domain.agenda import Collection, Resource
from tests.memory.shelves import MemoryShelf


class MemoryCollections(MemoryShelf[Collection]):
    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[str, dict[str, Resource]] = {}

    def remove(self, id: str, *, version: int | None = None) -> None:
        super().remove(id, version=version)
        self.entries.pop(id, None)


class MemoryResources:
    def __init__(self, collections: MemoryCollections) -> None:
        self.collections = collections

    def etags(self, collection_id: str, hrefs: Iterable[str] | None = None) -> Mapping[str, str]:
        here = self._of(collection_id)
        return {href: here[href].etag for href in (here if hrefs is None else hrefs) if href in here}

    def marks(self, collection_id: str) -> Mapping[str, str]:
        return {href: sha256(each.raw).hexdigest() for href, each in self._of(collection_id).items()}

    def named(self, collection_id: str, hrefs: Iterable[str]) -> Mapping[str, Resource]:
        here = self._of(collection_id)
        return {href: here[href] for href in hrefs if href in here}

    def all(self, collection_id: str) -> Iterator[Resource]:
        return iter(sorted(self._of(collection_id).values(), key=lambda each: each.href))

    def aside(self, collection_id: str) -> tuple[Resource, ...]:
        return tuple(replace(each, raw=b"") for each in self.all(collection_id) if each.why)

    def keep(self, collection_id: str, resources: Iterable[Resource]) -> None:
        self._of(collection_id).update({each.href: each for each in resources})

    def drop(self, collection_id: str, hrefs: Iterable[str]) -> None:
        for href in hrefs:
            self._of(collection_id).pop(href, None)

    def _of(self, collection_id: str) -> dict[str, Resource]:
        self.collections.get(collection_id)
        return self.collections.entries.setdefault(collection_id, {})
