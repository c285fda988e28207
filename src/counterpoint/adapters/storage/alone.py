"""One process of a kind for each home folder: a lock that ends with the process, however it ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(path: Path) -> Iterator[bool]:
    """Holds the lock at `path` while inside; False (and no lock) when another process holds it.

    The file keeps the holder's process id for people who look; the lock itself is the kernel's.
    """
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        os.ftruncate(file, 0)
        os.write(file, f"{os.getpid()}\n".encode())
        yield True
    finally:
        os.close(file)


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Holds the lock at `path` while inside, after waiting for whoever else does."""
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)
