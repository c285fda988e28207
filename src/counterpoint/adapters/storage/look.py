"""One look at a diary: what a page asks for again and again is read once, as long as nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import connection

T = TypeVar("T")
ONLY_READ = ("SELECT", "BEGIN", "COMMIT", "SET TRANSACTION", "SAVEPOINT", "RELEASE")


class Look:
    """Keeps what was read. From the first statement on that could write, everything is read anew."""

    def __init__(self, *, keeps: bool = False) -> None:
        self.keeps = keeps
        self.seen: dict[Hashable, Any] = {}

    def once(self, what: Hashable, read: Callable[[], T]) -> T:
        """What `read` gives; the same without asking again where it is known and nothing was written."""
        if what in self.seen:
            known: T = self.seen[what]
            return known
        found = read()
        if self.keeps:
            self.seen[what] = found
        return found

    def end(self) -> None:
        self.keeps = False
        self.seen.clear()

    def watch(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Around each statement (Django's `execute_wrapper`)."""
        if not sql.startswith(ONLY_READ):
            self.end()
        return execute(sql, params, many, context)


@contextmanager
def one_look() -> Iterator[Look]:
    """A look that ends with the block."""
    look = Look(keeps=True)
    with connection.execute_wrapper(look.watch):
        try:
            yield look
        finally:
            look.end()
