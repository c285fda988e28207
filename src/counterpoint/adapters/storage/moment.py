"""Reading several tables as they were at one moment, without keeping anyone from writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """Whatever is read inside is from one moment. Inside a transaction that one's moment holds."""
    if connection.in_atomic_block or _is_reading():
        yield
    elif connection.vendor == "sqlite":
        with _deferred():
            yield
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield


def _is_reading() -> bool:
    """Whether such a moment has begun already; of its own transactions alone Django keeps count."""
    return connection.vendor == "sqlite" and bool(getattr(connection.connection, "in_transaction", False))


@contextmanager
def _deferred() -> Iterator[None]:
    """A transaction that only reads. Django's own would begin by taking the right to write (IMMEDIATE)."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("COMMIT")
