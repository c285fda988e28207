"""Things of one kind, kept in a person's own order or in that of time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.timeline import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """A thing as the diary holds it. `version` grows by one with every change of it."""

    thing: T
    version: int


class ChangedMeanwhile(CounterpointError):
    """Somebody changed a thing after it was read. `kept` is the thing as it is now; nothing was written."""

    def __init__(self, message: str, *, kept: Kept[Any] | None, advice: str = "") -> None:
        super().__init__(message, advice=advice)
        self.kept = kept


class NotThere(CounterpointError):
    """The diary has no such thing (never had, or it is gone)."""


class CannotOpen(CounterpointError):
    """Something sealed that its key does not open, or whose key is not here."""


class Shelf(Protocol[T]):
    """All the things of one kind in a diary, in the person's own order."""

    def all(self) -> tuple[Kept[T], ...]: ...

    def having(self, **said: object) -> tuple[Kept[T], ...]:
        """Those of which each field that is named says so; of several answers in a tuple, one of them.

        Only of fields that are not sealed.
        """
        ...

    def get(self, id: str) -> Kept[T]:
        """Raises NotThere."""
        ...

    def add(self, thing: T) -> Kept[T]:
        """Keeps a new thing under its own id."""
        ...

    def add_all(self, things: Iterable[T]) -> None:
        """Keeps many new things in this order, all or none; ChangedMeanwhile when an id is taken."""
        ...

    def change(self, thing: T, *, version: int) -> Kept[T]:
        """Keeps a thing over its earlier form.

        Raises ChangedMeanwhile when `version` is not the current one.
        """
        ...

    def remove(self, id: str, *, version: int | None = None) -> None:
        """Raises NotThere, or ChangedMeanwhile when a `version` is given that is not the current one."""
        ...

    def clear(self) -> None:
        """Removes all that stands here."""
        ...


class Dated(Shelf[T], Protocol):
    """A shelf of things that each have a moment (`at`), in the order of these moments."""

    def within(self, span: Span) -> tuple[Kept[T], ...]:
        """Those of a stretch of time, half-open as every span."""
        ...

    def newest(self, most: int) -> tuple[Kept[T], ...]:
        """The last `most` of them, in order of time."""
        ...

    def oldest(self, most: int) -> tuple[Kept[T], ...]:
        """The first `most` of them, in order of time."""
        ...
