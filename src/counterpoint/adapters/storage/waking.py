"""A tap on the worker's shoulder: one datagram, so that a job is picked up at once and not at the next look.

A worker that is not there, or lives on another machine, is not missed: it looks for itself now and then.
"""

from __future__ import annotations

import contextlib
import socket
from pathlib import Path

MOST_BYTES = 100  # a Unix socket's path may have 104 to 108


def ear_of(home: Path, queue: str) -> Path | None:
    """Where the worker of a queue listens; None where the folder's path is too long for a socket."""
    path = home / f"{queue}.sock"
    return path if hasattr(socket, "AF_UNIX") and len(str(path).encode()) <= MOST_BYTES else None


def wake(home: Path, queue: str) -> None:
    """Tells the worker of a queue, if there is one, that there may be something to do."""
    ear = ear_of(home, queue)
    if ear is None or not ear.exists():
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as mouth, contextlib.suppress(OSError):
        mouth.setblocking(False)
        mouth.sendto(b".", str(ear))
