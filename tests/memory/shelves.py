"""Shelves in memory, with versions that tell when something was changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

from counterpoint.desk.ports import ChangedMeanwhile, Kept, NotThere
from counterpoint.domain.timeline import Span

T = TypeVar("T")


class MemoryShelf(Generic[T]):
    """Things by id, in the order in which they were added or in that of `order`."""

    def __init__(self, order: Callable[[T], Any] = lambda thing: 0) -> None:
        self.kept: dict[str, Kept[T]] = {}
        self.order = order

    def all(self) -> tuple[Kept[T], ...]:
        return tuple(sorted(self.kept.values(), key=lambda each: self.order(each.thing)))

    def having(self, **said: object) -> tuple[Kept[T], ...]:
        asked = {name: it if isinstance(it, tuple) else (it,) for name, it in said.items()}
        return tuple(
            each for each in self.all() if all(getattr(each.thing, name) in it for name, it in asked.items())
        )

    def get(self, id: str) -> Kept[T]:
        if id not in self.kept:
            raise NotThere("This is no longer there.")
        return self.kept[id]

    def add(self, thing: T) -> Kept[T]:
        if _id(thing) in self.kept:
            raise changed_meanwhile(self.kept[_id(thing)])
        self.kept[_id(thing)] = Kept(thing, 1)
        return self.kept[_id(thing)]

    def add_all(self, things: Iterable[T]) -> None:
        before = dict(self.kept)
        try:
            for thing in things:
                self.add(thing)
        except ChangedMeanwhile:
            self.kept = before
            raise

    def change(self, thing: T, *, version: int) -> Kept[T]:
        now = self.get(_id(thing))
        if now.version != version:
            raise changed_meanwhile(now)
        self.kept[_id(thing)] = Kept(thing, version + 1)
        return self.kept[_id(thing)]

    def remove(self, id: str, *, version: int | None = None) -> None:
        now = self.get(id)
        if version is not None and now.version != version:
            raise changed_meanwhile(now)
        del self.kept[id]

    def clear(self) -> None:
        for id in tuple(self.kept):
            self.remove(id)


class MemoryDates(MemoryShelf[T]):
    """Things that have moments, in the order of these."""

    def __init__(self) -> None:
        super().__init__(lambda thing: thing.at)  # type: ignore[attr-defined]

    def within(self, span: Span) -> tuple[Kept[T], ...]:
        return tuple(each for each in self.all() if each.thing.at in span)  # type: ignore[attr-defined]

    def newest(self, most: int) -> tuple[Kept[T], ...]:
        return self.all()[-most:] if most else ()

    def oldest(self, most: int) -> tuple[Kept[T], ...]:
        return self.all()[:most]


def _id(thing: Any) -> str:
    return str(thing.id)


def changed_meanwhile(now: Kept[Any] | None) -> ChangedMeanwhile:
    return ChangedMeanwhile("This was changed in the meantime.", kept=now)
