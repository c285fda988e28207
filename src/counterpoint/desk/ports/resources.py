"""What the collections of a person's calendar accounts are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from counterpoint.domain.agenda import Resource


class Resources(Protocol):
    """Resources by their href, each in a collection; whose collection it is is looked at every time.

    Raises NotThere where this person has no such collection. They go with their collection.
    """

    def etags(self, collection_id: str, hrefs: Iterable[str] | None = None) -> Mapping[str, str]:
        """href → ETag of all that are kept, or of those of these."""
        ...

    def marks(self, collection_id: str) -> Mapping[str, str]:
        """href → what names the bytes of all that are kept: another mark for other bytes."""
        ...

    def named(self, collection_id: str, hrefs: Iterable[str]) -> Mapping[str, Resource]:
        """Those of these that are kept."""
        ...

    def all(self, collection_id: str) -> Iterator[Resource]:
        """Every one, in order of href."""
        ...

    def aside(self, collection_id: str) -> tuple[Resource, ...]:
        """Those that are set aside, without their bytes, in order of href."""
        ...

    def keep(self, collection_id: str, resources: Iterable[Resource]) -> None:
        """Keeps these, in the place of what has the same href."""
        ...

    def drop(self, collection_id: str, hrefs: Iterable[str]) -> None:
        """Forgets these; those that are not there are no trouble."""
        ...
